"""Bodies of requests, read within bounds: of size, of time, and of what all requests together hold in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from cleanup.service.access import Message, Receive

# A body that trickles in slower than this after the first seconds is cut off, as Apache's mod_reqtimeout does.
_FIRST_SECONDS, _LEAST_RATE = 20.0, 10_000  # bytes a second
_STALLED = 60.0  # seconds without a byte in a stream, which may take its time otherwise
# All bodies in memory together, in units of the largest one allowed.
_HELD = 8


class BodyError(Exception):
    """A body that is not read to its end. `status` is what the client is told."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class GoneError(Exception):
    """The client has gone."""


class Held:
    """The bytes of bodies in memory, those of all requests."""

    def __init__(self, most_bytes: int) -> None:
        """`most_bytes`: of one body."""
        self.most_bytes = most_bytes
        self._free = _HELD * most_bytes

    def take(self, count: int) -> None:
        """Reserve bytes. Raises BodyError where there is no room for them now."""
        if count > self._free:
            raise BodyError(429, "too many large bodies at once; send it again later")
        self._free -= count

    def give_back(self, count: int) -> None:
        """Free what was reserved."""
        self._free += count


class Body:
    """A whole body. A context manager: leaving frees what it holds."""

    def __init__(self, receive: Receive, held: Held, length: str | None) -> None:
        """`length` is what the header Content-Length says."""
        self._receive, self._held, self._length = receive, held, length
        self._taken = 0

    def __enter__(self) -> Body:
        return self

    def __exit__(self, *error: object) -> None:
        self._held.give_back(self._taken)

    async def read(self) -> bytes:
        """The bytes. Raises BodyError and GoneError."""
        most = self._held.most_bytes
        if self._length is not None and self._length.isdecimal() and int(self._length) > most:
            raise BodyError(413, f"{int(self._length):,} bytes, more than the {most:,} that this server takes")
        begun = time.monotonic()
        data = bytearray()
        while True:
            deadline = begun + _FIRST_SECONDS + len(data) / _LEAST_RATE
            message = await _within(self._receive, deadline - time.monotonic(), "the body comes too slowly")
            piece = message.get("body", b"")
            if len(data) + len(piece) > most:
                raise BodyError(413, f"more than the {most:,} bytes that this server takes")
            self._held.take(len(piece))
            self._taken += len(piece)
            data += piece
            if not message.get("more_body"):
                return bytes(data)


class Lines:
    """The lines of a body as they come. Iterating gives (number, line) for each that is not blank; None in place of one that
    there is no room for. Raises BodyError where the client stalls, GoneError where it has gone."""

    def __init__(self, receive: Receive, most_bytes: int) -> None:
        """`most_bytes`: of one line."""
        self._receive, self._most = receive, most_bytes

    async def __aiter__(self) -> AsyncIterator[tuple[int, bytes | None]]:
        number, rest, dropping, more = 0, bytearray(), False, True
        while more:
            message = await _within(self._receive, _STALLED, "no byte for a minute")
            more = message.get("more_body", False)
            *ended, last = message.get("body", b"").split(b"\n")
            for piece in ended:
                number += 1
                whole = bytes(rest) + piece if rest else piece
                if dropping or len(whole) > self._most:
                    yield number, None
                elif whole.strip():
                    yield number, whole
                rest, dropping = bytearray(), False
            if not dropping:
                rest += last
                if len(rest) > self._most:
                    rest, dropping = bytearray(), True
        if dropping or rest.strip():
            yield number + 1, None if dropping else bytes(rest)


async def gone(receive: Receive) -> None:
    """Return once the client has gone; to be awaited after the body was read."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _within(receive: Receive, seconds: float, otherwise: str) -> Message:
    try:
        message = await asyncio.wait_for(receive(), max(0.0, seconds))
    except TimeoutError:
        raise BodyError(408, otherwise) from None
    if message["type"] == "http.disconnect":
        raise GoneError
    return message
