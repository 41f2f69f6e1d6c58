"""How time grows with size, step by step: `python -m tests.bench.bench_growth [--size N] [--family F] [--step S] [--all]`.

Texts and pages that are made to be slow, at sizes N, 2N, 4N and so on, given to each step alone: readers, stages, flaggers, summary,
keywords, writers, the embedded engine (`--engine`), and the whole pipeline. Printed are processor seconds, and the exponent:
1 is time in proportion to size, 2 time in proportion to its square. Rows with more than STEEP are marked "<<<"; without
`--all` the rows that are neither steep nor slow are left out.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

from cleanup.api import Cleaner
from cleanup.config import Settings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document, Source
from cleanup.keywords.extraction import keywords
from cleanup.readability import readability
from cleanup.readers.html import read_page
from cleanup.readers.markdown import read_markdown
from cleanup.stages import flaggers, stages
from cleanup.text.language import detect_language
from cleanup.writers.formats import output_format

STEEP = 1.3
TOO_FAST = 0.15  # seconds at the largest size: below it, the exponent is noise
SLOW = 5.0  # seconds that 10 KB may take at most
LONGEST = 60.0  # seconds after which a step is interrupted

PROSE = (
    "The grain pier has stood for a hundred years, and on Tuesday the harbor board could not agree whether it should stand "
    "for another. Engineers found eleven weak piles, and members of the public filled the hall."
)


def _letters(n: int, alphabet: str, longest: int) -> str:
    numbers = random.Random(1)
    out: list[str] = []
    size = 0
    while size < n:
        word = "".join(numbers.choice(alphabet) for _ in range(numbers.randint(1, longest)))
        out.append(word)
        size += len(word) + 1
    return " ".join(out)[:n]


def _prose(n: int) -> str:
    """Sentences that differ."""
    words = PROSE.replace(".", "").replace(",", "").split()
    numbers = random.Random(2)
    out: list[str] = []
    size = 0
    while size < n:
        sentence = " ".join(numbers.choices(words, k=numbers.randint(6, 24))).capitalize() + ". "
        out.append(sentence + ("\n\n" if numbers.random() < 0.2 else ""))
        size += len(sentence)
    return "".join(out)[:n]


def _times(piece: str, n: int) -> str:
    return (piece * (n // len(piece) + 1))[:n]


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": _prose,
    "the same paragraph": lambda n: _times(f"{PROSE}\n\n", n),
    "the same sentence": lambda n: _times(f"{PROSE} ", n),
    "raw HTML and more of it indented": lambda n: _times("<div>\n\n    <p>x y z</p>\n\n", n),
    "one line": lambda n: _prose(n).replace("\n\n", ""),
    "one letter": lambda n: "a" * n,
    "long words": lambda n: _letters(n, "abcdefghijklmnopqrstuvwxyz", 400),
    "odd words": lambda n: _letters(n, "abcdefghijklmnopqrstuvwxyz", 14),
    "letters and digits": lambda n: _letters(n, "abcdefg0123456789", 60),
    "one-letter words": lambda n: _letters(n, "abcdefghijklmnopqrstuvwxyz", 1),
    "capitals": lambda n: _prose(n).upper(),
    "title case": lambda n: _prose(n).title(),
    "no stops": lambda n: _prose(n).replace(".", "").replace("\n", " "),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "brackets, open": lambda n: _times("(a [b {c ", n),
    "exclamation marks": lambda n: "It ended" + "!" * n,
    "digits and dots": lambda n: _times("1.", n),
    "digits": lambda n: _times("1234567890", n),
    "numbers": lambda n: _times("1,250.5 12:30 3/4 -7% $5 ", n),
    "hyphens": lambda n: _times("a-", n),
    "dashes": lambda n: "-" * n,
    "break hyphens": lambda n: _times("exam-\nple ", n),
    "unpaired quotes": lambda n: _times('He said “that one "word and ‘another ', n),
    "double quotes": lambda n: _times('" ', n),
    "closing quotes": lambda n: _times("word” ", n),
    "apostrophes": lambda n: _times("it ' s o'o'o'", n),
    "addresses": lambda n: _times("https://example.org/a/b?c=d&e=f ", n),
    "one address": lambda n: "https://example.org/" + _times("a/b?c=d&e=f", n),
    "e-mail": lambda n: _times("a.b@", n),
    "slashes": lambda n: _times("a/b/", n),
    "underscores": lambda n: _times("a_", n),
    "dots": lambda n: _times("a.", n),
    "periods": lambda n: _times(". ", n),
    "commas": lambda n: _times("a,", n),
    "blanks": lambda n: "a" + " " * n + "b",
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "tabs": lambda n: _times("a\tb\t", n),
    "tiny lines": lambda n: _times("a\n", n),
    "short lines": lambda n: _times("Share\n", n),
    "lines that differ": lambda n: "\n".join(f"Item {i} of it" for i in range(n // 15)),
    "line twice": lambda n: "\n".join(f"The item number {i} of it\nThe item number {i} of it" for i in range(n // 50)),
    "wrapped": lambda n: "\n".join(_prose(n).replace("\n\n", "")[i : i + 70] for i in range(0, n, 70)),
    "list": lambda n: _times("- item of a list\n", n),
    "numbered list": lambda n: "\n".join(f"{i}. item of a list" for i in range(n // 20)),
    "bullets": lambda n: _times("• ", n),
    "pipes": lambda n: _times("| a | b ", n),
    "table": lambda n: "| a | b |\n| --- | --- |\n" + _times("| 1 | 2 |\n", n),
    "headings": lambda n: _times("# A heading\n\n", n),
    "quoted": lambda n: _times("> ", n),
    "fences": lambda n: _times("```\n", n),
    "backticks": lambda n: _times("`a", n),
    "stars": lambda n: _times("*a **b ", n),
    "links": lambda n: _times("[a](", n),
    "square brackets": lambda n: "[" * n,
    "angle brackets": lambda n: "<" * n,
    "tags": lambda n: _times("<b>a", n),
    "ampersands": lambda n: _times("&amp;", n),
    "backslashes": lambda n: _times("\\u2019", n),
    "percent": lambda n: _times("%C3", n),
    "mojibake": lambda n: _times("It isnâ€™t â€œtrueâ€\x9d, Ã©tÃ©. ", n),
    "lost letters": lambda n: _times("caf� don�t ��� ", n),
    "combining": lambda n: "a" + "\u0301" * n,
    "decomposed": lambda n: _times("e\u0301te\u0301 ", n),
    "zero width": lambda n: _times("a\u200b", n),
    "bidi": lambda n: _times("\u202ea\u2066", n),
    "controls": lambda n: _times("a\x00\x1b[3", n),
    "surrogates": lambda n: _times("a\ud800", n),
    "Chinese": lambda n: _times("日本語の文章です。", n),
    "Arabic": lambda n: _times("السلام عليكم ورحمة الله. ", n),
    "two languages": lambda n: _times("This is so. Das ist ein Satz, der so ist. ", n),
    "initials": lambda n: _times("A. ", n),
    "abbreviations": lambda n: _times("Mr. e.g. U.S. a.m. ", n),
    "doubled words": lambda n: _times("the the ", n),
    "one word": lambda n: _times("buffalo ", n),
    "split words": lambda n: _times("meet ing go vernment ", n),
    "joined words": lambda n: _times("theproblemwiththegovernment", n),
    "names": lambda n: _times("John Smith and Mary ", n),
    "hashtags": lambda n: _times("#tag @x ", n),
    "code": lambda n: _times("def f(x):\n    return x\n", n),
    "captions": lambda n: _times("Photo: Reuters | By Jane Doe | 3 min read\n", n),
}
# What patterns are looked for by: with one of each in the text, none is passed over, whatever the rest of the text is
_MARKS = (
    " ( ) @ ` $5 < > { } [ ] a_b = : ; / \\ & % # “a” 'b' … -- 10 a.m. U.S. e.g. � Ã© https://e.org it's x(y) Mr. B. [1] * | "
)
TEXTS |= {
    f"marks, then {name}": lambda n, piece=piece: _MARKS + _times(piece, n) + _MARKS  # type: ignore[misc]
    for name, piece in {
        "letters": "a",
        "capitals": "A",
        "digits": "1",
        "underscores": "_",
        "blanks": " ",
        "blank lines": "\n",
        "initials": "A ",
        "dots": "a.",
        "hyphens": "a-",
        "snakes": "a_",
        "slashes": "a/",
        "apostrophes": "a'",
        "accents": "é",
        "Chinese": "中",
        "brackets": "(",
        "quotes": "“",
        "stars": "*",
    }.items()
}
PAGES: dict[str, Callable[[int], str]] = {
    "nested spans": lambda n: "<span>" * (n // 13) + "x" + "</span>" * (n // 13),
    "nested divs, unclosed": lambda n: "<div>" * (n // 5) + "x",
    "nested lists": lambda n: "<ul><li>a" * (n // 9),
    "nested tables": lambda n: "<table><tr><td>a" * (n // 16),
    "nested quotes": lambda n: "<blockquote>a" * (n // 13),
    "nested emphasis": lambda n: "<b><i>a" * (n // 7),
    "table cells": lambda n: "<table>" + ("<tr>" + "<td>a</td>" * 10 + "</tr>") * (n // 110) + "</table>",
    "one row": lambda n: "<table><tr>" + "<td>a</td>" * (n // 10) + "</tr></table>",
    "spans of cells": lambda n: "<table>" + "<tr><td colspan=9 rowspan=9>a" * (n // 29) + "</table>",
    "links": lambda n: "".join(f'<a href="/{i}">link {i}</a> ' for i in range(n // 30)),
    "paragraphs": lambda n: "".join(f"<p>Paragraph number {i} says a little." for i in range(n // 38)),
    "the same paragraph": lambda n: _times(f"<p>{PROSE}</p>", n),
    "list items": lambda n: "<ul>" + "".join(f"<li>Item {i}" for i in range(n // 12)) + "</ul>",
    "line breaks": lambda n: _times("a<br>", n),
    "headings": lambda n: _times("<h2>A heading</h2>", n),
    "images": lambda n: _times('<figure><img src="a.jpg" alt="x"><figcaption>A caption</figcaption></figure>', n),
    "comments": lambda n: _times("<!-- a -->", n),
    "base64": lambda n: f'<img src="data:image/png;base64,{"A" * n}">',
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n // 9)) + ">x",
    "scripts": lambda n: _times("<script>x()</script>", n),
    "JSON-LD": lambda n: '<script type="application/ld+json">' + '{"a":' * (n // 5) + "</script>",
    "footnotes": lambda n: "".join(
        f'<sup><a href="#f{i}" id="r{i}">{i}</a></sup><p id="f{i}">{i} <a href="#r{i}">x</a>' for i in range(n // 75)
    ),
    "definition list": lambda n: "<dl>" + _times("<dt>a<dd>b", n) + "</dl>",
    "comments of readers": lambda n: _times('<div class="comment"><p>I like this article a lot.</p></div>', n),
    "styles": lambda n: (
        "<style>" + "".join(f".a{i}{{display:none}}" for i in range(n // 20)) + "</style>" + _times("<p class=a1>x", n)
    ),
    "formulas": lambda n: _times("<math><mi>x</mi></math>", n),
    "code": lambda n: _times("<pre><code>x = 1\n</code></pre>", n),
    "entities": lambda n: _times("&nbsp;&#8217;", n),
}


def steps(cleaner: Cleaner, engine: bool) -> Iterator[tuple[str, Callable[[str], object]]]:
    """What is timed: name, and what it does with a text."""
    context = Context(rules=cleaner.rules, engine=cleaner.engine, language_model=None)
    settings, policy = cleaner.settings, Policy()

    def alone(which: list[object], flagging: list[object]) -> Callable[[str], object]:
        return lambda text: run(Document(text, language="en"), which, flagging, context, policy)  # type: ignore[arg-type]

    if engine:
        assert cleaner.engine is not None
        check = cleaner.engine.check
        yield "engine", lambda text: check(text, "en-US")
        yield "pipeline with grammar", cleaner.clean
        return
    yield "blocks", lambda text: Document(text)
    yield "language", detect_language
    yield "reading", lambda text: [Document(text, language="en").reading.sentences]
    for stage in stages(settings, ()):
        if stage.name != "grammar":
            yield stage.name, alone([stage], [])
    for flagger in flaggers(settings, ()):
        yield f"flags {type(flagger).__name__}", alone([], [flagger])
    yield "keywords", lambda text: keywords(Document(text, language="en").reading, "textrank", 8)
    yield "readability", lambda text: readability(Document(text, language="en").reading)
    summary = Cleaner(settings.changed({"skip": (*(s.name for s in stages(settings, ())), "flag", "keywords")}))
    yield "summary", summary.clean
    yield "read Markdown", lambda text: read_markdown(text, Source())
    plain = Cleaner(settings.changed({"skip": ("summary", "keywords", "flag", "boilerplate")}))
    for name in ("markdown", "docx", "criticmarkup", "diff"):
        yield f"clean, then {name}", lambda text, name=name: output_format(name).render(plain.clean(text), _options())  # type: ignore[misc]
    yield "pipeline", cleaner.clean


def _options() -> object:
    from cleanup.writers.formats import RenderOptions

    return RenderOptions(changes=True)


class _TooLong(Exception):
    pass


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor seconds; infinite where it was interrupted, or stopped with an error."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    gc.collect()
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    begun = time.process_time()
    try:
        work(text)
    except _TooLong:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


def row(work: Callable[[str], object], make: Callable[[int], str], sizes: list[int]) -> tuple[list[float], float]:
    """The seconds at each size, and the exponent from the last two that were measured."""
    out: list[float] = []
    for size in sizes:
        out.append(seconds(work, make(size)))
        if out[-1] > LONGEST / 3:
            break
    if STEEP < exponent_of(out) < math.inf and out[-1] < 2:  # chance, such as a collection of garbage, is no growth
        out = [min(first, seconds(work, make(size))) for first, size in zip(out, sizes, strict=False)]
    return out, exponent_of(out)


def exponent_of(taken: list[float]) -> float:
    """By which power of the size the time grew with the last doubling; 0 where it is too short to tell."""
    if math.isinf(taken[-1]):
        return math.inf
    if len(taken) < 2 or taken[-1] < TOO_FAST:
        return 0.0
    return math.log2(taken[-1] / max(taken[-2], 1e-4))


def main() -> int:
    """Print a row a family and step; the exit status is 1 where one is steep or slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_growth")
    parser.add_argument("--size", type=int, default=10_000, help="code points of the smallest (10000)")
    parser.add_argument("--doublings", type=int, default=2, help="how often it is doubled (2)")
    parser.add_argument("--family", action="append", help="only this family")
    parser.add_argument("--step", action="append", help="only this step")
    parser.add_argument("--pages", action="store_true", help="HTML pages instead of texts")
    parser.add_argument("--engine", action="store_true", help="the embedded engine, and the pipeline with it")
    parser.add_argument("--all", action="store_true", help="print every row")
    chosen = parser.parse_args()
    sizes = [chosen.size * 2**i for i in range(chosen.doublings + 1)]
    bad = 0
    settings = Settings().changed({"engine.name": "embedded" if chosen.engine else "none"})
    with Cleaner(settings) as cleaner:
        cleaner.clean(PROSE)
        around = f"{PROSE}\n\n{{}}\n\n{PROSE}"
        page = f"<html><body><article><p>{PROSE}</p>{{}}<p>{PROSE}</p></article></body></html>"
        families = PAGES if chosen.pages else TEXTS
        todo = dict(steps(cleaner, chosen.engine))
        if chosen.pages:
            todo = {"read HTML": lambda text: read_page(text, Source(), settings), "clean HTML": cleaner.clean_html}
        for family, make in families.items():
            if chosen.family and family not in chosen.family:
                continue
            for name, work in todo.items():
                if chosen.step and name not in chosen.step:
                    continue
                taken, exponent = row(work, lambda n, make=make: (page if chosen.pages else around).format(make(n)), sizes)  # type: ignore[misc]
                is_bad = exponent > STEEP or taken[0] > SLOW * max(1, chosen.size / 10_000)
                bad += is_bad
                if is_bad or chosen.all:
                    shown = " ".join(f"{s:7.2f}" for s in taken)
                    print(f"{family:22} {name:24} {shown} {exponent:5.2f}{' <<<' if is_bad else ''}", flush=True)
    print(f"{bad} rows are steep or slow")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
