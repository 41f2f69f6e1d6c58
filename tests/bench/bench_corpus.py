"""What a corpus costs: `python -m tests.bench.bench_corpus ARTICLES.jsonl [WHAT ...]`, WHAT from the list below.

ARTICLES holds lines with "text" (and "title"). One-process figures are processor time, taken in turns article by article,
so that other work on the machine slows both sides alike; `workers`, `cold` and `script` are wall time and want an idle
machine. `script` needs a LanguageTool server (`cleanup engine install`, as for `--engine languagetool`).

    engine    the whole pipeline beside the embedded engine's own check() on the same texts
    stages    articles a second without grammar, and what each step takes of it
    script    the pipeline beside ftfy + language_tool_python.correct + sumy's LexRank on a warm server
    workers   `cleanup run` with one worker and with two
    length    articles joined to 10 and to 100 times the length
    memory    peak memory (of all processes, shared pages counted once) at 1,000 and 20,000 articles; COUNT=... for others
    cold      seconds of --help, clean --skip grammar, clean and run on the seed
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from cleanup.threads import one_thread_for_matrices

ROOT = Path(__file__).parent.parent.parent
WORDS = 800  # of the article that rates are given for
Article = dict[str, Any]


def main(path: str, what: Sequence[str]) -> None:
    one_thread_for_matrices()
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    for name in what or BENCHES:
        print(f"--- {name}", flush=True)
        BENCHES[name](articles)


def middling(articles: Sequence[Article], count: int) -> list[Article]:
    """Articles of 500 to 1,100 words, 790 on average in the development set."""
    return [a for a in articles if 500 <= len(a["text"].split()) <= 1100][:count]


def spent(call: Callable[[], object]) -> float:
    """Processor time of one call, all threads."""
    began = time.process_time()
    call()
    return time.process_time() - began


def engine(articles: Sequence[Article]) -> None:
    import lingotweaker_data_en
    import lt_py

    from cleanup import Cleaner
    from cleanup.engines import embedded

    embedded.ONE_CORE = True  # as in the workers of a run: one core each
    chosen = middling(articles, 120)
    checker = lt_py.Engine("en-US", data_dir=lingotweaker_data_en.data_dir())  # as whoever uses it alone has it
    with Cleaner() as cleaner:
        assert cleaner.engine is not None
        cleaner.engine.check(chosen[0]["text"], "en-GB")  # loaded before the clock runs, as a run does
        for a in chosen[:8]:
            cleaner.clean(a["text"], title=a.get("title"))
            checker.check(a["text"])
        # A text that the engine has just read is faster the second time, so each article goes to one side only.
        sides = (lambda a: checker.check(a["text"]), lambda a: cleaner.clean(a["text"], title=a.get("title")))
        took, words = [0.0, 0.0], [0, 0]
        for number, a in enumerate(chosen):
            side = number % 2
            took[side] += spent(lambda a=a, call=sides[side]: call(a))
            words[side] += len(a["text"].split())
    check, whole = (1000 * t / w * WORDS for t, w in zip(took, words, strict=True))
    print(f"an article of {WORDS} words: check() {check:.0f} ms, whole pipeline {whole:.0f} ms, {whole / check:.2f} times")


STEPS = ("normalize", "boilerplate", "title", "duplicates", "flag", "summary", "keywords")


def stages(articles: Sequence[Article]) -> None:
    from cleanup import Cleaner

    chosen = middling(articles, 200)
    words = sum(len(a["text"].split()) for a in chosen) / len(chosen)
    settings = {"whole": ("grammar",), **{step: ("grammar", step) for step in STEPS}}
    cleaners = {name: Cleaner(skip=skip) for name, skip in settings.items()}
    known = {a["id"] for a in chosen}
    for a in [a for a in articles if a["id"] not in known][:400]:  # words met before are remembered, as in a long run
        cleaners["whole"].clean(a["text"], title=a.get("title"))
    for cleaner in cleaners.values():
        cleaner.clean(chosen[0]["text"])

    def seconds(name: str) -> float:
        return sum(spent(lambda a=a: cleaners[name].clean(a["text"], title=a.get("title"))) for a in chosen)

    first = seconds("whole")
    print(
        f"{len(chosen) / first * words / WORDS:.0f} articles of {WORDS} words a second "
        f"({1000 * first / len(chosen):.1f} ms for {words:.0f} words)"
    )
    again = {name: seconds(name) for name in cleaners}  # every word of these articles is known by now
    print(f"  a second time   {1000 * again['whole'] / len(chosen):6.1f} ms")
    for step in STEPS:
        print(f"  without {step:12}{1000 * (again['whole'] - again[step]) / len(chosen):6.1f} ms less")


class Plain:
    """A tokenizer for sumy that needs no download; cheaper than nltk's, so the script gains by it."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(s for s in re.split(r"(?<=[.!?])\s+", text) if s)

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", text))


