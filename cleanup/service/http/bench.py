"""Where a worker of the service does what a request asks for: the bench of a run, with settings and output of its own for
each request, on one set of rules and one engine."""

from __future__ import annotations

import json
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from cleanup.api import Cleaner
from cleanup.config import Settings
from cleanup.core.decisions import Decisions, Words, changed_with
from cleanup.corpus.job import GivenUp, Job, Outcome
from cleanup.corpus.task import BUGS, Bench, encoded
from cleanup.errors import CleanupError, ConfigError, EngineError, InputError, LedgerError
from cleanup.readers.inputs import Broken, Item
from cleanup.readers.jsonl import object_of
from cleanup.readers.raw import Raw
from cleanup.result import Result
from cleanup.review.ledger_file import LedgerFile
from cleanup.service.http.orders import REQUEST, Order, RequestError, changed
from cleanup.writers.columns import Columns
from cleanup.writers.formats import RenderOptions, output_format
from cleanup.writers.jsonl import dump, render_error, render_line

# Cleaners kept for settings that requests ask for: clients have a few ways to ask, and each cleaner is small.
_CLEANERS = 16
_KEYS = Words('"accept"', '"refuse"', '"replace"', '"take_back"')
_DECIDE_KEYS = ("id", "ledger", "record", "accept", "refuse", "replace", "take_back", "by", "force")
Written = Callable[[Result, Item], str]


@dataclass(frozen=True, slots=True)
class ServiceJob(Job):
    """The job of the service's workers."""

    def bench(self) -> Bench:
        """Where a worker works requests off."""
        return RequestBench(self)


class RequestBench(Bench):
    """Answers orders one after another with rules and engine loaded once."""

    def __init__(self, job: Job, cleaner: Cleaner | None = None) -> None:
        super().__init__(job, cleaner)
        self._cleaners: OrderedDict[Settings, Cleaner] = OrderedDict()

    def outcome(self, piece: Raw | Broken, given_up: GivenUp | None = None) -> Outcome:
        """The answer to an order: its body, whether it is what was asked for or says what is wrong."""
        assert isinstance(piece, Order)
        order, identity, where = piece, None, None
        try:
            if given_up is not None:
                with suppress(MemoryError, RequestError):
                    identity = _values(order).get("id")
                raise _GivenUpError(given_up)
            values = _values(order)
            identity = values.get("id", order.line if order.streamed else None)
            if order.route == "decide":
                done = Outcome(order.name, identity, order.line, (("", encoded(_decided(values, order.shape))),))
            else:
                values["id"] = identity
                done = self._worked_on(order, values)
        except _GivenUpError as error:
            done = Outcome(order.name, identity, order.line, error=error.why.error, kind=error.why.kind)
        except EngineError:
            raise
        except CleanupError as error:
            where = error.field if isinstance(error, RequestError) else None
            done = Outcome(order.name, identity, order.line, error=str(error), kind="input")
        except BUGS as error:
            shown = f"{type(error).__name__}: {error} (a fault of cleanup; please report it)"
            done = Outcome(order.name, identity, order.line, error=shown, kind="bug", detail=traceback.format_exc())
        if done.error is not None:
            done.files = (("", encoded(_refusal(order, done, where))),)
        return done

    def _worked_on(self, order: Order, values: dict[str, Any]) -> Outcome:
        settings = self.job.settings
        if order.route == "summarize":
            settings = settings.changed({"engine.name": "none", "engine.server": ""})
        settings = changed(settings, {**order.settings, **values.pop("settings", {})})
        if order.route == "check" or (order.route == "clean" and order.shape == "text"):
            settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "summary", "keywords")))})
        try:
            cleaner = self._cleaner(settings)
        except ConfigError as error:
            raise RequestError(str(error), "settings") from None
        article = Raw(REQUEST, values, order.line or 1)
        return _ArticleBench(replace(self.job, settings=settings), cleaner, _writer(order, settings)).outcome(article)

    def _cleaner(self, settings: Settings) -> Cleaner:
        if settings == self.job.settings:
            return self.cleaner
        cleaner = self._cleaners.get(settings)
        if cleaner is None:
            cleaner = self._cleaners[settings] = self.cleaner.with_settings(settings)
            if len(self._cleaners) > _CLEANERS:
                self._cleaners.popitem(last=False)  # it has nothing of its own to close
        self._cleaners.move_to_end(settings)
        return cleaner


class _GivenUpError(Exception):
    def __init__(self, why: GivenUp) -> None:
        super().__init__(why.error)
        self.why = why


class _ArticleBench(Bench):
    """The bench of a run for one article, written as its request wants it."""

    def __init__(self, job: Job, cleaner: Cleaner, written: Written) -> None:
        super().__init__(job, cleaner)
        self._written = written

    def _cleaned(self, item: Item) -> Outcome:
        try:
            written = self._written(self.cleaner.clean_document(item.read()), item)
        except ConfigError as error:  # of a setting that only the article shows to be wrong
            raise InputError(str(error)) from None
        return Outcome(item.name, item.id, item.line, (("", encoded(written)),))


