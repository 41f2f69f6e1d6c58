"""What must hold for every input, whatever it is.

`Checker.check` says what an input brought the program to do, as short words ("e title first-copy accepted"): an input that
brings a new one is worth keeping. It raises Broken where a promise does not hold; what the program itself raises comes
through, unless it is the error that a user is told.
"""

from __future__ import annotations

import json
import re
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePath
from types import FrameType

from cleanup.api import Cleaner
from cleanup.config import Settings, load
from cleanup.core.guard import protected_spans
from cleanup.core.ledger import apply_edits
from cleanup.document import Document
from cleanup.errors import ConfigError, InputError, LedgerError, RuleError
from cleanup.readers.inputs import Broken as Unreadable
from cleanup.readers.inputs import InputFile
from cleanup.readers.raw import item_of, raws
from cleanup.result import Result
from cleanup.review.ledger_file import LedgerFile, written
from cleanup.text.halves import joined, utf8
from cleanup.writers.columns import Columns
from cleanup.writers.formats import OUTPUT_FORMATS, RenderOptions
from cleanup.writers.jsonl import render_line
from tests.fuzz.making import decoded

# Processor seconds that one cleaning may take, for up to 10 KB; a longer input gets more in proportion.
SECONDS, PER_BYTES = 5.0, 10_000
_STOPPED_AFTER = 30.0  # processor seconds of one input with all its checks, after which it is interrupted
_ENDINGS = {
    "text": ".txt",
    "bytes": ".txt",
    "html": ".html",
    "markdown": ".md",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "parquet": ".parquet",
    "warc": ".warc",
}


class Broken(Exception):
    """A promise that does not hold. `sign` tells its kind, the same for inputs that break it alike."""

    def __init__(self, sign: str, detail: str = "") -> None:
        super().__init__(f"{sign}: {detail}" if detail else sign)
        self.sign = sign


def sign_of(error: BaseException) -> str:
    """What failures of one kind have in common: the promise, or the exception and the place in the program."""
    if isinstance(error, Broken):
        return error.sign
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/cleanup/" in f.filename]
    at = f"{frames[-1].filename.split('/cleanup/')[-1]}:{frames[-1].name}" if frames else "outside"
    return f"{type(error).__name__} in {at}"


