"""What is written of a reviewed article: every output format, with keywords of the text as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from cleanup.config import KeywordSettings
from cleanup.errors import ConfigError
from cleanup.result import Result
from cleanup.review.ledger_file import LEDGER_ENDING, LedgerFile
from cleanup.text.halves import utf8
from cleanup.writers.atomic import unwritten, write_whole
from cleanup.writers.formats import OUTPUT_FORMATS, OutputFormat, RenderOptions, output_format


def finished(file: LedgerFile, chosen: KeywordSettings) -> Result:
    """The article as it is now, with keywords and readability of its text. Those on record are kept while the text is as
    the program left it."""
    result = file.result()
    facts = file.article
    if facts is None or not result.text.strip() or facts.keywords == ():
        return result
    if facts.keywords is not None and result.text == file.machine_text:
        return result
    from cleanup.keywords.extraction import keywords
    from cleanup.readability import readability

    reading = result.document.reading
    found = () if chosen.method == "none" else tuple(keywords(reading, chosen.method, chosen.count, result.title))
    return replace(result, keywords=found, readability=readability(reading))


def article_formats() -> Iterator[OutputFormat]:
    """The formats that one article can be written in, those that tell of the text alone left out."""
    return (f for f in OUTPUT_FORMATS if f.kind == "article" or f.name == "jsonl")


def check_formats(names: Sequence[str]) -> list[str]:
    """The names, each once. Raises ConfigError for one that no article is written in, or whose package is missing."""
    known = [f.name for f in article_formats()]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise ConfigError(f"--format {name}: none of {', '.join(known)}" + (f"; did you mean {near[0]}?" if near else ""))
        output_format(name).check_package()
    return list(dict.fromkeys(names))


def written_to(ledger: Path, chosen: OutputFormat) -> Path:
    """Where an article is written: beside its ledger, under the same name."""
    return ledger.with_name(ledger.name.removesuffix(LEDGER_ENDING) + chosen.ending)


def write_article(ledger: Path, file: LedgerFile, formats: Sequence[str], keywords: KeywordSettings) -> list[Path]:
    """Write an article in these formats beside its ledger. -> the files. Raises OutputError."""
    if not formats:
        return []
    result = finished(file, keywords)
    paths = []
    for name in formats:
        path = written_to(ledger, output_format(name))
        try:
            write_whole(path, rendered(result, name), durable=True)
        except OSError as error:
            raise unwritten(path, error) from error
        paths.append(path)
    return paths


def rendered(result: Result, name: str) -> bytes:
    """The bytes of an article in a format."""
    made = output_format(name).render(result.of_article, RenderOptions())
    return made if isinstance(made, bytes) else utf8(made)
