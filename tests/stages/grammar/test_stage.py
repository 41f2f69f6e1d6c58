"""The grammar stage through the real engine: what it mends, what it leaves, that it settles."""

from __future__ import annotations

import re

import pytest

from cleanup.api import Cleaner
from cleanup.engines.embedded import EmbeddedEngine
from cleanup.stages.grammar.dialect import detect_dialect
from cleanup.training import DATA
from tests.conftest import SEED
from tests.stages.grammar.conftest import Correct

SENTENCES = [line.split("\t") for line in (DATA / "sentences.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The dog hurt it's paw and the cat ran.", "The dog hurt its paw and the cat ran."),
        ("He dont know the way to the lake.", "He doesn't know the way to the lake."),
        ("She is a well known painter in the north.", "She is a well-known painter in the north."),
        ("They need a full time cook in the harbor.", "They need a full-time cook in the harbor."),
        ("It was a 10 minute walk to the mill.", "It was a 10-minute walk to the mill."),
        ("I will definately come to the meeting.", "I will definitely come to the meeting."),
        ("He took the the last train home.", "He took the last train home."),
        ("The door was shut.The shop was empty.", "The door was shut. The shop was empty."),
    ],
)
def test_mended(correct: Correct, wrong: str, right: str) -> None:
    assert correct(wrong).document.text == right


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the harbour was grey, and the council organised a programme.",
        "The color of the harbor was gray, and the council organized a program.",
        "The painter is well known in the north.",
        "A newly built house stood by the river.",
        "She said “we was never there” and left the room.",
        'He wrote that "teh plan dont work" in the log.',
        "The VSSE asked Graziano about Huaweii and the Xtreem report.",
        "See https://example.org/teh_page or write to teh@example.org about `teh` thing.",
        "It measured 4ft. x 4ft. and cost €2.25 million in the 1980s.",
        "They walked for one day longer than they had to.",
        "The plan works in the long term.",
        "The committee would be wise to wait until the end of the year.",
        "In the end he saved money over time.",
        "I think that that bridge is older than the church.",
    ],
)
def test_left_alone(correct: Correct, text: str) -> None:
    assert correct(text, title="A note on the harbor").document.text == text


def test_british_text_is_mended_in_british_spelling(correct: Correct) -> None:
    text = "The colour of the theatre was grey. They organised it in the centre and recieved praise for there favourite play."
    after = correct(text).document.text
    assert "received" in after
    for word in ("colour", "theatre", "grey", "organised", "centre", "favourite"):
        assert word in after


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("en-GB", "The colour of the theatre was grey. They organised it in the centre and travelled by tram to the harbour."),
        ("en-AU", "In Sydney, Melbourne and Perth, Australia, they organise fetes with colour and flavour near the harbour."),
        ("en-CA", "The colour was realized in Toronto, Canada, where Canadian neighbours organized the centre of the city."),
        ("en-US", "The color of the theater was gray. They organized it in the center and traveled by trolley to the harbor."),
    ],
)
def test_every_dialect_keeps_its_spelling(correct: Correct, dialect: str, text: str) -> None:
    assert detect_dialect(text) == dialect
    for mode in ("strict", "balanced", "thorough"):
        assert correct(text, mode=mode).document.text == text
    assert correct(text + " He recieved it there.").document.text == text + " He received it there."


def test_own_sentences(correct: Correct) -> None:
    """Of the corrected sentences nothing is changed; of the wrong ones a good part is mended, and hardly ever wrongly."""
    pairs = [(wrong, right) for wrong, right in SENTENCES if wrong != right]
    assert [right for _, right in pairs if correct(right, title="Notes").document.text != right] == []
    traps = [right for wrong, right in SENTENCES if wrong == right]
    assert sum(correct(right, title="Notes").document.text == right for right in traps) >= len(traps) / 2  # known weakness
    results = [(wrong, right, correct(wrong).document.text) for wrong, right in pairs]
    mended = sum(after == right for _, right, after in results)
    spoiled = [after for wrong, right, after in results if after not in (wrong, right)]
    assert mended >= 120
    assert len(spoiled) <= 25


