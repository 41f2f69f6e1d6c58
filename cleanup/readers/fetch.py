"""Pages from the web: fetched politely, within limits, and only from machines that may be asked.

Connections are urllib3's, as in trafilatura, whose own `fetch_response` does not serve here: it tells a failure as None,
follows redirects unseen, asks a server that fails again and again, and gives up the check of certificates where that
fails. Each host is resolved once a request, all that it resolves to is checked, and the connection goes to an address that
was checked, so that a name cannot lead elsewhere in between. The decoded size counts, and decoding stops at the limit.
"""

from __future__ import annotations

import re
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin

from cleanup.config import FetchSettings
from cleanup.errors import ConfigError, InputError
from cleanup.readers.address import Address, parsed, shown
from cleanup.readers.hosts import is_public, resolve
from cleanup.readers.robots import MOST_BYTES, Robots, robots_of
from cleanup.readers.served import Served

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

    from cleanup.readers.connections import Connections
    from cleanup.readers.inputs import InputFile

MOST_REDIRECTS = 10
MOST_ADDRESSES = 4  # of one host that are tried before it counts as out of reach
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PIECE = 1 << 16  # bytes read at once
_CONNECTED = 8  # hosts that connections are kept to
_REMEMBERED = 1000  # hosts whose rules and times are kept
_FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,text/markdown;q=0.8,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, their content encoding undone, and what came with them."""

    data: bytes
    served: Served


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that is no redirect, its body not read yet, and until when that has to be there (time.monotonic)."""

    response: BaseHTTPResponse
    address: Address
    passed: tuple[str, ...]
    deadline: float


def _remember(values: OrderedDict[str, Any], key: str, value: object) -> None:
    """Set a value, and forget the oldest where there are too many."""
    values[key] = value
    values.move_to_end(key)
    if len(values) > _REMEMBERED:
        values.popitem(last=False)