class Checker:
    """Checks inputs one after another with rules and engine loaded once; `folder` is for files."""

    def __init__(self, folder: Path, *, engine: bool = False) -> None:
        self._folder = folder
        settings = Settings().changed({"engine.name": "embedded" if engine else "none"})
        self.settings = settings
        self._cleaner = Cleaner(settings)

    def close(self) -> None:
        """Close the engine."""
        self._cleaner.close()

    def check(self, kind: str, data: bytes) -> set[str]:
        """Hold an input to the promises. -> what it reached."""
        checks: dict[str, Callable[[bytes], Iterator[str]]] = {
            "settings": self._settings,
            "ledger": self._ledger,
            "rules": self._rules,
            "text": self._text,
        }
        with _interrupted(_STOPPED_AFTER * max(1.0, len(data) / PER_BYTES)):
            found = checks[kind](data) if kind in checks else self._file(data, _ENDINGS[kind])
            return set(found)

    def _text(self, data: bytes) -> Iterator[str]:
        text = decoded(data)
        try:
            result = self._timed(lambda: self._cleaner.clean(text), len(data))
        except InputError as error:
            yield _shape(error)
            return
        yield from self._held(result)
        if result.source_text != joined(text):
            raise Broken("the source text is not the text given")

    def _file(self, data: bytes, ending: str) -> Iterator[str]:
        path = self._folder / f"input{ending}"
        path.write_bytes(data)
        format = {".txt": "text", ".md": "markdown", ".csv": "text"}.get(ending, ending[1:])
        for raw in raws(InputFile(str(path), path, PurePath(path.name), format)):
            item = raw if isinstance(raw, Unreadable) else item_of(raw, self.settings)
            if isinstance(item, Unreadable):
                yield _shape(item.error)
                utf8(item.error)
                continue
            try:
                result = self._timed(lambda item=item: self._cleaner.clean_document(item.read()), len(data))  # type: ignore[misc]
            except InputError as error:
                yield _shape(error)
                continue
            yield from self._held(result)
            json.loads(render_line(result, item.id, item.extra, Columns.beside(set(item.extra), "")))

    def _timed(self, work: Callable[[], Result], size: int) -> Result:
        begun = time.process_time()
        result = work()
        took = time.process_time() - begun
        if took > SECONDS * max(1.0, size / PER_BYTES):
            raise Broken("slow", f"{took:.1f} s for {size:,} bytes")
        return result

    def _held(self, result: Result) -> Iterator[str]:
        """The promises of a result."""
        ledger, source = result.ledger, result.source_text
        if ledger.replay(source) != result.text:
            raise Broken("replay is not the output")
        if ledger.source_of(result.text) != source:
            raise Broken("the input does not come back from the output")
        if ledger.revert(source, [d.id for d in ledger.accepted]).text != source:
            raise Broken("reverting everything is not the input")
        _check_spans(result)
        _check_offsets(result)
        file = LedgerFile.of(result)
        text = written(file.values())
        again = LedgerFile.read(text.encode("utf-8"), "ledger")
        if written(again.values()) != text or again.text != result.text:
            raise Broken("the ledger's file is not read back as it was")
        back = again.result()
        if back.document.blocks != result.document.blocks or back.document.inlines != result.document.inlines:
            raise Broken("the article from its ledger has other blocks")
        _check_writers(result, thorough=len(source) % 16 == 0)
        self._check_again(result)
        if len(source) % 8 == 0 and (again_ := self._again(result.origin or result.document)).to_dict() != result.to_dict():
            raise Broken("the same input gives another result", str(again_.text[:99]))
        yield from _reached(result)

    def _again(self, document: Document) -> Result:
        return self._cleaner.clean_document(replace(document))

    def _check_again(self, result: Result) -> None:
        """A second run accepts nothing, not even where the title that the first one found is stated to it."""
        if result.skipped or not result.text.strip():
            return
        for name, title in (("", result.document.title), (" with the title found", result.title)):
            if name and title == result.document.title:
                continue
            if result.document.marked_up:
                again = self._again(replace(result.document, title=title))
            elif name or result.ledger.accepted:
                again = self._cleaner.clean(result.text, title=title, url=result.document.meta.get("url"))
            else:
                continue
            if again.language != result.language:
                return  # half in each of two languages: the language turns with every line dropped
            if again.text != result.text:
                edits = [d for d in again.ledger.accepted if d.edit.stage != "extract"]
                rules = sorted({f"{d.edit.stage} {d.edit.rule}" for d in edits})
                raise Broken(
                    f"a second run{name} changes the text: {', '.join(rules)}",
                    "; ".join(f"{d.edit.rule} {d.old[:60]!r} -> {d.edit.replacement[:60]!r}" for d in edits[:4]),
                )

    def _settings(self, data: bytes) -> Iterator[str]:
        for name in ("cleanup.toml", "pyproject.toml"):
            path = self._folder / name
            path.write_bytes(data)
            try:
                loaded = load(file=path, environment={})
                with Cleaner(loaded.settings):
                    yield f"settings {sorted(k for k, where in loaded.origins.items() if where != 'default')}"
            except (ConfigError, RuleError) as error:
                yield _shape(error)
                utf8(str(error))

    def _ledger(self, data: bytes) -> Iterator[str]:
        try:
            file = LedgerFile.read(data, "ledger")
        except LedgerError as error:
            yield _shape(error)
            utf8(str(error))
            return
        yield "a ledger that can be read"
        text = written(file.values())
        if written(LedgerFile.read(text.encode("utf-8"), "ledger").values()) != text:
            raise Broken("the ledger's file is not read back as it was")
        try:
            result = file.result()
            _check_writers(result, thorough=True)
            back = file.ledger.undo_decisions(file.source_text)
            back.ledger.revert(file.source_text, [d.id for d in back.ledger.accepted])
        except LedgerError as error:
            yield _shape(error)

    def _rules(self, data: bytes) -> Iterator[str]:
        path = self._folder / "own.toml"
        path.write_bytes(data)
        try:
            cleaner = Cleaner(self.settings.changed({"rules.folders": (str(path),)}))
        except (RuleError, ConfigError) as error:
            yield _shape(error)
            utf8(str(error))
            return
        with cleaner:
            result = cleaner.clean("The title\n\nThe ferry stops. Share this with a friend of the house, é.\n\nShare this\n")
        if result.ledger.replay(result.source_text) != result.text:
            raise Broken("replay is not the output")
        if result.text.strip():
            with Cleaner(cleaner.settings) as other:
                again = other.clean(result.text)
            if again.text != result.text and not any("keep changing" in n for n in result.notes):
                raise Broken("a second run changes the text with own rules")
        yield from _reached(result)


