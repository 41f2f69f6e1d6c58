"""LanguageTool over language_tool_python: its client, its reading of languages, its matches in code points.

language_tool_python sends the requests and knows the protocol; starting, watching and ending the server is ours
(server.py, shared.py), because its own start retries for minutes, has no heap limit and can leave servers behind.
Of its Match class only the raw reply under it is used: the class drops the sub-rule, counts a match's length in
UTF-16 units, and keeps state between threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from cleanup.engines.languages import resolve
from cleanup.engines.languagetool.server import Address, Server
from cleanup.engines.pieces import shift, split_pieces
from cleanup.engines.protocol import OF_WHOLE_TEXTS, Match, sort_matches
from cleanup.errors import EngineError
from cleanup.languages import family
from cleanup.text.halves import whole

if TYPE_CHECKING:
    import language_tool_python

TIMEOUT_SECONDS = 120.0  # a piece of 50,000 code points takes 3 s on a warm server, 20 s on a starting, loaded one
WORKERS = min(4, os.cpu_count() or 1)  # requests at a time; the server works on as many as there are cores

# Codes under which LanguageTool checks without a dictionary, because spelling there belongs to a region.
_WITHOUT_SPELLING = frozenset({"en", "de", "pt"})


class LanguageToolEngine:
    """LanguageTool behind the engine protocol. The server starts at the first check. Safe to use from threads."""

    name = "languagetool"

    def __init__(self, server: Server, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._server = server
        self._timeout = timeout
        self._lock = threading.Lock()
        self._clients: dict[tuple[Address, str], _Client] = {}
        self._languages: frozenset[str] | None = None
        self._version = ""

    @property
    def version(self) -> str:
        """LanguageTool's version as the server states it, "LanguageTool" before the first check."""
        return f"LanguageTool {self._version}".strip()

    def languages(self) -> frozenset[str]:
        """The codes that the server checks with all its rules; starts the server."""
        if self._languages is None:
            self._languages = self._ask("languages", lambda address: _languages(self._client(address, "auto")))
        return self._languages

    def check(self, text: str, language: str) -> list[Match]:
        """Matches in `text`. A server that dies meanwhile is started again and the piece at hand sent again.

        EngineError: the language is not installed, the server cannot be started, or it fails twice at one piece.
        """
        code = resolve(
            language,
            self.languages(),
            engine="languagetool",
            remedy=f"add it with: cleanup engine install --language {family(language)}",
        )
        text = whole(text)
        found: list[Match] = []
        for start, piece in split_pieces(text):
            found.extend(shift(match, start) for match in self._check_piece(piece, code))
        return sort_matches(found)

    def check_many(self, texts: Sequence[str], language: str) -> list[list[Match]]:
        """`check` for each text without `OF_WHOLE_TEXTS`, several requests at a time.

        Joining texts into one request was no faster on a warm server, and each text has its neighbors' rules to itself.
        """

        def check(text: str) -> list[Match]:
            return [match for match in self.check(text, language) if match.rule not in OF_WHOLE_TEXTS]

        if len(texts) < 2 or WORKERS < 2:
            return [check(text) for text in texts]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(WORKERS, thread_name_prefix="cleanup-engine") as pool:
            return list(pool.map(check, texts))

    def close(self) -> None:
        """End the server if it is ours alone."""
        with self._lock:
            self._clients.clear()
        self._server.close()

    def _check_piece(self, text: str, code: str) -> list[Match]:
        if not text.strip():
            return []
        reply = self._ask("check", lambda address: self._client(address, code).check_raw(text))
        self._version = str(reply.get("software", {}).get("version", self._version))
        return _matches(text, reply["matches"])

    def _ask(self, what: str, send: Callable[[Address], Any]) -> Any:
        """Send a request, mend the server and send it again as the server's kind allows."""
        attempt = 0
        while True:
            address = self._server.address()
            try:
                return send(address)
            except _Unreachable as problem:
                attempt += 1
                self._drop(address)
                self._server.recover(address, f"{what}: {problem}", attempt)

    def _client(self, address: Address, code: str) -> _Client:
        """One client for a language: it keeps no state between requests, so threads may share it."""
        with self._lock:
            client = self._clients.get((address, code))
        if client is None:
            client = _new_client(address.url, code, self._timeout)
            with self._lock:
                self._clients[address, code] = client
        return client

    def _drop(self, address: Address) -> None:
        with self._lock:
            self._clients = {key: client for key, client in self._clients.items() if key[0] != address}


