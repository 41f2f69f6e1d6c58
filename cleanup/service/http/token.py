"""The password of the service: a token in a file, asked for on every route but one."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from cleanup.errors import ConfigError
from cleanup.service.access import App, Message, Receive, Send
from cleanup.service.http.answers import refusal

SHORTEST = 16
OPEN = "/healthz"  # whoever watches over the service need not know the token


def read_token(path: Path) -> tuple[bytes, str]:
    """The token of a file, and a warning where others can read it. Raises ConfigError."""
    try:
        token = path.read_bytes().strip()
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigError(f"--token-file {path}: cannot be read: {error.strerror or error}") from error
    if len(token) < SHORTEST or not all(33 <= byte <= 126 for byte in token):
        raise ConfigError(
            f"--token-file {path}: needs {SHORTEST} or more printable characters without white space; "
            f"make one with: openssl rand -hex 32 > {path}"
        )
    shared = os.name == "posix" and mode & 0o077
    return token, f"--token-file {path}: others than its owner can read it; chmod 600 {path}" if shared else ""


class Bearer:
    """ASGI middleware that answers 401 to requests without the token."""

    def __init__(self, app: App, token: bytes) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let pass who has the token, compared in constant time."""
        if scope["type"] != "http" or scope["path"] == OPEN or self._has_token(scope):
            await self._app(scope, receive, send)
            return
        answer = refusal(401, "needs the header Authorization: Bearer TOKEN", headers={"www-authenticate": "Bearer"})
        await answer(scope, receive, send)

    def _has_token(self, scope: Message) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        scheme, _, token = given[0].partition(b" ") if len(given) == 1 else (b"", b"", b"")
        return scheme.lower() == b"bearer" and hmac.compare_digest(token.strip(), self._token)
