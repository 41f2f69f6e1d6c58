"""The application: what each address answers. Who may ask at all is settled around it (`access`, `token`)."""

from __future__ import annotations

import asyncio
import codecs
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from email.message import Message as Header
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cleanup.corpus.job import Outcome
from cleanup.service.access import Access, App
from cleanup.service.http import docs, openapi
from cleanup.service.http.answers import STATUS_OF_REASON, refusal, wanted
from cleanup.service.http.backend import Backend, UnavailableError
from cleanup.service.http.bodies import Body, BodyError, GoneError, Held, gone
from cleanup.service.http.metrics import Counted, Metrics
from cleanup.service.http.orders import (
    GIVES,
    JSON,
    KINDS,
    OF_LINES,
    REQUEST,
    TAKES,
    TYPES,
    Kind,
    Order,
    RequestError,
    RouteName,
    query,
)
from cleanup.service.http.stream import LineStream
from cleanup.service.http.token import Bearer
from cleanup.version import VERSION
from cleanup.writers.jsonl import render_error

# A line whose worker's process died is worked on again, and given up after so many times.
_TRIES = 3
_READY_WITHIN = 60.0  # seconds that a line waits for the workers to be there again
_LATER = "5"  # seconds until a server that starts or stops may be there again

log = logging.getLogger("cleanup.service")


