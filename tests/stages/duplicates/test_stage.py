"""What stands twice in a row: which copies go, what must stay, and that all of it is on record."""

from __future__ import annotations

import pytest

from cleanup.api import Cleaner
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import Run, run
from cleanup.document import Block, Document
from cleanup.stages.duplicates.stage import BODY, PARAGRAPH, SENTENCE, DuplicatesStage

BEFORE = "The school opened its new workshop in spring, after two years of building. Parents had raised a third of the money."
AFTER = "Lessons begin in the first week of September. Until then the machines are under covers, and the doors are locked."
LATHE = "The old lathe was carried up the stairs by six men and a boy."
SAW = "Nobody had thought of the saw, which stood in the yard under a sheet until June."
STOVE = "Two stoves heat the long room, though the window at the end has never been glazed."


def cleaned(text: str, **given: object) -> Run:
    document = Document(text=text, language="en", **given)  # type: ignore[arg-type]
    done = run(document, [DuplicatesStage()], [], Context(), Policy())
    assert done.settled
    assert done.ledger.replay(text) == done.document.text
    assert not list(run(done.document, [DuplicatesStage()], [], Context(), Policy()).ledger), "a second run proposes nothing"
    return done


def within(*parts: str, gap: str = "\n\n") -> str:
    return gap.join([BEFORE, *parts, AFTER])


TWICE = {
    "a paragraph": ([LATHE, LATHE], [LATHE], PARAGRAPH),
    "a paragraph three times": ([SAW, SAW, SAW], [SAW], PARAGRAPH),
    "a paragraph in capitals": ([LATHE, LATHE.upper()], [LATHE], PARAGRAPH),
    "a paragraph typeset otherwise": (
        ['The boy said "no" - it wasn\'t his, and never would be.', "The boy said “no” – it wasn’t  his, and never would be."],
        ['The boy said "no" - it wasn\'t his, and never would be.'],
        PARAGRAPH,
    ),
    "two paragraphs": ([LATHE, SAW, LATHE, SAW], [LATHE, SAW], BODY),
    "three paragraphs, three times": ([LATHE, SAW, STOVE] * 3, [LATHE, SAW, STOVE], BODY),
    "a copy within a copy": ([LATHE, LATHE, SAW, LATHE, LATHE, SAW], [LATHE, SAW], BODY),
    "paragraphs with a list": ([SAW, STOVE, "- coal", "- wood"] * 2, [SAW, STOVE, "- coal", "- wood"], BODY),
    "a sentence": ([f"{LATHE} {LATHE} {SAW}"], [f"{LATHE} {SAW}"], SENTENCE),
    "two sentences": ([f"{LATHE} {SAW} {LATHE} {SAW} {STOVE}"], [f"{LATHE} {SAW} {STOVE}"], SENTENCE),
    "a sentence at the end": ([f"{SAW} {LATHE} {LATHE}"], [f"{SAW} {LATHE}"], SENTENCE),
}


@pytest.mark.parametrize("case", TWICE)
def test_the_first_copy_stays(case: str) -> None:
    parts, left, rule = TWICE[case]
    done = cleaned(within(*parts))
    assert done.document.text == within(*left)
    assert rule in {d.edit.rule for d in done.ledger if d.accepted}


def test_the_whole_body_twice() -> None:
    body = [BEFORE, LATHE, SAW, STOVE, AFTER]
    assert cleaned("\n\n".join(body * 2)).document.text == "\n\n".join(body)
    assert cleaned("\n".join(body * 2)).document.text == "\n".join(body)


@pytest.mark.parametrize("between", ["The workshop at noon", "By Ann Lee\n\n3 May 2024"])
def test_the_whole_body_twice_with_a_few_words_between(between: str) -> None:
    body = [BEFORE, LATHE, SAW, STOVE, AFTER]
    assert cleaned("\n\n".join([*body, between, *body])).document.text == "\n\n".join([*body, between])


