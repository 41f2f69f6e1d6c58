"""Where one article is worked on: from raw bytes to what is written of it. Every worker has one and keeps it warm."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from contextlib import suppress
from types import TracebackType
from typing import Any

from cleanup.api import Cleaner
from cleanup.corpus.job import LONGEST_LEFTOVER, Facts, GivenUp, Job, Outcome, Rendering
from cleanup.document import EXTRACT
from cleanup.errors import EngineTextError, InputError
from cleanup.readers.inputs import Broken, Item
from cleanup.readers.raw import Raw, item_of
from cleanup.result import Result
from cleanup.review.ledger_file import LEDGER_ENDING, LedgerFile, written
from cleanup.text.halves import utf8
from cleanup.writers.formats import RenderOptions, output_format
from cleanup.writers.jsonl import render_error, render_line

_WARM_UP = (
    "Notes on a river\n\nThe river runs for forty miles through the valley. It is a quiet place in winter. "
    "People walk there, and they likes it very much.\n\nShare this\n"
)


# What a fault of this program raises at one article; others may be no trouble.
BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Bench:
    """Works articles off one after another with rules and engine loaded once. Leaving the context closes the engine."""

    def __init__(self, job: Job, cleaner: Cleaner | None = None) -> None:
        self.job = job
        self.cleaner = cleaner or Cleaner(job.settings)

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.cleaner.close()

    def warm(self) -> None:
        """Load what the first article would load, so that processes forked from this one share it.

        Raises EngineError when the engine cannot be used.
        """
        render(self.cleaner.clean(_WARM_UP), self.job.rendering)
        engine, settings = self.cleaner.engine, self.job.settings
        if (
            engine is not None
            and "en-GB" in engine.languages()
            and settings.grammar.dialect == "auto"
            and settings.input.language in ("auto", "en")
        ):
            # One English article in fourteen of the development set is British. Other kinds are too rare to load for
            # everyone; a worker that meets one loads it then.
            engine.check("A short text.", "en-GB")

    def outcome(self, piece: Raw | Broken, given_up: GivenUp | None = None) -> Outcome:
        """What comes of one article. Raises EngineError, which no other article survives; a bug too, unless the job
        isolates articles. MemoryError goes through."""
        done = self._worked_off(piece, given_up)
        if isinstance(piece, Raw) and piece.note:
            done.messages = (*done.messages, piece.note)
        return done

    def _worked_off(self, piece: Raw | Broken, given_up: GivenUp | None) -> Outcome:
        begun = time.perf_counter()
        if isinstance(piece, Broken):
            return self._failed(piece.name, piece.id, piece.line, "input", piece.error)
        if given_up is not None:
            return self._given_up(piece, given_up)
        item: Item | Broken | None = None
        try:
            item = item_of(piece, self.job.settings, self.job.fields)
            if isinstance(item, Broken):
                return self._failed(item.name, item.id, item.line, "input", item.error)
            done = self._cleaned(item)
        except InputError as error:
            identity = item.id if isinstance(item, Item) else None
            return self._failed(piece.name, identity, piece.line, "input", str(error))
        except EngineTextError as error:
            identity = item.id if isinstance(item, Item) else None
            return self._failed(piece.name, identity, piece.line, "crash", f"{piece.name}: {error}")
        except BUGS as error:
            if not self.job.isolate:
                raise
            identity = item.id if isinstance(item, Item) else None
            return self._failed(
                piece.name,
                identity,
                piece.line,
                "bug",
                f"{piece.name}: {type(error).__name__}: {error} (a fault of cleanup; please report it)",
                traceback.format_exc(),
            )
        done.seconds = time.perf_counter() - begun
        if done.facts is not None:
            done.facts.seconds = done.seconds
        return done

    def _cleaned(self, item: Item) -> Outcome:
        result = self.cleaner.clean_document(item.read())
        rendering = self.job.rendering
        if rendering.records:
            columns = self.job.columns
            if clash := columns.clashing(item.extra):
                raise InputError(
                    f"{item.name}: has a column {clash[0]!r}, which no record before it had, and this run writes its own there; "
                    "give a column for the program's own with --result-field NAME, or the input as a file"
                )
            shown = result if rendering.extract == "full" else result.of_article
            line = render_line(shown, item.id, item.extra, columns, typed=rendering.typed)
            files: tuple[tuple[str, bytes], ...] = (("", encoded(line + "\n")),)
        else:
            files = render(result, rendering)
        told = result.notes if rendering.records else output_format(rendering.format).noted(result).notes
        messages = [f"{item.name}: {note}" for note in told]
        if result.skipped:
            messages.append(f"{item.name}: no article: {result.skipped}")
        signature = None
        if self.job.signatures:
            from cleanup.corpus.dedupe import signature_of

            signature = signature_of(result.text)
        return Outcome(
            item.name, item.id, item.line, files, messages=tuple(messages), facts=facts_of(result), signature=signature
        )

    def _given_up(self, piece: Raw, given_up: GivenUp) -> Outcome:
        identity: Any = None
        if not piece.whole:
            with suppress(MemoryError):
                identity = item_of(piece, self.job.settings, self.job.fields).id
        return self._failed(piece.name, identity, piece.line, given_up.kind, f"{piece.name}: {given_up.error}")

    def _failed(self, name: str, identity: Any, line: int | None, kind: Any, error: str, detail: str = "") -> Outcome:
        files: tuple[tuple[str, bytes], ...] = ()
        if self.job.rendering.records:
            shown = identity if identity is not None else name if line is None else None
            files = (("", encoded(render_error(shown, error, line, self.job.columns) + "\n")),)
        return Outcome(name, identity, line, files, error, kind, detail)


def render(result: Result, rendering: Rendering) -> tuple[tuple[str, bytes], ...]:
    """The (ending, bytes) of each file of one article."""
    chosen = output_format(rendering.format)
    shown = result if rendering.extract == "full" else result.of_article
    options = RenderOptions(rendering.changes, rendering.links, rendering.summary_links)
    files = [(chosen.ending, encoded(chosen.render(shown, options)))]
    if rendering.ledgers:
        recorded = result.of_article if rendering.extract == "counts" else result
        files.insert(0, (LEDGER_ENDING, encoded(written(LedgerFile.of(recorded).values()))))
    return tuple(files)


def encoded(text: str | bytes) -> bytes:
    """UTF-8, half characters as U+FFFD. Bytes are what they are."""
    return text if isinstance(text, bytes) else utf8(text)


def facts_of(result: Result) -> Facts:
    """The counts of one article. What was left out of its page counts as edits and is no left-over line."""
    edits: Counter[tuple[str, str, str]] = Counter()
    leftovers: Counter[tuple[str, str]] = Counter()
    for decision in result.ledger:
        edit = decision.edit
        edits[edit.stage, edit.rule, decision.verdict] += 1
        if decision.accepted and edit.scope == "block" and edit.stage != EXTRACT and not edit.replacement.strip():
            for line in decision.old.split("\n"):
                line = " ".join(line.split())
                if line and len(line) <= LONGEST_LEFTOVER:
                    leftovers[line, edit.rule] += 1
    return Facts(
        articles=1,
        skipped=int(result.skipped is not None),
        words=result.words,
        edits=edits,
        flags=Counter(f.kind for f in result.flags),
        leftovers=leftovers,
        languages=Counter([result.language or "unknown"]),
    )
