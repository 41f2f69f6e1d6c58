"""The way in to the review page: an address that works once, and the cookie that it is exchanged for.

The address is printed where the command was given, so whoever can read that may open it. It is used up by the first who
does, and what it leaves in the browser's history opens nothing. Cookies are the same for all ports of a host, so the
port is in the cookie's name.
"""

from __future__ import annotations

import hmac
import secrets
import threading

TOKEN_BYTES = 32


class Entry:
    """One-use tokens and the cookie's value. May be used by several threads."""

    def __init__(self, port: int) -> None:
        self.cookie = f"cleanup-review-{port}"
        self._port = port
        self._value = secrets.token_urlsafe(TOKEN_BYTES)
        self._token: str | None = None
        self._lock = threading.Lock()

    def address(self) -> str:
        """A new opening address; an earlier one that was not used opens nothing from now on."""
        with self._lock:
            self._token = secrets.token_urlsafe(TOKEN_BYTES)
            return f"http://127.0.0.1:{self._port}/open?token={self._token}"

    def exchange(self, token: str) -> str | None:
        """The cookie's value for a token that was not used yet; None for any other."""
        with self._lock:
            if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token = None
            return self._value

    def admits(self, value: str | None) -> bool:
        """Whether a cookie's value is the right one."""
        return value is not None and hmac.compare_digest(value.encode(), self._value.encode())
