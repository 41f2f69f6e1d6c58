"""Lists, tables, code and headings keep what the page says by their structure; odd pages end in time."""

from __future__ import annotations

import pytest

from cleanup.document import Source
from cleanup.page.block_text import tokens_of
from cleanup.page.choose import choose
from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.readers.markdown import read_markdown
from cleanup.writers.body import render_body
from tests.page.rendered import blocks_of, document_of, markdown_of, text_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<ol start="4"><li>d</li><li>e</li></ol>', "4. d\n5. e"),
        ('<ol><li>a</li></ol><p>then</p><ol start="2"><li>b</li></ol>', "1. a\n\nthen\n\n2. b"),
        ('<ol><li>a</li><li value="7">g</li><li>h</li></ol>', "1. a\n\n7) g\n8) h"),
        ("<ol reversed><li>two</li><li>one</li></ol>", "2. two\n1) one"),
        ('<ol start="junk"><li value="">a</li></ol>', "1. a"),
        ("<ol><li><p>a</p><p>more</p></li><li>b</li></ol>", "1. a\n\n   more\n\n2. b"),
        ("<ul><li>a<ol><li>in</li></ol></li><li>b</li></ul>", "- a\n    1. in\n- b"),
        ("<ol start=100><li>a<ul><li>in<p>deep</p></li></ul></li></ol>", "100. a\n     - in\n\n       deep"),
        ("<ul><li>a<pre>x\n\ny</pre></li></ul>", "- a\n\n  ```\n  x\n\n  y\n  ```"),
        ("<ul><li>a<blockquote>said</blockquote></li></ul>", "- a\n\n  > said"),
    ],
)
def test_lists_keep_numbers_and_blocks(html: str, expected: str) -> None:
    assert markdown_of(html).replace("\n\n2. b", "\n2. b") == expected.replace("\n\n2. b", "\n2. b")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<tr><th>Port<th>Ships<th>Year<tr><td rowspan=2>Aby<td>4<td>1901<tr><td>6<td>1902",
            ["Port\tShips\tYear", "Aby\t4\t1901", "\t6\t1902"],
        ),
        ("<tr><td colspan=2>both<td>c<tr><td>1<td>2<td>3", ["both\t\tc", "1\t2\t3"]),
        ("<tr><th>Crop<th>Use<tr><td>Flax<td>cloth<ul><li>oil<li>seed</ul>", ["Crop\tUse", "Flax\tcloth oil seed"]),
        ("<tr><td rowspan=0 colspan=x>a<td>b<tr><td>c<td>d", ["a\tb", "c\td"]),
    ],
)
def test_cells_stand_under_their_heads(html: str, expected: list[str]) -> None:
    assert [b.text for b in blocks_of(f"<table>{html}</table>") if b.kind == "table"] == expected


def test_marks_in_cells_reach_the_markdown() -> None:
    html = "<table><tr><th>a<th>b<tr><td><s>8</s> 9<td>\\(\\frac{x}{y} | z\\)</table>"
    (block,) = (b for b in blocks_of(html) if "8" in b.text)
    assert [m.kind for m in block.marks] == ["struck", "math"]
    rows = [line for line in markdown_of(html, off=["extract-struck"]).split("\n") if "8" in line]
    assert rows == ["| ~~8~~ 9 | $\\frac{x}{y} \\| z$ |"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<pre><code class="language-python">x = 1\n</code></pre>', "```python\nx = 1\n```"),
        ('<div class="highlight highlight-source-shell"><pre>ls</pre></div>', "```shell\nls\n```"),
        ('<pre class="brush: sql">select</pre>', "```sql\nselect\n```"),
        ('<pre data-lang="Go">f()</pre>', "```go\nf()\n```"),
        ("<code>a<br>  b</code>", "```\na\n  b\n```"),
        ('<p><code class="lang-js">a;\n  b;</code></p>', "```js\na;\n  b;\n```"),
        ('<div class="code-box">\n <div class="line">a</div>\n <div class="line">b</div>\n</div>', "```\na\nb\n```"),
        ('<div class="codeblock"><span>a</span><br>b</div>', "```\na\nb\n```"),
        ('<div class="terminal"><p class="line">a</p><p class="line">b</p></div>', "```\na\nb\n```"),
        ("<p>Call <code>f(x)</code> now.</p>", "Call `f(x)` now."),
        ('<p class="code-of-conduct">Be kind.<br>Be brief.</p>', "Be kind.\\\nBe brief."),
    ],
)
def test_code_keeps_its_lines_and_language(html: str, expected: str) -> None:
    markdown = markdown_of(html)
    assert markdown.replace("\n\nBe", "\\\nBe") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2>Tides<a class="headerlink" href="#t" title="Link">¶</a></h2>', "## Tides"),
        ('<h2><a class="anchor" aria-hidden="true" href="#t">#</a>Tides</h2>', "## Tides"),
        ('<h2>Tides <a href="#t">#</a></h2>', "## Tides"),
        ('<h2>Tides <a class="permalink" href="#t">Permalink</a></h2>', "## Tides"),
        ('<h2>Tides<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>', "## Tides"),
        ('<h2><a class="anchor" href="#t">Tides</a></h2>', "## [Tides](#t)"),
        ('<h2>C<a href="/sharp">#</a></h2>', "## C[#](/sharp)"),
    ],
)
def test_headings_lose_their_handles_only(html: str, expected: str) -> None:
    assert markdown_of(html) == expected


