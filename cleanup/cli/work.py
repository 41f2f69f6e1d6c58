"""Inputs to results, and results to where they belong, for the commands that clean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any, Protocol

from cleanup.api import Cleaner
from cleanup.cli.output import Progress, Tally, emit
from cleanup.config import Settings
from cleanup.errors import EngineError, InputError, OutputError
from cleanup.readers.inputs import Broken, InputFile, Item, find_files, read_items
from cleanup.result import Result
from cleanup.writers.atomic import atomic_writer, write_atomically
from cleanup.writers.jsonl import render_error, render_line

Render = Callable[[Result], str]


class Sink(Protocol):
    """Where results go. Raises OutputError."""

    def put(self, item: Item, result: Result) -> None:
        """Write one result."""
        ...

    def fail(self, broken: Broken) -> None:
        """Note one failure, where the format has room for it."""
        ...

    def __enter__(self) -> Sink: ...

    def __exit__(self, *error: object) -> None: ...


class _Open:
    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def fail(self, broken: Broken) -> None:
        """Files hold no failures; they are told on stderr."""


class StdoutSink(_Open):
    """Rendered results on stdout, one after another."""

    def __init__(self, render: Render) -> None:
        self._render = render

    def put(self, item: Item, result: Result) -> None:
        """Write one result."""
        emit(self._render(result))


class FileSink(_Open):
    """One result to one file."""

    def __init__(self, path: Path, render: Render) -> None:
        self._path, self._render = path, render
        self._taken: str | None = None

    def put(self, item: Item, result: Result) -> None:
        """Write the result; a second one is refused."""
        if self._taken is not None:
            raise OutputError(f"{item.name}: {self._path} already holds {self._taken}; give a folder with -o DIR/")
        refuse_input(self._path, item.file)
        write_atomically(self._path, self._render(result))
        self._taken = item.name


class FolderSink(_Open):
    """One file an article, named after its input, below a folder; beside it the ledger where wanted."""

    def __init__(self, folder: Path, ending: str, render: Render, ledgers: bool) -> None:
        self._folder, self._ending, self._render, self._ledgers = folder, ending, render, ledgers
        self._taken: dict[str, str] = {}

    def put(self, item: Item, result: Result) -> None:
        """Write the article and its ledger. A name that is taken, also but for case, is refused."""
        target = self._folder / self._name(item)
        other = self._taken.setdefault(str(target).casefold(), item.name)
        if other != item.name:
            raise OutputError(f"{item.name}: would be written to {target}, as {other} was; "
                              "give the folder that holds both as the input, or write to two folders")
        refuse_input(target, item.file)
        if self._ledgers:
            text = json.dumps(result.ledger_dict(), ensure_ascii=True, indent=1)
            write_atomically(target.with_name(target.name[:-len(self._ending)] + ".ledger.json"), text + "\n")
        write_atomically(target, self._render(result))

    def _name(self, item: Item) -> PurePath:
        relative = item.file.relative
        if item.line is None:
            return relative.with_name(_stem(relative.name) + self._ending)
        name = re.sub(r"[^\w.-]+", "-", str(item.id), flags=re.ASCII).strip(".-")[:100] or f"line-{item.line}"
        return relative.with_name(_stem(relative.name)) / (name + self._ending)


class JsonlSink:
    """One JSON line an article, failures among them, in the order of the inputs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stack = ExitStack()
        self._out: IO[str] | None = None

    def __enter__(self) -> JsonlSink:
        if self._path is not None:
            self._out = self._stack.enter_context(atomic_writer(self._path))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]

    def put(self, item: Item, result: Result) -> None:
        """Write one line."""
        if self._path is not None:
            refuse_input(self._path, item.file)
        self._write(render_line(result, item.id, item.extra))

    def fail(self, broken: Broken) -> None:
        """Write the line of a failure."""
        self._write(render_error(broken.id if broken.id is not None else broken.name if broken.line is None else None,
                                 broken.error, broken.line))

    def _write(self, line: str) -> None:
        if self._out is None:
            emit(line + "\n")
        else:
            self._out.write(line + "\n")


def _stem(name: str) -> str:
    for ending in (".jsonl.gz", ".jsonl", ".html", ".htm", ".txt", ".md"):
        if name.lower().endswith(ending):
            return name[:-len(ending)]
    return name


def refuse_input(target: Path, file: InputFile) -> None:
    """Raise OutputError where writing `target` would overwrite the input."""
    if file.path is not None and target.exists() and file.path.exists() and target.samefile(file.path):
        raise OutputError(f"{target}: is the input itself, which is never overwritten; choose another output with -o")


def refuse_inside(folder: Path, inputs: list[str]) -> None:
    """Raise OutputError where an output folder lies in an input folder: the next run would read its own output."""
    inside = folder.resolve()
    for given in inputs:
        path = Path(given)
        if given != "-" and path.is_dir() and inside.is_relative_to(path.resolve()):
            raise OutputError(f"{folder}: lies inside the input folder {given}, so the next run would clean its own "
                              "output; choose a folder outside of it")


@dataclass(frozen=True, slots=True)
class Done:
    """An item with its result."""

    item: Item
    result: Result


def results(inputs: list[str], settings: Settings, cleaner: Cleaner,
            input_format: str = "text") -> Iterator[Done | Broken]:
    """Each article's result, or what is wrong with it, in order. Raises EngineError, which no other input survives."""
    for file in find_files(inputs, input_format):
        if isinstance(file, Broken):
            yield file
            continue
        for item in read_items(file, settings):
            if isinstance(item, Broken):
                yield item
                continue
            try:
                yield Done(item, cleaner.clean_document(item.read()))
            except InputError as error:
                yield Broken(file, item.name, str(error), item.id, item.line)


def work(inputs: list[str], settings: Settings, sink: Sink, *, input_format: str = "text",
         closing_line: bool = True) -> int:
    """Clean everything into the sink. -> exit code."""
    from cleanup.cli.output import complain, say

    tally = Tally()
    try:
        with Cleaner(settings) as cleaner, Progress(_total(inputs)) as progress, sink:
            for done in results(inputs, settings, cleaner, input_format):
                if isinstance(done, Broken):
                    tally.fail(done.error)
                    sink.fail(done)
                else:
                    try:
                        sink.put(done.item, done.result)
                        tally.add(done.result)
                        for note in done.result.notes:
                            say(f"{done.item.name}: {note}")
                        if done.result.skipped:
                            say(f"{done.item.name}: no article: {done.result.skipped}")
                    except OutputError as error:
                        tally.fail(str(error))
                progress.step()
    except EngineError as error:
        complain(str(error))
        return 2
    if closing_line:
        say(tally.line())
    return tally.exit_code


def _total(inputs: list[str]) -> int | None:
    """The number of articles where it is cheap to tell: files that hold one each."""
    files = [f for f in find_files(inputs) if isinstance(f, InputFile)]
    return len(files) if all(f.format != "jsonl" and f.path is not None for f in files) else None
