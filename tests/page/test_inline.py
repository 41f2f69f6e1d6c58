"""What raised, struck, quoted, hidden and emphasized words become, in the text and in the Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.page.rendered import blocks_of, markdown_of, text_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a mass of 10<sup>24</sup> tons", "a mass of 10²⁴ tons"),
        ("below 10<sup>-9</sup> or 10<sup>&minus;9</sup>", "below 10⁻⁹ or 10⁻⁹"),
        ("an area of 40 m<sup>2</sup>.", "an area of 40 m²."),
        ("2<sup>n</sup> and e<sup>x</sup>", "2ⁿ and e^x"),
        ("a<sup>p&minus;q</sup>", "a^(p−q)"),
        ("AA<sup>H</sup> = A<sup>H</sup>A", "AA^H = A^(H)A"),
        ("a<sub>ij</sub>x of a<sub>ij</sub>", "a_(ij)x of a_ij"),
        ("2<sup>3<sup>5</sup></sup>", "2^(3^(5))"),
        ("7<sup>1.5</sup>", "7^(1.5)"),
        ("10<sup>6 </sup>cells", "10⁶ cells"),
        ("opened in 1898<sup>4</sup>", "opened in 1898⁴"),
        ("as shown<sup>3,5</sup>", "as shown³,⁵"),
        ("the 22<sup>nd</sup> of May", "the 22nd of May"),
        ("au XVII<sup>e</sup> siècle", "au XVIIe siècle"),
        ("2<sup>e</sup> and 3<sup>a</sup>", "2^e and 3^a"),
        ("M<sup>lle</sup> Roux, n<sup>o</sup> 7", "Mlle Roux, no 7"),
        ("Fizz<sup>®</sup> and Buzz<sup>TM</sup>", "Fizz® and Buzz™"),
        ("<sup>13</sup>C", "¹³C"),
        ("3<sup>1</sup>/<sub>4</sub> inches", "3¹/₄ inches"),
        ("N<sub>2</sub>O and Fe<sub>2</sub>O<sub>3</sub>", "N2O and Fe2O3"),
        ("Al<sub>2</sub>(SO<sub>4</sub>)<sub>3</sub>", "Al2(SO4)3"),
        ("SO<sub>4</sub><sup>2&minus;</sup>", "SO4²⁻"),
        ("1101<sub>2</sub>", "1101₂"),
        ("x<sub>1</sub>7", "x₁7"),
        ("x<sub>k</sub> up to v<sub>max</sub>", "xₖ up to v_max"),
        ("log<sub>2</sub> 16", "log₂ 16"),
        ("50<sup><img src=a></sup>", "50"),
        ("7<sup><svg></svg><canvas></canvas>8</sup>", "7 8"),
        ("claimed<sup>[<a href='/cn'>by whom?</a>]</sup>", "claimed[by whom?]"),
    ],
)
def test_raised_and_lowered_characters_restate_nothing(html: str, expected: str) -> None:
    assert text_of(f"<p>{html}</p>") == expected


def test_ordinals_of_one_letter_are_those_of_the_language() -> None:
    assert text_of('<html lang="fr"><body><p>la 2<sup>e</sup> fois</p></body></html>') == "la 2e fois"
    assert text_of('<html lang="es"><body><p>la 3<sup>a</sup> vez</p></body></html>') == "la 3a vez"


def test_a_raised_link_stays_a_link() -> None:
    assert markdown_of('<p>sea<sup><a href="https://example.org/n">5</a></sup></p>') == "sea[⁵](https://example.org/n)"


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="color:red;text-decoration: line-through"'])
def test_struck_words_are_marked(tag: str) -> None:
    html = f"<p>It costs <{tag}>90</{tag.split()[0]}> <ins>75</ins> marks.</p>"
    (block,) = blocks_of(html)
    assert [(block.text[m.start : m.end], m.kind) for m in block.marks] == [("90", "struck")]
    assert markdown_of(html) == text_of(html) == "It costs 75 marks."
    assert markdown_of(html, off=["extract-struck"]) == "It costs ~~90~~ 75 marks."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>all <b>of</b> it</b> now", "**all of it** now"),
        ("<i>very</i><i>well</i>", "*verywell*"),
        ("go<b> on </b>then", "go **on** then"),
        ("<b>Note:</b>read", "**Note**:read"),
        ("say<i>“so”</i>", "say“*so”*"),
        ("un<i>like</i>ly", "un*like*ly"),
        ("<i>one</i><b>two</b>", "*one*two"),
        ("press <kbd>F5</kbd>, <samp>ok</samp>, <tt>x</tt>", "press `F5`, `ok`, `x`"),
        ("<mark>a</mark> <small>b</small> <abbr title=Z>c</abbr> d<wbr>e", "a b c de"),
        ("x<b><a href='u'>y</a></b>z", "x[**y**](u)z"),
    ],
)
def test_emphasis_is_written_once_and_parses(html: str, expected: str) -> None:
    assert markdown_of(f"<p>{html}</p>") == expected


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        ("en", "<q>one <q>two</q></q>", "“one ‘two’”"),
        ("de-AT", "<q>eins</q>", "„eins“"),
        ("fr", "<q>un</q>", "«\u202fun\u202f»"),
        ("en", "“<q>printed</q>”", "“printed”"),
        ("en", "<q>“printed”</q>", "“printed”"),
    ],
)
def test_quotations_get_the_marks_that_a_reader_sees(language: str, html: str, expected: str) -> None:
    assert text_of(f'<html lang="{language}"><body><p>{html}</p></body></html>') == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Fluss&shy;ufer", "Flussufer"),
        ("a&#8203;b&#65279;c&#8288;d", "abcd"),
        ("Auf&zwnj;gabe", "Aufgabe"),
        ("می&zwnj;روم", "می\u200cروم"),
        ("👩&zwj;🚀", "👩\u200d🚀"),
        ("क्&zwj;ष", "क्\u200dष"),
        ("<ruby>東<rp>(</rp><rt>higashi</rt><rp>)</rp></ruby>", "東"),
        ('fine <img class="emoji" alt="🦆" src=d>!', "fine 🦆!"),
        ('<img class="dropcap" alt="W" src=w>hen', "When"),
        ('seen <img alt="A duck on a lake" src=d> here', "seen here"),
    ],
)
def test_characters_nobody_sees_go_and_drawn_ones_stay(html: str, expected: str) -> None:
    assert text_of(f"<p>{html}</p>") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><span>Depth</span><span>31 m</span><span>Laid</span><span>1931</span></div>", "Depth 31 m Laid 1931"),
        ("<div><time>4 May 2021</time><span>Rivers</span></div>", "4 May 2021 Rivers"),
        ("<p><span>O</span>nce</p>", "Once"),
        ("<div><span>W</span><span>ord</span></div>", "Word"),
        ("<p>The <span>Mac</span><span>Intosh</span> clan</p>", "The MacIntosh clan"),
        ("<h2><span>You</span><span>Tube</span></h2>", "YouTube"),
        ("<div><span>12</span><span>345</span></div>", "12345"),
        ("<div><b>1,</b><b>500</b></div>", "1,500"),
    ],
)
def test_fields_of_a_row_are_words_and_letters_of_a_word_are_not(html: str, expected: str) -> None:
    assert re.sub(r"(?<=,) ", "", text_of(html)) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>GONE</span>",
        '<span style="display: none">GONE</span>',
        '<i style="visibility:hidden">GONE</i>',
        '<span class="x visually-hidden">GONE</span>',
        '<span class="cut">GONE</span>',
        '<span class="material-icons" aria-hidden="true">GONE</span>',
    ],
)
def test_hidden_words_leave_the_line(hidden: str) -> None:
    style = "<style>.cut{display:none} @media print{.seen{display:none}} .tab{display:none} .tab.on{display:block}</style>"
    assert text_of(f"{style}<p>Seen {hidden} by all {hidden}.</p>") == "Seen by all."
    assert text_of(f"{style}<p>{hidden}</p>") == ""


@pytest.mark.parametrize("tag", ["template", "noscript", "script", "object"])
def test_elements_that_hold_nothing_to_read_part_no_words(tag: str) -> None:
    assert text_of(f"<p>Seen<{tag}>GONE</{tag}>by <{tag}>GONE</{tag}>all.</p>") == "Seenby all."


def test_words_that_a_style_may_show_stay() -> None:
    style = "<style>.cut{display:none} @media print{.seen{display:none}} .tab{display:none} .tab.on{display:block}</style>"
    assert (
        text_of(f'{style}<p>a <span class="seen">b</span> <span class="tab">c</span> <b aria-hidden="true">word</b></p>')
        == "a b c word"
    )


TAGS = st.sampled_from(["b", "i", "em", "strong", "del", "code", "q", "span", "a href=u", "sup", "sub", "mark"])
WORDS = st.sampled_from(
    ["word", " word", "word ", "7", "x", ".", "*", "_", "~", "$", "[", "!", "`", "(a)", "“b”", "\\", "|", "^"]
)


@st.composite
def lines(draw: st.DrawFn, depth: int = 0) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        if depth < 3 and draw(st.booleans()):
            tag = draw(TAGS)
            parts.append(f"<{tag}>{draw(lines(depth + 1))}</{tag.split()[0]}>")
        else:
            parts.append(draw(WORDS))
    return "".join(parts)


def plain(markdown: str) -> str:
    """The characters of Markdown as it is read, white space left out."""
    tokens = MarkdownIt("commonmark").enable(["strikethrough"]).parse(markdown)
    pieces = [c.content for t in tokens if t.type == "inline" for c in t.children or [] if c.type in ("text", "code_inline")]
    return "".join("".join(pieces).split())


@settings(max_examples=300, deadline=None)
@given(lines())
def test_the_markdown_of_a_line_reads_as_its_text(line: str) -> None:
    html = f"<p>start {line} end</p>"
    assert plain(markdown_of(html)) == "".join(text_of(html).split())