STAYS = {
    "short answers": ["Yes.", "Yes.", "No. No. Never."],
    "talk": ["Ann: have you seen the boy who carried it up?", "Ann: have you seen the boy who carried it up?"],
    "chat": ["[10:03] the lathe is up and the men went home.", "[10:03] the lathe is up and the men went home."],
    "a speech": ["We will not carry it down the stairs again. We will not carry it down the stairs again."],
    "a call": ["Carry the lathe up the stairs before it rains!", "Carry the lathe up the stairs before it rains!"],
    "beginnings alike": [
        "They carried it over the yard. They carried it over the wall. They carried it over the roof of the hall."
    ],
    "a quotation": [f"“{LATHE}”", f"“{LATHE}”"],
    "within a quotation": [f"He read aloud: “{LATHE} {LATHE} {SAW}” Nobody laughed."],
    "a block quotation": [f"> {LATHE}", f"> {LATHE}"],
    "what a colon leads up to": ["The page says this twice:", LATHE, LATHE],
    "a list": [
        f"- {LATHE}",
        f"- {LATHE}",
        "1. Knead the dough for ten minutes and let it rest.",
        "2. Knead the dough for ten minutes and let it rest.",
    ],
    "steps": ["Knit one row and then purl one row to the end. Knit one row and then purl one row to the end."],
    "a step again further down": [LATHE, SAW, LATHE, STOVE],
    "a notice below each section": ["Delivery to Spain", LATHE, SAW, "Delivery to Malta", LATHE, SAW],
    "a teaser and the sentence it was taken from": [LATHE, f"{LATHE} {SAW}"],
    "a chant": ["The lathe goes up, the lathe comes down."] * 6,
    "headings": ["The lathe and the men who carried it up", "The lathe and the men who carried it up", STOVE],
    "a stanza and its refrain": [
        "The wheel goes round all day,\nand we go down to the water.\nThe wheel goes round all day,\nand we go down to the water.",
        "The wheel goes round all day,\nand we go down to the water.\nThe wheel goes round all day,\nand we go down to the water.",
    ],
    "lines of a song": [
        "all day the wheel",
        "all the long day",
        "And we go down to the water where the wheel goes.",
        "And we go down to the water where the wheel goes.",
        "all the long day",
        "all day the wheel",
    ],
    "code": ["```\nprint('the lathe is up and the men went home')\nprint('the lathe is up and the men went home')\n```"],
    "a table": [f"| what | who |\n| --- | --- |\n| {LATHE} | six men |\n| {LATHE} | six men |"],
    "another figure": ["The mill makes 10⁶ bolts a year for the yards.", "The mill makes 106 bolts a year for the yards."],
    "another name": [LATHE, LATHE.replace("lathe", "saw")],
}


@pytest.mark.parametrize("case", STAYS)
def test_what_may_be_meant_stays(case: str) -> None:
    text = within(*STAYS[case])
    assert cleaned(text).document.text == text
    lines = "\n".join(STAYS[case])
    assert cleaned(lines).document.text == lines


def test_a_caption_beside_its_paragraph_stays_on_a_page() -> None:
    text = f"{BEFORE}\n\n{LATHE}\n\n{LATHE}\n\n{AFTER}"
    starts = [0, len(BEFORE) + 2, len(BEFORE) + len(LATHE) + 4, len(BEFORE) + 2 * len(LATHE) + 6]
    ends = [*(start - 2 for start in starts[1:]), len(text)]
    kinds = ("paragraph", "caption", "paragraph", "paragraph")
    blocks = tuple(Block(s, e, kind) for s, e, kind in zip(starts, ends, kinds, strict=True))  # type: ignore[arg-type]
    assert cleaned(text, blocks=blocks, marked_up=True).document.text == text


def test_every_copy_can_be_taken_back_alone() -> None:
    text = within(LATHE, LATHE, f"{SAW} {SAW}")
    with Cleaner(skip=("boilerplate", "title", "grammar", "flag", "summary", "keywords"), engine_name="none") as cleaner:
        result = cleaner.clean(text)
    assert result.text == within(LATHE, SAW)
    kinds = {d.edit.rule: d.id for d in result.ledger.accepted}
    assert result.undo(kinds[PARAGRAPH]).text == within(LATHE, LATHE, SAW)
    assert result.undo(kinds[SENTENCE]).text == within(LATHE, f"{SAW} {SAW}")
    assert result.undo(*kinds.values()).text == text


MANY = 500
NASTY = {
    "equal paragraphs": "\n\n".join([STOVE] * MANY),
    "one sentence again and again": " ".join([STOVE] * MANY),
    "two paragraphs in turns that no period has": "\n\n".join(STOVE if bin(i).count("1") % 2 else SAW for i in range(MANY)),
    "a song": "\n\n".join(
        f"The wheel goes round\nverse number {i}\nand down to the water\n\nThe wheel goes round\nthe wheel goes round"
        for i in range(MANY // 4)
    ),
    "a log": "\n".join("WARN the lathe is not up, it will be tried again in five minutes" for _ in range(MANY)),
}


@pytest.mark.parametrize("case", NASTY)
def test_nasty_texts_keep_one_copy_and_are_on_record(case: str) -> None:
    text = NASTY[case]
    left = cleaned(text).document.text
    assert left
    assert left in text
    if case in ("a song", "a log"):
        assert left == text
