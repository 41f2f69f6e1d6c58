"""Marks and notes find each other, or go together."""

from __future__ import annotations

import pytest

from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.page.shown import cuts_of
from tests.page.rendered import blocks_of, markdown_of, shown, text_of

PANDOC = (
    '<p>Rain fell<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> for days.</p>'
    '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>By the gauge.<a href="#fnref1" class="footnote-back" '
    'role="doc-backlink">↩︎</a></p></li></ol></section>'
)
MARKDOWN_IT = (
    '<p>Rain fell<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> for days.</p><hr><section class="footnotes">'
    '<ol><li id="fn1" class="footnote-item"><p>By the gauge. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>'
)
WIKIPEDIA = (
    '<p>Rain fell<sup id="cite_ref-g_1-0" class="reference"><a href="#cite_note-g-1"><span>[</span>1<span>]</span></a></sup> for days.'
    '</p><ol class="references"><li id="cite_note-g-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-g_1-0"><sup>a</sup></a>'
    '</span> <span class="reference-text">By the gauge.</span></li></ol>'
)
SPHINX = (
    '<p>Rain fell<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref"><span>[</span>1<span>]</span></a> for '
    'days.</p><aside class="footnote" id="id2"><span class="label"><span>[</span><a role="doc-backlink" href="#id1">1</a><span>]</span>'
    "</span><p>By the gauge.</p></aside>"
)
WORD = (
    '<p>Rain fell<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> for days.</p>'
    '<p><a href="#_ftnref1" name="_ftn1">[1]</a> By the gauge.</p>'
)
ORG = (
    '<p>Rain fell<sup><a id="fnr.1" class="footref" href="#fn.1">1</a></sup> for days.</p><div id="text-footnotes"><div class="footdef">'
    '<sup><a id="fn.1" href="#fnr.1">1</a></sup> <div class="footpara"><p>By the gauge.</p></div></div></div>'
)
SUBSTACK = (
    '<p>Rain fell<a class="footnote-anchor" id="footnote-anchor-1" href="https://example.org/p/rain#footnote-1">1</a> for days.</p>'
    '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div><p>By the gauge.</p></div></div>'
)
UNNAMED = '<p>Rain fell<sup><a href="#x1">1</a></sup> for days.</p><hr><p id="x1">By the gauge.</p>'
BARE = '<p>Rain fell<sup><a href="#n1">1</a></sup> for days.</p><ol class="notes"><li id="n1">By the gauge.</li></ol>'
TUFTE = (
    '<p>Rain fell<label for="sn-g" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-g" '
    'class="margin-toggle"/><span class="sidenote">By the gauge.</span> for days.</p>'
)


@pytest.mark.parametrize("html", [PANDOC, MARKDOWN_IT, WIKIPEDIA, SPHINX, WORD, ORG, SUBSTACK, UNNAMED, BARE, TUFTE])
def test_a_note_and_its_mark(html: str) -> None:
    assert markdown_of(html) == "Rain fell[^1] for days.\n\n[^1]: By the gauge."
    assert text_of(html) == markdown_of(html)


@pytest.mark.parametrize("html", [PANDOC, MARKDOWN_IT, WIKIPEDIA, SPHINX, WORD, ORG, SUBSTACK, UNNAMED, BARE])
def test_a_mark_goes_with_its_note(html: str) -> None:
    blocks = render(parse(html)).blocks
    assert shown(blocks[:1]).text == "Rain fell for days."
    assert shown(blocks[1:]).text == "By the gauge."


def test_notes_of_several_blocks_and_marks_of_one_note() -> None:
    html = (
        '<p>One<sup><a href="#a" id="ra">1</a>, <a href="#b">2</a></sup> and again<sup><a href="#a">1</a></sup>.</p><ol class="footnotes">'
        '<li id="a"><p>First.</p><p>It goes on. <a href="#ra">↩</a></p></li><li id="b">2. Second.</li></ol><p>After.</p>'
    )
    assert markdown_of(html) == ("One[^1][^2] and again[^1].\n\n[^1]: First.\n\n    It goes on.\n\n[^2]: Second.\n\nAfter.")


