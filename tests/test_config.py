"""Settings: where they come from, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.config import GrammarSettings, RuleSettings, Settings, SummarySettings, keys, load
from cleanup.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_layer_wins_over_the_one_before(tmp_path: Path) -> None:
    file = write(tmp_path / "cleanup.toml", "[summary]\nsentences = 4\nwords = 90\nmethod = 'lead'\n")
    loaded = load(tmp_path, {"CLEANUP_SUMMARY_WORDS": "70", "CLEANUP_SUMMARY_METHOD": "lsa"})
    loaded = loaded.with_options({"summary.method": "luhn", "summary.ratio": None})
    chosen = loaded.settings.summary
    assert (chosen.sentences, chosen.words, chosen.method, chosen.ratio) == (4, 70, "luhn", None)
    assert loaded.origins["summary.sentences"] == f"{file}:2"
    assert loaded.origins["summary.words"] == "environment variable CLEANUP_SUMMARY_WORDS"
    assert loaded.origins["summary.method"] == "option"
    assert loaded.origins["summary.ratio"] == "default"


def test_a_budget_replaces_those_of_the_layers_below_that_would_outdo_it(tmp_path: Path) -> None:
    write(tmp_path / "cleanup.toml", "[summary]\nwords = 90\ncharacters = 500\n")
    loaded = load(tmp_path, {"CLEANUP_SUMMARY_CHARACTERS": "400"})
    assert (loaded.settings.summary.words, loaded.settings.summary.characters) == (None, 400)
    assert loaded.origins["summary.words"] == "outdone by summary.characters (environment variable CLEANUP_SUMMARY_CHARACTERS)"
    chosen = loaded.with_options({"summary.sentences": 2})
    assert chosen.settings.summary == SummarySettings(sentences=2)
    assert chosen.origins["summary.characters"] == "outdone by summary.sentences (option)"
    assert loaded.settings.changed({"summary.words": 70}).summary.words == 70
    assert loaded.settings.changed({"summary.words": 70}).summary.characters == 400, "words come first anyway"


def test_the_nearest_file_wins_and_pyproject_counts(tmp_path: Path) -> None:
    write(tmp_path / "cleanup.toml", "[summary]\nsentences = 4\n")
    write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n[tool.cleanup.summary]\nsentences = 5\n")
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    assert load(deep, {}).settings.summary.sentences == 5
    assert load(tmp_path, {}).settings.summary.sentences == 4


@pytest.mark.parametrize("text", ["tool = 'cleanup'\n", "tool = []  # tool.cleanup\n", "[tool]\ncleanup = 3  # tool.cleanup\n"])
def test_a_pyproject_whose_table_is_none_is_told(tmp_path: Path, text: str) -> None:
    file = write(tmp_path / "pyproject.toml", text)
    with pytest.raises(ConfigError, match=r"pyproject\.toml: (tool|cleanup) is no table; .*\[tool\.cleanup\]"):
        load(file=file)


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "cleanup.toml", "[summary]\nsentences = 4\n")
    write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert load(tmp_path / "a", {}).settings.summary.sentences == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[summary]\n\nsentence = 4\n",
            r"cleanup\.toml:3: unknown setting 'summary\.sentence'; did you mean "
            r"'summary\.sentences'\?",
        ),
        ("[sumary]\nsentences = 4\n", r"cleanup\.toml:2: unknown setting 'sumary\.sentences'; did you mean"),
        ("[summary]\nsentences = 'four'\n", r"cleanup\.toml:2: summary\.sentences: 'four' is not a number"),
        ("[summary]\nsentences = true\n", r"cleanup\.toml:2: summary\.sentences: True is not a number"),
        ("[summary]\nsentences = -1\n", r"cleanup\.toml:2: summary\.sentences: -1 is less than 0"),
        ("[engine]\nname = 'languagetool'\ntimeout = 0\n", r"cleanup\.toml:3: engine\.timeout: 0 is not more than 0"),
        ("[grammar]\nmode = 'wild'\n", r"cleanup\.toml:2: grammar\.mode: 'wild' is none of strict, balanced, thorough"),
        ("[rules]\noff = 'x'\nfolders = [1]\n", r"cleanup\.toml:3: rules\.folders: \[1\] is not a list of strings"),
        ("[summary\n", r"cleanup\.toml: is not TOML: .*line 1"),
        (f"skip = {'[' * 5000}", r"cleanup\.toml: is not TOML: .*recursion"),
        (f"[summary]\nsentences = {'1' * 5000}", r"cleanup\.toml: is not TOML: .*digits"),
    ],
)
def test_a_wrong_file_is_told_by_line(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path / "cleanup.toml", text)
    with pytest.raises(ConfigError, match=message):
        load(tmp_path, {})


@pytest.mark.parametrize("budget", ["words", "characters", "ratio", "sentences"])
def test_zero_is_a_budget_and_unset_is_none(tmp_path: Path, budget: str) -> None:
    unset = None if budget != "sentences" else 3
    assert getattr(load(tmp_path, {}).settings.summary, budget) == unset
    write(tmp_path / "cleanup.toml", f"[summary]\n{budget} = 0\n")
    assert getattr(load(tmp_path, {}).settings.summary, budget) == 0
    if unset is None:
        assert getattr(load(tmp_path, {f"CLEANUP_SUMMARY_{budget.upper()}": ""}).settings.summary, budget) is None
    article = (
        "The harbor was closed for a day in March. Ships waited outside, and the crews had nothing to do but wait for news."
    )
    for value, empty in ((0, True), (1, False)):
        with Cleaner(load(tmp_path, {}).settings, engine_name="none", **{f"summary_{budget}": value}) as cleaner:
            assert (cleaner.clean(article).summary == ()) is empty


def test_settings_made_directly_are_checked_and_brought_into_form() -> None:
    with pytest.raises(ConfigError, match=r"GrammarSettings\.mode: 'wild' is none of strict, balanced, thorough"):
        GrammarSettings("wild")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=r"SummarySettings\.sentences: -1 is less than 0"):
        SummarySettings(sentences=-1)
    assert RuleSettings(off=["a"]).off == ("a",)  # type: ignore[arg-type]


def test_a_wrong_variable_names_the_nearest_one() -> None:
    with pytest.raises(
        ConfigError,
        match=r"CLEANUP_SUMMARY_SENTENCE is no setting; did you mean "
        r"'CLEANUP_SUMMARY_SENTENCES'",
    ):
        load(Path("/"), {"CLEANUP_SUMMARY_SENTENCE": "3"})


def test_every_setting_can_be_given_as_a_variable(tmp_path: Path) -> None:
    for key, value, _ in keys(Settings()):
        text = ",".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        loaded = load(tmp_path, {"CLEANUP_" + key.upper().replace(".", "_"): text})
        assert loaded.settings == Settings(), key
        assert loaded.origins[key].startswith("environment variable")
