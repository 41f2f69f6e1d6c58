"""Addresses of web pages: what is one, how it is written, and where its output goes.

Nothing here touches the network; `cleanup.readers.fetch` does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote, unquote, urlsplit

from cleanup.errors import InputError

# Two letters at least, so that C:// stays a place on a disk.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SAFE = "/%:@!$&'()*+,;=~"

# Parts of a path that every file system takes as they are, upper and lower case being one on some.
_FOLDER = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
_FILE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))))
_LONGEST_PART, _LONGEST_PATH = 80, 150  # characters; some file systems end at 143 bytes a name, Windows at 260 a path
_LEDGER = ".ledger"  # NAME.ledger.json stands beside NAME
_INDEX = "index"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be fetched: `target` is path and query as a server is asked for them, `port` always set."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host, and port where it is not the scheme's own, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The address without path."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, always written the same."""
        return self.origin + self.target

    @property
    def place(self) -> PurePath:
        """Where the output goes: a folder for the host, in it the path. The same for the same address whatever else
        is read. A path that is no file name as it stands is shortened, and a digest of the address tells it apart."""
        folder = self.host.replace(":", "_")
        if self.port != _PORTS[self.scheme]:
            folder += f"_{self.port}"
        if folder.split(".")[0] in _DEVICES:
            folder = "_" + folder
        path, _, query = self.target.partition("?")
        *folders, name = path[1:].split("/")
        plain = (
            (self.scheme, self.port) == ("https", 443)
            and not query
            and name != _INDEX
            and not name.endswith(_LEDGER)
            and all(_is_plain(f, _FOLDER) for f in folders)
            and (not name or _is_plain(name, _FILE))
            and len(path) <= _LONGEST_PATH
        )
        if plain:
            return PurePath(folder, *folders, name or _INDEX)
        words = unicodedata.normalize("NFKD", unquote(path)).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", words)[:_LONGEST_PART].strip("-") or _INDEX
        return PurePath(folder, f"{slug}-{hashlib.sha256(self.url.encode()).hexdigest()[:10]}")


def is_address(given: str) -> bool:
    """Whether an input is an address, of whatever scheme, and no file."""
    return _ADDRESS.match(given) is not None


def shown(given: str) -> str:
    """The address as messages and records may show it: without a name and password that stand in it."""
    return re.sub(r"(?<=://)[^/?#]*@", "", given)


def parsed(given: str) -> Address:
    """The parts of an address, its fragment left out. Raises InputError for what is none, for schemes other than http and
    https, and for credentials."""
    name = shown(given)
    given = given.strip()
    if _CONTROL.search(given):
        raise InputError(f"{name!r}: holds control characters; give the address alone")
    try:
        parts = urlsplit(given)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise InputError(f"{name}: is no address ({error})") from None
    if parts.scheme not in _PORTS:
        raise InputError(f"{name}: only http and https are fetched; save the page and give it as a file")
    if "@" in parts.netloc:
        raise InputError(f"{name}: holds a name or password, which are not sent; give the address without them")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise InputError(f"{name}: {host!r} is no name of a host") from None
    if not (_IPV6 if ":" in host else _HOST).fullmatch(host) or port == 0:
        raise InputError(f"{name}: names no host; an address looks like https://example.com/article")
    target = quote(parts.path or "/", safe=_SAFE, errors="surrogateescape")
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE + "?", errors="surrogateescape")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target)


def listed(text: str) -> list[str]:
    """The inputs of a list: one a line, without blank lines and lines that start with "#"."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _is_plain(part: str, form: re.Pattern[str]) -> bool:
    return (
        form.fullmatch(part) is not None
        and ".." not in part
        and len(part) <= _LONGEST_PART
        and part.split(".")[0] not in _DEVICES
    )
