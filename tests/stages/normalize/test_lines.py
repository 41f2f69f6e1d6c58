"""Wrapped lines, divided words, broken paragraphs, drop caps: what is joined, and what stays as its author set it."""

from __future__ import annotations

import pytest

from cleanup.api import Cleaner
from cleanup.stages.normalize.division import Divisions

BEFORE = (
    "The rowing club met in its boathouse on Sunday to talk about the new jetty. Forty members came, and most of them stayed."
)
AFTER = "Nobody could say when the work would start. The treasurer promised a letter before the end of the month."


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner(skip=("title", "grammar", "flag", "summary", "keywords"), boilerplate_judge=False, input_language="en")


def middle(cleaner: Cleaner, text: str) -> str:
    """What becomes of a text between two paragraphs; a second run must leave it as it is."""
    whole = f"{BEFORE}\n\n{text}\n\n{AFTER}"
    came = cleaner.clean(whole).text
    assert cleaner.clean(came).text == came
    assert came.startswith(BEFORE + "\n\n")
    assert came.endswith("\n\n" + AFTER)
    return came[len(BEFORE) + 2 : -len(AFTER) - 2]


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        *((a, b, "") for a, b in (("submit", "ted"), ("paint", "ing"), ("under", "stood"), ("after", "wards"), ("can", "not"))),
        *(
            (a, b, "")
            for a, b in (("hap", "pened"), ("short", "comings"), ("exam", "ine"), ("pro", "nounced"), ("in", "creased"))
        ),
        *(
            (a, b, "-")
            for a, b in (("well", "known"), ("long", "term"), ("wind", "powered"), ("decision", "making"), ("self", "made"))
        ),
        ("pre", "recorded", "-"),
    ],
)
def test_divided_words_and_compounds(first: str, second: str, between: str) -> None:
    assert Divisions("", "en").joint(first, second).between == between


@pytest.mark.parametrize(
    ("language", "first", "second", "between"),
    [
        ("de", "Verwal", "tung", ""),
        ("de", "Vor", "und", "- "),
        ("fr", "gouver", "nement", ""),
        ("fr", "peut", "être", "-"),
        ("es", "informa", "ción", ""),
        ("it", "universi", "tà", ""),
        ("nl", "gemeen", "schap", ""),
        ("tlh", "abc", "def", "-"),
    ],
)
def test_divided_words_of_other_languages(language: str, first: str, second: str, between: str) -> None:
    assert Divisions("", language).joint(first, second).between == between


def test_the_article_knows_its_own_words() -> None:
    assert Divisions("a re-cover of the sofa, re-cover it", "en").joint("re", "cover").between == "-"
    assert Divisions("The Grumblethwaite family", "en").joint("Grumble", "thwaite").between == ""


@pytest.mark.parametrize(
    ("text", "rest", "between"),
    [("black", "-white", "-"), ("two", " three-year", "- "), ("go", " person", "-")],
)
def test_hyphens_that_stand_for_a_half(text: str, rest: str, between: str) -> None:
    second = "and" if text == "black" else "to"
    assert Divisions("", "en").joint(text, second, rest).between == between


