"""The scripted engine: what it was told, no more, in Python and from a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.engines.registry import EngineSettings, open_engine
from cleanup.engines.scripted import EXIT_CODE, Answer, ScriptedEngine
from cleanup.errors import ConfigError, EngineError, EngineTextError
from cleanup.result import Failure, Result

SCRIPT = """
languages = ["en-US", "de-DE"]

[[answer]]
word = "dont"
replacements = ["don't"]
rule = "EN_CONTRACTION_SPELLING"
issue_type = "misspelling"
category = "TYPOS"

[[answer]]
text = "(c)"
then = "refuse"
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.toml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_it_finds_what_it_was_told_and_nothing_else() -> None:
    engine = ScriptedEngine([Answer.word("teh", "the"), Answer(r"\d+", ("n",), rule="NUMBER"), Answer.text("a.b")])
    found = engine.check("teh 12 lathteh, a.b axb", "en-US")
    assert [(m.start, m.end, m.rule, m.replacements) for m in found] == [
        (0, 3, "SCRIPTED", ("the",)),
        (4, 6, "NUMBER", ("n",)),
        (16, 19, "SCRIPTED", ()),
    ]


def test_a_script_file_drives_the_whole_cleaning(script: Path) -> None:
    text = "A parcel\n\nThey dont take a parcel to the village, and came home on Monday.\n"
    with Cleaner(engine_name="scripted", engine_script=str(script)) as cleaner:
        done, refused = cleaner.clean_many([text, text + "\nAll rights (c) of the village were kept by the village.\n"])
    assert isinstance(done, Result)
    assert "They don't take a parcel" in done.text
    assert [d.edit.rule for d in done.ledger.accepted] == ["EN_CONTRACTION_SPELLING"]
    assert isinstance(refused, Failure)
    assert "refuses what fits" in refused.error


def test_it_can_refuse_and_fail() -> None:
    engine = ScriptedEngine([Answer.word("one", then="refuse"), Answer.word("two", then="fail")])
    with pytest.raises(EngineTextError):
        engine.check("one", "en-US")
    with pytest.raises(EngineError) as told:
        engine.check_many(["zero", "two"], "en-US")
    assert not isinstance(told.value, EngineTextError)
    assert engine.check("three", "en-US") == []


def test_it_can_end_its_process() -> None:
    code = (
        "from cleanup.engines.scripted import Answer, ScriptedEngine\n"
        "ScriptedEngine([Answer.word('one', then='die')]).check('one', 'en-US')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], timeout=60)
    assert done.returncode == EXIT_CODE


def test_two_scripts_are_told_apart(script: Path) -> None:
    engine = open_engine(EngineSettings(name="scripted", script=str(script)))
    assert engine.languages() == {"en-US", "de-DE"}
    assert engine.version == ScriptedEngine.from_file(script).version
    assert engine.version != ScriptedEngine().version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answer = [", "is not TOML"),
        ("answers = 3", "a script has"),
        ("languages = 'en'", "a list of languages"),
        ("[[answer]]\nrule = 'R'", "answer 1: needs one of word, text and pattern"),
        ("[[answer]]\nword = 'a'\n[[answer]]\nword = 'a'\ntext = 'b'", "answer 2: needs one of word, text and pattern"),
        ("[[answer]]\nword = 'a'\nreplacement = 'b'", "answer 1: unknown key 'replacement'; there are replacements, category"),
        ("[[answer]]\nword = 'a'\nreplacements = 'b'", "answer 1: replacements are a list"),
        (
            "[[answer]]\nword = 'a'\nthen = 'sleep'",
            "answer 1: scripted engine: then = 'sleep' is none of match, refuse, fail, hang, die",
        ),
        ("[[answer]]\npattern = '('", "answer 1: scripted engine: '\\(' is no regular expression"),
    ],
)
def test_a_script_that_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "script.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as told:
        ScriptedEngine.from_file(path)
    assert str(path) in str(told.value)


def test_a_script_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: the script of the scripted engine cannot be read"):
        ScriptedEngine.from_file(tmp_path / "none.toml")
