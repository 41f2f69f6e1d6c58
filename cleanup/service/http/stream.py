"""Many articles in one request: JSON lines in, JSON lines out, in order, as they come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from cleanup.service.access import Message, Receive, Send
from cleanup.service.http.bodies import BodyError, GoneError, Lines, gone
from cleanup.service.http.orders import OF_LINES
from cleanup.writers.jsonl import render_error

Answered = Callable[[int, bytes | None], Coroutine[Any, Any, bytes]]


class LineStream:
    """The answer to a request of many lines. Never more than `window` of them are worked on or wait to be sent, so memory
    is the same however many there are, and who sends faster than it reads is held up."""

    def __init__(self, answered: Answered, most_bytes: int, window: int, stopping: asyncio.Event) -> None:
        """`answered` makes a line of the answer, `most_bytes` limits a line; once `stopping` is set no further line is
        read."""
        self._answered, self._most_bytes, self._stopping = answered, most_bytes, stopping
        self._room = asyncio.Semaphore(window)
        self._answers: asyncio.Queue[Awaitable[bytes] | None] = asyncio.Queue()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer, until the lines end or the client goes."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", OF_LINES[0].encode())]})
        try:
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(self._read(receive, group))
                stopping = group.create_task(self._stop(reading))
                await self._write(send)
                reading.cancel()
                stopping.cancel()
        except* GoneError:
            pass  # with the group every article of the stream is dropped

    async def _read(self, receive: Receive, group: asyncio.TaskGroup) -> None:
        begun, why = 0, ""
        try:
            async for number, line in Lines(receive, self._most_bytes):
                await self._room.acquire()
                self._answers.put_nowait(group.create_task(self._answered(number, line)))
                begun = number
        except BodyError as error:
            why = str(error)
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
            why = "the server stops; send this line and what follows again"
        if why:
            self._answers.put_nowait(_told(render_error(None, why, begun + 1)))
        self._answers.put_nowait(None)
        await gone(receive)
        raise GoneError

    async def _write(self, send: Send) -> None:
        while (answer := await self._answers.get()) is not None:
            await send({"type": "http.response.body", "body": await answer, "more_body": True})
            self._room.release()
        await send({"type": "http.response.body", "body": b""})

    async def _stop(self, reading: asyncio.Task[None]) -> None:
        await self._stopping.wait()
        reading.cancel()


async def _told(line: str) -> bytes:
    return line.encode() + b"\n"