JOINED = [
    (  # ragged lines of a narrow column, a compound, a divided word
        "The jetty may be used by guests of the club where the har-\nbormaster has been told in ad-\nvance, and wind-\npowered boats come first.",
        "The jetty may be used by guests of the club where the harbormaster has been told in advance, and wind-powered boats come first.",
    ),
    (  # a doubtful hyphen is kept, and keeps nothing wrapped
        "The members spoke for an hour about the shape of the neo-\nretro boathouse, and about the cost of the\ntimber that it would take.",
        "The members spoke for an hour about the shape of the neo-retro boathouse, and about the cost of the timber that it would take.",
    ),
    (
        "The oldest of the boats had been given to the club in memory of a\nrower who never came home.",
        "The oldest of the boats had been given to the club in memory of a rower who never came home.",
    ),
    (
        "The club agreed to borrow the money from the\n\ntown soon, and to ask every member who\n\nhad a boat at the jetty for a share of it.",
        "The club agreed to borrow the money from the town soon, and to ask every member who had a boat at the jetty for a share of it.",
    ),
    (
        "The harbormaster wrote that the old jetty had been pro-\n\nnounced unsafe by two engineers.",
        "The harbormaster wrote that the old jetty had been pronounced unsafe by two engineers.",
    ),
    (  # a divided word is joined in lines that nothing else shows to be wrapped
        "3. The guests of the club shall ask the secretary in writ-\ning before they use the jetty; and",
        "3. The guests of the club shall ask the secretary in writing before they use the jetty; and",
    ),
    ("T\n\nhe boats were brought in before the storm came up.", "The boats were brought in before the storm came up."),
    ("W\nhenever the wind turned, the smell of tar came in.", "Whenever the wind turned, the smell of tar came in."),
    ("A\n\nfter the race the crews sat down to a late meal.", "After the race the crews sat down to a late meal."),
    ("A\n\nferry took the guests across in the early evening.", "A ferry took the guests across in the early evening."),
    ("T\n\nHE BOATS were brought in before the storm came up.", "THE BOATS were brought in before the storm came up."),
    ("“M\n\nost of us can swim,” the oldest of the rowers said.", "“Most of us can swim,” the oldest of the rowers said."),
    ("They now want a high\n-\nspeed launch for the coach.", "They now want a high-speed launch for the coach."),
    ("They asked the govern\n-\nment for some of the money.", "They asked the government for some of the money."),
]


# Somebody took a word out of a line and put one into another; one line ends with a semicolon.
UNEVEN = """I was an apprentice in the printing house of the town for seven years,
and I remember the winter mornings better than the summer evenings. I
built the fire before anybody came; I brought the water from the pump;
I swept the floor under the cases, and I picked up the type that had
fallen there the day before. On Thursdays I carried the paper around,
and every dog in town knew me well by my step. The master paid me with his
old clothes, which were too big for me, and with my meals, of which
there was one a day. When the subscribers paid at all, they
paid in cabbages and cord-wood; we printed that in the paper and gave
them a good word for it. Nobody has ever read that paper with as much
care as I did, since I had to take its letters apart on every Friday
and to put them back into their cases."""
JOINED += [(UNEVEN, UNEVEN.replace("\n", " "))]


@pytest.mark.parametrize(("text", "joined"), JOINED)
def test_what_is_joined(cleaner: Cleaner, text: str, joined: str) -> None:
    assert middle(cleaner, text) == joined


