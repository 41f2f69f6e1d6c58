"""Make an input that fails smaller, as long as it fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable


def shrunk(data: bytes, fails: Callable[[bytes], bool], seconds: float = 30.0) -> bytes:
    """The input without what does not matter, found by leaving out pieces of it, large ones first (Zeller's ddmin).

    Ends after so many seconds at the latest.
    """
    until = time.monotonic() + seconds
    for cut in (_lines, _bytes):
        size = max(1, len(cut(data)) // 2)
        while size:
            pieces = cut(data)
            at = 0
            while at < len(pieces):
                if time.monotonic() > until:
                    return data
                shorter = pieces[:at] + pieces[at + size :]
                if fails(b"".join(shorter)):
                    pieces = shorter
                else:
                    at += size
            data = b"".join(pieces)
            size //= 2
    return data


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _bytes(data: bytes) -> list[bytes]:
    """Characters of UTF-8, each in one piece."""
    out: list[bytes] = []
    start = 0
    for at in range(1, len(data) + 1):
        if at == len(data) or data[at] & 0xC0 != 0x80:
            out.append(data[start:at])
            start = at
    return out
