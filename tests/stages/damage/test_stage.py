"""Sentences with damage that nothing can mend are marked, kept out of the summary and left alone by grammar rules."""

from __future__ import annotations

from textwrap import wrap

import pytest

from cleanup.api import Cleaner
from cleanup.context import Context
from cleanup.core.edit import Decision, Edit
from cleanup.document import Document
from cleanup.stages.damage.stage import DamageStage

SEEN = [
    ("lost-character", "The boys\ufffd house stood by the road."),
    ("lost-character", "It cost \ufffd500 in all."),
    ("lost-character", "She has no id?a what it means."),
    ("lost-character", "The clerk was late..nobody said why."),
    ("lost-character", "He wrote ,,never again and left."),
    ("lost-character", "The ﬁ zzbang was broken."),
    ("escape-left", r"The sign \xe2\x80 is all that is left."),
    ("template-mark", "The storm {hit|struck|reached} the town."),
    ("template-mark", "Dear {{ first_name }}, the hall is shut."),
    ("template-mark", "The fare is %PRICE% for a day."),
    ("template-mark", "Welcome to [[city]], the best place to live."),
    ("template-mark", "The order of <%= user.name %> is on its way."),
    ("template-mark", "Meet us at [INSERT ADDRESS HERE] on Monday."),
    ("template-mark", "Dear [FIRST NAME], the hall is shut."),
    ("template-mark", "The barn was built by [Company Name] in May."),
    ("template-mark", "Lorem ipsum dolor sit amet, consectetur."),
    ("cut-text", "The train stood still because of [+512 chars]"),
    ("cut-text", "The train had stood still since the morning because of the"),
    ("cut-text", "The train had stood still since the morning and [...]"),
    ("unpaired-mark", "The bridge (built in 1931 and widened twice was shut for the day."),
    ("unpaired-mark", "The owner said, “We will not pay for any of that, not now."),
    ("encoded-bytes", "The picture iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4x8AAAAA9TXL0Y4OH is left."),
]
UNSEEN = [
    "The set {x | x > 0} is open, and {a, b} is not.",
    "Use the template {{ first_name }} for the name in your letters.",
    r"Type %APPDATA%\notes into the box, and cd .. to go up.",
    "The regex colou?r matches both, and /a?b goes on.",
    "Is it you?Yes, it is me.",
    "the hill..the hill that i left\nwas never mine",
    'int a = b; // it was late..so it ended\nprint("one\\n\\ntwo")',
    "a) the first point of the list, b) the second point, and 3) the last one.",
    'He is 6\' 2" tall, and the pipe is 5" wide at the end where it meets the wall.',
    "So glad that it is over :) and that nobody was hurt :( in the long run, she wrote.",
    "The clerk [sic] wrote [1] that the note [citation needed] was in order [8-10].",
    "A question was asked. Nobody knew. The end of it all was near, and they knew it…",
    "A discount of 50% and a rate of 3%s were named.",
]


def marks(text: str, refused: tuple[Decision, ...] = ()) -> list[tuple[str, str]]:
    document = Document(text=text, language="en")
    return [(m.rule, text[m.start : m.end]) for m in DamageStage().flag(document, Context(), refused)]


@pytest.mark.parametrize(("rule", "sentence"), SEEN)
def test_damage_is_seen_in_its_sentence_and_in_no_other(rule: str, sentence: str) -> None:
    before = "The meeting was short. Nobody spoke."
    assert marks(f"{before} {sentence}") == [(rule, sentence)]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_is_meant_is_no_damage(text: str) -> None:
    assert marks(text) == []


def test_a_quotation_over_several_paragraphs_is_whole() -> None:
    first, second = "“We waited for an hour and more at the gate.", "“Then we left without a word,” she said."
    assert marks(f"{first}\n\n{second}") == []
    assert marks("“We waited for an hour and more at the gate.\n\nThen we left without a word to anybody,” she said.") == []
    assert marks(f"{first}\n\nThe gate is old, and it has been shut since.") == [("unpaired-mark", first)]


def test_lines_read_across_two_columns_are_marked_and_no_word_of_them_is_changed() -> None:
    left = wrap(
        "The members of the club want to build a new jetty in the spring, because the old one has been closed by the "
        "town since March. They have asked the bank for a loan, and most of them are ready to give some money.",
        34,
    )
    right = wrap(
        "The first train of the day was late again, and people had to wait in the cold for more than an hour. The "
        "company said that a tree had fallen on the line, but nobody at the station had been told about it.",
        34,
    )
    across = "\n".join(f"{a} {b}" for a, b in zip(left, right, strict=False))
    before = "The council met on Tuesday. It was a short meeting, and nobody spoke."
    with Cleaner(engine_name="embedded") as cleaner:
        result = cleaner.clean(f"{before}\n\n{across}")
    assert across in result.text
    assert {f.rule for f in result.flags} == {"columns-read-across"}
    assert not [s for s in result.summary if s.text in across]


def test_a_suggestion_about_a_word_marks_its_sentence() -> None:
    text = "The gate is shut. The of cial road is open."
    start = text.index("of cial")
    edit = Edit(
        start=start, end=start + 7, replacement="official", stage="words", rule="any", reason="Word in parts", confidence=0.5
    )
    decision = Decision(id="e1", edit=edit, old="of cial", verdict="suggested")
    assert marks(text, (decision,)) == [("doubtful-word", "The of cial road is open.")]


def test_damage_stays_as_it_is_and_out_of_the_summary() -> None:
    damaged = [
        "The boys\ufffd house,\ufffdwhich stood by the road, were sold in May.",
        "The clerk was late, and nobody knew..why.",
        "The storm has {hit|struck} the town twice in the year.",
    ]
    whole = [
        "The council met on Tuesday to talk about the bridge over the river.",
        "Members heard from three people who live beside it, and from the engineer.",
        "A vote is expected in March, when the report of the engineer is ready.",
    ]
    with Cleaner() as cleaner:
        result = cleaner.clean("\n\n".join(f"{d} {w}" for d, w in zip(damaged, whole, strict=True)))
    assert all(sentence in result.text for sentence in damaged)
    assert {f.text for f in result.flags if f.kind == "damaged"} == set(damaged)
    assert [s.text for s in result.summary] == whole


@pytest.mark.parametrize(
    "text", ["\ufffd" * 20_000, "{a|b} %NAME% {{c_d}} " * 1_000, "The donâ€t cafÃ\ufffd â€ x.\n" * 300, "( a \\n " * 1_000]
)
def test_nothing_is_lost_of_a_text_that_is_all_damage(text: str) -> None:
    with Cleaner(engine_name="none", skip=("keywords", "summary")) as cleaner:
        result = cleaner.clean(text)
    assert result.ledger.replay(text) == result.text
    assert [c for c in result.text if c.isascii() and c.isalpha()] == [
        c for c in text if c.isascii() and c.isalpha()
    ] or "\\n" in text
