"""`cleanup summarize` as a user runs it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.test_run import write
from tests.conftest import SEED, Command
from tests.summary.test_kind import ESSAY, HOW_TO, REPORT


def sentences(command: Command, *options: str) -> list[str]:
    done = command("summarize", SEED, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_sentences_of_the_seed_in_their_order(command: Command, seed: str) -> None:
    found = sentences(command, "--sentences", "6")
    assert len(found) == 6
    places = [seed.index(s[:60]) for s in found]
    assert all(a < b for a, b in pairwise(places))
    for sentence in found:
        assert not sentence.startswith(("Instead of China", "Follow HU", "Belgium’s State Security Service Inspected"))


@pytest.mark.parametrize("words", [30, 60, 120, 200])
def test_word_budget_is_met_within_one_sentence(command: Command, seed: str, words: int) -> None:
    found = sentences(command, "--words", str(words))
    spent = sum(len(s.split()) for s in found)
    assert spent <= words
    # What is left would not have taken the sentence that comes next: no sentence of the seed is longer than 60 words.
    assert words - spent < 60


@pytest.mark.parametrize("characters", [150, 400, 1000])
def test_character_budget_counts_what_is_printed(command: Command, characters: int) -> None:
    found = sentences(command, "--characters", str(characters))
    assert found
    assert len(" ".join(found)) <= characters
    assert len(" ".join(found)) > characters - 400


def test_ratio_is_of_the_sentences(command: Command) -> None:
    tenth, third = len(sentences(command, "--ratio", "0.1")), len(sentences(command, "--ratio", "0.3"))
    assert 3 <= tenth <= 5
    assert 2 * tenth <= third <= 4 * tenth
    refused = command("summarize", SEED, "--ratio", "1.5")
    assert refused.returncode == 2
    assert "1.5" in refused.stderr


def test_about_a_name_ranks_by_relevance_as_well(command: Command) -> None:
    plain, about = sentences(command), sentences(command, "--about", "Tony Graziano")
    assert not any("Graziano" in s for s in plain)
    assert any("Tony Graziano" in s for s in about)
    told = command("summarize", SEED, "--about", "Tony Graziano", "--trace").stdout
    chosen = [line for line in told.splitlines() if line.startswith("chosen")]
    best = max(chosen, key=lambda line: float(line.split("score ")[1].split()[0]))
    assert ": Prior, in 2019 it replaced its then-head" in best
    # "Prior, in 2019 it" leans on a sentence that is flagged; asked for by name it comes without.
    assert not any(", needed by the next: " in line for line in chosen)


def test_explain_says_in_words_what_spoke_for_a_sentence_and_why_the_next_best_was_not_chosen(command: Command) -> None:
    told, left = command("summarize", SEED, "--explain").stdout.split("\n\nNot chosen:\n")
    opening, *chosen = told.split("\n\n")
    assert opening.startswith("The text reads as a report (")
    assert [entry.splitlines()[0] for entry in chosen] == [f"{n}. {s}" for n, s in enumerate(sentences(command), 1)]
    assert all("   for it: " in entry and "where it stands" in entry for entry in chosen)
    passed, reading = left.split("\n\nHow it reads:\n")
    assert passed.count("\n- ") == 4
    assert "it is flagged: it could not be mended" in passed
    assert "it leans on the sentence before it, which was not chosen" in passed
    assert "- Flesch reading ease " in reading
    assert "words in a sentence on average" in reading


def test_trace_gives_scores_and_places(command: Command, seed: str) -> None:
    lines = command("summarize", SEED, "--trace").stdout.splitlines()
    assert lines[0] == "method: auto"
    assert lines[1].startswith("article: report (")
    assert lines[1].endswith("chosen by weight")
    chosen = [line for line in lines if line.startswith("chosen, score ")]
    passed = [line for line in lines if line.startswith("passed over, score ")]
    assert len(chosen) == 3
    assert len(passed) == 5
    for line in chosen:
        start, end = line.split("of the input [")[1].split("]")[0].split(":")
        assert seed[int(start) : int(end)].startswith(line.split(": ", 1)[1][:30])
    assert any(", flagged: " in line for line in passed)
    assert any(", leans on the sentence before it, which was not chosen: The inspection also" in line for line in passed)
    parts = [line for line in lines if line.startswith("    ")]
    assert len(parts) == 3
    assert all(re.search(r"\w [+-][0-9]", line) for line in parts)


def test_kind_and_method_are_in_the_record(command: Command, tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": text}) for name, text in (("r", REPORT), ("e", ESSAY), ("h", HOW_TO))]
    write(tmp_path / "in.jsonl", "\n".join(lines) + "\n")
    done = command("summarize", "in.jsonl", "-o", "out.jsonl", "--sentences", "2")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["article_kind"] for r in records] == ["report", "essay", "how-to"]
    assert {r["summary_method"] for r in records} == {"auto"}
    for record in records:
        assert len(record["summary"]) == 2
        for sentence in record["summary"]:
            assert record["text"][sentence["start"] : sentence["end"]] == sentence["text"]