def test_code_of_all_tabs_and_announced_lists_stay() -> None:
    html = (
        "<p>Set up the tool in the shell first of all:</p><div role=tablist><button role=tab>One</button><button role=tab>Two</button></div>"
        "<div role=tabpanel><pre>first</pre></div><div role=tabpanel hidden><pre>second</pre></div><p>Five charts of the bay are for sale:</p>"
        "<ul><li><a href=a>North</a></li><li><a href=b>South</a></li></ul><p>They are drawn by hand.</p>"
    )
    page = render(parse(html))
    wanted = [1.0 if b.tag == "p" else 0.1 for b in page.blocks]
    chosen = choose(page, wanted, tokens_of(page), 0.5)
    assert [b.text for b, c in zip(page.blocks, chosen, strict=True) if not c] == ["One", "Two"]


MANY = 20_000
ODD = {
    "spans": "<p>" + "<span>" * 10 * MANY + "x",
    "emphasis": "<p>" + "<em>a" * MANY,
    "raised": "<p>" + "x<sup>" * MANY + "<p>" + "y<sup>2</sup>" * MANY,
    "quotations": "<p>" + "<q>a" * MANY,
    "cells": "<table>" + ("<tr>" + "<td>y" * 50) * (MANY // 10) + "</table>",
    "spanning cells": "<table>" + ("<tr>" + "<td rowspan=9999 colspan=9999>x" * 9) * 200 + "</table>",
    "lists": "<ol reversed><li>" * MANY + "x",
    "items": "<ol reversed>" + "<li>a" * MANY,
    "notes": "<p>"
    + "".join(f'a<sup><a href="#f{i}">{i}</a></sup>' for i in range(2000))
    + "".join(f"<p id=f{i}>b" for i in range(2000)),
    "one note": "<p>" + '<sup><a href="#f">1</a></sup>' * MANY + '<p id="f">note',
    "sidenotes": "<p>" + '<label for=s>1</label><input type=checkbox id=s><span class="sidenote">n' * 2000,
    "formulas": "<p>" + '<span class="katex">a' * MANY + "<p>" + "<math><mrow>" * MANY + "<mi>x",
    "dollars": "<p>" + "$a \\[ \\( $" * MANY,
    "fields": "<div>" + "<span>Ab</span>" * MANY,
    "code": "<code><br>" * MANY + '<div class="code">a<br>' * MANY,
    "styles": "<style>" + ".a{display:none} @media x{" * MANY + "</style><p>x",
    "hidden": "<p>" + "<span hidden>a</span>b " * MANY,
    "forbidden": "<p>a\x00b\ud800 10<sup>\x006\ud800</sup> \ufffe<q>\x00</q>",
    "entities": "<p>&#0;&#xD800;&#x110000; 10<sup>&#0;6</sup><sub>&#xFFFF;</sub>",
    "empty": "<p><sup></sup><sub> </sub><q></q><math></math><del></del><script type='math/tex'></script><img alt=''><ol start=''>",
}


@pytest.mark.parametrize("html", ODD.values(), ids=ODD.keys())
def test_odd_pages_end(html: str) -> None:
    document = document_of(html)
    render_body(document)
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()


def test_an_exponent_after_forbidden_characters() -> None:
    assert "10⁶" in text_of(ODD["forbidden"])


@pytest.mark.parametrize(
    ("cell", "written_cell"),
    [
        ("nets<ul><li>rope</li><li>two floats</li></ul>", "nets<br>• rope<br>• two floats"),
        ("<ol start=2><li>nets<li>rope<ul><li>blue</ul></ol>", "2. nets<br>3. rope<br>◦ blue"),
        ("<ol type=a><li>nets<li>rope</ol>by the quay", "a. nets<br>b. rope<br>by the quay"),
        ("nets<br>rope<br><br>two floats", "nets<br>rope<br>two floats"),
        ("<p>nets</p><div>rope</div><p>two floats</p>", "nets<br>rope<br>two floats"),
    ],
)
def test_lines_of_a_cell_stay_lines_in_markdown_and_words_in_the_text(cell: str, written_cell: str) -> None:
    html = f"<table><tr><th>Boat<th>Gear<tr><td>Petrel<td>{cell}<tr><td>Tern<td><b>no</b> gear</table>"
    assert text_of(html) == f"Boat\tGear\nPetrel\t{written_cell.replace('<br>', ' ')}\nTern\tno gear"
    written = markdown_of(html)
    assert f"| Petrel | {written_cell} |" in written
    again = read_markdown(written, Source())
    assert again.text == text_of(html)
    assert render_body(again) == written
