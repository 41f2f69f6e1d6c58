"""Whatever a text holds, it is read back from the Markdown as it was: nothing turned into markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.document import Block, BlockKind, Document, Inline, Source
from cleanup.readers.markdown import read_markdown
from cleanup.writers.body import render_body

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
KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "list_item", "quote", "code")


def document(blocks: list[tuple[BlockKind, str]]) -> Document:
    """A document of these blocks."""
    text, spans = "", []
    for kind, content in blocks:
        if text:
            text += "\n" if kind == "list_item" and spans[-1].kind == "list_item" else "\n\n"
        spans.append(Block(len(text), len(text) + len(content), kind, 2 if kind == "heading" else 0))
        text += content
    return Document(text=text, blocks=tuple(spans), marked_up=True)


def back(doc: Document) -> Document:
    """Written and read again."""
    return read_markdown(render_body(doc), Source())


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(KINDS), LINES), min_size=1, max_size=5))
def test_blocks_come_back_as_they_were(blocks: list[tuple[BlockKind, str]]) -> None:
    doc = document(blocks)
    again = back(doc)
    assert [(b.kind, again.text[b.start : b.end]) for b in again.blocks] == [
        (b.kind, doc.text[b.start : b.end].strip()) for b in doc.blocks
    ]


@settings(max_examples=200)
@given(st.lists(LINES, min_size=2, max_size=4))
def test_lines_of_a_paragraph_stay_lines(lines: list[str]) -> None:
    again = back(document([("paragraph", "\n".join(lines))]))
    assert again.text == "\n".join(lines)
    assert [b.kind for b in again.blocks] == ["paragraph"]


@settings(max_examples=200)
@given(st.lists(st.lists(PIECES, min_size=2, max_size=2), min_size=2, max_size=4))
def test_tables_come_back(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    doc = Document(text=text, blocks=(Block(0, len(text), "table"),), marked_up=True)
    again = back(doc)
    assert again.blocks[0].kind == "table"
    assert again.text == text


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
    again = back(document([("paragraph", text)]))
    assert again.text == "\n".join(line.strip() for line in text.split("\n"))
    assert [b.kind for b in again.blocks] == ["paragraph"]
    assert again.inlines == ()


def test_plain_words_are_not_littered_with_backslashes() -> None:
    text = "Prices rose by -5 to +3 % (see snake_case, a & b, x < y is rare) - 1.5 times. C# #1"
    assert render_body(document([("paragraph", text)])) == text.replace("<", "\\<")


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
