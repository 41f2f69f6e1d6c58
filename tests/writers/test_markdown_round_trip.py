"""Whatever a text holds, it is read back from the Markdown as it was: nothing turned into markup."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.api import Cleaner
from cleanup.document import Block, BlockKind, Document, Inline, InlineKind, Source
from cleanup.readers.markdown import read_markdown
from cleanup.readers.plain import read_plain
from cleanup.writers.body import render_body
from tests.writers.markdown_seen import Seen, seen, words

# Everything that Markdown gives a meaning, and some ordinary text.
PIECES = st.sampled_from(
    [
        "word",
        "Two words.",
        "#",
        "##",
        "-",
        "+",
        "*",
        "**",
        "_",
        "__",
        "1.",
        "23)",
        ">",
        "`",
        "```",
        "~~~",
        "~",
        "|",
        ":-",
        "---",
        "===",
        "<b>",
        "</div>",
        "<!--",
        "&amp;",
        "&",
        "&#42;",
        "[a](b)",
        "![x](y)",
        "[x]: http://a.b",
        "\\",
        "\\*",
        "http://a.b/c_d_e",
        "<http://a.b>",
        "€2.25",
        "snake_case_name",
        "2*3*4",
        "a@b.example",
        "J. K. Rowe",
        "1986. A year",
        "a)",
        "* * *",
        "- - -",
        "___",
        "    four",
        "two  ",
        "tab\there",
        "no\N{NO-BREAK SPACE}break",
        "line\u2028separator",
        "~~struck~~",
        "[x][y]",
        "[sic]",
        "[ ] task",
        "[^1]:",
        "<!-- note -->",
        "<a@b.example>",
        "<0039$1d@b.example>",
        "<?php",
        "http://a.b/c*d*e?x=1&copy;=2",
        "$5",
        "6$",
        "$$",
        "**bold**",
        "__init__",
        "C:\\path",
        "1)",
        "#hash",
        "``",
        "foo_",
        "_bar",
        "*x",
        "y*",
        "(z)",
        ": def",
        "“q”",
        "!",
        "(c)",
        "a*b*c",
        "5*3",
        "=",
        "***",
        "{#id}",
        "[^1]",
        "$x$",
        ":--|--:",
        "| a | b |",
        "@handle",
        "🙂",
        "e\u0301",
        "日本語",
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)
KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "list_item", "quote", "code", "table", "break", "caption")
MANY = settings(max_examples=400, deadline=None)


@dataclass(frozen=True)
class Piece:
    """A block to be: its kind and text, and where the kind has them level and number."""

    kind: BlockKind
    text: str
    level: int = 0
    number: int | None = None
    marks: tuple[tuple[int, int, InlineKind], ...] = ()


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A block of any kind, with nasty text."""
    kind = draw(st.sampled_from(KINDS))
    if kind == "break":
        return Piece(kind, draw(st.sampled_from(["* * *", "---", "___", "- - - - -", "*****"])))
    if kind == "table":
        width = draw(st.integers(1, 3))
        rows = draw(st.lists(st.lists(PIECES.map(words), min_size=width, max_size=width), min_size=1, max_size=3))
        text = "\n".join("\t".join(row) for row in rows)
        return Piece(kind, text)
    if kind == "code":
        return Piece(kind, "\n".join(draw(st.lists(LINES, min_size=1, max_size=3))))
    lines = 1 if kind == "heading" else draw(st.integers(1, 3))
    text = "\n".join(draw(st.lists(LINES, min_size=lines, max_size=lines)))
    marks: list[tuple[int, int, InlineKind]] = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        marks.append((start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from(MARKS))))
    if kind == "list_item":
        number = draw(st.none() | st.integers(0, 12) | st.sampled_from([99, 1234567890]))
        return Piece(kind, text, draw(st.integers(0, 2)), number, tuple(marks))
    return Piece(kind, text, draw(st.integers(1, 6)) if kind == "heading" else draw(st.integers(0, 2)), None, tuple(marks))


MARKS: tuple[InlineKind, ...] = ("emphasis", "strong", "code", "link", "struck", "image")


