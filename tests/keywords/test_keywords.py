"""Keywords, readability."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from cleanup.errors import ConfigError
from cleanup.keywords.extraction import METHODS, keywords
from cleanup.keywords.textrank import word_scores
from cleanup.readability import readability
from cleanup.text.reading import Reading
from cleanup.text.sentences import split_sentences
from cleanup.text.tokens import word_tokens

SEED = (Path(__file__).parents[2] / "seeds" / "000_f250bf3dc0c16488.txt").read_text(encoding="utf-8")
FLOOD = (
    "The river rose over its banks in Aldersbrook on Monday and flooded forty houses in the lower streets. "
    "The council of Aldersbrook opened the school to the families who had lost their homes. "
    "Rescue teams brought eleven people to the hospital in boats, and all of them survived the flood."
)


@pytest.mark.parametrize("method", [m for m in METHODS if m != "none"])
def test_seed_names_are_whole_and_among_the_first_eight(method: str) -> None:
    found = keywords(Reading(SEED, None, "en"), method, 8)
    assert {"Huawei", "Brussels", "EU", "Belgium’s State Security Service (VSSE)"} <= set(found)
    assert not {"Huawei’s", "VSSE", "State Security Service", "huawei"} & set(found)
    assert len({k.lower() for k in found}) == len(found)
    assert 4 < len(found) <= 8  # what a long text says in passing is left out


def test_none_empty_and_unknown() -> None:
    assert keywords(Reading(SEED, None, "en"), "none") == []
    assert keywords(Reading("", None, "en")) == []
    with pytest.raises(ConfigError, match="there are yake"):
        keywords(Reading(SEED, None, "en"), "rake")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("text", ["Rain.", "the of and", "她走了。他没有走。", "1 2 3", "?!"])
def test_little_text(method: str, text: str) -> None:
    assert len(keywords(Reading(text), method)) <= 8


def test_readability() -> None:
    figures = readability(Reading(SEED, None, "en"))
    assert set(figures) == {"flesch", "grade", "lix", "words_per_sentence"}
    assert readability(Reading("Too short.", None, "en")) == {}


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt", "ru"])
def test_readability_is_that_of_textacy(language: str) -> None:
    """On a document with our words and sentences, which textacy would cut a little differently."""
    import spacy
    from spacy.tokens import Doc
    from textacy.text_stats import readability as formulas

    words: list[str] = []
    starts: list[bool] = []
    for start, end in split_sentences(SEED, None, language):
        found = word_tokens(SEED[start:end])
        words += found
        starts += [i == 0 for i in range(len(found))]
    doc = Doc(spacy.blank(language).vocab, words=words, sent_starts=starts)
    figures = readability(Reading(SEED, None, language))
    assert figures["flesch"] == round(formulas.flesch_reading_ease(doc, lang=language), 1)
    assert figures["lix"] == round(formulas.lix(doc), 1)
    assert figures.get("grade") == (round(formulas.flesch_kincaid_grade_level(doc), 1) if language == "en" else None)


def terms(tokens: list[str], words: dict[str, bool], count: int) -> list[tuple[str, float]]:
    """Runs of words with the sum of their scores, as textacy makes terms: none within a better one, none much like one."""
    from rapidfuzz.distance import Levenshtein

    scores = word_scores(tokens)
    runs = {tuple(run) for valid, run in groupby(tokens, key=words.__getitem__) if valid}
    found: list[tuple[str, float]] = []
    for score, term in sorted(((sum(scores[w] for w in run), " ".join(run)) for run in runs), reverse=True):
        ordered = " ".join(sorted(term.split()))
        alike = (Levenshtein.normalized_similarity(ordered, " ".join(sorted(t.split()))) for t, _ in found)
        if not any(term in better for better, _ in found) and all(a < 0.8 for a in alike):
            found.append((term, score))
    return found[:count]


@pytest.mark.parametrize("text", [SEED, FLOOD, "rain rain rain and wind", "one. two. three."])
def test_textrank_is_that_of_textacy(text: str) -> None:
    import spacy
    from textacy.extract import keyterms

    doc = spacy.blank("en")(text)
    words = {t.lower_: not (t.is_stop or t.is_punct or t.is_space) for t in doc}
    ours = terms([t.lower_ for t in doc], words, 30)
    theirs = keyterms.textrank(doc, normalize="lower", include_pos=None, topn=30)
    assert [t for t, _ in ours] == [t for t, _ in theirs]
    assert [s for _, s in ours] == pytest.approx([s for _, s in theirs], abs=1e-4)


def test_contractions_are_no_names() -> None:
    found = keywords(
        Reading("Here You're free to go. They said You're late, and I'm late too. The Harbor Office opened.", None, "en")
    )
    assert "Harbor Office" in found
    assert not {"You're", "I'm", "You"} & set(found)


def test_days_and_months_are_no_keywords() -> None:
    texts = [
        "The mill at Overbeck burned down on Thursday. Nobody was in the mill in March, the fire brigade of Overbeck said.",
        "On Thursday the ferry to Sandholm ran aground. The captain had sailed to Sandholm since March, and nobody was hurt.",
    ]
    for text in texts:
        found = " ".join(keywords(Reading(text, None, "en"), "textrank", 20)).lower().split()
        assert found
        assert {"thursday", "march"}.isdisjoint(found)
    found = keywords(
        Reading("Die Mühle in Overbeck brannte am Donnerstag ab. Im März war sie leer.", None, "de"), "textrank", 20
    )
    assert {"Donnerstag", "März"}.isdisjoint(" ".join(found).split())
    assert "Mühle" in found
    found = keywords(Reading("The protest march began late. A protest march is loud.", None, "en"), "textrank")
    assert "march" in " ".join(found).split()


@pytest.mark.parametrize(
    ("language", "text", "whole", "never"),
    [
        (
            "fr",
            "La Maison d’État ouvre lundi. La crise qui l’accable dure. La Maison d’État garde ce chemin-là.",
            "Maison d’État",
            {"Maison d’", "accable", "chemin-là"},
        ),
        (
            "de",
            "# Werkstatt Alta Riva\n\nIn Alta Riva repariert die Werkstatt große Boote. Das Amt von Alta Riva zahlt die größte Halle.",
            "Alta Riva",
            {"Alta", "Riva", "größte Halle", "große Boote"},
        ),
        (
            "nl",
            "Vanuit Haven Zuid varen open boten. De open boten zijn open. Open Data telt open boten. De club van Haven Zuid groeit.",
            "Haven Zuid",
            {"Vanuit Haven Zuid", "open"},
        ),
    ],
)
def test_no_pieces_of_names_and_no_common_words(language: str, text: str, whole: str, never: set[str]) -> None:
    found = keywords(Reading(text, None, language), count=20)
    assert whole in found
    assert never.isdisjoint(found)