def _values(order: Order) -> dict[str, Any]:
    """The keys of an order's article, whatever it came as. Raises RequestError."""
    assert isinstance(order.data, bytes)
    if order.kind == "json":
        found = object_of(order, strict=True)
        if isinstance(found, Broken):
            raise RequestError(found.error)
        values = dict(found)
        if not isinstance(values.get("settings", {}), dict):
            raise RequestError('"settings" is not an object', "settings")
        if order.route != "decide":
            for key in ("text", "html", "title", "url"):
                if values.get(key) is not None and not isinstance(values[key], str):
                    raise RequestError(f'"{key}" is a {type(values[key]).__name__}, not a string', key)
        return values
    if not order.data.strip():
        raise RequestError("empty, nothing to clean")
    try:
        if order.kind == "html":
            from cleanup.page.decoding import decode_html

            return {"html": decode_html(order.data, REQUEST.name, order.charset)[0], **order.about}
        from cleanup.text.decoding import decode

        return {"text": decode(order.data, REQUEST.name, order.charset)[0], **order.about}
    except UnicodeError as error:  # of codecs that refuse without naming a byte
        raise RequestError(f"not {order.charset}: {error}") from None


def _writer(order: Order, settings: Settings) -> Written:
    full = settings.record.extract == "full"
    if order.shape != "json":
        name = "summary" if order.route == "summarize" else order.shape
        chosen = output_format(name)
        options = RenderOptions(links=settings.html.links == "keep", summary_links=settings.summary.links)
        return lambda result, item: str(chosen.render(result if full else result.of_article, options))
    if order.route == "check":
        return lambda result, item: _checked(result, item, full, settings.record.field)
    field = settings.record.field

    def line(result: Result, item: Item) -> str:
        return render_line(result if full else result.of_article, item.id, item.extra, Columns.beside(item.extra, field)) + "\n"

    return line


def _checked(result: Result, item: Item, full: bool, field: str) -> str:
    """Whether anything would change, and every proposal."""
    row = (result if full else result.of_article).to_dict()
    shown = ("title", "language", "flags", "edits", "source", "engine", "skipped", "notes", "version")
    values = {"id": item.id, "would_change": result.changed, **{k: row[k] for k in shown}}
    return dump(Columns.beside(item.extra, field).record(values, item.extra)) + "\n"


def _decided(values: Mapping[str, Any], shape: str) -> str:
    """The ledger and the text that follow from decisions. Raises RequestError and LedgerError."""
    for key in values:
        if key not in _DECIDE_KEYS:
            raise RequestError(f"unknown key {key!r}; there are {', '.join(_DECIDE_KEYS)}", key)
    given = [key for key in ("ledger", "record") if isinstance(values.get(key), dict)]
    if len(given) != 1:
        raise RequestError('needs either "ledger", of `cleanup run`, or "record", of /v1/clean, an object', "ledger")
    reword, force, by = values.get("replace", {}), values.get("force", False), values.get("by")
    if not isinstance(reword, dict) or not all(isinstance(text, str) for text in reword.values()):
        raise RequestError('"replace" is not an object of ids and texts', "replace")
    if not isinstance(force, bool):
        raise RequestError('"force" is not true or false', "force")
    if not isinstance(by, str) or not by:
        raise RequestError('"by" says who decides, a string', "by")
    asked = Decisions(_ids(values, "accept"), _ids(values, "refuse"), list(reword.items()), _ids(values, "take_back"))
    asked.check(_KEYS)
    try:
        held = LedgerFile.of_values(values["ledger"]) if given == ["ledger"] else LedgerFile.of_record(values["record"])
    except LedgerError as error:
        raise RequestError(str(error), given[0]) from None
    done = asked.carried_out(held.ledger, held.source_text, by, force)
    if shape == "text":
        return done[-1].text
    also, back = changed_with(done)
    row = {"id": values["id"]} if "id" in values else {}
    return (
        dump(
            {
                **row,
                "text": done[-1].text,
                "no_longer_applied": also,
                "applied_again": back,
                "ledger": replace(held, ledger=done[-1].ledger).values(),
            }
        )
        + "\n"
    )


def _ids(values: Mapping[str, Any], key: str) -> list[str]:
    ids = values.get(key, [])
    if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
        raise RequestError(f'"{key}" is not a list of ids', key)
    return ids


def _refusal(order: Order, done: Outcome, where: str | None) -> str:
    """The body that says what is wrong: for a line of many the line of a run with its reason."""
    assert done.error is not None
    if order.streamed:
        return dump(json.loads(render_error(done.id, done.error, order.line)) | {"reason": done.kind}) + "\n"
    error = done.error.replace(f"{REQUEST.name}:1: ", "", 1).removeprefix(f"{REQUEST.name}: ")
    more = {"id": done.id} if done.id is not None else {}
    return dump({**more, "error": error, "reason": done.kind, **({"field": where} if where else {})}) + "\n"