def test_settles_and_names_its_reasons(correct: Correct) -> None:
    text = "Its a pity that the the results was late. " + " ".join(wrong for wrong, _ in SENTENCES[:60])
    first = correct(text)
    assert first.settled
    assert first.ledger.accepted
    assert correct(first.document.text).ledger.accepted == []
    for decision in first.ledger:
        assert 1 <= len(decision.edit.evidence) <= 3
        assert 0 <= decision.edit.confidence <= 1


def test_a_stricter_setting_applies_less(correct: Correct) -> None:
    text = " ".join(wrong for wrong, _ in SENTENCES[100:160])
    applied = [len(correct(text, mode, title="Notes").ledger.accepted) for mode in ("strict", "balanced", "thorough")]
    assert applied == sorted(applied)
    assert applied[0] < applied[2]


def test_quotations_stay_even_in_dense_text(correct: Correct) -> None:
    text = "\n\n".join(f"{wrong} They said “{wrong}” twice." for wrong, _ in SENTENCES[:80])
    done = correct(text, "thorough")
    assert len(done.ledger.accepted) > 20
    for wrong, _ in SENTENCES[:80]:
        assert f"“{wrong}”" in done.document.text


def test_seed_keeps_its_names_and_quotations(correct: Correct) -> None:
    text = SEED.read_text(encoding="utf-8")
    done = correct(text, title="Belgium’s State Security Service Inspected Huawei")
    for piece in (
        "VSSE",
        "Graziano",
        "Abraham Liu",
        "Düsseldorf",
        "€2.25 million",
        "“a grey zone between "
        "lobbying, interference, "
        "political influence, espionage, economic blackmail, and disinformation campaigns.”",
    ):
        assert done.document.text.count(piece) == text.count(piece)


def test_no_engine_no_edits() -> None:
    from cleanup.context import Context
    from cleanup.document import Document
    from cleanup.stages.grammar.stage import GrammarStage

    assert list(GrammarStage().propose(Document(text="This are wrong.", language="en"), Context())) == []


DENSE = (
    "The manager have wrote to us alot . He dont know were the keys is, and their is no body at the desk. "
    "We recieved the wrong parcel, it's box was broke, and nobody want to take it back untill monday. They need a long term plan for the desk."
)
EDITED = (
    "The museum opened in 1911 and has been rebuilt twice. Visitors come from all parts of the country, and the "
    "staff speak four languages. In spring the garden is open until eight, when the bells ring."
)


def test_dense_text_gets_a_lower_threshold_and_the_result_says_so(engine: EmbeddedEngine) -> None:
    with Cleaner(engine=engine) as cleaner:
        dense = cleaner.clean(DENSE, title="A letter to the editor")
        edited = cleaner.clean(" ".join([EDITED] * 12) + " He dont know the way.", title="The museum")
        bare = cleaner.clean(EDITED)
        alone = cleaner.clean("They need a long term plan for the desk.")
    assert "a long-term plan" in dense.text
    (note,) = dense.notes
    said = re.fullmatch(r"dense in errors \((\d+) per 1,000 words\): threshold lowered from (0\.\d\d) to (0\.\d\d)", note)
    assert said is not None
    assert int(said[1]) > 5
    assert float(said[2]) > float(said[3])
    assert edited.notes == ()
    assert bare.notes == ()  # nothing to correct: nothing to say
    assert alone.notes == ()
    assert "a long term plan" in alone.text  # suggested only: it is no evidence for itself


def test_no_density_lifts_a_guard(engine: EmbeddedEngine) -> None:
    with Cleaner(engine=engine, grammar_mode="thorough") as cleaner:
        result = cleaner.clean(
            DENSE + " “They was late and he dont care,” said Mrs. Seperate of recieve.example.com.",
            title="A letter by Mrs. Seperate",
        )
    assert "“They was late and he dont care,” said Mrs. Seperate of recieve.example.com." in result.text
