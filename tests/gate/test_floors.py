"""No floor is lowered in silence."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gate.floors import FILE, Floor, committed, digest, faults, parse, require

BEFORE = {"html.mean": Floor(0.9, 0.95, "abc")}


def test_the_floors_as_they_stand() -> None:
    floors = parse(FILE.read_text(encoding="utf-8"))
    assert len(floors) >= 6
    assert faults(floors, committed("HEAD") if shutil.which("git") else None) == []


@pytest.mark.parametrize(
    "new",
    [
        {"floor": 0.92},
        {"measured": 0.99},
        {"floor": 0.8, "was": 0.9, "reason": "fewer pages"},
        {"corpus": "def", "reason": "more pages"},
    ],
)
def test_what_may_be_done(new: dict[str, object]) -> None:
    assert faults({"html.mean": replace(BEFORE["html.mean"], **new)}, BEFORE) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ({"floor": 0.8}, "lowered from 0.9 to 0.8"),
        ({"floor": 0.8, "reason": "so"}, "and was = 0.9"),
        ({"floor": 0.8, "was": 0.85, "reason": "so"}, "and was = 0.9"),
        ({"floor": 0.8, "was": 0.9}, "without a reason"),
        ({"corpus": "def"}, "another corpus"),
        ({"measured": 0.85}, "above what was measured"),
    ],
)
def test_what_may_not_be_done(new: dict[str, object], fault: str) -> None:
    assert fault in " ".join(faults({"html.mean": replace(BEFORE["html.mean"], **new)}, BEFORE))  # type: ignore[arg-type]


def test_a_floor_does_not_go_and_what_it_was_is_not_forgotten() -> None:
    assert "taken away" in faults({}, BEFORE)[0]
    lowered = {"html.mean": Floor(0.8, 0.95, "abc", 0.9, "fewer pages")}
    assert "gone" in faults({"html.mean": Floor(0.8, 0.95, "abc", None, "fewer pages")}, lowered)[0]
    again = {"html.mean": Floor(0.7, 0.95, "abc", 0.9, "fewer pages")}
    assert "lowered from 0.8 to 0.7" in faults(again, lowered)[0]  # the old reason is none for the new step


def test_a_figure_is_held_to_its_floor_and_its_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(f"[a.b]\nfloor = 0.5\nmeasured = 0.6\ncorpus = '{digest(['one', 'two'])}'\n")
    monkeypatch.setattr("tests.gate.floors.FILE", path)
    require("a.b", 0.5, ["one", "two"])
    with pytest.raises(AssertionError, match="below the floor"):
        require("a.b", 0.49, ["one", "two"])
    with pytest.raises(AssertionError, match="the corpus is"):
        require("a.b", 0.9, ["onetwo"])