def document(blocks: list[Piece]) -> Document:
    """A document of these blocks."""
    text, spans, inlines = "", [], []
    for piece in blocks:
        if text:
            text += "\n" if piece.kind == "list_item" and spans[-1].kind == "list_item" else "\n\n"
        at = len(text)
        text += piece.text
        level, within = (piece.level, 0) if piece.kind in ("list_item", "heading") else (0, piece.level)
        spans.append(Block(at, len(text), piece.kind, level, piece.number is not None, piece.number, within=within))
        inlines += [
            Inline(at + a, at + b, kind, "http://a.b/c" if kind in ("link", "image") else "") for a, b, kind in piece.marks
        ]
    return Document(text=text, blocks=tuple(spans), inlines=tuple(inlines), marked_up=True)


def expected(blocks: list[Piece]) -> list[Seen]:
    """What a reader should see of them: each block, where it stands, and its words."""
    out: list[Seen] = []
    depth = 0  # items that are open
    for piece in blocks:
        if not words(piece.text):
            continue
        level = min(piece.level, depth)
        if piece.kind == "list_item" and piece.number is not None and piece.number > 999_999_999:
            out.append(Seen("paragraph", level, None, words(f"{piece.number}. {piece.text}")))
            depth = level
        elif piece.kind == "list_item":
            out.append(Seen("item", level, piece.number, words(piece.text)))
            depth = level + 1
        elif piece.kind == "heading":
            out.append(Seen("heading", piece.level, None, words(piece.text)))
            depth = 0
        elif piece.kind == "table":
            out += [Seen("table", 0, None, row) for row in piece.text.split("\n")]
            depth = level
        elif piece.kind == "break":
            out.append(Seen("break", level, None, ""))
            depth = level
        elif piece.kind == "code":
            out.append(Seen("code", level, None, "\n" + piece.text))
            depth = level
        else:
            out.append(Seen("quote" if piece.kind == "quote" else "paragraph", level, None, words(piece.text)))
            depth = level
    return out


@MANY
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_a_reader_sees_the_blocks_their_places_and_their_words(blocks: list[Piece]) -> None:
    markdown = render_body(document(blocks))
    found = seen(markdown)
    assert [replace(block, marks=()) for block in found] == expected(blocks), markdown


@MANY
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_a_reader_sees_no_markup_that_is_not_there(blocks: list[Piece]) -> None:
    markdown = render_body(document([replace(block, marks=()) for block in blocks]))
    assert [block.marks for block in seen(markdown) if block.marks] == [], markdown


@MANY
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_markup_is_seen_only_where_it_is(blocks: list[Piece]) -> None:
    """A mark may be left out where it crosses another or no reader could see it; none is made up, no sign is left over."""
    for block in blocks:
        if block.kind in ("code", "table", "break"):
            continue
        markdown = render_body(document([block]))
        names = {"emphasis": "em", "strong": "strong", "code": "code", "link": "link", "struck": "s", "image": "image"}
        there = [names[kind] for _, _, kind in block.marks]
        for kind, _ in (mark for one in seen(markdown) for mark in one.marks):
            assert kind in there, markdown


@MANY
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_what_was_written_is_written_again(blocks: list[Piece]) -> None:
    once = render_body(document(blocks))
    assert render_body(read_markdown(once, Source())) == once


@MANY
@given(st.lists(LINES | st.just(""), min_size=1, max_size=8).map("\n".join).filter(str.strip))
def test_a_plain_text_written_and_read_is_written_again(text: str) -> None:
    once = render_body(read_plain(text, Source()))
    assert render_body(read_markdown(once, Source())) == once


def back(doc: Document) -> Document:
    """Written and read again."""
    return read_markdown(render_body(doc), Source())


