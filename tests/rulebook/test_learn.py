"""Rules learned from a site's documents: what repeats, what is masked, what belongs to the articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cleanup.rulebook import explain
from cleanup.rulebook import learn as module
from cleanup.rulebook.learn import Learner, bare, learn, pattern_of, rules_toml, template
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule

HOST = "news.example"
TOPICS = ("harbor", "bridge", "market", "school", "river", "museum", "station", "library")


def document(i: int, *footer: str, head: tuple[str, ...] = ()) -> str:
    topic = TOPICS[i % len(TOPICS)]
    body = [
        f"The {topic} was opened again on day {i}, after a long winter in which nobody could use it at all.",
        "Conclusion",
        f"Nobody knows what the {topic} will look like in {i + 2} years, and the council is silent on it.",
    ]
    return "\n\n".join([*head, *body, *footer])


def site(*footers: str, count: int = 8) -> list[tuple[str, str]]:
    return [(document(i, *(f.replace("{i}", str(i)) for f in footers)), HOST) for i in range(count)]


def fires(rules: list[module.Rule], line: str, host: str = HOST) -> bool:
    return bool(RuleBook(rules).match_lines("boilerplate", [line], host=host)[0])


def test_repeated_lines_become_rules_of_their_host() -> None:
    rules = learn(site("Follow us for more stories"))
    assert [r.pattern for r in rules] == ["Follow us for more stories"]
    assert rules[0].host == HOST
    assert "8 of 8 documents" in rules[0].reason
    assert fires(rules, "* Follow us for more stories")
    assert not fires(rules, "Follow us for more stories", host="other.example")
    assert not fires(rules, "They asked: Follow us for more stories, please.")


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("{i} comments on this story", "1,204 comments on this story"),
        ("Updated March {i}, 2024 at 10:{i}0 am", "Updated Sept 14, 2025 at 7:05 pm"),
        ("Last changed on Monday, {i}. May", "Last changed on Friday, 13. June"),
    ],
)
def test_numbers_and_dates_are_masked(line: str, again: str) -> None:
    rules = learn(site(line))
    assert len(rules) == 1
    assert fires(rules, again)


def test_names_are_masked_in_bylines_only() -> None:
    names = ("Ann Lee", "Bo Karlsson", "Maria de Souza", "J. P. Hart")
    rules = learn((document(i, head=(f"By {names[i % 4]}, staff writer",)), HOST) for i in range(8))
    assert fires(rules, "By Olga Petrova, staff writer")
    assert not fires(rules, "By the river, staff writer")


def test_article_headings_are_not_boilerplate() -> None:
    assert not fires(learn(site("Share this page")), "Conclusion")
    lines = "\n\n".join
    text = [lines([document(i), "How We Tested", document(i + 1)]) for i in range(8)]
    assert not fires(learn((t, HOST) for t in text), "How We Tested")


def test_a_judge_tells_promotion_from_headings_in_the_middle() -> None:
    text = ["\n\n".join([document(i), "Follow Us Today", document(i + 1)]) for i in range(8)]
    assert not fires(learn((t, HOST) for t in text), "Follow Us Today")
    assert fires(learn(((t, HOST) for t in text), judge=lambda rows: [-1.0] * len(rows)), "Follow Us Today")


def test_rare_lines_and_twice_in_one_document_do_not_count() -> None:
    documents = site(count=8)
    documents[0] = (documents[0][0] + "\n\nBuy now\n\nBuy now\n\nBuy now\n\nBuy now", HOST)
    documents[1] = (documents[1][0] + "\n\nBuy now", HOST)
    assert not fires(learn(documents), "Buy now")


def test_lines_without_a_word_of_their_own_are_left_alone() -> None:
    assert learn(site("March {i}, 2024", "* * *", "{i}")) == []


def test_hosts_are_apart_and_www_is_dropped() -> None:
    hosts = ("a.example", "b.example")
    documents = [(document(i, f"Footer of {h}"), ("www." if i % 2 else "") + h) for h in hosts for i in range(4)]
    rules = learn(documents)
    assert [(r.host, r.pattern) for r in rules] == [(h, f"Footer of {h}".replace(".", "\\.")) for h in hosts]


def test_the_file_is_an_ordinary_rule_file(tmp_path: Path) -> None:
    rules = learn(site('Read "more" (free) \\ here | {i} views', "Tab\there – it’s 50% off + more"))
    assert len(rules) == 2
    (tmp_path / "site.toml").write_text(rules_toml(rules), encoding="utf-8")
    book = load_rules([tmp_path / "site.toml"], include_builtin=False)
    assert {r.content()["pattern"] for r in book.rules} == {r.pattern for r in rules}
    for rule in book.rules:
        assert book.match_lines("boilerplate", list(rule.match), host=HOST)[0]


def test_the_same_input_gives_the_same_file() -> None:
    documents = site("Follow us", "{i} comments here", "Subscribe today")
    assert rules_toml(learn(documents)) == rules_toml(learn(documents))


def test_memory_is_bounded_and_the_frequent_survive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TEMPLATES", 500)
    monkeypatch.setattr(module, "ROUND", 50)
    learner = Learner()
    words = ("ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st")
    for i in range(1000):
        own = " ".join(words[int(d)] for d in f"{i:03d}")
        learner.add(f"Story {own}\nLine {own} of its own\nFollow us for more", HOST)
        assert len(learner._seen) <= 510
    assert [r.pattern for r in learner.rules()] == ["Follow us for more"]


def test_masks_and_patterns_agree() -> None:
    for raw in ("By Ann Lee | 3 March 2024, 10:45", "42 Comments", "Chapter 7: (The End?)", "a.bb*c [d] $9.99"):
        row = bare(raw)
        key = template(row)
        assert key == template(bare(f"  {raw} "))
        assert module.re.fullmatch(pattern_of(key), row)


TAKEN = "Share this"


@pytest.mark.parametrize("host", [HOST, "blog." + HOST, ""])
def test_lines_that_rules_in_force_take_are_not_learned_again(host: str) -> None:
    known = load_rules()
    documents = [(text, host) for text, _ in site(TAKEN, "Buy the Harbor Almanac at your kiosk")]
    rules = learn(documents, known=known)
    assert [r.pattern for r in rules] == ["Buy the Harbor Almanac at your kiosk"]
    assert explain.test(RuleBook([*known.rules, *rules])) == []


def test_what_a_known_rule_only_suggests_is_learned_and_names_it_and_what_it_keeps_is_not() -> None:
    weak = Rule(
        id="weak",
        stage="boilerplate",
        kind="line",
        pattern="Visit our .*|x",
        action="delete",
        confidence=0.5,
        reason="r",
        source="s",
        match=("x",),
        no_match=("y",),
    )
    tail = replace(weak, id="tail", pattern="Visit .*|x", confidence=0.9, zone="tail")
    known = RuleBook([weak, tail, replace(weak, id="spared", pattern="Printed on paper.*|x", action="keep")])
    rules = learn(site("Visit our kiosk", "Printed on paper of our own"), known=known)
    assert [(r.pattern, r.also) for r in rules] == [("Visit our kiosk", ("tail", "weak"))]


def test_a_site_and_its_subdomain_have_one_rule_for_one_line() -> None:
    footer = "Buy the Harbor Almanac at your kiosk"
    rules = learn([(text, host) for host in ("a." + HOST, HOST) for text, _ in site(footer)])
    assert [r.host for r in rules] == [HOST]
    assert explain.test(RuleBook(rules)) == []


def test_a_rule_for_all_sites_does_not_fire_on_what_a_known_rule_says() -> None:
    known = load_rules()
    examples = [
        e
        for r in known.rules
        if r.stage == "boilerplate" and r.kind == "line"
        for e in (*r.match, *r.no_match)
        if "\n" not in e
    ]
    documents = [("\n".join(examples), "") for _ in range(4)]
    assert explain.test(RuleBook([*known.rules, *learn(documents, known=known)])) == []


def test_what_was_learned_before_and_is_in_force_is_not_learned_again() -> None:
    rules = learn(site("Buy the Harbor Almanac at your kiosk"))
    assert learn(site("Buy the Harbor Almanac at your kiosk"), known=RuleBook(rules)) == []
