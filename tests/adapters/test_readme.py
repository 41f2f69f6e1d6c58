"""The README's examples for other tools, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.articles import ROOT, SEED, articles, read_lines, write_lines

SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## In other tools\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)
TOOLS = ("datasets", "datatrove", "langchain_core", "spacy")


def test_there_is_an_example_for_each_tool() -> None:
    assert [next(t for t in TOOLS if t in example) for example in EXAMPLES] == list(TOOLS)


@pytest.mark.parametrize("tool", TOOLS)
def test_example_runs(tool: str, tmp_path: Path) -> None:
    pytest.importorskip(tool)
    write_lines(tmp_path / "articles.jsonl", articles(4))
    shutil.copy(SEED, tmp_path / "article.txt")
    example = next(e for e in EXAMPLES if tool in e)
    # A script, and guarded, because datasets and datatrove may start processes that import it again.
    script = tmp_path / "example.py"
    script.write_text("if __name__ == '__main__':\n" + re.sub(r"(?m)^(?=.)", "    ", example), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HOME": str(tmp_path / "cache")},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    if tool == "datasets":
        assert [row["id"] for row in read_lines(tmp_path / "clean.jsonl")] == ["a0", "a1", "a2", "a3"]
    elif tool == "datatrove":
        assert list((tmp_path / "clean").iterdir())
    else:
        assert "Huawei" in done.stdout
        assert "Leave a Comment" not in done.stdout
