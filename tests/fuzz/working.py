"""A process that makes inputs and checks them, and what it keeps of them."""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cleanup.api import Cleaner
from cleanup.review.ledger_file import LedgerFile, written
from tests.fuzz.checks import Checker, sign_of
from tests.fuzz.making import LONGEST, Maker, own_texts, texts_in
from tests.fuzz.shrinking import shrunk
from tests.page.html_pages import ODDITIES

_KEPT_ALIKE = 3  # failures of one kind that are kept
# How often each kind is made: articles cost the most time and have the most to find.
_SHARES = {
    "text": 8, "html": 3, "markdown": 3, "bytes": 1, "jsonl": 2, "csv": 1, "parquet": 1, "warc": 1, "settings": 2, "ledger": 3, "rules": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is to do: `inputs` (0: no limit) of these kinds, for at most so many `seconds` (0: no limit)."""

    corpus: Path
    kinds: tuple[str, ...]
    seed: int
    inputs: int
    seconds: float
    engine: bool
    seeds: Path | None
    number: int


def do(work: Work, done: Any) -> None:
    """Make inputs and check them; of each, (kind, what failed or None) goes into the queue `done`."""
    corpus, kinds, more, last = work.corpus, work.kinds, work.seeds, last_of(work.corpus, work.number)
    last.parent.mkdir(parents=True, exist_ok=True)
    numbers = random.Random(work.seed)
    texts = [*own_texts(), *(texts_in(more) if more else ())]
    kept = {kind: [p.read_bytes() for p in sorted((corpus / kind).glob("*")) if p.is_file()] for kind in kinds}
    if more:
        kept.setdefault("html", []).extend(p.read_bytes()[:LONGEST] for p in sorted(more.glob("*.html")))
    reached: set[str] = set()
    alike: Counter[str] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cleanup-fuzz-") as folder:
        checker = Checker(Path(folder), engine=work.engine)
        ledgers = _ledgers(checker, texts)
        maker = Maker(numbers, texts, kept, ledgers)
        weights = [_SHARES[kind] for kind in kinds]
        count = 0
        while (not work.inputs or count < work.inputs) and (not work.seconds or time.monotonic() - begun < work.seconds):
            kind = numbers.choices(kinds, weights)[0]
            data = maker.make(kind)
            last.write_bytes(kind.encode() + b"\n" + data)
            sign = None
            try:
                found = checker.check(kind, data)
                if not found <= reached:
                    reached |= found
                    kept.setdefault(kind, []).append(data)
                    put(corpus / kind, data)
            except Exception as error:
                sign = sign_of(error)
                if alike[sign] < _KEPT_ALIKE:
                    alike[sign] += 1
                    _report(corpus, kind, data, error, checker, work.engine)
            done.put((kind, sign))
            count += 1
        checker.close()


def _ledgers(checker: Checker, texts: list[str]) -> list[bytes]:
    """Ledgers of a few articles, some of them with decisions."""
    out = []
    with Cleaner(checker.settings) as cleaner:
        results = [cleaner.clean(text[:2500]) for text in texts[:6]] + [cleaner.clean_html(o.html) for o in ODDITIES[:4]]
    for result in results:
        file = LedgerFile.of(result)
        out.append(written(file.values()).encode())
        if result.ledger.accepted:
            decided = result.ledger.decide(
                result.source_text, [result.ledger.accepted[0].id], "refused", by="a person", at="2024-05-01", force=True
            ).ledger
            out.append(written(replace(file, ledger=decided).values()).encode())
    return out


def put(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def last_of(corpus: Path, number: int) -> Path:
    """Where a process keeps the input that it is at, for the case that it dies of it."""
    return corpus / "last" / str(number)


def _report(corpus: Path, kind: str, data: bytes, error: Exception, checker: Checker, engine: bool) -> None:
    sign = sign_of(error)

    def fails(smaller: bytes) -> bool:
        try:
            checker.check(kind, smaller)
        except Exception as other:
            return sign_of(other) == sign
        return False

    small = data if sign in ("slow", "hangs") else shrunk(data, fails)
    path = put(corpus / "failed" / kind, small)
    command = f"python -m tests.fuzz --kind {kind} --try {path}{' --engine' if engine else ''}"
    why = "".join(traceback.format_exception(error))
    path.with_suffix(".why").write_text(f"{sign}\n{command}\n\n{why}", encoding="utf-8", errors="backslashreplace")
    print(f"FAILS {sign}\n      {str(error)[:200]!a}\n      {command}", flush=True)
