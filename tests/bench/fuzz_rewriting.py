"""Random damaged texts against what edits must be: python -m tests.bench.fuzz_rewriting [TEXTS [SEED]]

Each text is built of mojibake, white space of every kind, control characters, entities and words. Checked are the changes
that make of it what ftfy does, the changes to another text of its kind, the edits of the normalize stage, and that the
stage settles. Prints each text that fails, at most ten, and how many did.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from ftfy import TextFixerConfig, fix_encoding

from tests.stages.normalize.test_stage import DAMAGE, applied, check_edits, proposed
from tests.text.test_diffing import check

FTFY = TextFixerConfig(unescape_html=False, uncurl_quotes=False, explain=False)
LETTERS = "éèàùçñößøœ’‘“”–—…€™•šžŸ\u00a0\u2009\u2028\u2029\u202f\u3000中яש"
WHITE_SPACE = [chr(c) for c in range(0x3001) if chr(c).isspace()]
CONTROLS = [*map(chr, (*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x200B, 0x200D, 0x200E, 0xFEFF))]
ENTITIES = [
    "&amp;",
    "&nbsp;",
    "&amp;nbsp;",
    "&#133;",
    "&#160;",
    "&hellip;",
    "&shy;",
    "&lt;",
    "&eacute;",
    "&Acirc;",
    "&#x2028;",
    "&;",
]
MOST_PIECES = 14


def damaged(times: int) -> list[str]:
    """What letters look like after UTF-8 was read so many times as a single-byte encoding."""
    found: list[str] = list(LETTERS)
    for _ in range(times):
        found = [
            "".join(bytes([b]).decode(encoding, "replace").replace("\ufffd", chr(b)) for b in letter.encode("utf-8"))
            for letter in found
            for encoding in ("latin-1", "cp1252", "mac-roman")
        ]
    return found


def settles(text: str) -> None:
    """Fails where the stage proposes something on its own output."""
    once = applied(text, proposed(text))
    assert proposed(once) == []


def main(texts: int = 200_000, seed: int = 1) -> int:
    """Print the failures and their number; the exit status is 1 where there are any."""
    words = ["word", "don", "Exam-", "ple", "a", "1", "10", ",", ".", "'", "«", "_", "`", "https://e.org/"]
    kinds = ([*damaged(1), *damaged(2)], WHITE_SPACE, CONTROLS, ENTITIES, words, DAMAGE)
    numbers = random.Random(seed)

    def drawn() -> str:
        return "".join(numbers.choice(numbers.choice(kinds)) for _ in range(numbers.randint(1, MOST_PIECES)))

    checks: dict[str, Callable[[str], None]] = {
        "changes to ftfy's text": lambda text: check(text, fix_encoding(text, FTFY)),
        "changes to another text": lambda text: check(text, drawn()),
        "edits": check_edits,
        "settling": settles,
    }
    failed = 0
    for _ in range(texts):
        text = drawn()
        for name, run in checks.items():
            try:
                run(text)
            except AssertionError:
                failed += 1
                if failed <= 10:
                    print(f"{name}: {text!r}", flush=True)
    print(f"{texts:,} texts, {failed} failures (seed {seed})")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
