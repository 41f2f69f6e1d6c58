"""When "a" for "an" or the reverse is surely a slip: before a common word whose sound is in no doubt."""

from __future__ import annotations

import re

from cleanup.languages.language import words
from cleanup.stages.grammar.word_forms import PREPOSITIONS, RELATIVES, zipf

_NEXT = re.compile(r" ([A-Za-z]+)(?![\w'’])")
# Words in h that some speak without it; both articles are printed before them.
UNSTRESSED_H = re.compile(
    r"(?:histor|hotel|habitual|heredit|heroic|hallucin|hilar|hypoth|herb|homage|hyster|horrif|horrend|humble|hypnot|harmon)",
    re.I,
)
_SILENT_H = re.compile(r"(?:hour|honest|honor|honour|heir)", re.I)
_NATIONS = words(
    "european american italian indian irish english australian african asian austrian egyptian iraqi iranian israeli arab "
    "argentine armenian estonian ethiopian icelandic indonesian islamic ukrainian algerian afghan albanian"
)
_NO_START = (
    PREPOSITIONS
    | RELATIVES
    | words(
        "a an the and or but is are was were am if it i we us they he she you our their its not then also all each every end ad"
    )
)
_MOST_COMMON = 3.0  # Zipf; rarer words may be names or foreign


def surely_article(line: str, start: int, end: int) -> bool:
    """Whether the article `line[start:end]` is followed by a word that leaves no choice. What is proposed there is the
    engine's, which knows the sound of words; here only doubt is kept out: letters, names, function words, an unstressed h."""
    old = line[start:end]
    m = _NEXT.match(line, end)
    if m is None or (old not in ("a", "an") and (start or old not in ("A", "An"))):
        return False
    word = m.group(1)
    low = word.lower()
    if low in _NATIONS:
        return True
    if not word.islower() or len(low) < 3 or low in _NO_START or UNSTRESSED_H.match(low) or zipf(low) < _MOST_COMMON:
        return False
    if low.startswith("h"):
        return old.lower() == "an" or _SILENT_H.match(low) is not None
    return True
