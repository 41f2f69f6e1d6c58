"""The grammar stage corrects the same places whichever engine is behind it."""

from __future__ import annotations

import re
from pathlib import Path

from cleanup.config import GrammarSettings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document
from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.protocol import Engine
from cleanup.stages.grammar.stage import GrammarStage
from cleanup.training import DATA

SENTENCES = Path(__file__).parent / "sentences.txt"
Change = tuple[int, int, str, str]


def sentences(seed: str) -> list[str]:
    """Own sentences with an error each, the sentences of the engines' own test, the seed's paragraphs."""
    pairs = (DATA / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    lines = [pair.split("\t")[0] for pair in pairs]
    lines += SENTENCES.read_text(encoding="utf-8").splitlines()
    lines += [line for line in seed.splitlines() if line.strip()]
    return list(dict.fromkeys(line.strip() for line in lines if re.search(r"\w", line)))


def accepted(texts: list[str], engine: Engine) -> list[set[Change]]:
    """The accepted edits of each text, each text an article of its own."""
    stage, found = GrammarStage(GrammarSettings("balanced", "en-US")), []
    for text in texts:
        document = Document(text=text, language="en")
        done = run(document, [stage], [], Context(engine=engine), Policy())
        found.append(
            {(d.edit.start, d.edit.end, d.edit.replacement, d.edit.rule) for d in done.ledger if d.verdict == "accepted"}
        )
    return found


def test_accepted_edits_are_the_same_on_five_hundred_sentences(
    embedded: EmbeddedEngine, languagetool: LanguageToolEngine, seed: str
) -> None:
    texts = sentences(seed)
    assert len(texts) >= 500
    ours, theirs = accepted(texts, embedded), accepted(texts, languagetool)
    both = sum(len(a & b) for a, b in zip(ours, theirs, strict=True))
    either = sum(len(a | b) for a, b in zip(ours, theirs, strict=True))
    assert both >= 300
    differing = [(t, a ^ b) for t, a, b in zip(texts, ours, theirs, strict=True) if a != b]
    assert both >= 0.98 * either, differing
    assert len(differing) <= 0.02 * len(texts), differing
