"""What a run is told from another by: all that can change a result, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import cleanup
from cleanup.config import EngineSettings, RuleSettings, Settings
from cleanup.corpus.fingerprint import code, differences, fingerprint, models
from cleanup.corpus.job import Job, Rendering

PACKAGE = Path(cleanup.__file__).parent
RULE = (
    '[[rule]]\nid = "own-end"\nkind = "line"\npattern = "The end of it"\naction = "delete"\nconfidence = 0.9\n'
    'reason = "Closing line"\nsource = "own"\nmatch = ["The end of it"]\nno_match = ["The end of it all was near."]\n'
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package to be altered."""
    folder = tmp_path_factory.mktemp("copy") / "cleanup"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "data", "*.npz"))
    return folder


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("text/sentences.py", True),
        ("core/guard.py", True),
        ("readers/raw.py", True),
        ("rulebook/match.py", True),
        ("stages/title/stage.py", True),
        ("document.py", True),
        ("writers/jsonl.py", True),
        ("corpus/task.py", True),
        ("cli/app.py", False),
        ("report/html.py", False),
        ("training/lines.py", False),
        ("adapters/plain.py", False),
    ],
)
def test_code_counts_where_it_can_change_a_result(package: Path, file: str, counts: bool) -> None:
    before = code(package)
    with (package / file).open("a", encoding="utf-8") as source:
        source.write("# another line\n")
    assert (code(package) != before) is counts


def test_compiled_code_and_a_moved_package_do_not_count(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "core" / "__pycache__").mkdir()
    (tmp_path / "elsewhere" / "core" / "__pycache__" / "guard.pyc").write_bytes(b"x")
    assert code(tmp_path / "elsewhere") == code(package)


def test_weights_count(package: Path) -> None:
    before = models(package)
    with (package / "models" / "weights" / "garbled.json").open("a", encoding="utf-8") as weights:
        weights.write("\n")
    assert models(package) != before


def of(**settings: object) -> dict[str, object]:
    return fingerprint(Job(Settings(**settings), Rendering("jsonl")), {})  # type: ignore[arg-type]


def test_rules_count_and_the_words_around_them_do_not(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"

    def written(text: str) -> dict[str, object]:
        mine.write_text(text, encoding="utf-8")
        return of(rules=RuleSettings(folders=(str(mine),)))

    rule = RULE.replace("kind =", 'stage = "boilerplate"\nkind =')
    first = written(rule)
    assert differences(first, written("# Read them before use.\n\n" + rule)) == []
    assert differences(first, written(rule.replace("0.9", "0.8"))) == ["rules differ"]
    assert differences(of(), written('[[rule]]\nid = "share-label"\nenabled = false\n')) == [
        "rules differ",
        f"rules.folders: [] -> ['{mine}']",
    ]


def test_settings_count_but_not_where_the_engine_runs() -> None:
    before = of()
    assert differences(before, of(skip=("title",))) == ["skip: [] -> ['title']"]
    assert differences(before, of(engine=EngineSettings(heap=1024))) == []
    assert {"cleanup", "code", "models", "rules", "package wordfreq"} <= before.keys()