def test_sidenotes_follow_the_paragraph_that_calls_them() -> None:
    side = (
        '<label for="s{0}">{0}</label><input type="checkbox" id="s{0}"><span class="marginnote"><sup>{0}</sup> Note {0}.</span>'
    )
    html = f"<p>One{side.format(1)} two{side.format(2)} three.</p><p>End.</p>"
    assert text_of(html) == "One[^1] two[^2] three.\n\n[^1]: Note 1.\n\n[^2]: Note 2.\n\nEnd."


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="#s1">1</a> and <a href="#s2">part 2</a>.</p><h2 id="s1">Start</h2><p id="s2">Text.</p>',
        '<ol><li><a href="#x1">1</a></li></ol><p id="x1">Text.</p>',
        '<p>Up<a href="#top">*</a></p><p>Nowhere<sup><a href="#gone">7</a></sup></p>',
        '<p>E = mc<sup>2</sup></p><p id="2">Two</p>',
    ],
)
def test_other_links_within_a_page_are_no_marks(html: str) -> None:
    assert "[^" not in text_of(html)


NOTE = '<ol class="footnotes"><li id="n1">By the gauge.</li></ol>'


def test_code_has_no_marks_and_gives_none_to_the_next_block() -> None:
    html = '<pre>rain = 1 <a href="#n1"><sup>1</sup></a></pre><p>It fell for three days.</p>'
    code, after, note = blocks_of(html + NOTE)
    assert (code.text, code.marks) == ("rain = 1 ¹", [])
    assert (after.text, after.marks) == ("It fell for three days.", [])
    assert text_of(html) == "rain = 1 ¹\n\nIt fell for three days."
    assert shown([code, after, note]).text == "rain = 1 ¹\n\nIt fell for three days.\n\nBy the gauge."


@pytest.mark.parametrize(
    "kind", ["<pre>x = 1</pre>", "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"]
)
def test_a_note_is_defined_in_its_first_paragraph_and_not_in_code_or_a_table(kind: str) -> None:
    html = f'<p>Rain<sup><a href="#n1">1</a></sup>.</p><ol class="footnotes"><li id="n1">{kind}<p>So.</p></li></ol>'
    text = text_of(html)
    assert text.startswith("Rain[^1].\n\n" + text_of(kind))
    assert text.endswith("\n\n[^1]: So.")


def test_a_note_that_is_all_struck_out_goes_with_its_marks() -> None:
    html = '<p>Rain<sup><a href="#n1">1</a></sup> fell.</p><ol class="footnotes"><li id="n1"><s>By the gauge.</s></li></ol>'
    assert text_of(html) == "Rain fell."


def test_a_note_that_only_struck_words_call_loses_its_label() -> None:
    html = '<p>Rain fell <s>hard<sup><a href="#n1">1</a></sup></s>.</p>' + NOTE
    assert text_of(html) == "Rain fell.\n\nBy the gauge."


def test_a_note_right_after_a_line_break_is_a_block_of_its_own() -> None:
    html = '<p>Rain<sup><a href="#n1">1</a></sup></p>over.<br><p class="footnote" id="n1">By the gauge.</p>'
    assert markdown_of(html) == "Rain[^1]\n\nover.\n\n[^1]: By the gauge."


def test_a_note_that_begins_with_a_quotation_is_a_note() -> None:
    html = '<p>Rain<sup><a href="#n1">1</a></sup>.</p><ol class="footnotes"><li id="n1"><blockquote>So.</blockquote></li></ol>'
    assert markdown_of(html) == "Rain[^1].\n\n[^1]: So."


def test_a_mark_right_after_struck_words_goes_for_its_own_reason() -> None:
    block = blocks_of('<p>Rain <s>fell</s><sup><a href="#n1">1</a></sup> here.</p>' + NOTE)[0]
    assert [(block.text[c.start : c.end], c.rule) for c in cuts_of(block, (), ())] == [
        (" fell", "extract-struck"),
        ("[^1]", "extract-note-mark"),
    ]