@dataclass(frozen=True, slots=True)
class Limits:
    """`most_bytes`: of a body or a line; `queue`: requests that may wait for a worker."""

    most_bytes: int
    queue: int

    @property
    def streams(self) -> int:
        """Streams that may be open at once; each may hold a line that has not come whole."""
        return max(1, self.queue // 4)


class Service:
    """The routes with what they share."""

    def __init__(self, backend: Backend, limits: Limits) -> None:
        self._backend, self._limits = backend, limits
        self._held = Held(limits.most_bytes)
        self._metrics = Metrics(backend)
        self._asking = self._streams = 0

    def app(self, hosts: Collection[str], token: bytes | None) -> App:
        """The whole application. It starts and ends the backend."""

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            async with self._backend:
                yield

        get, post = ["GET"], ["POST"]
        routes = [
            *(Route(f"/v1/{name}", self._endpoint(name), methods=post) for name in TAKES),
            Route("/healthz", self._health, methods=get),
            Route("/metrics", self._figures, methods=get),
            Route("/openapi.json", self._description, methods=get),
            Route("/", docs.page, methods=get),
            Route("/docs.css", docs.style, methods=get),
        ]
        app = cast(App, Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _http_error}))
        if token is not None:
            app = Bearer(app, token)
        return Counted(Access(app, hosts), self._metrics, frozenset(route.path for route in routes))

    def _endpoint(self, route: RouteName) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                return await self._answer(route, request)
            except BodyError as error:
                headers = {"retry-after": str(self._backend.wait)} if error.status == 429 else {}
                return refusal(error.status, str(error), headers=headers)
            except RequestError as error:
                return refusal(422, str(error), field=error.field)
            except UnavailableError:
                state = "stops" if self._backend.state == "stopping" else "starts its workers"
                return refusal(503, f"the server {state}; send it again later", headers={"retry-after": _LATER})
            except GoneError:
                return Response(status_code=204)  # nobody is there to read it

        return endpoint

    async def _answer(self, route: RouteName, request: Request) -> Response:
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            return refusal(415, "compressed bodies are not taken; send it as it is")
        kind, charset, many = _content_type(request.headers.get("content-type", ""))
        if kind is None or kind not in TAKES[route]:
            takes = [name for name, k in KINDS.items() if k in TAKES[route]]
            named = request.headers.get("content-type", "").partition(";")[0] or "none"
            return refusal(415, f"content type {named}: send {', '.join(takes)} or {OF_LINES[0]}")
        if charset is not None and not _is_known(charset, kind):
            return refusal(415, f"charset {charset!r}: " + ("JSON is UTF-8" if kind == "json" else "unknown"))
        gives = [*OF_LINES] if many else [TYPES[shape].partition(";")[0] for shape in GIVES[route]]
        media = wanted(request.headers.get("accept", ""), gives)
        if media is None:
            return refusal(406, f"this gives {', '.join(gives)}")
        about, settings = query(request.query_params.multi_items(), kind)
        if self._backend.state != "ready":
            raise UnavailableError
        order = Order(REQUEST, None, None, route=route, kind=kind, charset=charset, about=about, settings=settings)
        if many:
            return self._stream(replace(order, streamed=True))
        shape = GIVES[route][gives.index(media)]
        return await self._one(replace(order, shape=shape), request)

    async def _one(self, order: Order, request: Request) -> Response:
        with Body(request.receive, self._held, request.headers.get("content-length")) as body:
            order = replace(order, data=await body.read())
            if self._asking >= self._limits.queue + self._backend.jobs:
                raise BodyError(429, "too many requests wait already; send it again later")
            self._asking += 1
            try:
                outcome = await _while_there(self._outcome(order), request)
            finally:
                self._asking -= 1
        ((_, answer),) = outcome.files
        if outcome.kind is None:
            return Response(answer, media_type=TYPES[order.shape])
        return Response(answer, STATUS_OF_REASON[outcome.kind], media_type=JSON)

    def _stream(self, order: Order) -> Response:
        if self._streams >= self._limits.streams:
            raise BodyError(429, "too many streams are open already; come again later")

        async def answered(number: int, line: bytes | None) -> bytes:
            if line is None:
                return _error_line(number, f"more than the {self._limits.most_bytes:,} bytes that this server takes")
            try:
                self._held.take(len(line))
            except BodyError as error:
                return _error_line(number, str(error))
            try:
                return await self._line(replace(order, data=line, line=number))
            finally:
                self._held.give_back(len(line))

        stream = LineStream(answered, self._limits.most_bytes, 2 * self._backend.jobs + 1, self._backend.stopping)

        async def counted(*connection: object) -> None:
            self._streams += 1
            try:
                await stream(*connection)  # type: ignore[arg-type]
            finally:
                self._streams -= 1

        return cast(Response, counted)  # all that Starlette does with a response is to call it

    async def _line(self, order: Order) -> bytes:
        for _ in range(_TRIES):
            try:
                outcome = await self._outcome(order)
            except UnavailableError:
                if self._backend.state == "stopping":
                    break
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._backend.ready.wait(), _READY_WITHIN)
            else:
                return outcome.files[0][1]
        assert order.line is not None
        return _error_line(order.line, "there are no workers; send it again later")

    async def _outcome(self, order: Order) -> Outcome:
        begun = time.monotonic()
        outcome = await self._backend.outcome(order)
        self._metrics.article(order.route, outcome.kind or "ok", time.monotonic() - begun)
        if outcome.detail:
            log.error("%s\n%s", outcome.error, outcome.detail)
        return outcome

    async def _health(self, request: Request) -> Response:
        state = self._backend.state
        headers = {} if state == "ready" else {"retry-after": _LATER}
        return JSONResponse({"status": state, "version": VERSION}, 200 if state == "ready" else 503, headers)

    async def _figures(self, request: Request) -> Response:
        return Response(self._metrics.text(), headers={"content-type": self._metrics.content_type})

    async def _description(self, request: Request) -> Response:
        return JSONResponse(openapi.description())


async def _while_there(work: Awaitable[Outcome], request: Request) -> Outcome:
    """The outcome. Raises GoneError, the work cancelled, where the client goes before."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(gone(request.receive))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise GoneError
    finally:
        working.cancel()
        watching.cancel()


def _content_type(header: str) -> tuple[Kind | None, str | None, bool]:
    """What a body holds, its charset where told, and whether it is many lines."""
    parsed = Header()
    parsed["content-type"] = header
    name, charset = header.partition(";")[0].strip().lower(), parsed.get_param("charset")
    many = name in OF_LINES
    return "json" if many else KINDS.get(name), charset if isinstance(charset, str) else None, many


def _is_known(charset: str, kind: Kind) -> bool:
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return False
    return kind != "json" or name in ("utf-8", "ascii")


def _error_line(number: int, why: str) -> bytes:
    return render_error(None, f"{REQUEST.name}:{number}: {why}", number).encode() + b"\n"


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    why = {404: f"no {request.url.path} here; / lists what there is", 405: f"{request.method} is not answered here"}
    return refusal(error.status_code, why.get(error.status_code, error.detail), headers=error.headers)
