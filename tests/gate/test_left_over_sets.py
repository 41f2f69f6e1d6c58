"""Floors of the line judge and the rules on pages of several sets: words of the articles kept, left-over words removed.

The pages belong to their publishers and may not be shipped, so these are skipped without LEFT_OVER_GATE_DATA=FILE:FILE...,
the files that `cleanup.training.lines` reads. Every eighth page of a set is scored. The shipped judge has seen them, so a
floor catches a break and says nothing about quality; the figures on unseen sites are on its card (`cleanup models lines`).
"""

from __future__ import annotations

import os
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from statistics import mean

import pytest

from tests.gate.floors import require
from tests.gate.left_over import cleaned

DATA = [Path(name) for name in os.environ.get("LEFT_OVER_GATE_DATA", "").split(":") if name]
STEP = 8
SETS = ("wcxb", "fundus", "other-documentation", "other-forum")
needs_data = pytest.mark.skipif(not DATA, reason="LEFT_OVER_GATE_DATA names no training data, which may not be shipped")


@lru_cache(maxsize=1)
def texts() -> dict[str, list[tuple[str, str, list[str], list[int]]]]:
    """By set: kind, title, lines and their labels."""
    from cleanup.training.line_data import article_samples
    from cleanup.training.lines import read_pages

    pages = defaultdict(list)
    for data in DATA:
        for page in read_pages(data):
            pages[page.source].append(page)
    return {
        source: [
            (s.kind, s.title, s.lines, s.labels)
            for s in article_samples(list(islice(pages[source], 0, None, STEP)), 7, 1, vary=False)
        ]
        for source in SETS
    }


def left(lines: list[str], title: str) -> list[bool]:
    """Of each line, whether it is still there."""
    text = "\n\n".join(" ".join(line.split()) for line in lines)
    out = cleaned(text, title or None).split("\n\n")
    before = text.split("\n\n")
    kept = [False] * len(before)
    for block in SequenceMatcher(None, before, out, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept


@cache
def figures(source: str) -> tuple[float, float]:
    """Of a set: the share of words that clean articles keep (mean of pages), and of left-over words that go."""
    shares = []
    there = gone = 0
    for kind, title, lines, labels in texts()[source]:
        sizes = [len(line.split()) for line in lines]
        kept = left(lines, title)
        if kind == "clean":
            shares.append(sum(n for n, k in zip(sizes, kept, strict=True) if k) / sum(sizes))
        else:
            there += sum(n for n, label in zip(sizes, labels, strict=True) if not label)
            gone += sum(n for n, label, k in zip(sizes, labels, kept, strict=True) if not label and not k)
    return mean(shares), gone / there


def corpus(source: str) -> list[str]:
    return ["\n".join(lines) for _, _, lines, _ in texts()[source]]


@needs_data
@pytest.mark.parametrize("source", SETS)
def test_each_set(source: str) -> None:
    kept, removed = figures(source)
    require(f"left-over.{source}-kept", kept, corpus(source))
    require(f"left-over.{source}-removed", removed, corpus(source))


@needs_data
def test_the_worst_set() -> None:
    every = [text for source in SETS for text in corpus(source)]
    require("left-over.worst-kept", min(figures(source)[0] for source in SETS), every)
    require("left-over.worst-removed", min(figures(source)[1] for source in SETS), every)
