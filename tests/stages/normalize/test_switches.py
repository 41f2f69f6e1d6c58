"""A fixer or rule that is off, or that may only suggest, changes nothing, also where another changes the same place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.api import Cleaner
from cleanup.context import Context
from cleanup.core.policy import Policy, Switch
from cleanup.core.runner import run
from cleanup.document import Document
from cleanup.result import Result
from cleanup.stages.normalize.stage import Normalize, own_rules
from tests.cli.test_run import write
from tests.conftest import Command
from tests.stages.normalize.test_stage import PIECES, RULES

SKIP = ("boilerplate", "title", "grammar", "flag", "damage", "summary", "keywords")
WRAPPED = """The inspection of the office took place in the course of the
morning, and nobody who was there could afterwards say what it
had been for, nor who had asked for it, and the whole administra-
tion of the house was none the wiser when the evening came in."""
ENDS = WRAPPED.replace("\n", " \n")
ON = " ".join(WRAPPED.replace("administra-\ntion", "administration").split("\n"))
OPEN = ON.replace("administration", "administra-\ntion")

PLAIN = "\n".join(WRAPPED.split("\n")[:2]) + "\nhad been for, nor who had asked for it in the first place."
CUT = """The inspection of the whole office took place on the administra-
tion floor and everybody who had heard of it in the old govern-
ment was there, though none of us could say who had asked for it."""
DOUBT = "The inspection of the office took place in the course of a slow build-\nup of tempers."
BROKEN = "The inspection of the office took place in the course of the\n\nmorning, and nobody could say what for."
INDENTED = (
    "   The inspection of the office was over before the evening came.\n   Nobody who was there could say what it had been for."
)
ALONE = [  # fixer, a text that only it changes, what it makes of it
    ("mojibake", "the cafÃ© here", "the café here"),
    ("line-end", "one\r\ntwo", "one\ntwo"),
    ("control-character", "be\x07ll", "bell"),
    ("html-entity", "salt &amp; pepper", "salt & pepper"),
    ("invisible-character", "in\u00advisible", "invisible"),
    ("non-breaking-space", "one\u00a0two", "one two"),
    ("ligature", "the oﬃce", "the office"),
    ("trailing-space", "one \ntwo", "one\ntwo"),
    ("repeated-space", "one  two", "one two"),
    ("blank-lines", "one\n\n\n\n\ntwo", "one\n\ntwo"),
    ("wrapped-line", PLAIN, " ".join(PLAIN.split("\n"))),
    ("hyphenated-line-break", CUT, CUT.replace("-\n", "")),
    ("literal-escape", r"the clerk\u2019s desk", "the clerk’s desk"),
    ("escaped-line-end", r"It ended.\n\nThey left.", "It ended.\n\nThey left."),
    ("escaped-mark", r"a \"no\" here", 'a "no" here'),
    ("lost-apostrophe", "it didn\ufffdt end", "it didn’t end"),
    ("lost-letter", "a caf\ufffd here", "a café here"),
    ("lost-quotation-mark", "\ufffdNo way,\ufffd he said", "“No way,” he said"),
    ("low-quotation-mark", ",,No way“ he said", "„No way“ he said"),
    ("bracket-space", "The roof ( of tin) fell.", "The roof (of tin) fell."),
    ("quotation-space", "The “ new ” roof fell.", "The “new” roof fell."),
    ("stop-side", "It was open ?? They left.", "It was open?? They left."),
    ("stops-in-a-row", "It was late.; He left.", "It was late. He left."),
    ("line-end-hyphen", DOUBT, DOUBT.replace("\n", "")),
    ("broken-paragraph", BROKEN, BROKEN.replace("\n\n", " ")),
    ("drop-cap", "T\n\nhe inspection of the office was over.", "The inspection of the office was over."),
    ("paragraph-indent", INDENTED, INDENTED.replace("   ", "").replace("\n", "\n\n")),
    ("lone-hyphen", "They want a high\n-\nspeed train to the coast.", "They want a high-speed train to the coast."),
]
TOGETHER = [  # fixer, a text where it and another touch one place, what both make of it, what the other alone makes of it
    ("mojibake", "the caf&Atilde;© here", "the café here", "the cafÃ© here"),
    ("html-entity", "the caf&Atilde;© here", "the café here", "the caf&Atilde;© here"),
    ("line-end", "one\u2029\u2029two", "one\n\ntwo", "one\u2029\u2029two"),
    ("blank-lines", "one\u2029\u2029two", "one\n\ntwo", "one\n\n\n\ntwo"),
    ("control-character", "one \x07 two", "one two", "one \x07 two"),
    ("repeated-space", "one \x07 two", "one two", "one  two"),
    ("html-entity", "one&nbsp; two", "one two", "one&nbsp; two"),
    ("repeated-space", "one&nbsp; two", "one two", "one  two"),
    ("non-breaking-space", "one&nbsp;two", "one two", "one\u00a0two"),
    ("invisible-character", "one \u200b two", "one two", "one \u200b two"),
    ("repeated-space", "one \u200b two", "one two", "one  two"),
    ("ligature", "of&#xFB01;ce", "office", "ofﬁce"),
    ("html-entity", "of&#xFB01;ce", "office", "of&#xFB01;ce"),
    ("trailing-space", "one&nbsp;\ntwo", "one\ntwo", "one \ntwo"),
    ("html-entity", "one&nbsp;\ntwo", "one\ntwo", "one&nbsp;\ntwo"),
    ("blank-lines", "one\n \n  \n\n\ntwo", "one\n\ntwo", "one\n\n\n\n\ntwo"),
    ("trailing-space", "one\n \n  \n\n\ntwo", "one\n\ntwo", "one\n\ntwo"),
    ("wrapped-line", ENDS, ON, WRAPPED.replace("administra-\ntion", "administration")),
    ("hyphenated-line-break", ENDS, ON, OPEN),
    ("line-end-hyphen", DOUBT.replace("\n", " \n"), DOUBT.replace("\n", ""), DOUBT),
    ("broken-paragraph", BROKEN.replace("\n\n", " \n\n"), BROKEN.replace("\n\n", " "), BROKEN),
    (
        "drop-cap",
        "T \n\nhe inspection of the office was over.",
        "The inspection of the office was over.",
        "T\n\nhe inspection of the office was over.",
    ),
    ("paragraph-indent", INDENTED.replace("\n", " \n"), INDENTED.replace("   ", "").replace("\n", "\n\n"), INDENTED),
    (
        "lone-hyphen",
        "a high \n-\nspeed train to the coast.",
        "a high-speed train to the coast.",
        "a high\n-\nspeed train to the coast.",
    ),
    ("space-before-comma", "red\u00a0, green", "red, green", "red , green"),
    ("non-breaking-space", "red\u00a0, green", "red, green", "red\u00a0, green"),
    ("literal-escape", r"the caf\u00c3\u00a9 here", "the café here", r"the caf\u00c3\u00a9 here"),
    ("escaped-line-end", "It ended. \\n\\n \nThey left.", "It ended.\nThey left.", "It ended. \\n\\n\nThey left."),
    ("escaped-mark", r"a \"no\"&nbsp; here", 'a "no" here', r"a \"no\" here"),
    ("lost-apostrophe", "it didn&#xFFFD;t end", "it didn’t end", "it didn\ufffdt end"),
    ("lost-letter", "a caf&#xFFFD; here", "a café here", "a caf\ufffd here"),
    ("lost-quotation-mark", "&#xFFFD;No way,\ufffd he said", "“No way,” he said", "\ufffdNo way,\ufffd he said"),
    ("low-quotation-mark", "&#44;,No way“ he said", "„No way“ he said", ",,No way“ he said"),
    ("bracket-space", "The roof (&#32;of tin) fell.", "The roof (of tin) fell.", "The roof ( of tin) fell."),
    ("quotation-space", "The “&#32;new” roof fell.", "The “new” roof fell.", "The “ new” roof fell."),
    ("stop-side", "It was open&#32;?? They left.", "It was open?? They left.", "It was open ?? They left."),
    ("stops-in-a-row", "It was late&#46;; He left.", "It was late. He left.", "It was late.; He left."),
]


def cleaned(text: str, **switches: tuple[str, ...]) -> Result:
    with Cleaner(skip=SKIP, input_language="en", **switches) as cleaner:
        return cleaner.clean(text)


def refusals(result: Result) -> set[tuple[str, str]]:
    return {(d.edit.rule, d.verdict) for d in result.ledger if not d.accepted}


def test_every_fixer_is_tried() -> None:
    ids = {rule.id for rule in own_rules()}
    assert {fixer for fixer, *_ in ALONE} == ids
    assert {fixer for fixer, *_ in TOGETHER} >= ids


@pytest.mark.parametrize(("fixer", "text", "mended"), ALONE, ids=[fixer for fixer, *_ in ALONE])
def test_what_only_a_fixer_changes_stays_without_it(fixer: str, text: str, mended: str) -> None:
    assert cleaned(text).text == mended
    off = cleaned(text, rules_off=(fixer,))
    assert (off.text, refusals(off)) == (text, {(fixer, "refused")})
    suggested = cleaned(text, rules_suggest=(fixer,))
    assert (suggested.text, refusals(suggested)) == (text, {(fixer, "suggested")})


@pytest.mark.parametrize(("fixer", "text", "mended", "without"), TOGETHER, ids=[f"{row[0]}-{row[1]!r:.24}" for row in TOGETHER])
def test_where_two_touch_one_place_only_the_other_changes_it(fixer: str, text: str, mended: str, without: str) -> None:
    assert cleaned(text).text == mended
    for switch, verdict in (("rules_off", "refused"), ("rules_suggest", "suggested")):
        result = cleaned(text, **{switch: (fixer,)})
        assert result.text == without
        assert refusals(result) <= {(fixer, verdict)}
        assert all(fixer != d.edit.rule for d in result.ledger.accepted)


def test_what_is_suggested_stands_beside_what_is_applied_and_can_be_accepted() -> None:
    text = "of&#xFB01;ce"
    result = cleaned(text, rules_suggest=("ligature",))
    assert [(d.edit.rule, d.old, d.edit.replacement, d.verdict) for d in result.ledger] == [
        ("html-entity", "&#xFB01;", "ﬁ", "accepted"),
        ("ligature", "ﬁ", "fi", "suggested"),
    ]
    wanted = [d.id for d in result.ledger if not d.accepted]
    assert result.ledger.decide(text, wanted, "accepted", by="reader").text == "office"


def test_two_suggestions_for_one_place_are_one() -> None:
    result = cleaned("of&#xFB01;ce", rules_suggest=("ligature", "html-entity"))
    assert [(d.edit.rule, d.old, d.edit.replacement) for d in result.ledger] == [("html-entity", "&#xFB01;", "fi")]
    assert refusals(result) == {("html-entity", "suggested")}


@pytest.mark.parametrize(
    "text", ["itâ\x80\x99s here", "voilÃ\u00a0 le", "an Ã\u00adndex", "the cafÃ©\x85 here", "the â€¨\u200b line"]
)
def test_garbled_letters_that_are_left_alone_are_left_whole(text: str) -> None:
    left = cleaned(text, rules_off=("mojibake",)).text
    assert cleaned(left).text == cleaned(text).text


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=16).map("".join), st.sampled_from([rule.id for rule in own_rules()]))
def test_nothing_of_a_fixer_that_is_off_is_on_record_as_done(text: str, fixer: str) -> None:
    reason = next(rule.reason for rule in own_rules() if rule.id == fixer)
    switches: tuple[Switch, ...] = ("off", "suggest")
    for switch in switches:
        context = Context(RULES, switches={fixer: switch})
        policy = Policy(switches=context.switches)
        done = run(Document(text=text, language="en"), [Normalize()], [], context, policy)
        assert done.settled
        for decision in done.ledger.accepted:
            assert fixer != decision.edit.rule
            assert reason not in decision.edit.evidence


def test_the_command_line_switches_a_fixer_off(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", "The harbor had a quiet year in the of&#xFB01;ce, and nobody came to see the ships.\n")
    done = command("clean", "x.txt", "--engine", "none", "--off", "ligature")
    assert "in the ofﬁce, and" in done.stdout
    done = command("clean", "x.txt", "--engine", "none", "--off", "html-entity")
    assert "in the of&#xFB01;ce, and" in done.stdout
