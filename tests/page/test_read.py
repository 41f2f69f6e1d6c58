"""The HTML reader on odd pages: what a user would notice in the text."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.document import Document, Source
from cleanup.errors import InputError
from tests.page.article_of import article_of
from tests.page.html_non_articles import NON_ARTICLES, PLACES, cards
from tests.page.html_pages import BODY, FIRST, FOOTER, LAST, ODDITIES, SENTENCES, TITLE, Oddity, article, page, paragraphs


def read(html: str | bytes, **kwargs: str) -> Document:
    return article_of(html, Source(path="page.html"), **kwargs)


def pieces(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda o: o.name)
def test_oddity(oddity: Oddity) -> None:
    document = read(oddity.html)
    if oddity.reason is not None:
        assert document.text == "", document.text
        assert oddity.reason in document.meta["skipped"]
        return
    assert "skipped" not in document.meta
    for text in oddity.has:
        assert document.text.count(text) == 1, document.text
    for text in oddity.lacks:
        assert text not in document.text


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda o: o.name)
def test_blocks_cover_the_text_in_order(oddity: Oddity) -> None:
    document = read(oddity.html)
    at = 0
    for block in document.blocks:
        assert document.text[at : block.start] in ("", "\n", "\n\n")
        text = document.text[block.start : block.end]
        assert text.strip()
        assert block.kind == "code" or "\n\n" not in text
        at = block.end
    assert at == len(document.text)
    for mark in document.inlines:
        assert any(b.start <= mark.start < mark.end <= b.end for b in document.blocks)


def test_title_comes_from_the_page_without_the_site() -> None:
    assert read(article(BODY)).title == TITLE


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        (f"{TITLE} | Local News | Gazette of the Harbor", TITLE, TITLE),
        (f"{TITLE} - Slashport", "Another", TITLE),
        (f"{TITLE} [Slashport]", TITLE, TITLE),
        (f"(Slashport) {TITLE}", "Another", TITLE),
        (f"{TITLE} (an opinion)", TITLE, f"{TITLE} (an opinion)"),
        (f"{TITLE}: what now", TITLE, f"{TITLE}: what now"),
        (f"{TITLE} - the long story", "Another", f"{TITLE} - the long story"),
        ("Blog - Slashport", "Blog", "Blog"),
    ],
)
def test_the_title_loses_section_and_site_but_no_part_of_its_own(title: str, heading: str, expected: str) -> None:
    html = (
        f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://news.slashport.org/1"></head>'
        f"<body><h1>{heading}</h1>{BODY}</body></html>"
    )
    assert read(html).title == expected


def test_caller_knows_the_title_and_address_best() -> None:
    document = read(article(BODY), title="Given", url="https://example.org/given")
    assert (document.title, document.meta["url"]) == ("Given", "https://example.org/given")


def test_structure_is_kept() -> None:
    document = read(
        article(
            BODY
            + "<h2>What comes next</h2>"
            + "".join(f"<p>{p}</p>" for p in paragraphs(3, 2))
            + "<ul><li>a survey in the autumn</li><li>a vote in the council<ol><li>first reading of the plan</li></ol></li></ul>"
            "<blockquote><p>We will not pay for this twice, said the harbor master at the meeting.</p></blockquote>"
            "<p>The log of the pumps is plain text:</p><pre><code>pump 1  on\n    pump 2  off\n</code></pre>"
            f"<p>{SENTENCES[5]} {SENTENCES[6]}</p>"
        )
    )
    assert ("What comes next", 2) in [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind == "heading"]
    assert pieces(document, "list_item") == ["a survey in the autumn", "a vote in the council", "first reading of the plan"]
    assert [(b.level, b.ordered) for b in document.blocks if b.kind == "list_item"] == [(0, False), (0, False), (1, True)]
    assert pieces(document, "quote") == ["We will not pay for this twice, said the harbor master at the meeting."]
    assert pieces(document, "code") == ["pump 1  on\n    pump 2  off"]


STRUCTURED = article(
    BODY.replace("forty points", '<a href="/map">forty points</a>', 1)
    + "<h2>What comes next</h2>"
    + "".join(f"<p>{p}</p>" for p in paragraphs(3, 2))
    + "<ul><li>a survey in the autumn</li><li>a vote in the council<ol><li>first reading of the plan</li></ol></li></ul>"
    "<blockquote><p>We will not pay for this twice, said the harbor master at the meeting.</p></blockquote>"
    "<table><tr><th>Year</th><th>Depth</th></tr><tr><td>2023</td><td>4.1 m</td></tr></table>"
    '<figure class="wp-caption"><img src="a.jpg"><figcaption>The dredger in March</figcaption></figure>'
    f"<p>The log of the pumps is plain text:</p><pre><code>pump 1  on\n    pump 2  off</code></pre><p>{SENTENCES[5]} {SENTENCES[6]}</p>",
    head='<link rel="canonical" href="https://example.org/harbor"><meta name="author" content="R. Example">'
    '<meta property="article:published_time" content="2025-03-04T09:00:00Z">',
)


@pytest.mark.parametrize(
    ("links", "point"), [("keep", "[forty points](https://example.org/map)"), ("drop", "at forty points and")]
)
def test_structure_and_metadata_reach_the_markdown_of_the_program(tmp_path: Path, links: str, point: str) -> None:
    (tmp_path / "page.html").write_text(STRUCTURED, encoding="utf-8")
    (tmp_path / "cleanup.toml").write_text('[html]\ncaptions = "keep"\n', encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cleanup",
            "run",
            str(tmp_path / "page.html"),
            "-o",
            str(tmp_path / "out"),
            "--links",
            links,
            "--engine",
            "none",
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "out").glob("*.md")
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for line in (
        "- a survey in the autumn",
        "- a vote in the council",
        "    1. first reading of the plan",
        "> We will not pay for this twice, said the harbor master at the meeting.",
        "| Year | Depth |",
        "| 2023 | 4.1 m |",
        "The dredger in March",
        "pump 1  on",
        "    pump 2  off",
        "author: R. Example",
        "language: en",
    ):
        assert line in lines, text
    assert "# What comes next" in text
    assert point in text
    for value in ("2025-03-04", "Harbor Gazette", "https://example.org/harbor", TITLE):
        assert value in text.split("\n---\n")[0]


def test_a_table_is_one_block_with_its_cells() -> None:
    document = read(
        article(
            BODY
            + "<table><tr><th>Year</th><th>Depth</th></tr><tr><td>2023</td><td></td></tr></table>"
            + "".join(f"<p>{p}</p>" for p in paragraphs(1, 2))
        )
    )
    assert [t.split("\n") for t in pieces(document, "table")] == [["Year\tDepth", "2023\t"]]


def test_links_and_emphasis_are_marked() -> None:
    html = article(BODY.replace("forty points", '<a href="/map">forty <em>points</em></a>', 1))
    document = read(html)
    found = {(m.kind, document.text[m.start : m.end], m.target) for m in document.inlines}
    assert found == {("link", "forty points", "/map"), ("emphasis", "points", "")}


def test_line_breaks_stay_inside_a_verse() -> None:
    verse = "Slow comes the water over the bar,<br>slow goes the ferry, though never too far,<br>and all night long the pumps are heard."
    document = read(article(BODY.replace("</p><p>", f"</p><p>{verse}</p><p>", 1)))
    assert "over the bar,\nslow goes the ferry, though never too far,\nand all night long" in document.text


def test_words_do_not_run_together_and_are_not_torn() -> None:
    document = read(article("<p>The <b>har</b>bor&nbsp;master<span> came</span>\n\tat <i>noon</i>.</p>" + BODY))
    assert "The harbor master came at noon." in document.text


METADATA = (
    '<link rel="canonical" href="https://example.org/harbor"><meta name="author" content="R. Example">'
    '<meta property="article:published_time" content="2025-03-04T09:00:00Z"><meta name="description" content="About the channel.">'
)


def test_metadata_from_meta_tags() -> None:
    document = read(article(BODY, head=METADATA))
    assert {k: document.meta[k] for k in ("author", "date", "url", "site", "description")} == {
        "author": "R. Example",
        "date": "2025-03-04",
        "url": "https://example.org/harbor",
        "site": "Harbor Gazette",
        "description": "About the channel.",
    }
    assert document.language == "en"


def test_links_are_made_whole_by_the_address_of_the_page() -> None:
    html = article(
        BODY.replace("forty points", '<a href="../map?q=1">forty points</a>', 1).replace(
            "The town council", '<a href="#n1">The town council</a>', 1
        ),
        head=METADATA,
    )
    assert [m.target for m in read(html).inlines] == ["https://example.org/map?q=1", "#n1"]
    assert read(html, url="https://example.org/2025/03/x").inlines[0].target == "https://example.org/2025/map?q=1"
    moved = html.replace("<head>", '<head><base href="https://cdn.example.org/a/b/">')
    assert read(moved).inlines[0].target == "https://cdn.example.org/a/map?q=1"


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "http://[half", ""]
)
def test_what_is_no_address_leaves_plain_words(href: str) -> None:
    document = read(article(BODY.replace("forty points", f'<a href="{href}">forty points</a>', 1), head=METADATA))
    assert "measured the depth at forty points" in document.text
    assert document.inlines == ()


CAPTION = "The dredger at the northern pier in March"
FIGURE = f'<figure class="wp-caption"><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>'


def test_captions_are_judged_kept_or_dropped() -> None:
    html = article(BODY.replace("</p><p>", f"</p>{FIGURE}<p>", 1), after=FIGURE.replace("March", "May") + FOOTER)
    assert pieces(read(html, captions="keep"), "caption") == [CAPTION]
    assert set(pieces(read(html), "caption")) <= {CAPTION}  # as it is judged; never the one below the article
    dropped = read(html, captions="drop")
    assert CAPTION not in dropped.text
    assert FIRST in dropped.text
    assert LAST in dropped.text


@pytest.mark.parametrize(
    "code",
    [
        '<table><tr><td class="gutter"><pre><div class="line">1</div><div class="line">2</div></pre></td><td class="code"><pre>'
        '<div class="line">pump 1</div><div class="line">    pump 2</div></pre></td></tr></table>',
        "<pre><ol><li>pump 1</li><li>    pump 2</li></ol></pre>",
        '<pre><code><span class="line"><span class="lineno">1</span>pump 1\n</span><span class="line"><span class="lineno">2</span>    pump 2</span></code></pre>',
        "<pre>pump 1<br>    pump 2</pre>",
    ],
    ids=("gutter table", "list", "numbered spans", "line breaks"),
)
def test_code_is_one_block_without_line_numbers(code: str) -> None:
    document = read(article(BODY + f"<p>The log of the pumps is plain text:</p>{code}<p>{SENTENCES[5]} {SENTENCES[6]}</p>"))
    assert pieces(document, "code") == ["pump 1\n    pump 2"]


@pytest.mark.parametrize(("name", "html", "reason"), NON_ARTICLES, ids=[n[0] for n in NON_ARTICLES])
def test_a_page_without_an_article_says_what_it_is(name: str, html: str, reason: str) -> None:
    document = read(html)
    assert document.text == "", document.text
    assert reason in document.meta["skipped"]


@pytest.mark.parametrize(
    "head", ["", '<script type="application/ld+json">{"@type": "Article", "headline": "Ten places by the water"}</script>']
)
def test_a_list_article_is_no_listing(head: str) -> None:
    entries = "".join(
        f'<h2><a href="https://other{i}.example.com/">{p}</a></h2><p>{a}</p>'
        for i, (p, a) in enumerate(zip(PLACES, paragraphs(0, 10), strict=True))
    )
    document = read(article(f"<p>{SENTENCES[2]} {SENTENCES[3]}</p>{entries}", head=head))
    assert "skipped" not in document.meta
    assert all(p in document.text for p in PLACES)


def test_an_article_with_related_stories_under_it_is_no_listing() -> None:
    document = read(article(BODY, after=f'<section class="related"><h2>More stories</h2>{cards("article", 3)}</section>'))
    assert "skipped" not in document.meta
    assert FIRST in document.text
    assert LAST in document.text


def test_metadata_from_json_ld_in_a_graph() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Gazette"}, {"@type": ["NewsArticle"], '
        '"headline": "Channel &amp; harbor", "datePublished": "2024-12-31", '
        '"author": [{"name": "R. Example"}, {"name": "S. Sample"}]}]}</script>'
    )
    document = read(article(BODY, head=head, title="Channel &amp;amp; harbor"))
    assert document.title == "Channel & harbor"
    assert (document.meta["author"], document.meta["date"]) == ("R. Example, S. Sample", "2024-12-31")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Article", "headline": </script>',
        '<meta name="author" content="admin">',
        '<meta name="author" content="https://example.org/u/7">',
        '<meta name="date" content="03/04/2021">',
        '<meta name="date" content="2021-13-40">',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
    ],
    ids=("broken json", "admin", "address", "two readings", "no date", "deep json"),
)
def test_what_the_page_does_not_say_is_not_invented(head: str) -> None:
    document = read(article(BODY, head=head))
    assert not {"author", "date"} & set(document.meta)
    assert document.title == TITLE


def test_a_paywalled_page_says_so() -> None:
    stub = next(o for o in ODDITIES if o.name == "paywall stub")
    assert "not free" in read(stub.html).meta["paywalled"]


def test_what_was_dropped_is_counted() -> None:
    document = read(article(BODY))
    assert int(document.meta["blocks kept"]) == len(document.blocks)
    assert int(document.meta["words dropped"]) > 0
    assert int(document.meta["blocks dropped"]) > 0
    assert FIRST in document.text
    assert "Sport" not in document.text.split("\n")


TEXT = "Caf\u00e9 M\u00fcller \u2014 na\u00efve r\u00f4les. "


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("no-such-charset", "utf-8"),
        ("utf-16", "utf-8"),
        ("base64", "cp1252"),
        ("", "cp1252"),
    ],
)
def test_the_charset_is_what_the_bytes_are(declared: str, actual: str) -> None:
    html = article(BODY.replace("<p>", "<p>" + TEXT, 1)).replace('charset="utf-8"', f'charset="{declared}"')
    document = read(html.encode(actual))
    assert TEXT.strip() in document.text
    assert document.source.encoding == (
        "utf-8" if actual == "utf-8" else "windows-1252" if declared in ("utf-8", "base64", "") else "cp1252"
    )


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("shift_jis", "\u6e2f\u306e\u6c34\u8def"),
        ("windows-1251", "\u0433\u0430\u0432\u0430\u043d\u044c"),
        ("big5", "\u6e2f\u53e3\u822a\u9053"),
        ("koi8-r", "\u043f\u043e\u0440\u0442"),
    ],
)
def test_a_true_charset_is_believed(declared: str, text: str) -> None:
    html = (
        article(BODY.replace("<p>", f"<p>{text} ", 1)).replace('charset="utf-8"', f'charset="{declared}"').replace("\u00a9", "")
    )
    assert text in read(html.encode(declared)).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_wins(encoding: str) -> None:
    assert (
        TEXT.strip() in read(article(BODY.replace("<p>", "<p>" + TEXT, 1)).replace("utf-8", "iso-8859-1").encode(encoding)).text
    )


def test_one_broken_byte_does_not_change_the_rest() -> None:
    data = article(BODY.replace("<p>", "<p>" + TEXT * 20, 1)).encode().replace(b"dredged", b"dre\xe9dged", 1)
    assert TEXT.strip() in read(data).text


def test_binary_data_is_refused() -> None:
    with pytest.raises(InputError, match=r"page\.html: looks like a binary file"):
        read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_ten_megabytes() -> None:
    filler = "".join(f'<div class="ad ad-{i}"><script>var x{i} = {"y" * 900!r};</script></div>' for i in range(10_000))
    html = article(BODY, before=f'<nav class="menu"><a href="/">Home</a></nav>{filler}')
    assert len(html) > 9_000_000
    document = read(html)
    assert FIRST in document.text
    assert LAST in document.text


def NAV_AND(filler: str) -> str:
    return f'<nav class="menu"><a href="/">Home</a></nav>{filler}'


def test_a_page_of_many_blocks_keeps_its_text() -> None:
    many = "".join(f"<p>Paragraph {i}. {a}</p>" for i, a in zip(range(6000), itertools.cycle(SENTENCES), strict=False))
    document = read(article(many))
    assert document.text.count("Paragraph ") > 5_900


def test_deep_nesting() -> None:
    document = read(page("<div>" * 3000 + f"<h1>{TITLE}</h1>{BODY}" + "</div>" * 3000))
    assert FIRST in document.text


def test_reading_is_deterministic() -> None:
    assert read(article(BODY)) == read(article(BODY))


def test_another_language_keeps_its_article() -> None:
    text = (
        "Der Hafen an der M\u00fcndung wurde im Fr\u00fchjahr wieder ausgebaggert, nachdem zwei Winter viel Schlick gebracht hatten. "
        "Die Boote warten jetzt auf die Flut, und die F\u00e4hre legt am tieferen Pier im Norden an."
    )
    document = read(article("".join(f"<p>Teil {i}: {text}</p>" for i in range(5))).replace('lang="en"', 'lang="de-AT"'))
    assert document.language == "de"
    assert document.text.count("Der Hafen") == 5


@pytest.mark.parametrize(
    "oddity",
    [o for o in ODDITIES if o.name in ("plain", "data table", "comments last", "line breaks for paragraphs")],
    ids=lambda o: o.name,
)
def test_trafilatura_as_the_extractor(oddity: Oddity) -> None:
    document = read(oddity.html, extractor="trafilatura")
    assert FIRST in document.text
    assert "never heard a pump" not in document.text
    assert document.meta["site"] == "Harbor Gazette"


@pytest.mark.parametrize(
    ("html", "reason"), [("<html><body><script>1</script></body></html>", "empty"), (page(""), "no article")]
)
def test_trafilatura_finding_nothing_is_said(html: str, reason: str) -> None:
    document = read(html, extractor="trafilatura")
    assert document.text == ""
    assert reason in document.meta["skipped"]
