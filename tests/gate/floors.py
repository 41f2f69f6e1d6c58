"""The floors of the gates, as data: floors.toml, and what may be done to it.

    [html.mean]
    floor = 0.985            # a run below it fails
    measured = 0.991         # what was measured when the floor was set
    corpus = "0123456789ab"  # digest of what it was measured on; on another corpus the floor means nothing
    was = 0.99               # only where the floor stood higher once: the highest that it was
    reason = "..."           # why it was lowered, or why the corpus is another

A floor may rise at any time. To lower it, to take it away or to measure on another corpus needs a reason; whether that is
so since a commit says `python -m tests.gate.floors [COMMIT]` (HEAD without one), and a test compares with HEAD.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True)
class Floor:
    """One figure that may not fall below `floor`."""

    floor: float
    measured: float
    corpus: str
    was: float | None = None
    reason: str = ""


def parse(text: str) -> dict[str, Floor]:
    """The floors by name, such as "html.mean"."""
    return {f"{gate}.{name}": Floor(**values) for gate, rows in tomllib.loads(text).items() for name, values in rows.items()}


def digest(pieces: Iterable[str]) -> str:
    """What a corpus is known by: its texts in their order."""
    total = hashlib.sha256()
    for piece in pieces:
        total.update(hashlib.sha256(piece.encode()).digest())
    return total.hexdigest()[:12]


def require(name: str, figure: float, corpus: Iterable[str]) -> None:
    """Fail where a figure is below its floor, or was not measured on the corpus that the floor is for."""
    floor = parse(FILE.read_text(encoding="utf-8"))[name]
    found = digest(corpus)
    assert found == floor.corpus, f"{name}: the corpus is {found}, its floor is for {floor.corpus}: measure and set it anew"
    assert figure >= floor.floor, f"{name}: {figure:.4f} is below the floor {floor.floor} (measured once: {floor.measured})"


def faults(now: Mapping[str, Floor], before: Mapping[str, Floor] | None = None) -> list[str]:
    """What was done to the floors that may not be, in words; `before` as they stood in an earlier commit."""
    out = []
    for name, floor in now.items():
        if floor.measured < floor.floor:
            out.append(f"{name}: the floor {floor.floor} lies above what was measured, {floor.measured}")
        if floor.was is not None and floor.floor < floor.was and not floor.reason:
            out.append(f"{name}: lowered from {floor.was} to {floor.floor} without a reason")
    for name, old in (before or {}).items():
        new = now.get(name)
        if new is None:
            out.append(f"{name}: taken away; a floor that is needed no more is lowered to 0, with a reason")
            continue
        fresh = bool(new.reason) and new.reason != old.reason
        if new.floor < old.floor and (not fresh or new.was is None or new.was < old.floor):
            out.append(f"{name}: lowered from {old.floor} to {new.floor}; say why in `reason`, and was = {old.floor}")
        if (new.was is not None and old.was is not None and new.was < old.was) or (old.was is not None and new.was is None):
            out.append(f"{name}: that it was {old.was} once is gone")
        if new.corpus != old.corpus and not fresh:
            out.append(f"{name}: measured on another corpus; say why in `reason`")
    return out


def committed(commit: str) -> dict[str, Floor] | None:
    """The floors as they stand in a commit; None where there are none, or no repository."""
    done = subprocess.run(
        ["git", "show", f"{commit}:./{FILE.name}"],
        cwd=FILE.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return parse(done.stdout) if done.returncode == 0 else None


if __name__ == "__main__":
    found = faults(parse(FILE.read_text(encoding="utf-8")), committed(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
    print("\n".join(found) or "no floor was lowered without a reason")
    sys.exit(bool(found))
