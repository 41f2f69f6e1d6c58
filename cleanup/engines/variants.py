"""British, Canadian, Australian and New Zealand English for the embedded engine.

lingotweaker's English data holds the dictionaries and rules of all these variants, but its engine reads the American
files whatever variant it is asked for (0.2.8). So a variant is loaded from a temporary folder of links in which the
variant's files stand in the places of the American ones; the engine reads everything when it is built, after which
the folder is gone. Rule names and messages that say American are put right afterwards.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cleanup.engines.protocol import Match

AMERICAN = "en-US"
COMPOSED = frozenset({"en-GB", "en-CA", "en-AU", "en-NZ"})

# Rules of the American files that LanguageTool names after the variant: spelling, and words of the other side.
_NAMED_AFTER = ("MORFOLOGIK_RULE_EN_US", "EN_US_SIMPLE_REPLACE")
# Canadian spelling takes from both sides: LanguageTool uses no list of American and British pairs there.
_PAIRS_TURNED = COMPOSED - {"en-CA"}


@contextmanager
def variant_data(data: Path, code: str) -> Iterator[Path]:
    """A data folder that makes the engine's American English the variant `code`; OSError when a file is missing."""
    with tempfile.TemporaryDirectory(prefix="cleanup-engine-") as temporary:
        folder = Path(temporary)
        english = data / "en"
        for source in sorted(data.rglob("*")):
            if source.is_file():
                _place(source, folder / source.relative_to(data), english, code)
        for source in sorted((english / "rules" / code).iterdir()):
            _link(source, folder / "en" / "rules" / AMERICAN / source.name)
        yield folder


def _place(source: Path, target: Path, english: Path, code: str) -> None:
    """Put one file of the data at its place, the variant's in the place of the American."""
    if source.parent.parent == english / "rules":
        return  # the regional rules: only the variant's own, linked by the caller
    underscored = code.replace("-", "_")
    standing = {
        "en_US.dict": f"{underscored}.dict",
        "en_US.info": f"{underscored}.info",
        "spelling_en-US.txt": f"spelling_{code}.txt",
    }
    if source.parent == english / "hunspell" and source.name in standing:
        source = source.with_name(standing[source.name])
    if source == english / "words" / "en-US-GB.txt":
        pairs = _turn_pairs(source.read_text(encoding="utf-8")) if code in _PAIRS_TURNED else ""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pairs, encoding="utf-8", newline="\n")
        return
    _link(source, target)


def _turn_pairs(text: str) -> str:
    """The word list "american;british" as "british;american", so that American words are the ones explained."""
    lines = []
    for line in text.splitlines():
        left, semicolon, right = line.partition(";")
        lines.append(f"{right};{left}" if semicolon and not line.startswith("#") else line)
    return "\n".join(lines) + "\n"


def _link(source: Path, target: Path) -> None:
    """A link where the system allows one (Windows may not), else a copy; the whole folder is 28 MB."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.symlink(source, target)
    except OSError:
        shutil.copyfile(source, target)


def rename(match: Match, code: str) -> Match:
    """Name a rule of the American files after the variant, as LanguageTool does; mend the message of a turned pair."""
    if not match.rule.startswith(_NAMED_AFTER):
        return match
    message = match.message
    if code in _PAIRS_TURNED:
        message = message.replace("is British English", "is American English")
    return replace(match, rule=match.rule.replace("EN_US", "EN_" + code.rpartition("-")[2], 1), message=message)
