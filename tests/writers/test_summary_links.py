"""Sentences of the summary that lead to their places: the places are there, and nothing else is different."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import cleanup
from cleanup.core.ledger import Ledger
from cleanup.document import Block, Document, Inline, Source
from cleanup.readers.markdown import read_markdown
from cleanup.result import Result, SummarySentence
from tests.conftest import SEED, Command
from tests.writers.markdown_seen import Seen, seen, words
from tests.writers.test_markdown_round_trip import Piece, document, pieces

ANCHOR = re.compile(r'<a id="([^"]+)">')


def result(doc: Document, spans: list[tuple[int, int]]) -> Result:
    """The document as a result whose summary is these spans of its text."""
    return Result(
        doc.text,
        doc,
        Ledger.of(doc.text, doc.text, ()),
        summary=tuple(SummarySentence(doc.text[a:b], a, b, a, b) for a, b in spans),
        summary_method="lead",
    )


def of_markdown(text: str, *sentences: str) -> Result:
    """What a file holds, as a result whose summary is these sentences."""
    doc = read_markdown(text, Source())
    starts = [doc.text.index(sentence) for sentence in sentences]
    return result(doc, [(start, start + len(s)) for start, s in zip(starts, sentences, strict=True)])


def links(markdown: str) -> list[str | None]:
    """Where each sentence of the summary leads, None where it leads nowhere."""
    tokens = MarkdownIt("commonmark").parse(markdown.split("\n---\n", 2)[1])
    found: list[str | None] = []
    for token in tokens[next(i for i, t in enumerate(tokens) if t.content == "Summary") :]:
        if token.type == "inline" and token.content != "Summary":
            last = [child.attrGet("href") for child in token.children or [] if child.type == "link_open"]
            found.append(str(last[-1]) if last and token.content.endswith("↓](" + str(last[-1]) + ")") else None)
    return found


def places(markdown: str) -> dict[str, str]:
    """What a reader sees behind each anchor, up to the end of the block or cell."""
    found: dict[str, str] = {}
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        open_: list[str] = []
        for child in token.children or []:
            name = ANCHOR.match(child.content) if child.type == "html_inline" else None
            if name:
                assert name[1] not in found, "an anchor stands twice"
                found[name[1]] = ""
                open_.append(name[1])
            shown = " " if child.type in ("softbreak", "hardbreak") else child.content
            if child.type == "image":
                shown = "".join(part.content for part in child.children or [])
            for at in open_ if child.type != "html_inline" else ():
                found[at] += shown
    return {name: words(text) for name, text in found.items()}


def without_links(blocks: list[Seen]) -> list[Seen]:
    """What a reader sees but for anchors and the links to them."""
    return [
        replace(
            block,
            words=block.words.removesuffix(" ↓"),
            marks=tuple(m for m in block.marks if m[0] != "html_inline" and m != ("link", "↓")),
        )
        for block in blocks
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces(), min_size=1, max_size=5), st.data())
def test_links_lead_to_the_sentences_and_change_nothing_else(blocks: list[Piece], data: st.DataObject) -> None:
    doc = document(blocks)
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\t\n]+", doc.text):  # a line or cell, from any of its words on
        begins = [line.start() + m.start() for m in re.finditer(r"\S+", line.group())]
        if begins and data.draw(st.booleans()):
            spans.append((data.draw(st.sampled_from(begins)), line.end()))
    if not spans:
        return
    made = result(doc, spans)
    plain, linked = made.to_markdown(), made.to_markdown(summary_links=True)
    assert without_links(seen(linked)) == without_links(seen(plain)), linked
    there = places(linked)
    leading = links(linked)
    assert len(leading) == len(spans)
    assert {f"#{name}" for name in there} == {link for link in leading if link}, linked
    for (start, end), link in zip(spans, leading, strict=True):
        if link:
            assert there[link[1:]].startswith(words(doc.text[start:end])), linked
    again, before = read_markdown(linked, Source()), read_markdown(plain, Source())
    assert (again.text, again.blocks, again.inlines) == (before.text, before.blocks, before.inlines)


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("The ship left. The crew stayed.", "The crew stayed.", 'The ship left. <a id="s1"></a>The crew stayed.'),
        ("**The crew** stayed.", "The crew stayed.", '<a id="s1"></a>**The crew** stayed.'),
        ("**One left. The crew stayed.**", "The crew stayed.", '**One left. <a id="s1"></a>The crew stayed.**'),
        ("[The crew](http://a.b) stayed.", "The crew stayed.", '<a id="s1"></a>[The crew](http://a.b) stayed.'),
        ("`ls` shows it all.", "ls shows it all.", '<a id="s1"></a>`ls` shows it all.'),
        ("2. The crew stayed.", "The crew stayed.", '2. <a id="s1"></a>The crew stayed.'),
        ("- > The crew stayed.", "The crew stayed.", '- > <a id="s1"></a>The crew stayed.'),
        ("A line\\\nThe crew\\\nstayed.", "The crew\nstayed.", 'A line\\\n<a id="s1"></a>The crew\\\nstayed.'),
        ("1\\. The crew stayed.", "1. The crew stayed.", '<a id="s1"></a>1. The crew stayed.'),
        ("| a | b |\n| --- | --- |\n| c | It stayed. |", "It stayed.", '| c | <a id="s1"></a>It stayed. |'),
        ("# S1\n\nThe crew stayed.", "The crew stayed.", '<a id="ss1"></a>The crew stayed.'),
        ("[Up](#s1) it went. The crew stayed.", "The crew stayed.", '<a id="ss1"></a>The crew stayed.'),
        ("The crew stayed.\n\n```\n<a id=\"s1\"></a>\n```", "The crew stayed.", '<a id="ss1"></a>The crew stayed.'),
    ],
)  # fmt: skip
def test_an_anchor_stands_right_before_its_sentence(text: str, sentence: str, expected: str) -> None:
    made = of_markdown(text, sentence)
    linked = made.to_markdown(summary_links=True)
    assert expected in linked
    name = ANCHOR.search(expected)
    assert name
    assert f"[↓](#{name[1]})\n" in linked


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[One left. The crew stayed.](http://a.b)", "The crew stayed."),
        ("It is `one. The crew stayed.`", "The crew stayed."),
        ("```\nThe crew stayed.\n```", "The crew stayed."),
        ("Noted.[^1]\n\n[^1]: The crew stayed.", "[^1]: The crew stayed."),
        ("$x$ is what the crew knew.", "$x$ is what the crew knew."),
    ],
)
def test_where_no_anchor_can_stand_the_sentence_is_no_link(text: str, sentence: str) -> None:
    made = of_markdown(text, sentence)
    assert made.to_markdown(summary_links=True) == made.to_markdown()


def test_markup_that_touches_stays_as_it_was_around_an_anchor() -> None:
    text = "One left.“The crew stayed.”"
    inlines = (Inline(0, 9, "strong"), Inline(9, len(text), "emphasis"))
    doc = Document(text, (Block(0, len(text), "paragraph"),), inlines, marked_up=True)
    made = result(doc, [(9, len(text))])
    assert "\n**One left.**“The crew stayed.”\n" in made.to_markdown()
    assert '\n**One left.**<a id="s1"></a>“The crew stayed.”\n' in made.to_markdown(summary_links=True)


def test_a_sentence_that_was_worded_otherwise_is_no_link() -> None:
    made = of_markdown("The crew stayed.", "The crew stayed.")
    made = replace(made, summary=(replace(made.summary[0], text="The crew left."),))
    assert made.to_markdown(summary_links=True) == made.to_markdown()


def test_a_run_over_the_output_gives_it_again_with_links_or_without(command: Command, tmp_path: Path) -> None:
    (tmp_path / "seed.txt").write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "cleanup.toml").write_text("engine.name = 'none'\nkeywords.method = 'none'\n", encoding="utf-8")
    (tmp_path / "with.toml").write_text("engine.name = 'none'\nkeywords.method = 'none'\nsummary.links = true\n")
    assert command("run", "seed.txt", "-o", "plain").returncode == 0
    assert command("run", "seed.txt", "-o", "linked", "--summary-links").returncode == 0
    assert command("run", "linked/seed.md", "-o", "again", "--config", "with.toml").returncode == 0
    assert command("run", "linked/seed.md", "-o", "without").returncode == 0
    plain, linked, again, without = (
        (tmp_path / folder / "seed.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        for folder in ("plain", "linked", "again", "without")
    )
    assert links("\n---\n" + linked) == ["#s1", "#s2", "#s3"]
    assert again == linked
    assert without == plain
    assert re.sub(r'<a id="s\d"></a>| \[↓\]\(#s\d\)', "", linked) == plain


def test_python_has_the_option_too() -> None:
    made = cleanup.clean("The harbor handled 1,204 ships in 2019, the port authority said in a report.", engine_name="none")
    assert made.render("markdown", summary_links=True) == made.to_markdown(summary_links=True) != made.to_markdown()
