"""What a page says twice or prints for programs leaves the article; what only looks like it stays."""

from __future__ import annotations

import pytest

from tests.page.article_of import article_of

PARTS = (
    "The village of Aldersyke has had no bus since the autumn, when the company gave up its last line into the hills.",
    "A group of neighbors now drives a van of nine seats to the market town and back, four times on each working day.",
    "The county pays for the fuel and the insurance, while the drivers, most of them retired, take no money for their work.",
    "In the first eight weeks the van carried 1,130 people, and on one snowy morning it pulled the doctor out of a ditch.",
)
HEAD = (
    "<html lang=en><head><title>A van for the hills</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><main>"
)
FOOT = "</main><footer>© The Fell Gazette</footer></body></html>"


def paragraphs(parts: tuple[str, ...]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)


def article(extra: str, before: str = "", within: str = "") -> str:
    """The text of the article of a page with something after, before or in the midst of its paragraphs."""
    body = f"{before}{paragraphs(PARTS[:2])}{within}{paragraphs(PARTS[2:])}"
    return article_of(f"{HEAD}<article><h1>A van for the hills</h1>{body}</article>{extra}{FOOT}").text


@pytest.mark.parametrize(
    "copy",
    [
        f"<div class=print-only><p>{' '.join(PARTS)}</p></div>",
        f"<div class=desktop>{paragraphs(PARTS).replace('ditch.', 'ditch. <a href=/more>More about the van</a>')}</div>",
        f"<section><h2>A van for the hills</h2>{paragraphs(PARTS[:3])}</section>",
        f"<div class=amp>{'<br><br>'.join(PARTS)}</div>",
    ],
)
def test_a_second_copy_of_the_article_goes(copy: str) -> None:
    text = article(copy)
    assert [text.count(part) for part in PARTS] == [1, 1, 1, 1]


def test_a_copy_with_another_number_is_none() -> None:
    other = tuple(part.replace("1,130", "1,480").replace("eight", "twelve") for part in PARTS)
    text = article_of(f"{HEAD}<article><h1>Vans</h1>{paragraphs(PARTS)}{paragraphs(other)}</article>{FOOT}").text
    assert "1,130" in text
    assert "1,480" in text


def test_a_paragraph_that_is_said_again_and_again_stays() -> None:
    text = article_of(f"{HEAD}<article><h1>Filler</h1>{paragraphs(PARTS[:1] * 4)}</article>{FOOT}").text
    assert text.count(PARTS[0]) == 4


CAPTION = "Drivers wait at the van in front of the old mill."


def test_captions_that_a_gallery_repeats_come_once() -> None:
    slides = (
        f"<div class=gallery><p class=caption>{CAPTION}</p><span>1 of 2</span><ul class=thumbs><li>{CAPTION}</li></ul></div>"
    )
    text = article("", within=slides)
    assert text.count(CAPTION) <= 1
    assert "1 of 2" not in text


@pytest.mark.parametrize(
    "printed",
    [
        '<p><span itemprop="url">https://fell.example/img/van-1200x800.jpg</span><span itemprop="width">1200</span></p>',
        '<span itemprop="datePublished">2024-11-05T09:30:00+01:00</span>',
        "<p>https://fell.example/uploads/van.png</p>",
        "<p>2024-11-05T09:30:00Z</p>",
        '<div itemprop="image" itemscope><span itemprop="url">https://fell.example/van</span></div>',
    ],
)
def test_values_for_programs_are_not_read(printed: str) -> None:
    text = article("", within=printed)
    assert "fell.example" not in text
    assert "09:30" not in text
    assert "1200" not in text


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("<p>See the picture at https://fell.example/van.png before you decide whether to join the drivers.</p>", "van.png"),
        (
            '<p>The plan is at <a itemprop="url" href="https://fell.example/plan">https://fell.example/plan</a>, said the group.</p>',
            "plan, said",
        ),
        (
            '<p>The screen is <span itemprop="width">40 cm</span> wide, which was enough for all who came to look.</p>',
            "40 cm wide",
        ),
        ("<p>The log says 2024-11-05T09:30:00Z on its first page, in a hand that nobody knows any more.</p>", "09:30"),
    ],
)
def test_addresses_and_times_that_are_said_stay(printed: str, kept: str) -> None:
    assert kept in article("", within=printed)


def test_who_the_authors_are_is_not_of_the_article() -> None:
    about = (
        "<section><h3>About the authors</h3><p>Una Carr edits the Gazette and has walked every path of the fells.</p></section>"
    )
    assert "Una Carr" not in article(about)
    assert "Una Carr" in article("", within="<p>Una Carr, who drives on Fridays, says that the van is full on most days.</p>")
