"""What lists, definitions and tables say by their form is in the Markdown, and a reader sees it again."""

from __future__ import annotations

import pytest

from cleanup.document import Source
from cleanup.readers.markdown import read_markdown
from cleanup.writers.body import render_body
from tests.page.rendered import document_of, markdown_of, text_of

DEFINITIONS = [
    ("<dl><dt>Keel</dt><dd>The spine of a hull.</dd></dl>", "**Keel**\n\n- The spine of a hull."),
    (
        "<dl><dt>Bow<dd>The front.<dd>A knot.<dt>Aft<dt>Abaft<dd>Behind.</dl>",
        "**Bow**\n\n- The front.\n- A knot.\n\n**Aft**\n\n**Abaft**\n\n- Behind.",
    ),
    (
        "<dl><div><dt><code>-q</code></dt><dd><p>Be quiet.</p><p>Errors stay.</p><pre>run -q</pre></dd></div></dl>",
        "**`-q`**\n\n- Be quiet.\n\n  Errors stay.\n\n  ```\n  run -q\n  ```",
    ),
    ("<dl><dt>Rig<dd>Masts:<ul><li>fore<li>main</ul></dl>", "**Rig**\n\n- Masts:\n    - fore\n    - main"),
    ("<ul><li>Terms<dl><dt>Lee<dd>Sheltered.</dl></ul>", "- Terms\n\n  **Lee**\n\n    - Sheltered."),
    ("<dl><dt><b>Oar</b> <i>n.</i><dd>A pole.</dl>", "**Oar *n.***\n\n- A pole."),
    ("<dl><dd>Set in, no more.</dl>", "Set in, no more."),
    ("<dl><dt>A line in bold</dl>", "A line in bold"),
]
LETTERS = [
    ("<ol type=a><li>Sail<li>Row</ol>", "- a. Sail\n- b. Row"),
    ("<ol type=I start=9><li>Sail<li>Row</ol>", "- IX. Sail\n- X. Row"),
    ("<ol style='list-style: lower-roman inside'><li>Sail<p>Far</p></ol>", "- i. Sail\n\n  Far"),
    ("<ol type=A start=26><li>Sail<li>Row</ol>", "- Z. Sail\n- AA. Row"),
    (
        "<style>ol.x, .y > li {list-style-type:upper-latin}</style><ol class='w x'><li>Sail</ol><ul class=y><li>Row</ul>",
        "- A. Sail\n- A. Row",
    ),
    ("<ol type=a><li>(a) Sail<li value=4><b>Row</b> on</ol>", "- (a) Sail\n- d. **Row** on"),
    ("<ol><li>Sail<ol type=a><li>near<li>far</ol><li>Row</ol>", "1. Sail\n    - a. near\n    - b. far\n2. Row"),
    ("<ol style='list-style-type:lower-greek'><li>Sail<li>Row</ol>", "- α. Sail\n- β. Row"),
    ("<ul style='list-style:decimal'><li>Sail<li>Row</ul>", "1. Sail\n2. Row"),
    ("<ol style='list-style:none'><li>Sail</ol>", "- Sail"),
    ("<ol type=a start=0><li>Sail<li>Row</ol>", "0. Sail\n- a. Row"),
    ("<style>@media print{ol{list-style:lower-alpha}}</style><ol><li>Sail</ol>", "1. Sail"),
]
BEGINNINGS = [
    ("<ol><li>Go<li><pre>run</pre><p>Wait.</p><li>End</ol>", "1. Go\n2. ```\n   run\n   ```\n\n   Wait.\n\n3. End"),
    ("<ol><li><h3>One</h3><p>First.</p><li><h3>Two</h3></ol>", "1. ### One\n\n   First.\n\n2. ### Two"),
    ("<ol start=3><li><blockquote><p>Aye<p>No</blockquote></ol>", "3. > Aye\n   >\n   > No"),
    ("<ul><li><table><tr><th>a<th>b<tr><td>1<td>2</table></ul>", "- | a | b |\n  | --- | --- |\n  | 1 | 2 |"),
    ("<ol><li><p><s>Old</s></p><p>New</p><li>Next</ol>", "1. New\n2. Next"),
    ("<ol><li>One<li><p><del>Old</del></p><pre>x</pre><li>Next</ol>", "1. One\n2. ```\n   x\n   ```\n\n3. Next"),
    ("<ol><li>One<li><p><del>Old</del></p><li>Next</ol>", "1. One\n\n3) Next"),
    ("<ul><li>Out<ol><li>One<li><p><s>Old</s></p><p>New</p></ol></ul>", "- Out\n    1. One\n    2. New"),
]
ROWS = [
    ("<caption>Fleet<tr><th>Ship<th>Crew<tr><td>Tern<td>4", "Fleet\n\n| Ship | Crew |\n| --- | --- |\n| Tern | 4 |"),
    ("<tr><th>Ship<td>Tern<tr><th>Crew<td>4", "| **Ship** | Tern |\n| --- | --- |\n| **Crew** | 4 |"),
    ("<tr><th>a<th>b<tr><th colspan=2>East<tr><td>1<td>2", "| a | b |\n| --- | --- |\n| **East** |  |\n| 1 | 2 |"),
    (
        "<tr><th>a<th>b<tr><td rowspan=2>1<td><ol><li>x<li>y</ol><tr><td><ul><li>• z</ul>",
        "| a | b |\n| --- | --- |\n| 1 | 1. x<br>2. y |\n|  | • z |",
    ),
]


