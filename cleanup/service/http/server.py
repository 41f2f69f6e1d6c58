"""The server itself: its socket, its connections that may not dawdle, its signals, its end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Collection, Iterator
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from cleanup.corpus.job import Job
from cleanup.errors import ConfigError, EngineError
from cleanup.service.http.backend import Backend
from cleanup.service.http.routes import Limits, Service

# A connection without a request under way: until its next request's headers are there, or a refused body has run out.
_IDLE = 10.0
_READS_WITHIN = 60.0  # a client that does not read what it is sent
_STOPS_WITHIN = 10  # seconds for what is under way when the server is told to stop
_CONNECTIONS = 900  # below the 1,024 open files that a process commonly may have
_LARGEST_HEADERS = 16_384  # bytes


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ConfigError where it cannot be had, naming the place."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # With its protocol named: asyncio sends at once only where that is TCP, else a small answer waits 40 ms for the
        # client to say that it has the headers.
        bound = socket.socket(family, kind, protocol)
        try:
            if sys.platform != "win32":
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            bound.listen(128)
        except BaseException:
            bound.close()
            raise
    except OverflowError:
        raise ConfigError(f"--port {port}: ports are 0 to 65535") from None
    except OSError as error:
        raise ConfigError(
            f"port {port} of {host} cannot be had: {error.strerror or error}; choose another with --port (0: any that is free)"
        ) from None
    return bound


async def serve(
    bound: socket.socket,
    job: Job,
    *,
    jobs: int,
    time_limit: float,
    limits: Limits,
    hosts: Collection[str],
    token: bytes | None,
    on_ready: Callable[[], None],
) -> None:
    """Serve until told to stop by a signal. `on_ready` is called when the workers are there the first time.

    Raises EngineError where they could not be started.
    """
    failures: list[EngineError] = []

    def failed(error: EngineError) -> None:
        failures.append(error)
        server.should_exit = True

    backend = Backend(job, jobs, time_limit, failed)
    config = uvicorn.Config(
        Service(backend, limits).app(hosts, token),
        http=_PunctualProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=int(_IDLE),
        timeout_graceful_shutdown=_STOPS_WITHIN,
        h11_max_incomplete_event_size=_LARGEST_HEADERS,
    )
    server = _Server(config, backend)
    told = asyncio.create_task(_tell(backend, on_ready))
    try:
        await server.serve([bound])
    finally:
        told.cancel()
    if failures:
        raise failures[0]


async def _tell(backend: Backend, on_ready: Callable[[], None]) -> None:
    await backend.ready.wait()
    on_ready()


class _Server(uvicorn.Server):
    """uvicorn's server, which ends well when told to: uvicorn raises the signal again once it is done."""

    def __init__(self, config: uvicorn.Config, backend: Backend) -> None:
        super().__init__(config)
        self._backend = backend

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:  # type: ignore[override]
        """Ctrl-C and termination ask to stop; a second Ctrl-C stops at once."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nothing more, finish what is under way."""
        self._backend.stop()
        await super().shutdown(sockets)


class _PunctualProtocol(H11Protocol):
    """Closes connections whose client neither sends a request whole in good time nor reads what it is sent. uvicorn's own
    timer runs between requests alone, and starts anew with each byte."""

    _dawdles: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, not for long."""
        super().connection_made(transport)
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        """Once a request is under way, the application sees to its time."""
        super().data_received(data)
        self._unless_under_way()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._expect_request()
        super().on_response_complete()
        self._unless_under_way()

    def pause_writing(self) -> None:
        """The client does not read as fast as it is sent to."""
        super().pause_writing()
        self._stuck = self.loop.call_later(_READS_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        _cancel(self._stuck)

    def connection_lost(self, exc: Exception | None) -> None:
        """No more to wait for."""
        _cancel(self._dawdles)
        _cancel(self._stuck)
        super().connection_lost(exc)

    def _expect_request(self) -> None:
        _cancel(self._dawdles)
        self._dawdles = self.loop.call_later(_IDLE, self.transport.abort)

    def _unless_under_way(self) -> None:
        cycle: Any = self.cycle
        if cycle is not None and not cycle.response_complete:
            _cancel(self._dawdles)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
