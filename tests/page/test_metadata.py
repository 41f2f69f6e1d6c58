"""What pages state about themselves: the values that a reader would give, and that no JSON-LD makes it fail."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.page.authors import of_byline
from cleanup.page.dates import date_of
from cleanup.page.metadata import PageMetadata, read_metadata
from cleanup.page.parse import page_title, parse
from tests.page.metadata_pages import KNOWN, PAGES, StatedPage

FIELDS = ("title", "author", "date", "modified", "language", "url", "license")


def stated(html: str, url: str | None = None) -> PageMetadata:
    root = parse(html)
    return read_metadata(root, page_title(root), url)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_field_is_what_the_page_states(page: StatedPage) -> None:
    read = stated(page.html)
    wrong = {f: (getattr(read, f), getattr(page, f)) for f in FIELDS if getattr(read, f) != getattr(page, f)}
    assert set(wrong) == {f for name, f in KNOWN if name == page.name}, wrong


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05T23:30:00-05:00", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("5 Mar 2024 10:00", "2024-03-05"),
        ("Tue, 05 Mar 2024 09:00:00 GMT", "2024-03-05"),
        ("25/12/2021", "2021-12-25"),
        ("03/04/2021", None),
        ("2021-02-30", None),
        ("2021", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("yesterday", None),
        (20240305, None),
        (None, None),
    ],
)
def test_a_date_is_read_where_it_can_be_read_in_one_way(value: object, day: str | None) -> None:
    assert date_of(value) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("by Jane Roe and John Q. Public", ["Jane Roe", "John Q. Public"]),
        ("By Jane Roe, Max van der Berg, and Zo\u00eb O\u2019Hara", ["Jane Roe", "Max van der Berg", "Zo\u00eb O\u2019Hara"]),
        ("Written by Jane Roe | 5 March 2024", ["Jane Roe"]),
        ("By <a>Jane Roe</a> <span>Senior Reporter</span>", ["Jane Roe"]),
        ("By <a>Jane Roe</a><br>Published 5 March", ["Jane Roe"]),
        ("Von Anna Meier", ["Anna Meier"]),
        ("By Jane Roe, Valley Courier", ["Jane Roe"]),
        ("By Jane Roe, Staff Writer", ["Jane Roe"]),
        ("By Jane Roe Staff Writer", []),
        ("By Valley Courier", []),
        ("By popular demand", []),
        ("By admin", []),
        ("By Associated Press", []),
        ("Jane Roe", []),
        ("About the author", []),
    ],
)
def test_a_byline_gives_names_or_nothing(line: str, names: list[str]) -> None:
    (el,) = parse(f'<body><p class="byline">{line}</p></body>').iter("p")
    assert of_byline(el, ("valleycourier",)) == names


KEYS = "@type @id @graph headline name author creator datePublished dateModified publisher inLanguage license url mainEntity "
KEYS += "mainEntityOfPage articleSection isAccessibleForFree alternateName @list @value"
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["Article", "WebPage", "#a", "\ud800"])
    | st.text()
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=6),
    max_leaves=30,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_no_json_ld_makes_it_fail_or_gives_something_else_than_text(value: object) -> None:
    ld = json.dumps(value).replace("</", "<\\/")
    read = stated(
        f'<html><head><title>T</title><script type="application/ld+json">{ld}</script></head><body><h1>T</h1></body></html>'
    )
    for text in read.meta().values():
        text.encode("utf-8")
        assert text.strip()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Quarry slows", "Valley Courier", "News", "A - B", "QUARRY SLOWS", "Quarry sl...", "A | News", ""])
        | st.text(max_size=12),
        min_size=4,
        max_size=4,
    )
)
def test_the_title_is_always_one_that_is_stated_or_a_part_of_it(titles: list[str]) -> None:
    from html import escape

    og, twitter, heading, title = (escape("".join(c for c in t if c.isprintable() and c not in "<>&")) for t in titles)
    read = stated(
        f'<html><head><meta property="og:title" content="{og}"><meta name="twitter:title" content="{twitter}"><title>{title}</title></head>'
        f"<body><h1>{heading}</h1><p>Text.</p></body></html>"
    )
    from html import unescape

    found = [" ".join(unescape(t).split()) for t in (og, twitter, heading, title)]
    assert read.title is None or any(read.title in t for t in found)
    assert read.title is not None or not any(any(c.isalnum() for c in t) for t in found)


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">['
        + ",".join('{"@type":"Article","headline":"H","author":{"name":"A B"}}' for _ in range(38_000))
        + "]</script>",
        '<script type="application/ld+json">' + '{"@graph":' * 100_000 + "</script>",
        '<meta name="author" content="A B">' * 50_000,
        "<h1>" + "<time datetime='2020-01-01'>x</time>" * 50_000,
        '<a class="author" rel="author">A B</a>' * 50_000,
        "<title>" + "a | " * 200_000 + "</title>",
        '<div class="byline">By ' + "Ab, " * 200_000,
        "<article><p>x</p>" * 20_000,
        "<div class='x'>" * 1_500 + "<a rel='author' class='byline' itemprop='author datePublished'></a>" * 3_000,
    ],
    ids=(
        "two megabytes of JSON-LD",
        "deep JSON-LD",
        "many author tags",
        "many times",
        "many authors",
        "long title",
        "long byline",
        "many articles",
        "many marked elements far down",
    ),
)
def test_it_stays_quick(html: str) -> None:
    root = parse(f"<html><head></head><body>{html}</body></html>")
    start = time.process_time()
    read_metadata(root, page_title(root))
    assert time.process_time() - start < 2.0  # seconds of the processor; .1 to .5 on a core of 2024