@pytest.mark.parametrize(
    ("html", "expected"), [*DEFINITIONS, *LETTERS, *BEGINNINGS, *((f"<table>{rows}</table>", want) for rows, want in ROWS)]
)
def test_a_form_is_written_and_read_again(html: str, expected: str) -> None:
    written = markdown_of(html)
    assert written == expected
    assert render_body(read_markdown(written, Source())) == written


@pytest.mark.parametrize(
    ("html", "expected", "whole"),
    [
        ("<pre>a = 1\n<del>b = 2</del>\nc = 3</pre>", "a = 1\nc = 3", "a = 1\nb = 2\nc = 3"),
        ("<pre>\ta = 1\t<s># no</s>\n\tb</pre>", "    a = 1\n    b", "    a = 1   # no\n    b"),
        ("<pre>ls <span hidden>copy</span>-l</pre>", "ls -l", "ls copy-l"),
        ("<pre><del>- a</del>\n<ins>+ b</ins></pre>", "- a\n+ b", "- a\n+ b"),
        ("<p>10<sup><del>5</del>6</sup> tons</p>", "10⁶ tons", "10⁵⁶ tons"),
        ("<p>10<sup><span style='display:none'>about </span>6</sup></p>", "10⁶", None),
        ("<p>x<sub><s>12</s></sub> is</p>", "x is", None),
    ],
)
def test_struck_and_hidden_words_leave_code_and_raised_text_on_record(html: str, expected: str, whole: str | None) -> None:
    assert text_of(html) == expected
    if whole is not None:
        assert text_of(html, off=["extract-struck", "extract-hidden"]).replace("~~", "") == whole


def test_a_note_that_is_the_mark_of_a_note_that_goes_goes_too() -> None:
    call = '<sup><a href="#{0}" id="r{0}">{0}</a></sup>'
    notes = [("n1", call.format("n2")), ("n2", call.format("n3")), ("n3", "<del>gone</del>"), ("n4", "stays")]
    html = f"<p>One{call.format('n1')} and two{call.format('n4')}.</p><ol class=footnotes>"
    html += "".join(f'<li id="{name}">{said}</li>' for name, said in notes) + "</ol>"
    assert text_of(html).split("\n\n")[0].startswith("One and two[^")
    assert text_of(html).endswith(": stays")
    assert len(document_of(html).blocks) == 2
