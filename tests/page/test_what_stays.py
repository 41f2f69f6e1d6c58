"""What is said inside the article stays, on pages of each kind; what stands around it changes nothing."""

from __future__ import annotations

import itertools

import pytest

from tests.page.article_of import article_of
from tests.page.html_languages import MARKUPS, REPORTS, Report, site
from tests.page.html_non_articles import LONG, POSTS
from tests.page.html_pages import COMMENTS, FOOTER, NAV, SENTENCES, TITLE, article, page, paragraphs

TEXT = [f"<p>{p}</p>" for p in paragraphs()]
STEPS = [f"Step {i + 1}: {s}" for i, s in enumerate(SENTENCES[:5])]
TURNS = [("Ina", SENTENCES[0]), ("Ben", "And what did you find down there?"), ("Ina", SENTENCES[1]), ("Ben", SENTENCES[4])]
HOLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "list of links announced by a colon": (
        TEXT[0]
        + "<p>The port has published four studies of the channel so far:</p><ul>"
        + "".join(f'<li><a href="/studies/{i}">Study of {year}</a></li>' for i, year in enumerate((1998, 2007, 2015, 2019)))
        + "</ul>"
        + TEXT[1]
        + TEXT[2],
        ("Study of 1998", "Study of 2007", "Study of 2015", "Study of 2019"),
    ),
    "numbered steps": (TEXT[0] + "<ol>" + "".join(f"<li>{s}</li>" for s in STEPS) + "</ol>" + TEXT[1], tuple(STEPS)),
    "quotes in a run": (
        TEXT[0] + "".join(f"<blockquote><p>{s}</p></blockquote>" for s in SENTENCES[2:6]) + TEXT[1],
        SENTENCES[2:6],
    ),
    "turns of a talk": (
        TEXT[0] + "".join(f"<p><strong>{who}:</strong> {said}</p>" for who, said in TURNS) + TEXT[1],
        tuple(said for _, said in TURNS),
    ),
    "a short last paragraph": ("".join(TEXT) + "<p>The work begins on Monday.</p>", ("The work begins on Monday.",)),
    "boxes of one template": (
        TEXT[0] + "".join(f'<div class="box"><p>{s}</p></div>' for s in SENTENCES[2:7]) + TEXT[1],
        SENTENCES[2:7],
    ),
}


def lines(html: str) -> list[str]:
    return [line.lstrip("#-*> ").strip() for line in article_of(html).text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", HOLES)
def test_what_stands_inside_the_article_stays(name: str) -> None:
    content, said = HOLES[name]
    text = article_of(article(content)).text
    assert [s for s in said if s not in text] == []


def test_first_paragraphs_in_another_element_stay() -> None:
    html = page(
        f'<main><div class="story"><h1>{TITLE}</h1><div class="lead-text"><p>{paragraphs()[0]}</p><p>{paragraphs()[1]}</p></div>'
        f'<figure><img src="a.jpg"></figure><div class="more-text"><p>{paragraphs()[2]}</p><p>{paragraphs()[3]}</p></div></div></main>'
    )
    text = article_of(html).text
    assert [p for p in paragraphs() if p not in text] == []


THREAD = page(
    f"<main><h1>{TITLE}?</h1>"
    + "".join(
        f'<div class="post" id="p{i}"><div class="author">user{i}</div><div class="post-body"><p>{p}</p></div>'
        '<a href="#">Reply</a></div>'
        for i, p in enumerate(paragraphs())
    )
    + "</main>",
    title="Harbor forum",
)
PRODUCT = page(
    '<main><div class="product"><h1>Pier rope</h1><span class="price">$ 24.50</span><button>Add to cart</button>'
    f'<div class="product-description"><p>{paragraphs()[0]}</p><ul><li>20 m</li><li>12 mm</li></ul></div></div></main>',
    title="Pier rope",
)
DOCUMENTATION = page(
    f'<div class="sidebar"><ul><li><a href="/a">Install</a></li><li><a href="/b">Use</a></li></ul></div><main class="docs">'
    f"<h1>Pump control</h1>{TEXT[0]}<pre>pump --start 1</pre>{TEXT[1]}<h2>Options</h2><table><tr><th>Name</th><th>Use</th></tr>"
    "<tr><td>start</td><td>the pump</td></tr></table></main>",
    title="Pump control",
)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (THREAD, paragraphs()),
        (PRODUCT, paragraphs()[:1]),
        (DOCUMENTATION, [*paragraphs()[:2], "pump --start 1"]),
        (page(f"<main>{POSTS}</main>", title="Notes from the harbor"), [LONG]),
    ],
    ids=("thread", "product", "documentation", "blog home with whole posts"),
)
def test_pages_of_other_kinds_keep_their_text(html: str, said: list[str]) -> None:
    document = article_of(html)
    assert "skipped" not in document.meta
    assert [s for s in said if s not in document.text] == []


def test_comments_inside_the_article_element_go() -> None:
    text = article_of(article("".join(TEXT) + COMMENTS)).text
    assert "never heard a pump" not in text
    assert paragraphs()[3] in text


AROUND = (NAV, FOOTER, NAV + NAV.replace("main-menu", "second"), "")


@pytest.mark.parametrize("name", HOLES)
def test_a_menu_around_the_article_does_not_change_what_is_kept(name: str) -> None:
    content, _ = HOLES[name]
    whole = {
        tuple(s for s in lines(article(content, before=before, after=after)) if len(s.split()) >= 5)
        for before, after in itertools.product(AROUND[:1] + AROUND[2:], AROUND[1:2] + AROUND[3:])
    }
    assert len(whole) == 1


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.language)
def test_a_short_report_in_any_language_keeps_its_text(report: Report, markup: str) -> None:
    found = lines(site(report, markup))
    assert [p for p in report.text if p not in found] == []
    assert [p for p in (*report.teasers, report.foot) if p in found] == []


@pytest.mark.parametrize("html", ["<p>Test</p>", "<ol><li>Nothing has changed at the pier so far.</li></ol>"])
def test_a_piece_of_html_with_text_is_not_skipped(html: str) -> None:
    document = article_of(html)
    assert "skipped" not in document.meta
    assert document.text


def test_a_thread_that_only_readers_without_scripts_see_is_read() -> None:
    posts = "".join(f'<div class="topic-body"><div class="post"><p>{p}</p></div></div>' for p in paragraphs())
    html = page(f'<div id="root"></div><noscript><h1>{TITLE}</h1>{posts}</noscript>', before="", after="")
    text = article_of(html).text
    assert [p for p in paragraphs() if p not in text] == []
    assert (
        "skipped"
        in article_of(
            page('<div id="root"></div><noscript>Please enable JavaScript to go on.</noscript>', before="", after="")
        ).meta
    )
