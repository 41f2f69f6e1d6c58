"""The diff is one that `patch` takes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest

import cleanup
from cleanup.writers.diff import render_diff

TEXTS = ("", "a", "a\n", "a\nb", "a\nb\n", "a\r\nb\r\n", "a\u2028b\n\x0cc", "b\n\na\n")


@pytest.mark.skipif(which("patch") is None, reason="no patch here")
def test_patch_makes_the_output_of_the_input(tmp_path: Path, seed: str) -> None:
    result = cleanup.clean(seed, engine_name="none")
    pairs = [(before, after, render_diff(before, after, "a.txt")) for before in TEXTS for after in TEXTS]
    for before, after, diff in [*pairs, (seed, result.text, str(result.render("diff")))]:
        assert bool(diff) == (before != after)
        if diff:
            (tmp_path / "a.txt").write_bytes(before.encode())
            (tmp_path / "a.diff").write_bytes(diff.encode())
            subprocess.run(["patch", "--binary", "a.txt", "a.diff"], cwd=tmp_path, check=True, capture_output=True)
            made = (tmp_path / "a.txt").read_bytes() if (tmp_path / "a.txt").exists() else b""  # an empty file goes
            assert made.decode() == after
