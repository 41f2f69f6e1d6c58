"""What hard wrapping and page heads do to articles, and how much of it is undone: `python -m tests.bench.bench_structure FILE
[N]`.

FILE has a JSON object a line with "text" (`.gz` too). Each article is taken as it is; wrapped at 72 columns, long words
divided where pyphen allows; and the same with a page head every 30 lines. Printed: articles restored exactly, paragraphs
restored, and junctions of the result that are wrong, by 1,000 words. Without a grammar engine and the learned judge.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyphen

from cleanup.config import BoilerplateSettings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document
from cleanup.stages.boilerplate.stage import BoilerplateStage
from cleanup.stages.normalize.stage import Normalize
from cleanup.text.running_heads import FEWEST

WIDTH = 72
PAGE_LINES = 30
HEADS: tuple[Callable[[int], str], ...] = (
    lambda page: "THE HARBOR REVIEW",
    lambda page: f"Page {page} of 40",
    lambda page: f"- {page} -",
    lambda page: f"The Harbor Review, Spring 2020    {page}",
)
_PROSE = re.compile(r"[A-Z\"“].{80,}[.!?][\"”)]*")


def articles(path: Path, most: int) -> Iterator[str]:
    """Texts of articles, of which only paragraphs that are surely prose are kept: of others nobody can say how they were."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= most:
                return
            kept = [" ".join(p.split()) for p in json.loads(line)["text"].split("\n") if _PROSE.fullmatch(p.strip())]
            if len(kept) > 2:
                yield "\n\n".join(dict.fromkeys(kept))


def wrapped(paragraph: str, divide: pyphen.Pyphen) -> list[str]:
    """Lines of at most WIDTH columns; a word that does not fit is divided, or cut after a hyphen of its own."""
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        while word and len(line) + bool(line) + len(word) > WIDTH:
            room = WIDTH - len(line) - bool(line)
            head, tail = _divided(word, room, divide)
            if head:
                line += " " * bool(line) + head
                word = tail
            lines.append(line)
            line = ""
            if not head and len(word) > WIDTH:
                break
        line += " " * bool(line) + word
    return [*lines, line]


def _divided(word: str, room: int, divide: pyphen.Pyphen) -> tuple[str, str]:
    own = word.rfind("-", 0, max(0, room))
    if own > 1 and word[own + 1 :]:
        return word[: own + 1], word[own + 1 :]
    bare = word.rstrip('.,;:!?"”)')
    if bare.isalpha() and bare.islower() and len(bare) > 5:
        for head, tail in divide.iterate(bare):
            if len(head) < room and len(head) > 1 and len(tail) > 1:
                return head + "-", tail + word[len(bare) :]
    return "", word


def paged(lines: list[str], head: Callable[[int], str], blanks: bool) -> list[str]:
    """The lines with a head after each PAGE_LINES of them."""
    out: list[str] = []
    for number, line in enumerate(lines):
        if number and number % PAGE_LINES == 0:
            shown = head(number // PAGE_LINES)
            out += [*[""] * (blanks and out[-1] != ""), shown, *[""] * (blanks and line != "")]
        out.append(line)
    return out


def cleaned(text: str) -> str:
    """The text after the stages normalize and boilerplate."""
    stages = (Normalize(), BoilerplateStage(BoilerplateSettings(judge=False)))
    return run(Document(text, language="en"), stages, (), Context(), Policy()).document.text


def main() -> None:
    """Print a row a way of damage."""
    path, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    divide = pyphen.Pyphen(lang="en_US")
    counts: dict[str, Counter[str]] = {}
    for number, text in enumerate(articles(path, most)):
        lines: list[str] = []
        for paragraph in text.split("\n\n"):
            lines += [*wrapped(paragraph, divide), ""]
        head = HEADS[number % len(HEADS)]
        ways = [("as it is", text.split("\n")), ("wrapped", lines)]
        if len(lines) > FEWEST * PAGE_LINES:
            ways.append(("paged, blank lines around heads", paged(lines, head, blanks=True)))
            ways.append(("paged", paged(lines, head, blanks=False)))
        for name, damaged in ways:
            _count(counts.setdefault(name, Counter()), text, cleaned("\n".join(damaged).rstrip("\n")))
    for name, count in counts.items():
        print(
            f"{name:32} {count['articles']} articles, {count['words']} words: exactly {count['exact'] / count['articles']:.1%}, "
            f"paragraphs {count['restored'] / count['paragraphs']:.2%}, wrong words {1000 * count['wrong'] / count['words']:.2f}, "
            f"breaks left {1000 * count['left'] / count['words']:.2f}, lost {1000 * count['lost'] / count['words']:.2f} per 1,000 words"
        )


def _count(count: Counter[str], whole: str, came: str) -> None:
    expected, found = whole.split("\n\n"), came.split("\n\n")
    count["articles"] += 1
    count["words"] += len(whole.split())
    count["exact"] += whole == came
    count["paragraphs"] += len(expected)
    count["restored"] += len(set(expected) & set(found))
    before, after = Counter(whole.split()), Counter(came.split())
    count["wrong"] += sum((after - before).values())
    count["lost"] += sum((before - after).values())
    count["left"] += max(0, came.count("\n") - whole.count("\n"))
    if "-v" in sys.argv and before != after:
        print(f"  {list((after - before).elements())[:8]} for {list((before - after).elements())[:8]}")


if __name__ == "__main__":
    main()