def _check_spans(result: Result) -> None:
    text = result.source_text
    document = result.origin or result.document
    for step in result.ledger.passes:
        accepted = step.accepted()
        inline = [e for e in accepted if e.scope == "inline"]
        if inline:
            after = apply_edits(text, inline)
            spans = Counter(text[s.start : s.end] for s in protected_spans(text, document.title, result.language))
            now = Counter(after[s.start : s.end] for s in protected_spans(after, document.title, result.language))
            for span in spans - now:
                if span not in after:
                    raise Broken(f"{step.stage} changed a protected span", repr(span))
        text = apply_edits(text, accepted)


def _check_offsets(result: Result) -> None:
    for item in (*result.summary, *result.flags):
        if result.text[item.start : item.end] != item.text:
            raise Broken("a summary sentence or flag is not at its place")
        if not 0 <= item.source_start <= item.source_end <= len(result.source_text):
            raise Broken("a summary sentence or flag lies outside the input")
    blocks = result.document.blocks
    for block in blocks:
        if not 0 <= block.start <= block.end <= len(result.text):
            raise Broken("a block lies outside the text")


def _check_writers(result: Result, *, thorough: bool) -> None:
    for format in OUTPUT_FORMATS:
        if format.kind == "records" or (not thorough and format.name not in ("markdown", "text")):
            continue
        out = format.render(result, RenderOptions(changes=thorough, summary_links=thorough))
        if isinstance(out, str):
            out.encode("utf-8") if not format.escapes else json.loads(out)


def _reached(result: Result) -> Iterator[str]:
    for decision in result.ledger:
        edit = decision.edit
        yield f"{edit.stage} {edit.rule} {decision.verdict} {_shape(decision.why)}"
    for flag in result.flags:
        yield f"flag {flag.kind} {flag.rule}"
    for note in result.notes:
        yield _shape(note)
    for kind in {b.kind for b in result.document.blocks} | {i.kind for i in result.document.inlines}:
        yield f"block {kind}"
    yield f"{result.language} {result.article_kind} {result.summary_method} {_shape(result.skipped or '')}"
    rules = sorted({d.edit.rule for d in result.ledger.accepted})
    for first, second in pairwise(rules):
        yield f"{first} and {second}"


def _shape(message: object) -> str:
    """A message without what differs from input to input."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\d+|\[[^\]]*\]|[^\x20-\x7e]", "_", str(message))[:120]


@contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    """Raise Broken in what takes more processor time than this, as soon as it is in Python or in `re`."""

    def stop(number: int, frame: FrameType | None) -> None:
        where = ""
        while frame is not None and not where:
            where = (
                f"{Path(frame.f_code.co_filename).name}:{frame.f_code.co_name}"
                if "/cleanup/" in frame.f_code.co_filename
                else ""
            )
            frame = frame.f_back
        raise Broken("hangs", f"{seconds:.0f} s, at {where}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
