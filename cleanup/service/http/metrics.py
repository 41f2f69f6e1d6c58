"""Figures of the service for Prometheus, in a registry of their own."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from cleanup.service.access import App, Message, Receive, Send
from cleanup.service.http.backend import Backend

_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """Counts requests and articles; reads off the backend what it holds."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, backend: Backend) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        made: dict[str, Any] = {"registry": self._registry}
        ProcessCollector(**made)
        self._requests = Counter("cleanup_requests", "Answered requests", ("route", "status"), **made)
        self._seconds = Histogram("cleanup_request_seconds", "From request to answer", ("route",), buckets=_SECONDS, **made)
        self._articles = Counter("cleanup_articles", "Articles by what came of them", ("route", "result"), **made)
        self._article_seconds = Histogram(
            "cleanup_article_seconds", "From order to outcome, the queue included", ("route",), buckets=_SECONDS, **made
        )
        for name, about, read in (
            ("cleanup_queue_length", "Articles that wait for a worker", lambda: backend.queued),
            ("cleanup_in_flight", "Articles that are with the workers", lambda: backend.in_flight),
            ("cleanup_ready", "1 where the workers are there", lambda: backend.state == "ready"),
            ("cleanup_workers_replaced", "Workers that died or were ended", lambda: backend.replaced),
            ("cleanup_workers_process_restarts", "Times that the process of the workers died", lambda: backend.restarts),
        ):
            Gauge(name, about, **made).set_function(read)

    def request(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def article(self, route: str, result: str, seconds: float) -> None:
        """An article is done: "ok", or the reason why not."""
        self._articles.labels(route, result).inc()
        self._article_seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """The figures as Prometheus reads them."""
        return generate_latest(self._registry)


class Counted:
    """ASGI middleware that counts answers by route and status; paths that are none of `routes` count as one."""

    def __init__(self, app: App, metrics: Metrics, routes: frozenset[str]) -> None:
        self._app, self._metrics, self._routes = app, metrics, routes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass everything through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, statuses = time.monotonic(), [500]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses[0] = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = scope["path"] if scope["path"] in self._routes else "other"
            self._metrics.request(route, statuses[0], time.monotonic() - begun)
