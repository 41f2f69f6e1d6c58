"""Names that options do not know: the option as it was typed, and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_run import ARTICLE, write
from tests.conftest import Command


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "clean a.txt --engine embeded",
            "--engine: 'embeded' is none of embedded, languagetool, none, scripted; did you mean 'embedded'?",
        ),
        ("clean a.txt --grammar strct", "--grammar: 'strct' is none of strict, balanced, thorough; did you mean 'strict'?"),
        ("clean a.txt --format makrdown", "--format makrdown: none of text, markdown"),
        ("clean a.txt --skip gramar", "did you mean 'grammar'?"),
        ("clean a.txt --language english", "(--language): 'english' is no code of a language; did you mean 'en'?"),
        ("run a.txt -o out --keywords textrnk", "--keywords: 'textrnk' is none of"),
        ("run a.txt -o out --sentences -3", "--sentences: -3 is less than 0"),
        ("run a.txt -o out --shard-size 1M --shard-format jsnl", "did you mean 'jsonl'?"),
        ("clean a.txt -o out.csv", "-o out.csv: .csv is no format that is written"),
        ("run a.txt -o out.csv", "-o out.csv: .csv is no format that is written"),
        ("run a.txt -o out.parqet", "did you mean '.parquet'?"),
    ],
)
def test_the_option_and_the_nearest_name_are_told(command: Command, tmp_path: Path, line: str, said: str) -> None:
    write(tmp_path / "a.txt", ARTICLE)
    done = command(*line.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
