"""Names and acronyms, told by their capitals here, elsewhere in the article, and in its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleanup.text.marks import SENTENCE_END, WORD
from cleanup.text.spans import ProtectedSpan

_WORD = re.compile(WORD)
_CAPITALIZED = re.compile(
    r"(?<![^\W\d_])(?<![^\W_]['’.&\-‑])"
    r"[^\W\d_]*[A-Z\u00c0-\u00de\u0100-\u024f][^\W\d_]*(?:['’.&\-‑][^\W\d_]+)*"
)
_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z\u00df-\u00ff]{2,}(?![\w-])")
_ACRONYM = re.compile(r"[A-Z0-9&\-]{2,}|(?:[A-Z]\.?){2,}s?")
_MIXED = re.compile(r"(?:[^\W\d_]+[-‑/]?\d|\d+[-‑/]?[^\W\d_])[^\W_]*(?:[-‑/][^\W_]+)*")  # COVID-19, x86, 5G
_PLAIN_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|s|[-‑][a-z-]+)")
_SENTENCE_END = re.compile(SENTENCE_END + r"['\"“‘«(\[]*$")
_LINE_START = re.compile(r"^[\s•*+·–—#>\-]*(?:\(?\d{1,3}[.)]\s+)?['\"“‘«(\[]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Capt|Lt|Sgt|Rev|Hon|Jr|Sr|Mt|Ft|No|vs|Inc|Co|Corp|Ltd|"
    r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.\s+$"
)
# Words that are no names when a sentence starts with them, even if a title in title case shows them capitalized.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
a about above after again against all also although always am an and another any are around as at away back be
because been before behind being below between both but by can could did do does doing done down during each
either else even every few first for from get getting had has have having he her here hers him his how however
i if in inside into is isn't it it's its itself just last less let let's like made make many may maybe me
might more most much must my near need neither never new next no none nor not nothing now of off often on once
one only onto or other our ours out outside over own per perhaps please rather same several she should since
so some something still such take than that that's the their theirs them then there there's these they they're
this those though through thus to today together too under until up upon us use used using very was we we're
well were what what's when where whether which while who whom whose why will with within without would yes yet
you you're your yours
""",
    )
)


_I_AM = re.compile(  # "Im" that lost its apostrophe, and no surname
    r" (?:sure|not|going to|glad|afraid|sorry|happy|trying to|looking forward|proud of|tired of|certain|convinced|thinking of)\b"
)


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word at `at` begins a line or a sentence (a colon does not end one)."""
    if at >= 2 and text[at - 1] == " " and (text[at - 2].isalnum() or text[at - 2] in ",;:-–—&"):
        return False  # the usual case, without a search
    newline = text.rfind("\n", 0, at) + 1
    if at - newline <= 30 and _LINE_START.match(text[newline:at]):
        return True
    before = text[max(at - 30, newline) : at]
    return bool(_SENTENCE_END.search(before)) and not _ABBREVIATION.search(before)


def _bare(word: str) -> str:
    """The word without a possessive ending."""
    return re.sub(r"['’][sS]?$", "", word)


def _title_case(words: Sequence[str], line: str) -> bool:
    """Whether most longer words of the line are capitalized: then capitals there prove no name."""
    if len(line) >= 160:
        return False
    longer = [w for w in words if w.lower() not in FUNCTION_WORDS]
    return len(longer) >= 2 and sum(w[0].isupper() for w in longer) > 0.6 * len(longer)


def names(text: str, title: str | None) -> Iterator[ProtectedSpan]:
    for m in _MIXED.finditer(text):
        if not _PLAIN_NUMBER.fullmatch(m.group()):
            yield ProtectedSpan(m.start(), m.end(), "acronym")
    known: set[str] = set()
    running: Counter[str] = Counter()  # capitalized in mid-sentence, in running prose; in lower case here
    first: list[tuple[int, int, str]] = []
    start = 0
    for line in text.split("\n"):
        found = list(_CAPITALIZED.finditer(line))
        heading = len(found) > 1 and _title_case(_WORD.findall(line), line)
        for m in found:
            word, a, b = m.group(), start + m.start(), start + m.end()
            bare = _bare(word)
            if bare in ("I", "A") or (word[0] == "I" and word[1:2] in ("'", "’")):
                # "A" and "I" in mid-sentence: a grade, a numeral; one letter is no name to keep from "A a" errors.
                continue
            if bare == "Im" and _I_AM.match(line, m.end()):
                continue
            if not bare[0].isupper() or sum(map(str.isupper, bare)) >= 2:
                known.add(bare)
                yield ProtectedSpan(a, b, "acronym" if _ACRONYM.fullmatch(bare) else "name")
            elif starts_sentence(line, m.start()):
                first.append((a, b, bare))
            else:
                known.add(bare)
                if not heading:
                    running[bare.lower()] += 1
                yield ProtectedSpan(a, b, "name")
        start += len(line) + 1
    if title:
        known |= {_bare(w) for w in _WORD.findall(title) if w[0].isupper()}
    for a, b, bare in first:
        if bare in known and bare.lower() not in FUNCTION_WORDS:
            yield ProtectedSpan(a, b, "name")
    if running:
        yield from _lowered_names(text, running)


def _lowered_names(text: str, running: Counter[str]) -> Iterator[ProtectedSpan]:
    """ "huawei" in an article that mostly writes "Huawei" is the name; "march" beside one "March" is not."""
    lower = Counter(w for w in _LOWER_WORD.findall(text) if w in running)
    wanted = {w for w, n in lower.items() if running[w] > n and w not in FUNCTION_WORDS}
    if wanted:
        for m in _LOWER_WORD.finditer(text):
            if m.group() in wanted:
                yield ProtectedSpan(m.start(), m.end(), "name")
