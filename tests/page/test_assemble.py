"""The text of a page, and the article in it."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.page.assemble import Reason, assemble, link_target
from cleanup.page.page import Page, PageBlock, PageBlockKind
from tests.page.rendered import document_of, text_of

WHY = Reason("extract-block", "a test says so", 0.9)
KINDS: tuple[PageBlockKind, ...] = ("paragraph", "heading", "list_item", "quote", "table", "code", "caption")


def block(text: str, kind: PageBlockKind = "paragraph", run: int = 0) -> PageBlock:
    return PageBlock(text, kind, 1, False, 0, "p", 0, 0, 0, run, False)


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[PageBlock], list[bool]]:
    count = draw(st.integers(0, 12))
    run, blocks = 0, []
    for i in range(count):
        run += draw(st.integers(0, 1))
        blocks.append(block(f"block {i}" + "\nsecond line" * draw(st.booleans()), draw(st.sampled_from(KINDS[:3])), run))
    return blocks, draw(st.lists(st.booleans(), min_size=count, max_size=count))


def without(text: str, spans: list[tuple[int, int]]) -> str:
    at, out = 0, ""
    for start, end in spans:
        assert at <= start <= end <= len(text)
        out, at = out + text[at:start], end
    return out + text[at:]


@given(pages())
def test_without_what_is_left_out_the_article_is_set_as_if_it_stood_alone(drawn: tuple[list[PageBlock], list[bool]]) -> None:
    blocks, kept = drawn
    whole = assemble(Page(blocks, []), [None if k else WHY for k in kept], None)
    alone = assemble(Page([b for b, k in zip(blocks, kept, strict=True) if k], []), [None] * sum(kept), None)
    assert without(whole.text, [(left.start, left.end) for left in whole.left_out]) == alone.text


@given(pages(), st.integers(0, 11))
def test_a_block_that_is_taken_back_stands_on_lines_of_its_own(drawn: tuple[list[PageBlock], list[bool]], which: int) -> None:
    blocks, kept = drawn
    whole = assemble(Page(blocks, []), [None if k else WHY for k in kept], None)
    if which >= len(whole.left_out):
        return
    spans = [(left.start, left.end) for i, left in enumerate(whole.left_out) if i != which]
    lines = without(whole.text, spans).split("\n")
    back = [b for b, k in zip(blocks, kept, strict=True) if not k][which]
    assert [line for line in back.text.split("\n") if line not in lines] == []


BASES = ("https://harbor.example/news/east/quay.html?page=2", "http://harbor.example", "", "https://[::1]/x", "file:///a/b")


@given(
    st.one_of(
        st.text(alphabet="ab./?#;:%&=@[]\\ \téÉ|\"'", max_size=20),
        st.text(alphabet="ab./?#;", max_size=12).map(lambda path: "/" + path),
        st.text(alphabet="ab./?#;=é", max_size=12).map(lambda path: "https://a.example/" + path),
    ),
    st.sampled_from(BASES),
)
def test_links_are_made_whole_as_the_standard_has_it(href: str, base: str) -> None:
    target = link_target(href, base)
    if target and not target.startswith("#"):
        assert target == urljoin(base, href.strip())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Boats <s>lay</s><s>sank</s> there.</p>", "Boats there."),
        ("<p><s>Some</s> <del>three</del> boats.</p>", "boats."),
        ("<p>Boats lay <s>here</s> <del>now</del>.</p>", "Boats lay."),
        ("<p>Boats <s>lay</s>.<del>!</del> There.</p>", "Boats. There."),
        ("<p>One</p><table><tr><td><s>a</s></td><td><s>b</s></td></tr><tr><td>c</td><td>d</td></tr></table>", "One\n\nc\td"),
    ],
)
def test_struck_words_leave_neither_a_gap_nor_an_empty_row(html: str, text: str) -> None:
    assert text_of(html) == text


def test_a_line_that_goes_from_the_end_of_a_block_takes_its_line_end_along() -> None:
    document = document_of("<p>One<br><s>two</s></p><p>Three</p>")
    assert [document.text[b.start : b.end] for b in document.blocks] == ["One", "Three"]