class _Unreachable(Exception):
    """No reply, or one that says to try later: a matter of the server, not of the request."""


class _Client:
    """language_tool_python's client for one server and language, its errors sorted into ours."""

    def __init__(self, tool: language_tool_python.LanguageTool) -> None:
        self._tool = tool

    def check_raw(self, text: str) -> Any:
        """The server's reply to one text, as it came."""
        return self._query("check", self._tool._create_params(text), "post")

    def languages_raw(self) -> Any:
        """The server's list of languages, as it came."""
        return self._query("languages", None, "get")

    def _query(self, what: str, parameters: dict[str, str] | None, method: Literal["get", "post"]) -> Any:
        try:
            return self._tool._query_server(urljoin(self._tool.url, what), parameters, num_tries=1, method=method)
        except Exception as error:
            raise _sorted(error, self._tool.url) from error


def _new_client(url: str, code: str, timeout: float) -> _Client:
    from language_tool_python import LanguageTool

    class Tool(LanguageTool):
        _TIMEOUT = timeout  # type: ignore[assignment]  # a class constant of 300 s there

    try:
        return _Client(Tool(code, remote_server=f"{url}/"))  # without the slash it would cut the path
    except Exception as error:
        raise _sorted(error, url) from error


def _sorted(error: Exception, url: str) -> Exception:
    """What language_tool_python raised: trouble with the server, an EngineError about the request, or a bug."""
    from language_tool_python.exceptions import LanguageToolError, RateLimitError

    cause = error.__cause__
    if isinstance(error, RateLimitError):
        return _Unreachable("too many requests")
    if isinstance(error, LanguageToolError) and isinstance(cause, ValueError):  # the reply was not JSON
        text = " ".join(str(error).split())
        # a page of a proxy, a server that is ending, overloaded or out of memory: worth another try
        if not text or text.startswith("<") or "Internal Error" in text or "overloaded" in text:
            return _Unreachable(text[:200] or "an empty reply")
        return EngineError(f"LanguageTool at {url} refused the text: {text[:200]}")
    if isinstance(error, OSError) or isinstance(cause, OSError):
        return _Unreachable(_gist(cause or error))
    if isinstance(error, ValueError):  # LanguageTag: the server does not list the code
        return EngineError(f"LanguageTool at {url}: {error}")
    return error


def _gist(error: BaseException) -> str:
    """The kind of a connection error in words; its text repeats addresses and object names."""
    kind = type(error).__name__
    plain = {
        "ReadTimeout": "no answer in time",
        "ConnectTimeout": "no connection in time",
        "ConnectionError": "no connection",
    }
    return plain.get(kind, kind)


def _languages(client: _Client) -> frozenset[str]:
    codes = {str(entry["longCode"]) for entry in client.languages_raw()}
    with_regions = {family(code) for code in codes if "-" in code}
    return frozenset(code for code in codes if not (code in _WITHOUT_SPELLING and code in with_regions))


def _matches(text: str, raw: Sequence[Mapping[str, Any]]) -> list[Match]:
    if not raw:
        return []
    to_code_point = _utf16_offsets(text, raw)
    return [
        Match(
            start=to_code_point[item["offset"]],
            end=to_code_point[item["offset"] + item["length"]],
            rule=item["rule"]["id"],
            sub_rule=item["rule"].get("subId") or "",
            category=item["rule"]["category"]["id"],
            message=item["message"],
            replacements=tuple(entry["value"] for entry in item["replacements"]),
            issue_type=item["rule"].get("issueType") or "uncategorized",
        )
        for item in raw
    ]


def _utf16_offsets(text: str, raw: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Code point offset of every UTF-16 offset that the matches name; the same number where all are below U+10000."""
    wanted = sorted({item["offset"] for item in raw} | {item["offset"] + item["length"] for item in raw})
    if max(text) < "\U00010000":
        return {offset: offset for offset in wanted}
    data = text.encode("utf-16-le")
    offsets: dict[int, int] = {}
    unit = point = 0
    for offset in wanted:
        # "ignore": an offset inside a surrogate pair cannot be, and must not end the run if it is
        point += len(data[2 * unit : 2 * offset].decode("utf-16-le", "ignore"))
        unit = offset
        offsets[offset] = point
    return offsets
