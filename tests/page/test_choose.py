"""From probabilities to the article: what is said inside it stays, whatever the judge thinks of the one block."""

from __future__ import annotations

import pytest

from cleanup.page.block_text import ends_sentence, said_before, tokens_of, words_of
from cleanup.page.choose import choose, consent_forms, is_fragment, promotions
from cleanup.page.page import Page
from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.page.supervisor import kept_share
from tests.page.html_pages import NAV, SENTENCES, page

THRESHOLD = 0.45


def page_of(html: str) -> Page:
    return render(parse(html))


def kept(html: str, low: dict[str, float], *, other: float | None = None, english: bool = True) -> list[str]:
    """The texts that are chosen where every block is likely (.9) but those that start as `low` says."""
    read = page_of(html)
    tokens = tokens_of(read)
    keep = [next((p for start, p in low.items() if b.text.startswith(start)), 0.9) for b in read.blocks]
    others = None if other is None else [other] * len(keep)
    chosen = choose(read, keep, tokens, THRESHOLD, others, english=english)
    return [b.text for b, c in zip(read.blocks, chosen, strict=True) if c]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


def test_a_paragraph_between_two_of_the_article_stays_unless_the_judge_is_sure() -> None:
    html = page(f"<main>{paragraphs(*SENTENCES[:3])}</main>")
    assert SENTENCES[1] in kept(html, {SENTENCES[1]: 0.25})
    assert SENTENCES[1] not in kept(html, {SENTENCES[1]: 0.1})


def test_a_paragraph_outside_the_article_is_not_pulled_in() -> None:
    html = page(f"<main>{paragraphs(*SENTENCES[:3])}</main><div>{paragraphs(SENTENCES[4])}</div>")
    assert SENTENCES[4] not in kept(html, {SENTENCES[4]: 0.3, "©": 0.0, "Privacy": 0.0, "Terms": 0.0})


@pytest.mark.parametrize("item", ['<a href="/1998">Survey of 1998</a>', "Survey of 1998"], ids=("links", "plain"))
def test_an_announced_list_stays_whole(item: str) -> None:
    html = page(
        f"<main>{paragraphs(SENTENCES[0])}<p>These are the surveys of the pier so far:</p><ul><li>{item}</li>"
        f"<li>Load test</li></ul>{paragraphs(SENTENCES[1])}</main>"
    )
    said = kept(html, {"Survey": 0.1, "Load": 0.08})
    assert "Survey of 1998" in said
    assert "Load test" in said


def test_announced_lines_of_one_template_stay_whole() -> None:
    rows = '<div class="code"><div class="row">import pump</div><div class="row">pump.start(1)</div></div>'
    html = page(
        f"<main>{paragraphs(SENTENCES[0])}<p>Add this to the start of the file:</p>{rows}{paragraphs(SENTENCES[1])}</main>"
    )
    assert {"import pump", "pump.start(1)"} <= set(kept(html, {"import": 0.3, "pump": 0.4}))
    assert "import pump" not in kept(html, {"import": 0.1, "pump": 0.4})


def test_a_label_announces_nothing() -> None:
    html = page(f"<main>{paragraphs(SENTENCES[0])}<p>Tags:</p><ul><li>pier</li><li>port</li></ul></main>")
    assert "pier" not in kept(html, {"pier": 0.1, "port": 0.1})


def test_where_nothing_is_likely_the_likelier_running_text_stays() -> None:
    html = page(f"<main>{paragraphs(*SENTENCES[:3])}</main>")
    low = dict.fromkeys(SENTENCES[:3], 0.3) | dict.fromkeys(("Home", "News", "Sport", "Contact", "©", "Privacy", "Terms"), 0.01)
    assert kept(html, low) == list(SENTENCES[:3])


def test_what_another_extractor_keeps_is_trusted_only_where_the_words_are_unknown() -> None:
    html = page(f"<main>{paragraphs(*SENTENCES[:3])}</main>", before="", after="")
    assert SENTENCES[2] not in kept(html, {SENTENCES[2]: 0.0}, other=1.0)
    assert SENTENCES[2] in kept(html, {SENTENCES[2]: 0.2}, other=1.0, english=False)


