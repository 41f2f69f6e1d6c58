"""Evidence for the judge of corrections, made of what people decided in reviews:

    python -m cleanup.training.labels labels.jsonl [...] > more.jsonl

The lines are those of `cleanup review --export-labels`. Each verdict on an English correction is looked for again among what
the engine and the detectors propose for its line, and its features are those of that place; what is not proposed any more
is left out and counted. The result has the form of data/evidence.jsonl and may be added to it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cleanup.config import EngineSettings
from cleanup.engines import registry
from cleanup.engines.protocol import Engine
from cleanup.stages.grammar.classifier import EVIDENCE_NAMES, NAMES
from cleanup.stages.grammar.dialect import detect_dialect
from cleanup.stages.grammar.features import ArticleText
from cleanup.stages.grammar.proposals import english, line_candidates, place_rows


def evidence(rows: Iterable[Mapping[str, Any]], engine: Engine) -> Iterator[dict[str, Any] | None]:
    """A line of evidence for each verdict on an English correction, None for one that is not proposed any more."""
    resources = english()
    article: Mapping[str, Any] = {}
    for row in rows:
        if "verdict" not in row:
            article = row
            continue
        if row["stage"] != "grammar" or not str(article.get("language") or "").startswith("en"):
            continue
        line = row["line"].replace("\n", " ")
        candidates = line_candidates(line, engine.check(line, detect_dialect(article["text"])), resources.lexicon)
        places = place_rows(line, candidates, ArticleText(article["text"], article.get("title") or ""), resources)
        for c, place in zip(candidates, places, strict=True):
            if (c.rule, c.start, c.end, c.new) == (row["rule"], row["start"], row["end"], row["new"].replace("\n", " ")):
                named = zip(NAMES[len(EVIDENCE_NAMES) :], place, strict=True)
                yield {
                    "category": c.category,
                    "features": {name: round(float(value), 3) for name, value in named if value},
                    "group": row["group"],
                    "issue": c.issue_type,
                    "new": c.new,
                    "old": c.old,
                    "rule": c.rule,
                    "source": "article",
                    "sub": c.sub_rule,
                    "verdict": row["verdict"],
                }
                break
        else:
            yield None


def main(paths: list[str]) -> None:
    """Write the evidence of label files to stdout."""
    lost = 0
    engine = registry.open_engine(EngineSettings())
    for path in paths:
        rows = (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip())
        for found in evidence(rows, engine):
            if found is None:
                lost += 1
            else:
                print(json.dumps(found, ensure_ascii=False, sort_keys=True))
    engine.close()
    if lost:
        print(f"{lost} verdicts are on what is not proposed any more", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