class Fetcher:
    """Fetches pages one at a time and remembers when it asked which host, and what the hosts' robots.txt say."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: Callable[[str, int], list[str]] = resolve,
        allowed: Callable[[str], bool] | None = None,
    ) -> None:
        """`resolve` finds the IP addresses of a host and port (raises OSError), `allowed` tells those that may be asked:
        the public ones, or all where the settings allow private ones. Raises ConfigError for a user agent that no header
        can hold."""
        if not settings.user_agent or not settings.user_agent.isascii() or not settings.user_agent.isprintable():
            raise ConfigError(
                f"fetch.user_agent: {settings.user_agent!r} is no line of ASCII; name your program, such as my-bot"
            )
        self._settings = settings
        self._resolve = resolve
        self._allowed = allowed or ((lambda _: True) if settings.private else is_public)
        self._asked: OrderedDict[str, float] = OrderedDict()
        self._robots: OrderedDict[str, Robots] = OrderedDict()
        self._kept: Connections | None = None

    def fetch(self, given: str) -> Page:
        """The page at an address. Raises InputError, one line that names the address, says what is wrong and what to do."""
        name = shown(given)
        answer = self._follow(parsed(given), name, polite=True)
        try:
            response = answer.response
            if not 200 <= response.status < 300:
                raise InputError(f"{name}: {_refusal(response, answer.address.url, name)}")
            stated = response.headers.get("Content-Type", "")
            format = _format(stated, name)
            data = self._body(response, name, self._settings.most_bytes, answer.deadline)
        finally:
            answer.response.close()
        if not data.strip():
            raise InputError(f"{name}: the server sent an empty page")
        charset = _CHARSET.search(stated)
        served = Served(answer.address.url, format or _looks_like(data), charset.group(1) if charset else None, answer.passed)
        return Page(data, served)

    def _follow(self, address: Address, name: str, *, polite: bool) -> _Answer:
        """The first answer that is no redirect. `polite`: the hosts' rules are kept and their time is waited for."""
        passed: list[str] = []
        asked: set[str] = set()
        while True:
            machines = self._machines(address, name)
            if polite:
                self._ask_leave(address, name, at_once=address.host in asked)
            asked.add(address.host)
            deadline = time.monotonic() + self._settings.timeout
            response = self._request(address, machines, name, deadline)
            target = response.headers.get("Location")
            if response.status not in _REDIRECTS or not target:
                return _Answer(response, address, tuple(passed), deadline)
            response.close()
            passed.append(address.url)
            try:
                address = parsed(urljoin(address.url, _as_utf8(target)))
            except ValueError as error:
                raise InputError(f"{name}: redirects to an address that cannot be fetched: {error}") from None
            if address.url in passed:
                raise InputError(f"{name}: redirects in a circle ({address.url}); it may want cookies, save the page as a file")
            if len(passed) > MOST_REDIRECTS:
                raise InputError(f"{name}: redirects more than {MOST_REDIRECTS} times, last to {address.url}")

    def _ask_leave(self, address: Address, name: str, *, at_once: bool) -> None:
        """Wait until the host may be asked again; `at_once`: it has sent us on itself. Raises InputError where it wants
        the page left alone."""
        delay = self._settings.delay
        if self._settings.robots:
            robots = self._robots_of(address, name)
            if not robots.allow(address.url):
                page = "" if address.url == name else f" {address.url}"
                raise InputError(
                    f"{name}: {address.origin}/robots.txt asks programs to leave this page alone{page}; "
                    "ask the site, or set fetch.robots = false where you may"
                )
            delay = max(delay, robots.delay)
        last = self._asked.get(address.host)
        if not at_once and last is not None and (left := last + delay - time.monotonic()) > 0:
            time.sleep(left)
        _remember(self._asked, address.host, time.monotonic())

    def _robots_of(self, address: Address, name: str) -> Robots:
        known = self._robots.get(address.origin)
        if known is not None:
            return known
        place = replace(address, target="/robots.txt")
        try:
            answer = self._follow(place, place.url, polite=False)
            try:
                response = answer.response
                good = 200 <= response.status < 300
                data = self._body(response, place.url, MOST_BYTES, answer.deadline, cut=True) if good else b""
            finally:
                answer.response.close()
        except InputError as error:
            raise InputError(f"{name}: {str(error).removeprefix(place.url + ': ')}") from None
        if response.status >= 500:
            raise InputError(
                f"{name}: {place.url} answers {response.status}, so what the site allows is not known; "
                "try again later, or set fetch.robots = false where you may"
            )
        found = robots_of(response.status, data, self._settings.user_agent)
        _remember(self._robots, address.origin, found)
        return found

    def _request(self, address: Address, machines: list[str], name: str, deadline: float) -> BaseHTTPResponse:
        """The answer of the first of the host's machines that is within reach. Raises InputError where there is none."""
        import urllib3
        from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

        headers = {
            "Host": address.authority,
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        connections = self._connections()
        problem: Exception | None = None
        for machine in machines:
            left = deadline - time.monotonic()
            if left <= 0:
                self._too_slow(name)
            try:
                return connections.to(machine, address.port, address.scheme, address.host).urlopen(
                    "GET",
                    address.target,
                    headers=headers,
                    retries=False,
                    redirect=False,
                    assert_same_host=False,
                    timeout=urllib3.Timeout(connect=left, read=left),
                    preload_content=False,
                    decode_content=False,
                )
            except (NewConnectionError, ConnectTimeoutError) as error:
                problem = error  # the host's next address may be within reach
            except HTTPError as error:
                self._failed(error, name)
        assert problem is not None
        self._failed(problem, name)

    def _machines(self, address: Address, name: str) -> list[str]:
        """The IP addresses of a host, all of them such as may be asked."""
        try:
            found = self._resolve(address.host, address.port)[:MOST_ADDRESSES]
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or error
            raise InputError(f"{name}: the host {address.host} is not found ({why}); check its name and the network") from None
        refused = next((machine for machine in found if not self._allowed(machine)), None)
        if refused is not None or not found:
            at = f"at {refused}, " if refused not in (None, address.host) else ""
            redirected = "" if name.startswith(address.origin) else f", where {address.url} is"
            raise InputError(
                f"{name}: {address.host} is {at}an address of this machine or a private network{redirected}; "
                "--allow-private fetches from there"
            )
        return found

    def _connections(self) -> Connections:
        if self._kept is None:
            from cleanup.readers.connections import Connections

            self._kept = Connections(_CONNECTED)
        return self._kept

    def _body(self, response: BaseHTTPResponse, name: str, most: int, deadline: float, *, cut: bool = False) -> bytes:
        """The body, decoded. More than `most` bytes are an error, or left out with `cut`."""
        from urllib3.exceptions import HTTPError

        stated = response.headers.get("Content-Length", "")
        if not cut and stated.isascii() and stated.isdigit() and int(stated) > most:
            self._too_large(name, most)
        unpack = _Unpacker(response.headers.get("Content-Encoding", ""), name)
        data = bytearray()
        try:
            while piece := response.read1(_PIECE, decode_content=False):
                data += unpack.more(piece, most + 1 - len(data))
                if len(data) > most:
                    if cut:
                        return bytes(data[:most])
                    self._too_large(name, most)
                if time.monotonic() > deadline:
                    self._too_slow(name)
        except HTTPError as error:
            self._failed(error, name)
        unpack.check_whole()
        return bytes(data)

    def _failed(self, error: Exception, name: str) -> NoReturn:
        """Raise InputError that says what urllib3 means, without its objects' names."""
        from urllib3.exceptions import IncompleteRead, NewConnectionError, SSLError, TimeoutError

        if isinstance(error, NewConnectionError):
            why = getattr(error.__cause__, "strerror", None) or "no connection"
            raise InputError(f"{name}: the server is not within reach ({why}); try again later") from None
        if isinstance(error, TimeoutError):
            self._too_slow(name)
        if isinstance(error, SSLError):
            raise InputError(
                f"{name}: the connection is not secure ({_first_line(error)}); http:// would be read by whoever is in between"
            ) from None
        if isinstance(error.args[-1] if error.args else error, IncompleteRead) or isinstance(error, IncompleteRead):
            raise InputError(f"{name}: the page breaks off before its end; try again later") from None
        raise InputError(f"{name}: the connection failed ({_first_line(error)}); try again later") from None

    def _too_slow(self, name: str) -> NoReturn:
        raise InputError(f"{name}: not there after {self._settings.timeout:g} s (fetch.timeout); try again later") from None

    def _too_large(self, name: str, most: int) -> NoReturn:
        raise InputError(f"{name}: more than {most:,} bytes (fetch.most_bytes); raise the setting where this is an article")


class _Unpacker:
    """Undoes a content encoding, no further than there is room for."""

    def __init__(self, encoding: str, name: str) -> None:
        self._name = name
        self._coding = encoding.strip().lower()
        if self._coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise InputError(f"{name}: comes packed as {self._coding!r}, which was not asked for and is not read")
        self._packed = self._coding not in ("", "identity")
        self._unit: Any = None
        self._done = False

    def more(self, piece: bytes, room: int) -> bytes:
        """What a piece holds, at most `room` bytes. Raises InputError for damaged data."""
        if not self._packed:
            return piece[:room]
        out = bytearray()
        try:
            while piece and len(out) < room:
                if self._unit is None:
                    if self._done and not piece.strip(b"\0"):
                        break  # padding behind the last member
                    self._unit = zlib.decompressobj(_window(self._coding, piece))
                out += self._unit.decompress(piece, room - len(out))
                piece = self._unit.unconsumed_tail
                if self._unit.eof:
                    piece, self._unit, self._done = self._unit.unused_data, None, True
        except zlib.error as error:
            raise InputError(f"{self._name}: the packed page is damaged ({error}); try again later") from None
        return bytes(out)

    def check_whole(self) -> None:
        """Raise InputError where the packed data end too soon."""
        if self._unit is not None:
            raise InputError(f"{self._name}: the page breaks off before its end; try again later")


def _window(coding: str, head: bytes) -> int:
    """zlib's argument. Half of the web means raw deflate by "deflate", the other half deflate in a zlib envelope."""
    if coding != "deflate":
        return zlib.MAX_WBITS | 16
    enveloped = len(head) > 1 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
    return zlib.MAX_WBITS if enveloped else -zlib.MAX_WBITS


def _refusal(response: BaseHTTPResponse, url: str, name: str) -> str:
    """What a status that is no success means, and what to do."""
    from http.client import responses

    status = response.status
    words = f"{status} {responses.get(status, '')}".strip()
    place = "" if url == name else f" at {url}"
    if status in (404, 410):
        return f"the server answers {words}{place}; check the address"
    if status in (401, 402, 403, 407, 451):
        return f"the server answers {words}{place}; save the page from your browser and give it as a file"
    if status in (429, 503) and (wait := response.headers.get("Retry-After", "")) and wait.isdigit():
        return f"the server answers {words}{place}; it wants to be left alone for {wait} s"
    return f"the server answers {words}{place}; try again later" if status >= 429 else f"the server answers {words}{place}"


def _format(stated: str, name: str) -> str | None:
    """The name of the format that a content type tells, None where there is none. Raises InputError for what is no text."""
    kind = stated.partition(";")[0].strip().lower()
    if not kind:
        return None
    if kind in _FORMATS:
        return _FORMATS[kind]
    if kind in ("application/pdf", "application/x-pdf"):
        raise InputError(f"{name}: is a PDF, which is not read; save its text and give that as a file")
    raise InputError(f"{name}: is {kind}, no page: {', '.join(_FORMATS)} are read")


def _looks_like(data: bytes) -> str:
    return "html" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text"


def _as_utf8(header: str) -> str:
    """A header as most servers mean it that put more than ASCII there; the protocol reads it as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _first_line(error: Exception) -> str:
    """The reason alone: urllib3's messages begin with the object they concern."""
    reason = error.args[-1] if error.args and isinstance(error.args[-1], Exception) else error
    text = " ".join(str(reason).split())
    return re.sub(r"^.*?object at 0x[0-9a-f]+>: ", "", text)[:200]


@cache
def _fetcher(settings: FetchSettings) -> Fetcher:
    """One for the whole process, so that hosts are asked in turn whichever part of the program asks."""
    return Fetcher(settings)


def fetched(file: InputFile, settings: FetchSettings) -> tuple[InputFile, bytes]:
    """The bytes of an input that is an address, and the input with what the server said. Raises InputError."""
    assert file.address is not None
    page = _fetcher(settings).fetch(file.address)
    return replace(file, format=page.served.format, served=page.served), page.data
