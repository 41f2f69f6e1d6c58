"""The normalize stage: cases from files, settling in one pass, nothing visible lost, hard inputs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.policy import Policy
from cleanup.core.runner import decide
from cleanup.document import Document
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule
from cleanup.stages.normalize.stage import Normalize

CASES = Path(__file__).parents[2] / "cases"
RULES = load_rules()


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]


def document(text: str, language: str | None = "en") -> Document:
    return Document(text=text, language=language)


def proposed(text: str, language: str | None = "en") -> list[Edit]:
    return list(Normalize().propose(document(text, language), Context(rules=RULES)))


def applied(text: str, edits: list[Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        assert at <= edit.start < edit.end
        pieces += (text[at : edit.start], edit.replacement)
        at = edit.end
    return "".join(pieces) + text[at:]


@pytest.mark.parametrize("case", cases("normalize"))
def test_garbled_text_is_put_in_order(case: dict[str, Any]) -> None:
    edits = proposed(case["text"], case.get("language", "en"))
    assert applied(case["text"], edits) == case["expected"]
    assert [e.rule for e in sorted(edits, key=lambda e: e.start)] == case["rules"]


@pytest.mark.parametrize("case", cases("normalize"))
def test_guard_and_policy_accept_every_repair(case: dict[str, Any]) -> None:
    decisions = decide(document(case["text"], case.get("language", "en")), Normalize(), Context(rules=RULES), Policy())
    assert [(d.edit.rule, d.why) for d in decisions if not d.accepted] == []


@pytest.mark.parametrize("case", cases("negative"))
def test_what_was_meant_is_left_alone(case: dict[str, Any]) -> None:
    found = [(e.rule, case["text"][e.start : e.end], e.replacement) for e in proposed(case["text"], case.get("language", "en"))]
    assert found == []


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(case: dict[str, Any]) -> None:
    assert applied(case["text"], proposed(case["text"], case.get("language", "en"))) == case["expected"]


DAMAGE = [
    "word",
    "Word",
    "exam-",
    "ple",
    "don",
    "’",
    "'",
    '"',
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\n",
    "\n\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x0c",
    "\x1c",
    "\x1f",
    "\x85",
    ",",
    ".",
    "…",
    "!",
    "?",
    ";",
    ":",
    ",,",
    "..",
    "?.",
    "&amp;",
    "&amp;amp;",
    "&nbsp;",
    "&#39;",
    "&lt;",
    "â€™",
    "Ã©",
    "Ã\u00a0",
    "Ã",
    "Â",
    "\u00ad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\ufeff",
    "\u200e",
    "ﬁ",
    "é",
    "中",
    "。",
    "ש",
    "ا",
    "ก",
    "1",
    "10",
    "%",
    "€",
    "«",
    "»",
    "(",
    ")",
    "`",
    "```",
    "|",
    "- ",
    "> ",
    "# ",
    "    ",
    "=",
    "https://e.org/a&amp;b",
    "a@b.c",
    "\x00",
    "\x1b[1m",
    "\x9d",
    "_",
    "\ud800",
    "A sentence of some length that goes on until it is cut at a width,",
]
PIECES = st.sampled_from(DAMAGE)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join), st.sampled_from(["en", "fr", None]))
def test_settles_in_one_pass(text: str, language: str | None) -> None:
    once = applied(text, proposed(text, language))
    assert [(e.rule, e.start, e.replacement) for e in proposed(once, language)] == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_settles_on_any_text(text: str) -> None:
    once = applied(text, proposed(text))
    assert proposed(once) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
@example("wordÃ©word")
@example("wordâ€™\x85 word")
@example("donÃ\u00a0don")
@example("Word€\u00adÃ\u00adÂ\u00a0Ãƒ©\x9dWord")
def test_edits_are_small_disjoint_and_change_something(text: str) -> None:
    check_edits(text)


def check_edits(text: str) -> None:
    """All that the edits to one text must be; what they make of it is for the tests of settling."""
    at = 0
    for edit in proposed(text):
        assert at <= edit.start < edit.end <= len(text)
        old = text[edit.start : edit.end]
        assert old != edit.replacement
        trimmed = not edit.replacement or old[0] != edit.replacement[0] or old[-1] != edit.replacement[-1]
        assert trimmed or not any(map(str.isspace, old))  # a repair inside a word takes in that one word, and no more
        assert edit.stage == "normalize"
        assert edit.reason
        at = edit.end


def test_seed_keeps_its_paragraphs_and_quotations(seed: str) -> None:
    edits = proposed(seed)
    after = applied(seed, edits)
    assert after.count("\n\n") == seed.count("\n\n")
    assert "around the state…\n" in after
    assert "\u00a0" not in after
    for part in ("VSSE", "€2.25 million", "Düsseldorf", "“a grey zone between lobbying", "protection.”", "Huawei’s"):
        assert part in after
    assert {e.rule for e in edits} == {"ellipsis-then-marks", "non-breaking-space", "trailing-space"}
    assert {e.scope for e in edits if e.rule != "ellipsis-then-marks"} == {"encoding"}


def test_rules_change_marks_inline_and_are_refused_inside_a_quotation() -> None:
    text = "She said: “It was red , green and blue .” Then it was red , green and blue ."
    decisions = decide(document(text), Normalize(), Context(rules=RULES), Policy())
    assert [d.accepted for d in decisions] == [False, False, True, True]
    assert all(d.edit.scope == "inline" for d in decisions)


def test_without_rules_only_characters_and_white_space_change() -> None:
    text = "red ,\u00a0green….!!  \r\nblue"
    edits = list(Normalize().propose(document(text), Context()))
    assert applied(text, edits) == "red , green….!!\nblue"
    assert {e.scope for e in edits} == {"encoding"}


def test_a_switched_off_rule_leaves_its_place(tmp_path: Path) -> None:
    (tmp_path / "normalize").mkdir()
    (tmp_path / "normalize" / "mine.toml").write_text('[[rule]]\nid = "space-before-comma"\nenabled = false\n')
    book = load_rules([tmp_path])
    assert list(Normalize().propose(document("red , green"), Context(rules=book))) == []


@pytest.mark.parametrize(
    ("url", "fires"),
    [
        ("https://www.harbor.example/a", True),
        ("https://other.example/a", False),
        (None, False),
        ("http://[harbor.example", False),
    ],
)
def test_a_rule_of_one_site_holds_there_alone(url: str | None, fires: bool) -> None:
    rule = Rule(
        id="site-mark",
        stage="normalize",
        kind="span",
        pattern=" – more",
        action="delete",
        confidence=0.9,
        reason="A mark",
        source="own",
        match=("x – more",),
        no_match=("more",),
        host="harbor.example",
    )
    text = "The harbor was closed – more"
    of_site = Document(text=text, language="en", meta={"url": url} if url else {})
    assert [e.rule for e in Normalize().propose(of_site, Context(rules=RuleBook([rule])))] == ["site-mark"] * fires


def test_blocks_from_markup_are_never_joined() -> None:
    text = "\n".join(
        [
            "The inspection of the office took place in the course of the",
            "morning, and nobody who was there could afterwards say what it",
            "had been for, nor who had asked for it in the first place.",
        ]
    )
    marked = Document(text=text, blocks=document(text).blocks, language="en", marked_up=True)
    assert list(Normalize().propose(marked, Context(rules=RULES))) == []
    assert len(proposed(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\u00a0",
        "\ufeff",
        "\x00",
        "\ud800",
        "&amp;" * 20_000,
        " " * 200_000,
        "\n" * 50_000,
        " \n" * 50_000,
        "x ,",
        "…." * 50_000,
        "a" * 300_000,
        "`" * 50_000,
        '"' * 50_000,
        "itâ€™s here\n" * 5_000,
        "itâ€™s here " * 5_000,
        "שלום עולם \u200f" * 5_000,
        "这是一个句子。" * 10_000,
        "exam-\n" * 10_000,
        "- \n" * 10_000,
        "| " * 50_000,
    ],
    ids=range(23),
)
def test_hard_inputs_settle(text: str) -> None:
    once = applied(text, proposed(text))
    assert proposed(once) == []


def test_what_is_kept_from_the_search_for_mojibake_has_none() -> None:
    from itertools import product

    from ftfy.badness import is_bad

    from cleanup.stages.normalize.repairs import TYPOGRAPHIC, UNREMARKABLE

    around = "aZ7 .'\t\n"
    rows = ["".join(row) for size in (1, 2, 3) for row in product(TYPOGRAPHIC + around, repeat=size)]
    rows += [
        before + sign + "".join(after) for sign in UNREMARKABLE for before in around for after in product(around, repeat=3)
    ]
    assert not [row for row in rows if is_bad(row)]
    for bad, good in (
        ("the caf\u00c3\u00a9 here", "the caf\u00e9 here"),
        ("caf\u00e9 \u00e2\u20ac\u201d open", "caf\u00e9 \u2014 open"),
    ):
        assert applied(bad, proposed(bad)) == good
