"""Word files: accepting all revisions gives the output's paragraphs, rejecting all the input's."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import cleanup
from cleanup.core.ledger import Ledger
from cleanup.document import Document
from cleanup.result import Result
from tests.conftest import Command
from tests.writers.revised import results

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Word:
    """What Word makes of a file."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            parser = etree.XMLParser(huge_tree=True)
            self.body = etree.fromstring(archive.read("word/document.xml"), parser)[0]
            self.comments = etree.fromstring(archive.read("word/comments.xml"), parser)

    def paragraphs(self, gone: str) -> list[str]:
        """The paragraphs where revisions of the kind `gone` ("del" to accept all, "ins" to reject) went with their text. A
        paragraph whose mark went is one with the next."""
        out, text = [], ""
        marks = list(self.body.iter(f"{W}p"))
        for paragraph in marks:
            for run in paragraph.iter(f"{W}r"):
                if run.getparent().tag == W + gone:
                    continue
                text += "".join(
                    {"t": e.text, "delText": e.text, "tab": "\t", "br": "\n"}.get(e.tag.removeprefix(W)) or "" for e in run
                )
            if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None or paragraph is marks[-1]:
                out.append(text)
                text = ""
        return out

    def styles(self) -> list[str]:
        return [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") if p.find(f"{W}pPr/{W}pStyle") is not None else "" for p in self]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.body.iter(f"{W}p"))

    def authors(self) -> set[str]:
        return {e.get(f"{W}author") for kind in ("ins", "del") for e in self.body.iter(W + kind)}

    def notes(self) -> list[str]:
        return ["\n".join("".join(p.itertext()) for p in c.iter(f"{W}p")) for c in self.comments]


def plain(text: str) -> str:
    """A text with line ends of one kind, and what XML can hold."""
    return re.sub(r"\r\n?", "\n", NOT_XML.sub("�", text))


def lines(text: str) -> list[str]:
    """The lines of a text without the blank ones."""
    return [line for line in plain(text).split("\n") if line.strip()]


def paragraphs(text: str) -> list[str]:
    """What blank lines part."""
    return [part for part in re.split(r"\n[^\S\n]*\n\s*", plain(text)) if part.strip()]


def bounds(parts: list[str]) -> set[int]:
    """After how many lines a paragraph ends."""
    return set(accumulate(len(lines(part)) for part in parts))


@given(results("ab \n\n\n\r\t\x02\ud800ש"), st.booleans())
def test_accepting_all_is_the_output_and_rejecting_all_the_input(result: Result, changes: bool) -> None:
    data = result.render("docx", changes=changes)
    assert isinstance(data, bytes)
    word = Word(data)
    for gone, text in (("del", result.text), ("ins", result.source_text)):
        shown = word.paragraphs(gone)
        assert [line for p in shown for line in p.split("\n") if line.strip()] == lines(text)
        assert "" not in shown or not lines(text), "an empty paragraph is left"
        assert bounds(paragraphs(text)) <= bounds(shown), "paragraphs that a blank line parts are one"
    starts, ends, references = (
        [e.get(f"{W}id") for e in word.body.iter(W + kind)]
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    assert sorted(starts) == sorted(ends) == sorted(references) == sorted(c.get(f"{W}id") for c in word.comments)
    told = "\n".join(word.notes())
    for decision in result.ledger:
        if changes and not decision.accepted:
            assert re.search(rf"suggested: .*\b{decision.id} {decision.edit.rule}: ", told, re.S)
    revision_ids = [e.get(f"{W}id") for kind in ("ins", "del") for e in word.body.iter(W + kind)]
    assert len(revision_ids) == len(set(revision_ids))


def test_the_paragraphs_are_those_of_the_texts(seed: str) -> None:
    for source in (seed, seed.replace("\n", "\r\n"), seed.replace("\n\n", "\n \n\n")):
        result = cleanup.clean(source, engine_name="none")
        data = result.render("docx")
        word = Word(data)
        assert word.paragraphs("del") == paragraphs(result.text)
        assert word.paragraphs("ins") == paragraphs(source)
        assert "cleanup (title-repeat)" in word.authors()
        assert "cleanup (follow-on-network)" in word.authors()
        assert word.styles()[:2] == ["Heading1", ""]
        assert any("title-repeat: the title again" in note for note in word.notes())
        assert len([note for note in word.notes() if note.startswith("flag ")]) == len(result.flags) > 0


def test_the_same_result_is_the_same_file(seed: str) -> None:
    result = cleanup.clean(seed, engine_name="none")
    first = result.render("docx")
    time.sleep(2.1)  # a zip archive tells times by two seconds
    assert result.render("docx") == first


def test_a_decision_is_signed_by_the_person_and_dated(seed: str) -> None:
    result = cleanup.clean(seed, engine_name="none")
    name = next(d.id for d in result.ledger.accepted if d.edit.rule == "ellipsis-then-marks")
    decided = result.decide([name], "accepted", by="Ann", replacement="?", at="2026-01-02T05:04:05+02:00")
    word = Word(
        replace(result, document=result.document.with_text(decided.text), ledger=decided.ledger, flags=()).render("docx")
    )
    signed = [e for e in word.body.iter(f"{W}ins") if e.get(f"{W}author") == "Ann"]
    assert ["".join(e.itertext()) for e in signed] == ["?"]
    assert signed[0].get(f"{W}date") == "2026-01-02T03:04:05Z"
    assert any("accepted by Ann at 2026-01-02T05:04:05+02:00" in note for note in word.notes())


PAGE = """<html><head><title>A quiet year</title></head><body><article><h1>A quiet year</h1>
<p>The harbor handled 1,204 ships in 2019, the authority said. Traffic was as in the year before, and the docks were full.</p>
<h2>What comes next</h2><p>Three works are planned at the north pier before the summer, and each of them takes a month:</p>
<ol start="4"><li>new lamps along the pier</li><li>a roof for the hall</li></ol><ul><li>paint</li></ul>
<blockquote><p>The harbor has room for more ships than it had in years, the report says.</p></blockquote>
<p>The report was printed in the spring and can be read in the town hall on every working day.</p></article>
<footer><p>Subscribe to our newsletter</p></footer></body></html>"""


def test_blocks_of_a_page_have_styles_and_what_was_left_out_is_there_on_demand() -> None:
    with cleanup.Cleaner(engine_name="none") as cleaner:
        result = next(iter(cleaner.clean_many([{"html": PAGE}])))
    assert isinstance(result, Result)
    word = Word(result.render("docx"))
    assert not word.authors()
    assert word.paragraphs("del") == [b for b in result.text.split("\n") if b]
    assert [s for s in word.styles() if s] == ["Heading1", "Heading2", "ListNumber", "ListNumber", "ListBullet", "Quote"]
    with ZipFile(BytesIO(result.render("docx"))) as archive:
        assert b'startOverride w:val="4"' in archive.read("word/numbering.xml")
    whole = Word(result.render("docx", left_out=True))
    assert "Subscribe to our newsletter" in whole.paragraphs("ins")
    assert whole.paragraphs("del") == word.paragraphs("del")


def test_a_very_long_line_and_another_direction_are_held() -> None:
    text = "דוח " * 250_000
    result = Result(text, Document(text), Ledger.of(text, text, []))
    word = Word(result.render("docx"))
    assert word.paragraphs("del") == [text]
    assert word.body.find(f"{W}p/{W}pPr/{W}bidi") is not None


def test_a_file_by_its_ending_a_pipe_and_a_run_but_no_terminal(command: Command, tmp_path: Any) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("A quiet year\n\nThe harbor was full ..!! again.\n", encoding="utf-8")
    quick = ("--engine", "none", "--only", "normalize")
    assert command("clean", "in/a.txt", "-o", "a.docx", *quick).returncode == 0
    assert command("run", "in", "-o", "out", "--format", "docx", *quick).returncode == 0
    assert (tmp_path / "out" / "a.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "out" / "a.ledger.json").exists()
    assert Word((tmp_path / "a.docx").read_bytes()).paragraphs("ins")[-1] == "The harbor was full ..!! again."
    refused = command("run", "in", "-o", "out.jsonl", "--format", "docx", *quick)
    assert refused.returncode == 2
    assert "out.jsonl holds records" in refused.stderr


def test_a_terminal_gets_no_file(tmp_path: Any) -> None:
    pty = pytest.importorskip("pty")
    import os
    import subprocess
    import sys

    (tmp_path / "a.txt").write_text("A quiet year", encoding="utf-8")
    master, terminal = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cleanup", "clean", str(tmp_path / "a.txt"), "--format", "docx", "--engine", "none"],
            stdout=terminal,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(master)
    assert done.returncode == 2
    assert b"is no text for a terminal; give a file with -o FILE.docx" in done.stderr
