"""Who may talk to a server on this machine, and what every answer says to a browser.

A page of the web can make the browser of this machine send requests here. Three things keep it out: the `Host` header
must name this machine, for a name of the page's own that leads here (DNS rebinding) arrives with that name; a request
that changes something must not come from another site (`Sec-Fetch-Site`, `Origin`), nor in a form's content type; and
no answer may be framed, sniffed, cached or run scripts that are not files of this server. As Jupyter and datasette do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
READING = frozenset(("GET", "HEAD", "OPTIONS"))
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Access:
    """ASGI middleware around the whole application, so that no route is without it, static files included."""

    def __init__(self, app: App, hosts: Collection[str] = LOOPBACK, *, written_as: Collection[str] | None = None) -> None:
        """`hosts` are the names, without port, that a request may give as its `Host`. `written_as` are the content types
        that a request which changes something may have, all where None."""
        self._app, self._hosts = app, frozenset(h.lower() for h in hosts)
        self._written_as = written_as

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer 403 or 415 where the request may not pass; else the application's answer, with the headers."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in _HEADERS if n not in given)]
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
            return
        status, why = refusal
        body = why.encode() + b"\n"
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send_with_headers({"type": "http.response.start", "status": status, "headers": headers})
        await send_with_headers({"type": "http.response.body", "body": body})

    def _refusal(self, scope: Message) -> tuple[int, str] | None:
        """The status and the reason of a refusal; None where the request may pass."""
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if len(named) != 1 or without_port(named[0]) not in self._hosts:
            return 403, f"the host {named[0] if named else ''!r} is none that this server answers for"
        if scope["method"] in READING:
            return None
        site = headers.get(b"sec-fetch-site", "none")
        origin = headers.get(b"origin")
        if site not in ("same-origin", "none") or (origin is not None and origin != f"{scope['scheme']}://{named[0]}"):
            return 403, "the request comes from another site"
        if self._written_as is not None:
            kind = headers.get(b"content-type", "").split(";")[0].strip().lower()
            if kind not in self._written_as:
                return 415, f"send {' or '.join(sorted(self._written_as))}, not {kind or 'an unnamed content type'!r}"
        return None


def without_port(host: str) -> str:
    """The name in a `Host` header, in lower case; an IPv6 address keeps its brackets."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() and not (name.startswith("[") and not name.endswith("]")) else host.lower()
