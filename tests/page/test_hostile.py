"""Pages that nobody wrote: nested beyond reason, unclosed, full of what is no text. The article is read, or told to be none."""

from __future__ import annotations

import pytest

from tests.page.article_of import article_of
from tests.page.html_pages import BODY, FIRST, LAST, article

DEEP = 20_000
ARTICLE = article(BODY)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(article("<span>" * DEEP + BODY + "</span>" * DEEP), id="nested spans"),
        pytest.param(article("<div>" * DEEP + BODY), id="nested and unclosed blocks"),
        pytest.param(article(BODY.replace("</p>", "").replace("</h2>", "")), id="nothing closed"),
        pytest.param(article(BODY + "<table>" + "<tr><td>1<td>2</tr>" * (DEEP // 4) + "</table>"), id="a long table"),
        pytest.param(article(BODY + "<ul><li>" * 3000), id="nested lists"),
        pytest.param(article(BODY + "<a href=/x>x</a> " * DEEP), id="links without end"),
        pytest.param(ARTICLE.replace("dredged", "dred\x00ged"), id="a NUL"),
        pytest.param(article(f"<img src='data:image/png;base64,{'A' * 2_000_000}'>" + BODY), id="an image in the page"),
        pytest.param(
            "<!DOCTYPE html ["
            + "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
            + "]>"
            + ARTICLE
            + "&e11;",
            id="entities of entities",
        ),
        pytest.param(ARTICLE + "<script>" + "var a = '<p>no</p>';" * DEEP + "</script>", id="scripts without end"),
    ],
)
def test_the_article_is_read_all_the_same(html: str) -> None:
    text = article_of(html).text
    assert FIRST in text
    assert LAST in text
    assert "var a" not in text
    assert "AAAA" not in text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<!-- -->",
        "<html>",
        "<script>" + "x();" * DEEP + "</script>",
        "\x00" * 99,
        "&#0;&#xD800;&nosuch;" * 99,
        "<p>" * DEEP,
    ],
    ids=["empty", "a sign", "a comment", "a tag", "scripts alone", "NULs", "no characters", "no text"],
)
def test_a_page_without_text_is_told_to_be_none(html: str) -> None:
    document = article_of(html)
    assert document.text.strip("<\ufffd&;nosuch") == ""
    assert ("skipped" in document.meta) == (document.text == "")
