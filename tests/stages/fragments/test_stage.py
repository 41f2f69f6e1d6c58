"""The fragments stage: what is joined, what may be meant as it stands, and what is a sentence after all."""

from __future__ import annotations

import pytest

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.ledger import apply_edits
from cleanup.core.policy import APPLY_AT
from cleanup.document import Document
from cleanup.stages.fragments.stage import FragmentStage

REPORT = "The county has closed eleven bridges since the flood. Repairs will take two years, the road office said."


def proposed(text: str, language: str = "en") -> list[Edit]:
    return list(FragmentStage().propose(Document(text=text, language=language), Context()))


def cleaned(text: str) -> str:
    edits = [e for e in proposed(text) if e.confidence >= APPLY_AT]
    result = apply_edits(text, edits)
    assert not [e for e in proposed(result) if e.confidence >= APPLY_AT], "the stage must settle"
    return result


@pytest.mark.parametrize("around", ["{}", REPORT + "\n\n{}\n\n" + REPORT])
@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        ("The museum lent the painting to a gallery in Turin. Which returned it with a scratch.", ", which returned"),
        ("The report was written by two engineers. Who had never seen the dam.", ", who had never"),
        ("The bank closed two branches. Whose staff were sent home.", ", whose staff"),
        ("Voters rejected the plan. Which the mayor had defended for a year.", ", which the mayor"),
        ("Rents doubled twice. Which drove many families out of the center.", ", which drove"),
        ("The inspectors found an old pump. Which had cracks in three of its seven valves.", ", which had cracks"),
        ("The shop was shut for a month. Because the roof leaked.", " because the roof"),
        ("The ship sailed at noon. Though the harbor office had warned the captain.", ", though the harbor"),
        ("The bridge stayed shut. Although the repair was finished in May.", ", although the repair"),
        ("The board named a new head, Tom Reed. An engineer who joined the firm in 2003.", ", an engineer who"),
        ("The family moved to Bergen. Where they opened a bakery.", ", where they opened"),
        ("The guards closed the gate. While the crowd was in the yard.", " while the crowd"),
        ("The race was called off. Since nobody had signed up.", ", since nobody"),
        ("The tower rose to ninety meters. Making it the tallest in the county.", ", making it"),
        ("The mill went to Ada Moor. A clerk who kept its books. Who had two sons.", ", a clerk who kept its books, who had"),
    ],
)
def test_a_piece_is_joined_to_its_sentence(around: str, apart: str, joined: str) -> None:
    result = cleaned(around.format(apart))
    assert joined in result
    assert (
        result.replace(",", "").replace(".", "").casefold() == around.format(apart).replace(",", "").replace(".", "").casefold()
    )


def test_the_joined_sentence_is_on_the_record() -> None:
    edit = next(iter(proposed("The shop was shut for a month. Because the roof leaked.")))
    assert edit.evidence == ("The shop was shut for a month because the roof leaked.",)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody saw the thief. Who dares wins, they say.",
        "The editor asked again. Who is responsible is unclear.",
        "The list is long. Who is on it and why was never said.",
        "They found two keys. Which one opens the door is not known.",
        "They took the road. Which he prefers is not known.",
        "Both brothers came. Whose idea it was remains a secret.",
        "The house was sold. Who bought it has not been made public.",
        "The bridge stayed shut. Because it rained they stayed home.",
        "The road is narrow. Because drivers rarely slow down the town built a bump.",
        "They came late. Because of the snow the trains stood still.",
        "The vote was close. Although it passed, nobody cheered.",
        "The firm left Spain. Though small it employed many.",
        "The deal failed. Unless both sides move it will stay dead.",
        "The jury chose Ann Clark. A judge who knew her stepped down.",
        "The prize went to Ann Clark. A teacher who works hard deserves it.",
        "The garden is open. A hedge that hides it is cut in June.",
        "Why did the dam fail? Because the ground was soft.",
        "Who was there? Who else. Which surprised nobody?",
        "The fund lost money. Which is why it was closed.",
        "The fair was called off. Because it was wet. Because nobody came.",
        "Why was it shut? Because the roof leaked. Because the money ran out.",
        "Which suits them. Which suited the firm that owned the land.",
        "The strike failed. Although nobody says so. Although everybody saw it.",
        "He learned the trade from Mary Poole. A baker who sang. A baker who never slept.",
        "“The clock is slow.” Which angered the station master.",
        "The clerk wrote: “The clock is slow. Which angers me.”",
        "- The museum lent the painting.\n- Which was returned.",
        "The road was closed on Monday. While. The trains ran.",
        "Some built their house of stone.\nWho built of air.\nWhich fell.",
    ],
)
def test_what_is_a_sentence_or_may_be_meant_stays(text: str) -> None:
    assert cleaned(text) == text


def test_where_a_writer_speaks_of_himself_a_piece_is_only_suggested() -> None:
    text = "I shut the shop for a month. Because the roof leaked."
    assert cleaned(text) == text
    assert [e.rule for e in proposed(text)] == ["clause-alone"]


DETERMINED = "A Norvik spokesperson said that the ferry was safe. {} The ferry sails again on Monday, if the wind falls."


@pytest.mark.parametrize(
    ("bare", "mended"),
    [
        (
            "Norvik spokesperson denied that tickets were sold twice.",
            "A Norvik spokesperson denied that tickets were sold twice.",
        ),
        ("Norvik spokesperson later told the crew to wait.", "A Norvik spokesperson later told the crew to wait."),
        ("Norvik spokesperson Vera Holm told the crew to wait.", None),
        ("Norvik spokespersons denied that.", None),
        ("Norvik captain denied that.", None),  # nowhere shown with a determiner
    ],
)
def test_a_determiner_is_set_where_the_article_shows_it(bare: str, mended: str | None) -> None:
    assert cleaned(DETERMINED.format(bare)) == DETERMINED.format(mended or bare)


def test_a_phrase_that_also_stands_bare_stays() -> None:
    text = DETERMINED.format("Norvik spokesperson denied that.") + " Then came word from Norvik spokesperson Vera Holm."
    assert cleaned(text) == text


def test_other_languages_and_lower_case_stay() -> None:
    text = "The shop was shut for a month. Because the roof leaked."
    assert not proposed(text, "de")
    assert not proposed((text + " ") * 3 and text.lower())
