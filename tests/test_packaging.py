"""The wheel works in an environment of its own, outside the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_rules_the_models_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {p.relative_to(ROOT).as_posix() for p in (ROOT / "rules").rglob("*") if p.is_file()}
    assert {f"cleanup/{name}" for name in source} <= names
    for folder in ("weights", "cards"):
        shipped = {p.relative_to(ROOT).as_posix() for p in (ROOT / "cleanup" / "models" / folder).rglob("*") if p.is_file()}
        assert shipped
        assert shipped <= names
    assert "cleanup/py.typed" in names
    assert not [n for n in names if n.startswith(("tests/", "seeds/"))]


def test_the_installed_command_cleans_the_seed(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True, timeout=300)
    # The dependencies are borrowed from the environment of the tests; the package itself is the wheel's.
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (Path(packages) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CLEANUP"))}
    where = subprocess.run(
        [python, "-c", "import cleanup; print(cleanup.__file__)"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
    ).stdout
    assert str(home) in where
    done = subprocess.run(
        [scripts / "cleanup", "run", SEED, "-o", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    markdown = (tmp_path / "out" / f"{SEED.stem}.md").read_text(encoding="utf-8")
    assert "# Belgium’s State Security Service Inspected Huawei" in markdown
    assert "Related Posts" not in markdown
    rules = subprocess.run(
        [scripts / "cleanup", "rules", "test"], cwd=tmp_path, capture_output=True, text=True, env=environment, timeout=300
    )
    assert rules.returncode == 0, rules.stderr
