"""Reading rule files: layers, switches, vocabulary, and what is said about every kind of mistake."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleanup.errors import RuleError
from cleanup.rulebook.load import builtin_folder, load_rules
from cleanup.rulebook.schema import OWN_LONGEST, RUNS, Rule, RulePlace, parse_rule, to_toml

GOOD = """[[rule]]
id = "footer-call"
kind = "line"
pattern = '(?i)call us'
action = "delete"
confidence = 0.9
reason = "A call"
source = "own knowledge"
match = ["Call us"]
no_match = ["Call us a taxi."]
"""


def written(folder: Path, text: str, name: str = "boilerplate/footer.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_builtin_rules_are_found_and_ordered() -> None:
    book = load_rules()
    assert (builtin_folder() / "boilerplate").is_dir()
    assert {rule.stage for rule in book.rules} >= {"boilerplate", "normalize", "protect"}
    assert [r.id for r in book.rules] == [r.id for r in sorted(book.rules, key=lambda r: (r.stage, -r.priority, r.id))]
    assert all(rule.where.startswith(f"rules/{rule.stage}/") for rule in book.rules)


def test_user_folder_adds_a_rule(tmp_path: Path) -> None:
    book = load_rules([written(tmp_path, GOOD)])
    rule = book.get("footer-call")
    assert rule is not None
    assert rule.stage == "boilerplate"
    assert rule.where == f"{tmp_path}/boilerplate/footer.toml:1"
    assert len(book) == len(load_rules()) + 1


def test_a_delete_rule_of_a_user_that_does_not_say_how_long_its_lines_are_gets_a_limit(tmp_path: Path) -> None:
    rule = load_rules([written(tmp_path, GOOD)]).get("footer-call")
    assert rule is not None
    assert rule.longest == OWN_LONGEST
    long = "Call us " + "now " * 100
    grown = GOOD.replace("'(?i)call us'", "'(?i)call us.*'").replace('["Call us"]', f'["{long}"]')
    rule = load_rules([written(tmp_path, grown)]).get("footer-call")
    assert rule is not None
    assert rule.longest == 2 * len(long)


def test_a_shipped_delete_rule_must_say_how_long_its_lines_are() -> None:
    table = {**tomllib.loads(GOOD)["rule"][0], "id": "call"}
    with pytest.raises(RuleError, match=r'x.toml:1: rule "call" lacks longest'):
        parse_rule(table, RulePlace("x.toml", {}), "boilerplate", shipped=True)


def test_user_folder_changes_single_keys_of_a_known_rule(tmp_path: Path) -> None:
    before = load_rules().get("share-label")
    after = load_rules([written(tmp_path, '[[rule]]\nid = "share-label"\nconfidence = 0.5\n')]).get("share-label")
    assert before is not None
    assert after is not None
    assert (after.confidence, after.pattern, after.match) == (0.5, before.pattern, before.match)


def test_user_folder_switches_a_rule_off_by_id(tmp_path: Path) -> None:
    book = load_rules([written(tmp_path, '[[rule]]\nid = "share-label"\nenabled = false\n')])
    assert "share-label" not in {rule.id for rule in book.for_stage("boilerplate")}
    assert book.match_lines("boilerplate", ["Share"]) == [[]]
    assert book.digest != load_rules().digest


def test_single_file_names_its_stage_in_the_rule(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('kind = "line"', 'kind = "line"\nstage = "boilerplate"'), encoding="utf-8")
    assert load_rules([path], include_builtin=False).rules[0].stage == "boilerplate"


def test_vocabulary_and_lists_of_alternatives(tmp_path: Path) -> None:
    text = GOOD.replace("pattern = '(?i)call us'", "pattern = ['(?i)call {who}', 'ring {who}']")
    text = "[vocabulary]\nwho = ['us', '{other}']\nother = 'me'\n\n" + text
    with pytest.raises(RuleError, match=r'footer.toml:2: no part "other" in \[vocabulary\]'):
        load_rules([written(tmp_path, text)], include_builtin=False)
    text = text.replace("who = ['us', '{other}']\nother = 'me'", "other = 'me'\nwho = ['us', '{other}']")
    book = load_rules([written(tmp_path, text)], include_builtin=False)
    assert [bool(hits) for hits in book.match_lines("boilerplate", ["Call us", "RING ME", "Call them"])] == [True, True, False]


def test_rules_survive_being_written_as_toml(tmp_path: Path) -> None:
    for stage in ("boilerplate", "normalize", "protect"):
        rules = [rule for rule in load_rules().rules if rule.stage == stage]
        written(tmp_path, "\n".join(to_toml(rule) for rule in rules), f"{stage}/copy.toml")
    copy = load_rules([tmp_path], include_builtin=False)
    for rule in copy.rules:
        original = load_rules().get(rule.id)
        assert original is not None
        assert rule.content() == original.content()


def test_awkward_strings_survive_being_written_as_toml(tmp_path: Path) -> None:
    rule = Rule(
        id="odd",
        stage="boilerplate",
        kind="line",
        pattern='a"\\d',
        action="delete",
        confidence=0.5,
        reason='tab\t "quote" \x7f',
        source="s",
        match=('a"1', "line\nbreak"),
        no_match=("é\u2028x",),
        longest=20,
    )
    written(tmp_path, to_toml(rule))
    assert load_rules([tmp_path], include_builtin=False).rules[0].content() == rule.content()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('kind = "line"', 'kind = "lines"'), ':3: unknown kind "lines"; did you mean "line"? (line, span, sequence)'),
        (('action = "delete"', 'action = "remove"'), ':5: unknown action "remove" (delete, replace, keep, protect)'),
        (("reason =", "reasn ="), ':7: unknown key "reasn"; did you mean "reason"?'),
        (("confidence = 0.9", "confidence = 1.5"), ":6: confidence must be a number above 0 and at most 1, not 1.5"),
        (('match = ["Call us"]', 'match = "Call us"'), ":9: match must be a list of strings, not 'Call us'"),
        (('no_match = ["Call us a taxi."]', "no_match = []"), ':10: rule "footer-call" needs at least one example in no_match'),
        (('source = "own knowledge"\n', ""), ':1: rule "footer-call" lacks source'),
        (('id = "footer-call"', 'id = "Footer call"'), ':2: id "Footer call" must be lower-case words joined by hyphens'),
        (('id = "footer-call"\n', ""), ':1: a rule needs id = "a-name-of-its-own"'),
        (("(?i)call us", "call (us"), ':4: rule "footer-call": pattern cannot be compiled: missing )'),
        (("(?i)call us", "call(?= us)"), ':4: rule "footer-call": pattern cannot be compiled: invalid perl operator'),
        (("(?i)call us", "(?:call us)?"), ':4: rule "footer-call": pattern matches empty text'),
        (
            ('action = "delete"', 'action = "replace"'),
            ':5: rule "footer-call": stage boilerplate does not run a line rule with action '
            "replace; it runs line with delete or keep, sequence with delete, span with delete or replace; "
            "no stage runs a line rule with action replace",
        ),
        (('kind = "line"', 'kind = "line"\nmax_lines = 3'), ':4: rule "footer-call": `max_lines` is for kind sequence'),
        (('kind = "line"', 'kind = "line"\nto_end = true'), ':4: rule "footer-call": `to_end` is for kind sequence'),
        (('action = "delete"', 'action = "delete"\nthen = "x"'), ':6: rule "footer-call": `then` is for kind sequence'),
        (
            ('kind = "line"', 'kind = "line"\nlongest = 0'),
            ':4: rule "footer-call": longest = 0 would let it delete whole paragraphs',
        ),
        (("[[rule]]", "[rule]"), ":1: write [[rule]] with two brackets"),
        (("[[rule]]", "[[rules]]"), ':1: unknown table or key "rules"; did you mean "rule"?'),
        (('kind = "line"', "kind = line"), ":3: not valid TOML"),
    ],
)
def test_mistakes_are_named_with_file_line_and_way_out(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules([written(tmp_path, GOOD.replace(*change))], include_builtin=False)
    assert str(caught.value).startswith(f"{tmp_path}/boilerplate/footer.toml{message}")


def test_lines_are_right_after_strings_over_several_lines(tmp_path: Path) -> None:
    text = GOOD.replace('"A call"', '"""\nA call\nkind = "x"\n[[rule]]\n"""') + GOOD.replace("footer-call", "b").replace(
        '"line"', '"lin"'
    )
    with pytest.raises(RuleError, match=r'footer.toml:17: unknown kind "lin"'):
        load_rules([written(tmp_path, text)], include_builtin=False)


def test_one_id_twice_in_a_layer(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r'footer.toml:12: id "footer-call" is taken by .*footer.toml:1; choose another'):
        load_rules([written(tmp_path, GOOD + GOOD)], include_builtin=False)


def test_switching_off_what_is_not_there(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "share-lable"\nenabled = false\n'
    with pytest.raises(RuleError, match=r':2: cannot switch off "share-lable": no such rule; did you mean "share-label"\?'):
        load_rules([written(tmp_path, text)])


def test_folder_of_an_unknown_stage(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r'/boilerplat: unknown stage "boilerplat"; did you mean "boilerplate"\?'):
        load_rules([written(tmp_path, GOOD, "boilerplat/footer.toml")])


@pytest.mark.parametrize(
    ("name", "changes", "message"),
    [
        (
            "title/mine.toml",
            {},
            'title/mine.toml:5: rule "footer-call": stage title runs no rules; a line rule with action delete '
            "belongs to boilerplate",
        ),
        ("grammar/mine.toml", {}, "grammar/mine.toml:5: .*stage grammar runs no rules; .* belongs to boilerplate"),
        (
            "normalize/mine.toml",
            {},
            "normalize/mine.toml:5: .*stage normalize does not run a line rule with action delete; it runs "
            "span with replace or delete; a line rule with action delete belongs to boilerplate",
        ),
        (
            "boilerplate/mine.toml",
            {'"line"': '"span"', '"delete"': '"keep"'},
            "mine.toml:5: .*no stage runs a span rule with action keep",
        ),
        (
            "boilerplate/mine.toml",
            {'"line"': '"sequence"\nthen = "x"', '"delete"': '"keep"'},
            "mine.toml:6: .*no stage runs a sequence rule with action keep",
        ),
        (
            "protect/mine.toml",
            {'"line"': '"span"'},
            "mine.toml:5: .*stage protect does not run a span rule with action delete; it runs span with protect",
        ),
        (
            "grammar/lexicon.toml",
            {"[[rule]]": "[tails]"},
            r'grammar/lexicon.toml:1: unknown table or key "tails".*; the grammar stage '
            "reads its word lists from the program's own rules/grammar only",
        ),
        ("grammar/compounds.tsv", {}, "grammar/compounds.tsv: is not read: the grammar stage reads its word lists from"),
        ("boilerplate/site/mine.toml", {}, r"boilerplate/site/mine.toml: is not read: .*; move it to .*/boilerplate$"),
    ],
)
def test_what_nobody_would_run_or_read_is_refused(tmp_path: Path, name: str, changes: dict[str, str], message: str) -> None:
    text = GOOD
    for old, new in changes.items():
        text = text.replace(old, new)
    with pytest.raises(RuleError, match=message):
        load_rules([written(tmp_path, text, name)])


def test_a_known_rule_cannot_be_moved_to_where_it_is_not_run(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r'title/mine.toml:1: rule "share-label": stage title runs no rules'):
        load_rules([written(tmp_path, '[[rule]]\nid = "share-label"\nconfidence = 0.5\n', "title/mine.toml")])


def test_missing_folder_and_file_that_is_not_text(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nowhere: no such rule folder or file"):
        load_rules([tmp_path / "nowhere"])
    (tmp_path / "empty" / "boilerplate").mkdir(parents=True)
    with pytest.raises(RuleError, match=r"empty: holds no rules; give a folder with <stage>/\*\.toml or one \.toml file"):
        load_rules([tmp_path / "empty"])
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuleError, match=r"bad.toml: cannot be read as UTF-8"):
        load_rules([tmp_path / "bad.toml"])


def test_replacement_with_a_group_that_is_not_there(tmp_path: Path) -> None:
    text = GOOD.replace('kind = "line"', 'kind = "span"').replace(
        'action = "delete"', "action = \"replace\"\nreplacement = '\\2'"
    )
    with pytest.raises(RuleError, match=r'replacement: no group "2" in the pattern'):
        load_rules([written(tmp_path, text, "normalize/footer.toml")], include_builtin=False)


def test_every_shipped_rule_is_one_that_its_stage_runs() -> None:
    used = {(rule.stage, rule.kind, rule.action) for rule in load_rules().rules}
    assert used <= {
        (stage, kind, action) for stage, kinds in RUNS.items() for kind, actions in kinds.items() for action in actions
    }
