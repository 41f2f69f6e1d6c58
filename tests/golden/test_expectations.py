"""The other seeds, paragraph by paragraph: what a careful editor mends, takes out or marks, and that the rest stays.

The expectations were written before the program first saw these seeds, and it isn't tuned to them: what it does not meet stands
in `UNMET`, and what it makes otherwise in `CHANGED`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cleanup.api import Cleaner
from cleanup.document import Source
from cleanup.readers.plain import read_plain
from cleanup.result import Result
from tests.conftest import ROOT

EXPECTED = sorted(Path(__file__).parent.glob("0*.toml"))
# When the seeds were written, 26 of 57 expectations were not met, and two paragraphs came out worse than they were.
UNMET = {
    "001": ["9: gone", "13: gone", "15: dogs travels free", "18: gone"],
    "002": ["5: It's roots", "6: 2021.4 In", "8: of there hours", "9: angiosperm of the ground", "10: bring there tubes"],
    "003": ["5: in four hour.", "8: gone", "12: will will do", "14: luke warm"],
}
CHANGED: dict[str, list[int]] = {}


@dataclass(frozen=True)
class Outcome:
    """Expectations that were not met ("paragraph: fragment") of so many, and paragraphs that came out in a form nobody
    expects."""

    wanted: int
    unmet: list[str]
    changed: list[int]


def paragraphs(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]


def outcome(result: Result, seed: str, expected: dict[int, dict[str, Any]]) -> Outcome:
    came = paragraphs(result.text)
    flags = [" ".join(result.text[f.start : f.end].split()) for f in result.flags]
    unmet: list[str] = []
    changed: list[int] = []
    wanted = 0
    for at, paragraph in enumerate(paragraphs(seed), 1):
        told = expected.get(at, {})
        mends = told.get("mend", [])
        forms = _forms(paragraph, mends)
        found = next((i for i, form in enumerate(came) if form in forms), None)
        gone = told.get("gone", False)
        wanted += gone
        if found is None:
            changed += [] if gone else [at]
            continue
        chosen, came = forms[came[found]], came[found + 1 :]
        if gone:
            unmet.append(f"{at}: gone")
            continue
        wanted += len(mends) + ("flag" in told)
        for mend, new in zip(mends, chosen, strict=True):
            if new == mend["was"] and not any(mend.get("flag", "\0") in flag for flag in flags):
                unmet.append(f"{at}: {mend['was'].strip()}")
        if "flag" in told and not any(told["flag"] in flag for flag in flags):
            unmet.append(f"{at}: {told['flag']}")
    return Outcome(wanted, unmet, changed)


def _forms(paragraph: str, mends: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Every form in which the paragraph may come out, with what stands in place of each fragment."""
    forms = {}
    for chosen in product(*([mend["was"], *mend["is"]] for mend in mends)):
        form = paragraph
        for mend, new in zip(mends, chosen, strict=True):
            form = form.replace(mend["was"], new)
        forms[" ".join(form.split())] = chosen
    return forms


def outcome_of(path: Path) -> Outcome:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    seed = (ROOT / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8")
    with Cleaner(engine_name="embedded") as cleaner:
        result = cleaner.clean_document(read_plain(seed, Source(path=f"{path.stem}.txt")))
    return outcome(result, seed, {p["at"]: p for p in data["paragraph"]})


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem[:3])
def test_each_paragraph_comes_out_as_an_editor_would_have_it(path: Path) -> None:
    found = outcome_of(path)
    assert found.changed == CHANGED.get(path.stem[:3], [])
    assert found.unmet == UNMET.get(path.stem[:3], [])
