"""A feature of a line and its value, said in words: what a reader of the change list sees."""

from __future__ import annotations

import math
from collections.abc import Callable

Saying = Callable[[float], str]


def _share(what: str) -> Saying:
    return lambda v: f"{what} {round(100 * v)} %"


def _part(what: str) -> Saying:
    return lambda v: f"{round(100 * v)} % {what}"


def _count(what: str) -> Saying:
    return lambda v: f"{round(math.expm1(v))} {what}"


def _either(yes: str, no: str) -> Saying:
    return lambda v: yes if v > 0.5 else no


def _score(of: str) -> Saying:
    return lambda v: f"{of} of left-over lines" if v < 0 else f"{of} of articles"


SAYINGS: dict[str, Saying] = {
    "words": _count("words"),
    "characters": _count("characters"),
    "word length": lambda v: f"mean word length {v:.1f}",
    "function words": _share("function words"),
    "capitalized": _share("capitalized words"),
    "all capitals": _share("words in capitals"),
    "digits": _share("numbers among the words"),
    "sentence end": _either("ends as a sentence", "no sentence end"),
    "question": _either("a question", "no question"),
    "colon end": _either("ends with a colon", "no colon at its end"),
    "ellipsis end": _either("ends cut off", "not cut off"),
    "open end": _either("no end mark", "has an end mark"),
    "lower-case start": _either("starts in lower case", "starts with a capital"),
    "inner sentence ends": lambda v: f"{round(v) + 1} sentences" if v >= 1 else "at most one sentence",
    "commas": lambda v: f"{v:.2f} commas a word",
    "address": _either("a link, address or handle", "no address"),
    "separators": lambda v: f"{round(v)} separators such as | or ›",
    "quotes": lambda v: f"{round(v)} quote marks",
    "currency": _either("a price", "no price"),
    "date": _either("a date", "no date"),
    "clock": _either("a time or duration", "no time"),
    "you": _share("words to the reader:"),
    "we": _share("words in the first person:"),
    "asking words": _share("words such as share, read, subscribe:"),
    "joined words": lambda v: f"{round(v)} words run together",
    "brackets": lambda v: f"{round(v)} brackets",
    "different words": _share("different words"),
    "code marks": lambda v: f"{round(v)} code marks",
    "first word asks": _either("starts with a word such as share or read", ""),
    "title overlap": _share("words shared with the title"),
    "inside title": _share("found in the title"),
    "holds title": _part("of the title's words in it"),
    "words found elsewhere": _part("of its words found elsewhere in the text"),
    "words found in body": _part("of its words found in the body"),
    "words of the run found in body": _part("of the words of the lines beside it found in the body"),
    "words a line in the run": lambda v: f"{round(v)} words a line in the lines beside it",
    "sentence ends in the run": _part("of the lines beside it end as sentences"),
    "asking words in the run": _share("words such as share, read, subscribe in the lines beside it:"),
    "words of the ends": _part("of its words found near the start or the end of the text"),
    "rare words": lambda v: f"{round(v)} words found nowhere else",
    "lines before": _count("lines before it"),
    "lines after": _count("lines after it"),
    "place": lambda v: f"{round(100 * v)} % into the text",
    "words before": _count("words before it"),
    "words after": _count("words after it"),
    "lines since body": lambda v: f"{round(v)} lines below the last full sentence",
    "lines to body": lambda v: f"{round(v)} lines above the next full sentence",
    "body lines before": _count("lines of sentences before it"),
    "body lines after": _count("lines of sentences after it"),
    "body share before": _part("of the body stands before it"),
    "run length": lambda v: f"in a run of {round(v)} lines without sentences",
    "run place": _part("through a run of lines without sentences"),
    "copies": lambda v: f"stands {round(v)} times in the text",
    "same start": _count("lines start like it"),
    "word score": _score("words"),
    "page word score": _score("words"),
    "word score near": _score("neighborhood's words"),
    "page word score near": _score("neighborhood's words"),
    "page word score wide": _score("neighborhood's words"),
    "word score so far": _score("words before it"),
    "word score from here": _score("words after it"),
    "page word score so far": _score("words before it"),
    "page word score from here": _score("words after it"),
    "lowest word score above": _score("lines just above it have words"),
    "form score": _score("the build"),
    "page form score": _score("the build"),
    "form score near": _score("builds around it"),
    "page form score wide": _score("builds around it"),
    "words near": lambda v: f"{round(v)} words a line around it",
    "lines": _count("lines in all"),
    "all words": _count("words in all"),
    "words a line": lambda v: f"{round(v)} words a line in all",
    "body line share": _part("of all lines are sentences"),
    "short line share": _part("of all lines are short"),
    "mean word score": _score("all words"),
    "mean page word score": _score("all words"),
    "judged": lambda v: "looks left over by itself" if v < 0 else "looks like the article by itself",
    "judged near": lambda v: "neighbors look left over" if v < 0 else "neighbors look like the article",
    "judged wide": lambda v: "surroundings look left over" if v < 0 else "surroundings look like the article",
    "judged so far": lambda v: "text before it looks left over" if v < 0 else "text before it looks like the article",
    "judged from here": lambda v: "all after it looks left over" if v < 0 else "text after it looks like the article",
    "lowest above": lambda v: "left-over lines just above" if v < 0 else "no left-over lines just above",
    "lowest below": lambda v: "left-over lines just below" if v < 0 else "no left-over lines just below",
    "left-over words": _part("of all words look left over"),
    "left-over lines": _count("lines look left over"),
    "left-over to the end": _count("lines to the next sure line of the article, or the end"),
    "left-over from the start": _count("lines below the last sure line of the article, or the start"),
    "in best stretch": _either("inside the article's main stretch", "outside the article's main stretch"),
    "beyond best stretch": _count("lines outside the article's main stretch"),
}
_NEIGHBOR = {
    "-1": "line above",
    "+1": "line below",
    "-2": "second line above",
    "+2": "second line below",
    "-3": "third line above",
    "+3": "third line below",
}


def say(name: str, value: float) -> str:
    """The feature in words; empty where there is nothing to say of this value."""
    saying = SAYINGS.get(name)
    if saying is not None:
        return saying(value)
    base, _, where = name.rpartition(" ")
    if where not in _NEIGHBOR:
        return name
    return f"{_NEIGHBOR[where]}: {SAYINGS[base](value)}" if value != -1.0 else f"no {_NEIGHBOR[where]}"