def test_a_piece_of_html_is_kept_as_it_is() -> None:
    piece = page_of("<p>Test</p><ol><li>one</li></ol>")
    assert is_fragment(piece, tokens_of(piece))
    assert kept("<p>Test</p>", {"Test": 0.0}) == ["Test"]
    framed = page_of(NAV + "<p>Test</p>")
    assert not is_fragment(framed, tokens_of(framed))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Existenz\u00adgründer", 1),
        ("zero\u200bwidth", 1),
        ("می\u200cروم", 1),
        ("हिन्दी भाषा में", 3),
        ("אֶרֶץ ישראל", 2),
        ("最后没有作出决定", 4),
        ("東京タワーに登る", 4),
        ("한국어 문장", 2),
        ("รถบรรทุกหนัก", 3),
        ("cafe\u0301 au lait", 3),
    ],
)
def test_words_of_all_scripts(text: str, words: int) -> None:
    assert len(words_of(text)) == words


@pytest.mark.parametrize("end", [".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", ".”", "。」", ".)"])
def test_sentences_end_in_all_scripts(end: str) -> None:
    assert ends_sentence("so" + end)
    assert not ends_sentence("so" + end + " far")


def test_unseen_characters_hide_no_block_from_the_evidence() -> None:
    plain = "Der Hafenrat berät heute über den Getreidepier und seine Pfähle"
    soft = plain.replace("Getreidepier", "Getreide\u00adpier").replace("Pfähle", "Pfäh\u200ble")
    assert kept_share(plain, [words_of(soft)]).tolist() == [1.0]
    assert kept_share(soft, [words_of(plain)]).tolist() == [1.0]


def test_what_is_said_twice() -> None:
    words = words_of("the harbor was dredged again in spring")
    earlier = said_before([words, words_of("only here is this said once"), words])
    assert earlier.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Sign up for our weekly newsletter to hear first what the port plans.", True),
        ("The best of the coast, delivered to your inbox every Friday.", True),
        ("More pictures every day: follow us on Instagram.", True),
        ("The board asked all owners to sign up before the end of May.", False),
        ("Two hundred people have subscribed to the newsletter of the port since it began.", False),
    ],
)
def test_promotions_are_told_by_what_they_ask(text: str, goes: bool) -> None:
    read = page_of(f"<p>{text}</p>")
    assert bool(promotions(read, tokens_of(read))) is goes


def test_a_cookie_banner_goes_and_a_manual_of_cookies_stays() -> None:
    banner = page_of('<div class="privacy-toggle"><p>Setting this to off disables trackers and cookies.</p><p>Go on.</p></div>')
    assert consent_forms(banner) == [0]
    assert consent_forms(page_of('<section id="cookies"><p>A cookie is set by the server.</p></section>')) == []


def test_footnotes_of_the_article_stand_or_fall_together() -> None:
    html = (
        "<article><p>The mill was built by the monks.<sup><a href='#fn1' id='r1'>1</a></sup> It burned down once."
        "<sup><a href='#fn2' id='r2'>2</a></sup></p><ol class=footnotes><li id=fn1>A chronicle of the abbey. <a href='#r1'>↩</a></li>"
        "<li id=fn2>A letter of the abbot. <a href='#r2'>↩</a></li></ol></article><nav><a href=x>More</a></nav>"
        + "<p>x</p>"
        * 60
    )
    page = render(parse(html))
    notes = [i for i, b in enumerate(page.blocks) if b.note]
    assert len(notes) == 2
    for pair, kept in (((0.6, 0.4), True), ((0.5, 0.2), False)):
        keep = [1.0 if "mill" in b.text else 0.0 for b in page.blocks]
        keep[notes[0]], keep[notes[1]] = pair
        chosen = choose(page, keep, tokens_of(page), 0.45)
        assert [chosen[i] for i in notes] == [kept, kept]
