"""What is flagged as garbled, and what is not."""

from __future__ import annotations

from cleanup.api import Cleaner
from cleanup.config import Settings

LOWER = (
    "six anselm okafor penalties gave orrin victory in a dour but clinical encounter against marne at the harbor ground. "
    "uefa could also launch disciplinary action following hale's failure to attend a compulsory press conference. "
    "the side were outmuscled and outplayed in a tense first half but led by three points at the break. "
    "hale snapped back that the hacks knew very well what the operational reasons were for the timing of it. "
    "marne were offered another penalty when the scottish flanker tarn reed was offside late in the second half.\n"
)


def test_text_in_lower_case_throughout_is_not_taken_for_garbled() -> None:
    with Cleaner(Settings(skip=("grammar", "keywords"))) as cleaner:
        assert cleaner.clean(LOWER).flags == ()


def test_fragment_of_the_seed_is_flagged(seed: str) -> None:
    with Cleaner(Settings(skip=("grammar", "keywords"))) as cleaner:
        result = cleaner.clean(seed)
    flagged = [result.text[f.start : f.end] for f in result.flags]
    assert any(text.startswith("In order to oversee operations") for text in flagged)
