"""Running heads and page numbers: what is one, what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleanup.api import Cleaner
from cleanup.text.running_heads import running_heads

PARTS = (
    "The orchard was planted in 1911 by a schoolteacher who had never owned a tree before.",
    "Its first apples were sold at the gate, since no shop in the valley would take them.",
    "After the war the pickers came from three villages, and the children came along with them.",
    "The last of the old trees fell in a storm, but its wood was kept for the church door.",
    "Visitors may walk there on Sundays, provided that they leave the ladders where they are.",
)
CUT = (
    "The orchard was planted in 1911 by a schoolteacher who had never owned",
    "a tree before, and its first apples were sold at the gate, since no shop in the",
    "valley would take them; after the war the pickers came from three villages, and",
    "the children came along with them to sleep in the barn.",
)


def between(head: Callable[[int], str], parts: tuple[str, ...] = PARTS) -> str:
    """The parts with a head after each but the last."""
    return "\n\n".join(part if i == len(parts) - 1 else f"{part}\n\n{head(i)}" for i, part in enumerate(parts))


HEADS: dict[str, Callable[[int], str]] = {
    "capitals": lambda i: "VALLEY ORCHARD SOCIETY",
    "a publication": lambda i: "Annals of the Orchard Society",
    "with the page": lambda i: f"Annals of the Orchard Society  {i + 7}",
    "page of": lambda i: f"Page {i + 3} of 12",
    "dashes": lambda i: f"- {i + 14} -",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_heads_between_paragraphs_go(head: Callable[[int], str]) -> None:
    with Cleaner(engine_name="none", boilerplate_judge=False, input_language="en") as cleaner:
        assert cleaner.clean(between(head)).text == "\n\n".join(PARTS)


CUTTING: dict[str, Callable[[int], str]] = {
    **HEADS,
    "small": lambda i: "The orchard, by R. Weald",
    "number alone": lambda i: str(i + 14),
    "number first": lambda i: f"{i + 14} The orchard",
}


@pytest.mark.parametrize("head", CUTTING.values(), ids=CUTTING.keys())
def test_a_sentence_goes_on_after_a_head(head: Callable[[int], str]) -> None:
    with Cleaner(engine_name="none", boilerplate_judge=False, input_language="en") as cleaner:
        result = cleaner.clean(between(head, CUT))
        assert result.text == " ".join(CUT)
        assert {d.edit.rule for d in result.ledger.accepted} >= {"running-head"}


KEPT: dict[str, str] = {
    "two speakers": between(lambda i: ("ANNA WEALD", "BEN CARTER")[i % 2], PARTS * 2),
    "a speaker": between(lambda i: "ANNA:"),
    "questions": between(lambda i: "THE SCHOOL BOARD", tuple(p[:-1] + "?" for p in PARTS)),
    "a heading of one word": between(lambda i: "Conclusion"),
    "pros and cons": between(lambda i: ("Red Delight\n\nWhat we liked", "What we missed")[i % 2], PARTS * 2),
    "headings that count": between(lambda i: f"Chapter {i + 1}"),
    "steps": between(lambda i: f"STEP {i + 1}"),
    "numbers that head sections": between(lambda i: str(i + 1)),
    "years": between(lambda i: str(1911 + 10 * i)),
    "breaks": between(lambda i: "* * *"),
    "numbers that fall": between(lambda i: f"Page {9 - i} of 12"),
    "twice only": between(lambda i: "VALLEY ORCHARD SOCIETY", PARTS[:3]),
    "beside other headings": "How it began\n\n" + between(lambda i: "OUR VIEW") + "\n\nHow it ended\n\n" + PARTS[0],
    "a refrain": "\n\n".join(
        f"{line}\n\nOh the apples of the hill" for line in ("We came up singing", "We went down slow", "We sat till dark")
    ),
    "chat": "\n".join(f"[12:0{i}] anna: {part}\nAnna has left the room" for i, part in enumerate(PARTS)),
    "comments": between(lambda i: "Reply now", tuple(p.lower()[:-1] for p in PARTS)),
    "list items": between(lambda i: "- apples"),
    "a legend": "\n".join("s = slow pace (slightly slower than the medium pace)\nf = fast\nm = medium pace" for _ in range(4)),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_is_repeated_on_purpose_stays(text: str) -> None:
    assert running_heads(text) == ()


@pytest.mark.parametrize("number", ["14", "Page 14 of 90", "- 14 -"])
def test_one_page_number_that_cuts_a_sentence_goes(number: str) -> None:
    text = f"{PARTS[1]}\n\nThe orchard was planted in 1911 by the\n\n{number}\n\nvillage schoolteacher, who had never owned a tree.\n\n{PARTS[2]}"
    with Cleaner(engine_name="none") as cleaner:
        assert "1911 by the village schoolteacher" in cleaner.clean(text).text


@pytest.mark.parametrize("number", ["14", "1911"])
def test_a_number_between_whole_sentences_stays(number: str) -> None:
    text = f"{PARTS[1]}\n\n{number}\n\n{PARTS[2]}"
    assert running_heads(text) == ()