LEFT = {
    "verse of small letters": "the tide goes out\nwith all\n\nour small\nboats\n\nand comes back\nempty",
    "verse of long lines": "The tide goes out at evening with the lanterns and the sails,\nand comes at morning with the smell of\nTar and whales.",
    "stanzas with sentences": "The tide goes out\nto the\n\nblack rocks and\nwaits.",
    "a refrain": "\n\n".join(["Row, row to the harbor bar", "The night was long and the oars were wet."] * 4),
    "an address": "The Rowing Club\n12 Jetty Lane\nPort Albert",
    "subtitles": "12\n00:01:02,000 --> 00:01:04,000\nThe boats had been brought in before the\nstorm came up.",
    "a chat": "[12:03] anna: did you see the boat that came in with the\n[12:04] ben: no i was at home and it was far too late for me.",
    "a chat without times": "anna: did anyone see the boat that came in last night with the\nben: no i was at home and it was far too late for me.",
    "a screenplay": "ANNA\nWe never brought the boats in.\n\nBEN\nNobody had told us to.\n\nANNA\nNobody ever does.\n\nBEN\nThen we will.",
    "list without marks": "two long oars and the pads that go with them\n\na bucket for the water that comes in\n\nsome rope",
    "clauses": "The tenant shall keep the roof in repair at the owner's cost,\n\nthe tenant shall pay the rent, and\n\nthe owner may enter.",
    "settings": "speed = 9600 and parity = none on the port of the\nconsole that is used.",
    "code": "    for boat in boats:\n        boat.row(to=jetty, with_crew=True)\n        return boat.name",
    "a table": "boat | crew\nSwan | 4\nGull | 8",
    "letters over entries": "B\n\nbow\n\nbuoy",
    "a letter and a capital": "B\n\nThe second part of the rules is about the boats of guests.",
    "a letter that is a word": "A\n\nlone rower came back to the jetty long after dark that day.",
    "a list by hyphens": "-\noars and pads\n-\nropes and a bucket",
    "a dash": "They asked for a new jetty\n-\nwhich they needed badly.",
    "two paragraphs": "The boats were brought in before the storm came up.\nThe oars were left outside on the grass beside the wall.",
    "a footnote's figure": "The rule was kept as a matter of policy.12 The reform3 was dropped by the members in a later year.",
    "scenes": "The boats came in.\n\n* * *\n\nThe boats went out.\n\n* * *\n\nThe boats stayed.\n\n* * *\n\nNothing came.",
    "mail": "On Tue, Anna wrote:\n\n> The boats were brought in before the storm\n> came up in the evening.\n>> Who told you so?",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_stays_as_it_was_set(cleaner: Cleaner, text: str) -> None:
    assert middle(cleaner, text) == text.strip("\n")


def test_lines_read_across_columns_stay_lines(cleaner: Cleaner) -> None:
    lines = (
        "The members of the club want to The first train of the day was\n"
        "build a new jetty in the spring, late again, and people had to\n"
        "because the old one has been wait in the cold for more than an\n"
        "closed by the town since March. hour. The company said that a\n"
        "They have asked the bank for a tree had fallen on the line."
    )
    assert middle(cleaner, lines) == lines


@pytest.mark.parametrize(
    "text", ["a\nb\n" * 20_000, "The oars of the\n\nboats of the\n\n" * 5_000, "exam-\nple " * 5_000, "I\n\nt " * 5_000]
)
def test_long_inputs_lose_nothing(cleaner: Cleaner, text: str) -> None:
    bare = "".join(text.split()).replace("-", "")
    assert "".join(cleaner.clean(text).text.split()).replace("-", "") == bare


def test_wrapped_quotations_of_a_mail_are_joined_by_depth(cleaner: Cleaner) -> None:
    mail = (
        "On Tue, Ben wrote:\n\n"
        "> The boats were brought in before the storm came up, but nobody\n"
        "> knows why the oars had been left outside the boathouse for the\n"
        "> whole of the night.\n"
        ">> Who was the last to go?\n"
        "> I was."
    )
    assert middle(cleaner, mail) == (
        "On Tue, Ben wrote:\n\n> The boats were brought in before the storm came up, but nobody knows why the oars had been left "
        "outside the boathouse for the whole of the night.\n>> Who was the last to go?\n> I was."
    )


INDENTED = (
    "   The boats were brought in before the storm came up, and most of\n"
    "the oars were put away as well, by those who had come in time to\n"
    "help.\n"
    "   Nobody had been told of the storm, which came from the other side\n"
    "of the hills and was over in less than an hour.\n"
    "   It was never spoken of."
)


def test_paragraphs_by_indented_first_lines(cleaner: Cleaner) -> None:
    came = cleaner.clean(INDENTED).text
    assert came.split("\n\n")[0].endswith("by those who had come in time to help.")
    assert came.split("\n\n")[1].startswith("Nobody had been told of the storm, which came from the other side")
    assert came.split("\n\n")[2] == "It was never spoken of."
    apart = "  " + "\n\n  ".join((BEFORE, AFTER, BEFORE[:75]))
    assert cleaner.clean(apart).text == f"{BEFORE}\n\n{AFTER}\n\n{BEFORE[:75]}"


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}\n\n    {AFTER}\n\nThat is what the minutes say, and nobody has denied it since.",  # a quotation set in
        f"{BEFORE}\n\n    The boats were in before the storm,\n    The oars were left outside,\n    And we were home.\n\n{AFTER}",
        f"- {BEFORE}\n\n  {AFTER}\n\n- {BEFORE}\n\n  {AFTER}",  # second paragraphs of list items
        "    for boat in boats:\n        boat.row(to=jetty)\n        return boat.name\n\n    def row(boat):\n        return boat.name",
    ],
)
def test_indents_that_stay(cleaner: Cleaner, text: str) -> None:
    assert cleaner.clean(text).text == text
