"""Markdown in: structure, raw HTML and what is beyond CommonMark; cleaning an output again changes nothing."""

from __future__ import annotations

from cleanup import Cleaner
from cleanup.document import Source
from cleanup.readers.markdown import read_markdown
from cleanup.readers.plain import read_plain
from cleanup.writers.body import render_body

EVERYTHING = """# The ferry

![The ferry at *the* quay](quay.png)

It stopped[^1] for ~~two~~ one week, $E = m c^2$ or not; `a  =  1` is code.

4. First

   and more of it

   ```python
   x  =  1
   ```

5. second
    - inner

> The mate asked:
>
> > Who has the horn?
>
> Nobody knew.

* * *

| port | ships |
| --- | --- |
| **Faro** | ~~9~~ 12 |

Read the [timetable]({{< ref "times.md" >}}#summer) or [![the map](map.png)]({{ site.url }}/map), says ![a flag](flag.png) Lund.

[^1]: The note.

    It goes on.
"""


def test_what_was_read_is_written_as_it_was() -> None:
    assert render_body(read_markdown(EVERYTHING, Source())) + "\n" == EVERYTHING.replace("*the* ", "the ")


def test_images_alone_are_a_caption_and_no_sentence_of_the_summary() -> None:
    text = (
        "# The ferry of Faro\n\n[![The ferry lay at the old quay of Faro for a whole week.](a.png)](b)\n![And here.](c.png)\n\n"
        "![The ferry of Faro stopped for a whole week in May.](d.png) The harbor master had sent the crew of the ferry home.\n"
    )
    document = read_markdown(text, Source())
    assert [b.kind for b in document.blocks] == ["heading", "caption", "paragraph"]
    with Cleaner(engine_name="none") as cleaner:
        result = cleaner.clean_document(document)
    assert [s.text for s in result.summary] == ["The harbor master had sent the crew of the ferry home."]
    plain = render_body(document, links=False)
    assert plain.startswith("# The ferry of Faro\n\nThe ferry lay at the old quay of Faro for a whole week. And here.\n\n")


def test_cleaning_again_changes_nothing() -> None:
    with Cleaner(engine_name="none") as cleaner:
        for document in (read_markdown(EVERYTHING, Source()), read_plain(PLAIN, Source())):
            once = render_body(cleaner.clean_document(document).document)
            again = cleaner.clean_document(read_markdown(once, Source()))
            assert render_body(again.document) == once
            assert again.ledger.accepted == []


PLAIN = """The ferry stopped for a week in May, the harbor master of Faro told us on Monday.

~~~sh
echo  "*hi*"   # ,odd
~~~

* * *

3. Ask the owner of the ferry first, said the harbor master.

   He may be away, and then there is no ferry.

4. Wait until he is back.

port | ships
--- | ---
Faro | 12
"""


def test_code_and_tables_of_a_plain_text_stay_what_they_are() -> None:
    with Cleaner(engine_name="none") as cleaner:
        body = render_body(cleaner.clean_document(read_plain(PLAIN, Source())).document)
    assert '```sh\necho  "*hi*"   # ,odd\n```\n\n* * *\n\n3. Ask' in body
    assert "\n\n   He may be away, and then there is no ferry.\n\n4. Wait" in body
    assert "| port | ships |\n| --- | --- |\n| Faro | 12 |" in body


INDENTED = """<span style="font-size: 13px;">The ferry stopped for a week.</span>

<div id="content">
  <div>
    <h2>
      <a name="why"></a>Why it stopped
    </h2>

    <ul>
      <li>
        The <strong>horn</strong> was silent.
      </li>
      <li>The crew was ill.<ol><li>First the mate.</li><li>Then the rest.</li></ol></li>
    </ul>

    <p>
      Nobody was hurt, says the <a href="/harbor">harbor master</a>.
    </p>
  </div>
</div>

    x  =  1

<blockquote><p>It will sail.</p></blockquote>
"""


def test_raw_html_keeps_its_structure_however_it_is_indented() -> None:
    document = read_markdown(INDENTED, Source())
    assert render_body(document) == (
        "The ferry stopped for a week.\n\n## Why it stopped\n\n- The **horn** was silent.\n- The crew was ill.\n"
        "    1. First the mate.\n    2. Then the rest.\n\nNobody was hurt, says the [harbor master](/harbor).\n\n```\nx  =  1\n```\n\n> It will sail."
    )


def test_a_line_of_blanks_that_do_not_break_parts_paragraphs() -> None:
    document = read_markdown(
        "One ends —  \n\u00a0 \u00a0\nTwo begins.  \n\u00a0\u00a0indented\n\n> Three\n>\u00a0\n> four\n", Source()
    )
    assert document.text == "One ends —\n\nTwo begins.\n\u00a0\u00a0indented\n\nThree\n\nfour"


def test_raw_html_costs_no_word_and_changes_no_number() -> None:
    text = "About 10<sup>6</sup> of H<sub>2</sub>O<br>and <b>more</b>.\n\n<div>\n<p>In a &amp; b</p><p>c</p>\n</div>\n"
    document = read_markdown(text, Source())
    assert document.text == "About 10⁶ of H₂O\nand more.\n\nIn a & b\n\nc"
    assert [(i.kind, document.text[i.start : i.end]) for i in document.inlines] == [("strong", "more")]