def script(articles: Sequence[Article]) -> None:
    import ftfy
    import language_tool_python
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    from cleanup import Cleaner
    from cleanup.engines.languagetool.client import LanguageToolEngine
    from cleanup.engines.languagetool.install import require_installation
    from cleanup.engines.languagetool.java import find_java
    from cleanup.engines.languagetool.server import PrivateServer

    chosen = middling(articles, 40)
    process = PrivateServer(require_installation(), find_java())
    server = LanguageToolEngine(process)
    tool = language_tool_python.LanguageTool("en-US", remote_server=process.address().url)
    tokenizer, ranker = Plain(), LexRankSummarizer()

    def by_script(text: str) -> object:
        text = tool.correct(ftfy.fix_text(text))
        return [str(s) for s in ranker(PlaintextParser.from_string(text, tokenizer).document, 3)]

    with Cleaner() as cleaner, Cleaner(engine=server) as beside:
        sides: dict[str, Callable[[Article], object]] = {
            "script": lambda a: by_script(a["text"]),
            "cleanup, embedded engine": lambda a: cleaner.clean(a["text"], title=a.get("title")),
            "cleanup, LanguageTool": lambda a: beside.clean(a["text"], title=a.get("title")),
        }
        for a in middling(articles, 60)[40:]:  # warm: the server needs some texts until its code is compiled
            for side in sides.values():
                side(a)
        total = dict.fromkeys(sides, 0.0)
        for a in chosen:
            for name, side in sides.items():
                began = time.perf_counter()
                side(a)
                total[name] += time.perf_counter() - began
    server.close()
    for name, seconds in total.items():
        print(
            f"  {name:28}{1000 * seconds / len(chosen):8.0f} ms an article, {total['script'] / seconds:.1f}x the script's speed"
        )


def run(rows: Sequence[Article], *arguments: str) -> tuple[float, float]:
    """Seconds and peak memory in MB of `cleanup run` over rows; see `proportional`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        with source.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
        began = time.perf_counter()
        program = subprocess.Popen(
            [sys.executable, "-m", "cleanup", "run", str(source), "-o", str(Path(folder) / "out.jsonl"), *arguments],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        peak = 0.0
        while program.poll() is None:
            peak = max(peak, proportional(program.pid))
            time.sleep(0.25)
        if program.returncode:
            raise SystemExit(f"cleanup run ended with {program.returncode}")
        return time.perf_counter() - began, peak


def proportional(pid: int) -> float:
    """MB of a process and its descendants, pages they share counted once (PSS)."""
    total, waiting = 0.0, [pid]
    while waiting:
        pid = waiting.pop()
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1024
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
        except OSError:  # ended meanwhile
            continue
    return total


def workers(articles: Sequence[Article]) -> None:
    for label, count, arguments in (("with grammar", 120, ()), ("without grammar", 800, ("--skip", "grammar"))):
        rows = list(renamed(articles, count))
        ratios = []
        for _ in range(2):
            one, two = (run(rows, "--jobs", jobs, *arguments)[0] for jobs in "12")
            ratios.append(one / two)
        print(
            f"  {label}: {count} articles, last {one:.1f} s and {two:.1f} s; one / two: "
            + ", ".join(f"{r:.2f}" for r in ratios)
            + f"; median {median(ratios):.2f}"
        )


def renamed(articles: Sequence[Article], count: int) -> Iterator[Article]:
    """The articles over and over, under new ids."""
    for number, a in enumerate(islice(cycle(articles), count)):
        yield {**a, "id": f"{number}"}


def length(articles: Sequence[Article]) -> None:
    from cleanup import Cleaner

    texts = [a["text"] for a in middling(articles, 100)]
    for label, skip, count in (("with grammar", (), 100), ("without grammar", ("grammar",), 100)):
        with Cleaner(skip=skip) as cleaner:
            for text in texts[:count]:
                cleaner.clean(text)  # the same words are known in every length
            took = {}
            for times in (1, 10, count):
                joined = ["\n\n".join(texts[i : i + times]) for i in range(0, count, times)]
                took[times] = sum(spent(lambda t=text: cleaner.clean(t)) for text in joined) / len(joined)
        print(
            f"  {label}: "
            + ", ".join(f"{times}x as long {seconds / took[1]:.1f} times the time" for times, seconds in took.items()),
            flush=True,
        )


def memory(articles: Sequence[Article]) -> None:
    peaks: dict[int, float] = {}
    for count in map(int, os.environ.get("COUNT", "1000,5000,20000").split(",")):
        seconds, peaks[count] = run(list(renamed(articles, count)), "--skip", "grammar", "--jobs", "2")
        first = next(iter(peaks.values()))
        print(
            f"  {count} articles: {seconds:.0f} s, peak {peaks[count]:.0f} MB, {peaks[count] / first:.3f} of the first",
            flush=True,
        )


def cold(articles: Sequence[Article]) -> None:
    seed = str(next((ROOT / "seeds").glob("*.txt")))
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as an installation has it
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "--help": ["--help"],
            "clean --skip grammar": ["clean", seed, "--skip", "grammar"],
            "clean": ["clean", seed],
            "run": ["run", seed, "-o", folder, "--restart"],
        }
        for name, arguments in commands.items():
            times = []
            for _ in range(5):
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "cleanup", *arguments], cwd=ROOT, check=True, capture_output=True, env=compiled
                )
                times.append(time.perf_counter() - began)
            print(f"  {name:24}{median(times):6.2f} s (median of 5)")


BENCHES = {
    "engine": engine,
    "stages": stages,
    "script": script,
    "workers": workers,
    "length": length,
    "memory": memory,
    "cold": cold,
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
