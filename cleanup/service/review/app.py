"""The routes of the review page. They look at the files through `LedgerStore` and change them by `review.changes` alone.

Whatever comes from the browser is a number of an article, an id, a span or a text: no path, and nothing that is run.
Every change names the revision that it was decided on.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cleanup.config import Settings
from cleanup.errors import CleanupError, GuardedError, InTheWayError, LedgerError
from cleanup.review.changes import Changed, decide_each
from cleanup.review.ledger_file import LedgerFile
from cleanup.review.outputs import article_formats, finished, rendered, write_article
from cleanup.review.store import LedgerStore, Opened, Outdated
from cleanup.service.access import Access
from cleanup.service.review.articles import Articles, Entry
from cleanup.service.review.asked import CHANGES, Asked, text_of
from cleanup.service.review.entry import Entry as Door
from cleanup.service.review.markup import shown
from cleanup.service.review.view import View, view_of
from cleanup.writers.formats import output_format

PAGES = Path(__file__).parent
WAIT = 20.0  # seconds that a page waits for an article that is being cleaned, before it says so
_VIEWS = 32  # views kept to tell a page what a change altered
MOST_BYTES = 4_000_000  # of a request: a person's text, and no more


@dataclass
class Review:
    """A review as the routes know it: the articles, where their files are read and written, who decides."""

    articles: Articles
    by: str
    settings: Settings
    door: Door
    done: Callable[[], None]
    told: Callable[[str], None]
    store: LedgerStore = field(default_factory=LedgerStore)
    changed: set[int] = field(default_factory=set)  # articles whose other files are older than their ledgers
    _views: dict[tuple[int, str], View] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self, number: int, opened: Opened) -> View:
        """The page of an article at this revision, made once."""
        with self._lock:
            held = self._views.get((number, opened.revision))
        if held is None:
            held = view_of(opened)
            with self._lock:
                self._views[number, opened.revision] = held
                while len(self._views) > _VIEWS:
                    self._views.pop(next(iter(self._views)))
        return held

    def write(self, number: int, formats: list[str]) -> list[str]:
        """Write an article in these formats beside its ledger. -> the files. Raises OutputError."""
        ledger = self.articles.entries[number].ledger
        assert ledger is not None
        files = write_article(ledger, self.store.open(ledger).file, formats, self.settings.keywords)
        self.changed.discard(number)
        return [str(path) for path in files]


def review_app(review: Review, hosts: frozenset[str]) -> Starlette:
    """The application, guarded against other sites and other users."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(PAGES / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["shown"] = shown

    def page(template: str, status: int = 200, **values: Any) -> Response:
        text = pages.get_template(template).render(**values)
        return Response(text.encode("utf-8", "replace"), status, media_type="text/html")

    def entry_of(request: Request) -> tuple[int, Entry]:
        entries = review.articles.entries
        digits = request.path_params["number"]
        # Python reads no number of thousands of digits, and other scripts have digits too.
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and int(digits) < len(entries)):
            raise HTTPException(404, f"there are {len(entries)} articles")
        return int(digits), entries[int(digits)]

    def opened(number: int, revision: str | None = None) -> Opened:
        entry = review.articles.wait_for(number, WAIT)
        if entry.state == "failed":
            raise LedgerError(entry.error)
        if entry.state != "ready" or entry.ledger is None:
            raise HTTPException(503, "this article is being cleaned; try again")
        return review.store.open(entry.ledger, revision)

    async def enter(request: Request) -> Response:
        value = review.door.exchange(request.query_params.get("token", ""))
        if value is None:
            return page("refused.html", 403)
        review.told(review.door.address())
        within = RedirectResponse("/", 303)
        within.set_cookie(review.door.cookie, value, httponly=True, samesite="strict", path="/")
        return within

    async def start(request: Request) -> Response:
        return RedirectResponse("/article/0" if len(review.articles.entries) == 1 else "/articles", 303)

    def articles(request: Request) -> Response:
        return page("articles.html", entries=review.articles.entries, by=review.by)

    def article(request: Request) -> Response:
        number, entry = entry_of(request)
        more: dict[str, Any] = {"number": number, "count": len(review.articles.entries), "name": entry.name, "by": review.by}
        try:
            view = review.view(number, opened(number))
        except CleanupError as error:
            return page("failed.html", 200, error=str(error), **more)
        except HTTPException:
            return page("waiting.html", 200, **more)
        formats = [f.name for f in article_formats()]
        return page("article.html", view=view, formats=formats, **more)

    def state(request: Request) -> Response:
        number, _ = entry_of(request)
        return answer(review.view(number, opened(number)).state())

    def text(request: Request) -> Response:
        number, _ = entry_of(request)
        asked = request.query_params
        found = opened(number, asked.get("revision", ""))
        if "id" in asked:
            return answer({"text": text_of(found.file, asked["id"])})
        try:
            start, end = int(asked.get("start", "")), int(asked.get("end", ""))
        except ValueError:
            raise HTTPException(422, "start, end: are whole numbers") from None
        return answer({"text": found.file.text[max(start, 0) : max(end, 0)]})

    def export(request: Request) -> Response:
        number, entry = entry_of(request)
        name = request.path_params["format"]
        if name not in {f.name for f in article_formats()}:
            raise HTTPException(404, "no such format")
        data = rendered(finished(opened(number).file, review.settings.keywords), name)
        file = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in Path(entry.name).stem)
        disposition = f'attachment; filename="{file or "article"}{output_format(name).ending}"'
        return Response(data, media_type="application/octet-stream", headers={"content-disposition": disposition})

    async def change(request: Request) -> Response:
        number, _ = entry_of(request)
        make = CHANGES.get(request.path_params["what"])
        if make is None:
            raise HTTPException(404, "no such change")
        return await run_in_threadpool(_change, number, make, await body_of(request))

    def _change(number: int, make: Callable[[LedgerFile, Asked], Changed], values: Mapping[str, Any]) -> Response:
        asked = Asked(values, review.by)
        revision = asked.text("revision")
        before = opened(number, revision)
        view = review.view(number, before)
        confirmed = asked.truth("confirm")

        def made(file: LedgerFile) -> Changed:
            changed = make(file, asked)
            if (changed.also or changed.back) and not confirmed:
                raise NeedsConsent(changed)
            return changed

        after, changed = review.store.change(before.path, revision, made)
        review.changed.add(number)
        patch = review.view(number, after).patch(view)
        return answer({**patch, "also": changed.also, "back": changed.back, "left": changed.left})

    async def everywhere(request: Request) -> Response:
        asked = Asked(await body_of(request), review.by)
        return await run_in_threadpool(_everywhere, asked)

    def _everywhere(asked: Asked) -> Response:
        rule, verdict = asked.text("rule"), asked.verdict()
        edits = articles_changed = 0
        failed: list[str] = []
        for number, entry in enumerate(review.articles.entries):
            if entry.state != "ready" or entry.ledger is None:
                continue
            try:
                before = {d.id for d in review.store.open(entry.ledger).file.ledger.accepted}
                after, _ = review.store.change(entry.ledger, None, lambda f: decide_each(f, rule, verdict, review.by))
            except CleanupError as error:
                failed.append(f"{entry.name}: {error}")
                continue
            altered = len(before ^ {d.id for d in after.file.ledger.accepted})
            edits += altered
            articles_changed += bool(altered)
            if altered:
                review.changed.add(number)
        return answer({"edits": edits, "articles": articles_changed, "failed": failed})

    async def finish(request: Request) -> Response:
        asked = Asked(await body_of(request), review.by)
        return await run_in_threadpool(_finish, asked)

    def _finish(asked: Asked) -> Response:
        known = {f.name for f in article_formats()}
        formats = [name for name in asked.texts("formats") if name in known] or ["markdown"]
        files: list[str] = []
        for number, entry in enumerate(review.articles.entries):
            if entry.state == "ready":
                files += review.write(number, formats)
        return answer({"files": files})

    async def close(request: Request) -> Response:
        await body_of(request)
        review.done()
        return answer({"closed": True})

    async def failed(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return answer({"error": error.detail}, error.status_code)
        if isinstance(error, NeedsConsent):
            return answer({"error": str(error), "consent": True, "also": error.changed.also}, 409)
        if isinstance(error, Outdated):
            return answer({"error": str(error), "outdated": True}, 409)
        guarded, in_the_way = isinstance(error, GuardedError), isinstance(error, InTheWayError)
        return answer({"error": str(error), "guard": guarded, "inTheWay": in_the_way}, 422)

    return Starlette(
        routes=[
            Route("/open", enter),
            Route("/", start),
            Route("/articles", articles),
            Route("/article/{number}", article),
            Route("/article/{number}/state", state),
            Route("/article/{number}/text", text),
            Route("/article/{number}/export/{format}", export),
            Route("/article/{number}/{what}", change, methods=["POST"]),
            Route("/everywhere", everywhere, methods=["POST"]),
            Route("/finish", finish, methods=["POST"]),
            Route("/close", close, methods=["POST"]),
            Mount("/static", StaticFiles(directory=PAGES / "static")),
        ],
        middleware=[
            Middleware(Access, hosts=hosts, written_as=("application/json",)),
            Middleware(OnlyGuests, door=review.door, refused=lambda: page("refused.html", 403)),
        ],
        exception_handlers={HTTPException: failed, CleanupError: failed},
    )


def answer(values: Mapping[str, Any], status: int = 200) -> Response:
    """Values as JSON. Half characters, which UTF-8 cannot hold and an article may, are written as escapes."""
    return Response(json.dumps(values), status, media_type="application/json")


class NeedsConsent(CleanupError):
    """A change takes other edits along, and the person has not said yes to that."""

    def __init__(self, changed: Changed) -> None:
        self.changed = changed
        parts = [f"{', '.join(changed.also)} will no longer be applied" if changed.also else ""]
        parts.append(f"{', '.join(changed.back)} will be applied again" if changed.back else "")
        super().__init__("; ".join(p for p in parts if p))


class OnlyGuests:
    """ASGI middleware: nothing but the way in is answered without the cookie."""

    def __init__(self, app: Any, door: Door, refused: Callable[[], Response]) -> None:
        self._app, self._door, self._refused = app, door, refused

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 403 to strangers."""
        if scope["type"] == "http" and scope["path"] != "/open":
            request = Request(scope)
            if not self._door.admits(request.cookies.get(self._door.cookie)):
                await self._refused()(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def body_of(request: Request) -> Mapping[str, Any]:
    """The JSON object of a request. Raises HTTPException 400, 413 and 422."""
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                raise HTTPException(413, f"more than {MOST_BYTES:,} bytes")
            parts.append(part)
    except ClientDisconnect:
        raise HTTPException(400, "cut off") from None
    try:
        values = json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise HTTPException(422, "not a JSON object")
    return values