@settings(max_examples=200)
@given(st.lists(LINES, min_size=2, max_size=4))
def test_lines_of_a_paragraph_stay_lines(lines: list[str]) -> None:
    again = back(document([Piece("paragraph", "\n".join(lines))]))
    assert [words(line) for line in again.text.split("\n")] == [words(line) for line in lines]
    assert [b.kind for b in again.blocks] == ["paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "1. April was cold",
        "2024. A year",
        "# not a heading",
        "- not an item",
        "> not a quotation",
        "Setext\n===",
        "a\n---",
        "    indented",
        "<script>alert(1)</script>",
        "*not* _emphasis_",
        "[no](link)",
        "back`tick`s",
        "x | y\n:-- | --:",
        "+1 for this",
        "-5 degrees",
        "C# and F#",
        "snake_case stays plain",
        "end with a backslash\\",
        "[^1] and [^2]: not a note",
        "[^1]: nothing",
        "$x$ and $a_1 * b = c$ and $$y$$",
        "$5 and $10 and US$3",
    ],
)
def test_markup_like_lines_stay_text(text: str) -> None:
    again = back(document([Piece("paragraph", text)]))
    assert again.text == "\n".join(line.strip() for line in text.split("\n"))
    assert [b.kind for b in again.blocks] == ["paragraph"]
    assert again.inlines == ()


def test_plain_words_are_not_littered_with_backslashes() -> None:
    text = "Prices rose by -5 to +3 % (see snake_case, a & b, x < y is rare) - 1.5 times. C# #1"
    assert render_body(document([Piece("paragraph", text)])) == text


def test_inlines_come_back() -> None:
    text = "See the report and the code and this."
    inlines = (Inline(8, 14, "link", "https://example.org/a_(b)"), Inline(23, 27, "code"), Inline(32, 36, "strong"))
    doc = Document(text=text, blocks=(Block(0, len(text), "paragraph"),), inlines=inlines, marked_up=True)
    again = back(doc)
    assert again.text == text
    assert sorted(again.inlines, key=lambda i: i.start) == sorted(inlines, key=lambda i: i.start)


def test_formulas_and_notes_come_back() -> None:
    text = "As $a_1*b \\{c\\}$ holds.[^1]\n\n[^1]: Gazette"
    end = text.index("\n")
    inlines = (Inline(3, 16, "math"), Inline(23, 27, "footnote", "1"), Inline(end + 2, end + 6, "footnote", "1"))
    assert [text[i.start : i.end] for i in inlines] == ["$a_1*b \\{c\\}$", "[^1]", "[^1]"]
    blocks = (Block(0, end, "paragraph"), Block(end + 2, len(text), "paragraph"))
    doc = Document(text=text, blocks=blocks, inlines=inlines, marked_up=True)
    assert render_body(doc) == text
    again = back(doc)
    assert (again.text, again.blocks, again.inlines) == (text, blocks, inlines)


def test_ordered_lists_keep_their_numbers() -> None:
    doc = Document(text="3. three\n4. four", blocks=(Block(0, 8, "list_item"), Block(9, 16, "list_item")))
    assert render_body(doc) == "3. three\n4. four"


def test_nested_items_are_indented() -> None:
    doc = Document(
        text="one\ninner\ntwo",
        blocks=(Block(0, 3, "list_item"), Block(4, 9, "list_item", 1), Block(10, 13, "list_item")),
        marked_up=True,
    )
    again = back(doc)
    assert [(b.level, again.text[b.start : b.end]) for b in again.blocks] == [(0, "one"), (1, "inner"), (0, "two")]


def test_the_lines_of_a_stanza_stay_lines_and_none_is_a_heading() -> None:
    lines = (
        "The ferry leaves the northern quay,",
        "Its lantern low and pale,",
        "And nobody on deck can see",
        "The harbor or the sail.",
    )
    poem = "The Ferry in the Fog\n\n" + "\n  ".join(lines) + "\n"
    with Cleaner(skip=("grammar", "summary")) as cleaner:
        written = cleaner.clean(poem).to_markdown()
        assert "\\\n".join(lines) in written
        assert [line for line in written.split("\n") if line.startswith("#")] == ["# The Ferry in the Fog"]
        assert cleaner.clean(cleaner.clean(poem).text).text == cleaner.clean(poem).text
