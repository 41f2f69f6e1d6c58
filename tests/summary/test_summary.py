"""Summaries: what is never chosen, budgets, methods and their traps, kinds, queries, languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.errors import ConfigError
from cleanup.summary import METHODS, summarize_text
from cleanup.summary.article import view_article
from cleanup.summary.explain import explain, trace
from cleanup.text.blocks import detect_blocks
from cleanup.text.language import detect_language
from cleanup.text.reading import Reading

SEED = (Path(__file__).parents[2] / "seeds" / "000_f250bf3dc0c16488.txt").read_text(encoding="utf-8")
TITLE = "Belgium's State Security Service Inspected Huawei"
FLOOD = (
    "The river rose over its banks in the town on Monday and flooded forty houses in the lower streets. "
    "He had warned of this for years. "
    "The council opened the school to the families who had lost their homes, the mayor told reporters. "
    "But nobody slept. "
    "“The water came in the night. We had no time,” a woman said. "
    "Rescue teams brought eleven people to the hospital in boats, and all of them survived the flood. "
    "Why was the town not warned? "
    "The river is expected to fall by Friday, and the council will then count the damage to the houses. "
    "The river is expected to fall by Friday, and the council will then count the damage to the houses."
)
METHOD = pytest.mark.parametrize("method", METHODS)


def texts(text: str, **options: object) -> list[str]:
    return [s.text for s in summarize_text(text, **options).sentences]  # type: ignore[arg-type]


@METHOD
def test_seed_has_no_garble_title_footer_or_piece_of_a_quotation(method: str) -> None:
    chosen = texts(SEED, title=TITLE, language="en", method=method, sentences=12)
    assert 1 <= len(chosen) <= 12
    for sentence in chosen:
        assert sentence in SEED
        assert "Instead of China." not in sentence
        assert not sentence.startswith(("Belgium's State", "Follow HU", "Related", "Leave a", "China link"))
        assert sentence.count("“") == sentence.count("”")


def test_default_summary_of_the_seed_leaves_garbled_sentences_out() -> None:
    chosen = texts(SEED, title=TITLE, language="en")
    assert len(chosen) == 3
    for opening in ("Instead of China.", "In order to oversee", "It’s being in operation"):
        assert not any(s.startswith(opening) for s in chosen)


@METHOD
def test_document_order_offsets_and_no_sentence_twice(method: str) -> None:
    summary = summarize_text(FLOOD, language="en", method=method, sentences=4)
    places = [s.start for s in summary.sentences]
    assert places == sorted(set(places))
    assert all(FLOOD[s.start : s.end] == s.text for s in summary.sentences)
    assert len({s.text for s in summary.sentences}) == len(summary.sentences)


@METHOD
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "One.",
        "the of and to. it is that. of the.",
        "No stops here at all but many words in one line",
        "...",
        "!!! ???",
        "Same words here again now. " * 6,
        "她走了。他没有走。天黑了。",
        "مرحبا بالعالم اليوم. كيف حالك؟",
        "A\n\nB\n\nC",
    ],
    ids=["empty", "blank", "one", "stop words", "no stop", "dots", "marks", "repeats", "zh", "ar", "letters"],
)
def test_traps(method: str, text: str) -> None:
    chosen = texts(text, language="en", method=method)
    assert len(set(chosen)) == len(chosen) <= 3
    if text.startswith(("Same", "No stops", "the of")):
        assert chosen


@METHOD
def test_works_without_stop_words_or_stemmer(method: str) -> None:
    assert len(texts(FLOOD, language="xx", method=method, sentences=2)) == 2


def test_leaning_sentence_comes_with_its_antecedent_or_not_at_all() -> None:
    for count in range(1, 8):
        chosen = texts(FLOOD, language="en", sentences=count)
        if "He had warned of this for years." in chosen:
            assert FLOOD[: FLOOD.index(" He had")] in chosen
        assert "Why was the town not warned?" not in chosen
        assert not any(s.startswith("“The water") or s.startswith("We had") for s in chosen)


def test_flagged_passage_stays_out() -> None:
    lead = FLOOD.index(" He had")
    assert FLOOD[:lead] in texts(FLOOD, language="en")
    assert FLOOD[:lead] not in texts(FLOOD, language="en", keep_out=[(10, 20)])


@METHOD
@pytest.mark.parametrize("words", [20, 40, 100])
def test_word_budget_is_met_within_one_sentence(method: str, words: int) -> None:
    blocks = detect_blocks(SEED)
    free = [s for s in view_article(Reading(SEED, None, "en"), TITLE).sentences if s.barred is None]
    chosen = texts(SEED, blocks=blocks, title=TITLE, language="en", method=method, words=words)
    total = sum(len(s.split()) for s in chosen)
    longest = max(len(s.text.split()) for s in free)
    assert abs(total - words) <= longest
    assert total <= words or len(chosen) == 1


def test_other_budgets() -> None:
    assert sum(map(len, texts(SEED, language="en", characters=280))) <= 280
    assert len(texts(SEED, language="en", ratio=0.1)) == pytest.approx(4, abs=1)
    assert texts(SEED, language="en", sentences=0) == []
    with pytest.raises(ConfigError, match="ratio is 2"):
        summarize_text(SEED, ratio=2)
    with pytest.raises(ConfigError, match="did you mean 'lexrank'"):
        summarize_text(SEED, method="lexrnak")


def test_about_a_query() -> None:
    chosen = texts(SEED, language="en", about="Tony Graziano", sentences=2)
    assert any("Tony Graziano" in s for s in chosen)


def test_explanation_names_kind_scores_and_the_next_best() -> None:
    summary = summarize_text(SEED, title=TITLE, language="en")
    told = trace(summary)
    assert "article: report" in told
    assert told.count("chosen, score") == 3
    assert "passed over, " in told
    words = explain(summary)
    assert words.startswith("The text reads as a report")
    assert not re.search(r"score [-+]?[0-9]|\[[0-9]", words)


KINDS = {
    "how-to": "How to clean a lamp\n\n1. Switch off your lamp and let it cool for ten minutes before you begin.\n"
    "2. Take the shade off and put it where you will not step on it.\n"
    "3. Wipe your lamp with a dry cloth until you see no dust.\n"
    "4. Put the shade back and switch on your lamp when you are sure it is dry.\n"
    "5. If your lamp does not work, you should check your plug.",
    "interview": "Lund: We began in a small room with two chairs and no window at all.\n\n"
    "Roe: Who paid for the room in the first year?\n\n"
    "Lund: My sister did, and she never asked for the money back.\n\nRoe: What did you build there?\n\n"
    "Lund: A lamp that needs no wire, and then a radio.\n\nRoe: Did anyone buy the lamp?",
    "report": FLOOD,
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_article(kind: str) -> None:
    text = KINDS[kind]
    assert summarize_text(text, language="en").article_kind == kind


LANGUAGES = {
    "de": "Der Fluss trat am Montag in der Stadt über die Ufer und überflutete vierzig Häuser in den unteren Straßen. "
    "Er hatte davor gewarnt. Die Stadt öffnete die Schule für die Familien, die ihre Häuser verloren hatten. "
    "Aber niemand schlief. Elf Menschen wurden mit Booten in das Krankenhaus gebracht, und alle überlebten die Flut.",
    "fr": "Le fleuve est sorti de son lit lundi dans la ville et a inondé quarante maisons dans les rues basses. "
    "Il avait prévenu la mairie. La ville a ouvert l'école aux familles qui avaient perdu leurs maisons. "
    "Mais personne n'a dormi. Onze habitants ont été conduits en bateau à l'hôpital et tous ont survécu à la crue.",
    "es": "El río se desbordó el lunes en la ciudad e inundó cuarenta casas en las calles más bajas. "
    "Ella lo había advertido muchas veces. La ciudad abrió la escuela a las familias que habían perdido sus casas. "
    "Pero nadie durmió esa noche. Once vecinos fueron llevados en barca al hospital y todos sobrevivieron a la inundación.",
    "nl": "De rivier trad maandag in de stad buiten haar oevers en zette veertig huizen in de lage straten onder water. "
    "Hij had ervoor gewaarschuwd. De stad opende de school voor de gezinnen die hun huizen hadden verloren. "
    "Maar niemand sliep die nacht. Elf mensen werden met boten naar het ziekenhuis gebracht en allen overleefden de vloed.",
    "it": "Il fiume è uscito lunedì dagli argini in città e ha allagato quaranta case nelle strade più basse. "
    "Lui lo aveva detto molte volte. La città ha aperto la scuola alle famiglie che avevano perso le loro case. "
    "Ma nessuno ha dormito quella notte. Undici abitanti sono stati portati in barca in ospedale e tutti sono sopravvissuti.",
    "pt": "O rio transbordou na segunda-feira na cidade e inundou quarenta casas nas ruas mais baixas. "
    "Ele tinha avisado muitas vezes. A cidade abriu a escola às famílias que tinham perdido as suas casas. "
    "Mas ninguém dormiu nessa noite. Onze moradores foram levados de barco ao hospital e todos sobreviveram à cheia.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_choose_sentences_that_stand_alone(language: str) -> None:
    text = LANGUAGES[language]
    assert detect_language(text) == language
    chosen = texts(text, language=language, sentences=2)
    assert len(chosen) == 2
    leaning = [s.text for s in view_article(Reading(text, (), language)).sentences if s.leans]
    assert len(leaning) == 2
    assert not set(chosen) & set(leaning) or text.split(". ")[0] + "." in chosen
    for method in METHODS:
        assert len(texts(text, language=language, method=method, sentences=2)) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*FLOOD.split(". "), "China link", "(b) c", '"Open', 'closed."', "x:"]), max_size=14),
    st.integers(0, 5),
)
def test_any_text(pieces: list[str], count: int) -> None:
    text = ". ".join(pieces)
    summary = summarize_text(text, language="en", sentences=count)
    assert len(summary.sentences) <= count
    assert all(text[s.start : s.end] == s.text for s in summary.sentences)


def test_long_text() -> None:
    words = [a + b for a in ("bar", "den", "fil", "gor", "kup") for b in ("rak", "sel", "tin", "vol", "dur", "pem")]
    text = " ".join(" ".join(words[(i * k + k * k) % 30] for k in range(1, 12)).capitalize() + f" {i}." for i in range(3000))
    assert len(texts(text, language="en")) == 3


@pytest.mark.parametrize(
    ("filed", "kept"),
    [
        ("LONDON, England (CNN) -- The council closed the bridge to lorries on Monday.", True),
        ("KIEV, Ukraine -- The council closed the bridge to lorries on Monday.", True),
        ("(CNN)The council closed the bridge to lorries on Monday.", True),
        ("NATO -- the alliance of the west -- closed the bridge to lorries on Monday.", False),
    ],
)
def test_place_of_filing_is_no_part_of_the_first_sentence(filed: str, kept: bool) -> None:
    first = view_article(Reading(filed + " Nobody had told the drivers.", (), "en")).sentences[0].text
    assert first == ("The council closed the bridge to lorries on Monday." if kept else filed)
