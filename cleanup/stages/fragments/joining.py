"""Pieces cut off their sentence: relative clauses, appositions and clauses of reason that stand alone, English.

    ... the EU office Tony Graziano. Who had led it since 2011.
 -> ... the EU office Tony Graziano, who had led it since 2011.

What is joined: a sentence that begins with who, which, whose, whom or where and goes on with a verb; "Making it ..."; "A
loyalist who had ..." after a person's name; "Because ...", "Although ..." and their like. In each, no verb may be left for a
main clause (`clauses.verbs_left_over`), and the sentence before must have one. Left alone: questions, answers to them ("Why?
Because it works."), pieces in a row that open alike ("Because it was late. Because nobody came."), free relatives ("Who dares
wins."), fixed turns ("Which is why ..."), sentences that a quotation touches, anything but paragraphs, verse.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanup.stages.fragments.clauses import finite, has_verb, informal, tokens_of, verbs_left_over

# On 1.5 million words of published articles 14 sentences are joined or suggested (see tests/bench): 12 right, all of them in
# columns and blogs, where a writer may have meant the piece to stand alone; hence what is joined there is only suggested.
JOINED, SUGGESTED = 0.86, 0.5
LONGEST_PIECE = 45  # words; a longer one is more likely misread than cut off
FEWEST_BEFORE = 3  # words of the sentence that is joined to: "Not here. Because ..." is talk
_RELATIVE = re.compile(r"(?:Who|Which|Whose|Whom|Where) (?=[a-z])")
_TURN = re.compile(
    r"Which (?:is|was) (?:why|where|when|how|what|to say)\b|Which (?:brings?|brought|leads?|led|reminds?|takes?) (?:me|us)\b"
)
_SKIPPED = re.compile(r"^(?:in (?:turn|fact|part)|of course|then|now|also|later|once|long|only|never|always|still|[a-z]+ly)$")
_REASON = re.compile(r"(?:Because|Although|Though|Whereas|While|Since|Unless|Even though|Even if)\b(?! of\b)")
_SUBJECT_OPENS = frozenset("the a an this these those its their his her he she they we it i you".split())
# "While in office she ...", "Since the war it has ...": these open a clause for sure only with such a subject behind them.
_ANYONE = frozenset("it he she they we i you nobody everybody everyone there".split())
_WITH_SUBJECT = {"while": _SUBJECT_OPENS | _ANYONE, "since": _ANYONE}
_NO_COMMA = ("because", "unless", "while", "even if")
# What came of it: no subject of its own, and the whole sentence before is what did it
_RESULT = re.compile(
    r"(?:Making|Leaving|Allowing|Causing|Forcing|Turning|Prompting) "
    r"(?:it|him|her|them|us|this|the|a|an|its|his|their|many|more|most|some|thousands|hundreds|dozens|two|three) "
)
_APPOSITION = re.compile(r"(?:A|An|One of the) (?:[a-z][a-z’'-]*,? ){1,6}(?:who|whose) ")
_PERSON = re.compile(r"(?:[A-Z][\w’'-]*\.? )+[A-Z][\w’'-]{2,}$")
_NOUN_AT_END = re.compile(r"(?:[\w’'%-]*[^\W_])$")
_NO_NOUN = frozenset(
    "not so too it this that them him her us me you they he she we i there here now then again is are was were do does did of "
    "in on at by for from with to and or but the a an who what which how why".split()
)


@dataclass(frozen=True, slots=True)
class Joint:
    """`text[start:end]`, from the stop to the piece's first letter, becomes `replacement`; both sentences together are
    `text[first:last]`. `sure`: not where the writer's style may be meant."""

    start: int
    end: int
    replacement: str
    rule: str
    sure: bool
    first: int
    last: int


def joints(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Joint]:
    """Of one paragraph's sentences, in order, those to be joined to the one before. Offsets: the text's.

    Pieces in a row are joined one after another ("... Liu. A loyalist who ... . Who ..."): each to what stands before it.
    """
    casual: bool | None = None
    openings = [_opening(text[start:end]) for start, end in spans]
    for i, ((start, end), (at, stop)) in enumerate(itertools.pairwise(spans), start=1):
        before, piece = text[start:end], text[at:stop]
        if text[end:at] != " " or not before.endswith(".") or before.endswith("..") or not piece.endswith("."):
            continue
        if openings[i] in (openings[i - 1], *openings[i + 1 : i + 2]):
            continue  # "Because it was late. Because nobody came.": the writer sets them side by side
        found = _rule(before[:-1], piece)
        if found is None:
            continue
        rule, mark = found
        if casual is None:
            casual = informal(text[spans[0][0] : spans[-1][1]])
        yield Joint(end - 1, at + 1, f"{mark} {piece[0].lower()}", rule, not casual, start, stop)


def _opening(sentence: str) -> str:
    """The word that a sentence opens with, in lower case; two where the first is an article."""
    words = sentence.lower().split(maxsplit=2)[:2]
    return " ".join(words if words[:1] in (["a"], ["an"], ["one"]) else words[:1])


def _rule(before: str, piece: str) -> tuple[str, str] | None:
    """The rule by which the piece belongs to the sentence before it, and the mark that goes between; or None."""
    if not (_RELATIVE.match(piece) or _REASON.match(piece) or _APPOSITION.match(piece) or _RESULT.match(piece)):
        return None
    tokens = tokens_of(piece[:-1])
    words = tokens_of(before)
    if not 2 <= len(tokens) <= LONGEST_PIECE or len(words) < FEWEST_BEFORE or not has_verb(words):
        return None
    if _RELATIVE.match(piece):
        return ("relative-clause", ",") if _is_relative(tokens, piece, words) else None
    if _REASON.match(piece):
        opener = " ".join(tokens[:2]) if tokens[0] == "even" else tokens[0]
        if opener in _WITH_SUBJECT and tokens[1] not in _WITH_SUBJECT[opener]:
            return None
        whole = len(tokens) > len(opener.split()) + 1 and has_verb(tokens) and "," not in piece and ";" not in piece
        if whole and verbs_left_over(tokens, opener == "since") <= 0:
            return "clause-alone", "" if opener in _NO_COMMA else ","
        return None
    if _RESULT.match(piece):
        return ("clause-alone", ",") if _NOUN_AT_END.search(words[-1]) and not has_verb(tokens) else None
    if _PERSON.search(before) and verbs_left_over(tokens, 0) <= 0:
        return "apposition", ","
    return None


def _is_relative(tokens: Sequence[str], piece: str, before: Sequence[str]) -> bool:
    if _TURN.match(piece) or not _NOUN_AT_END.search(before[-1]):
        return False
    if tokens[0] == "which":
        pass  # may take up the whole sentence: "Fares rose twice, which angered ..."
    elif before[-1] in _NO_NOUN:
        return False
    if verbs_left_over(tokens, 0) > 0 or not has_verb(tokens):
        return False
    if tokens[0] == "where":
        return tokens[1] in _SUBJECT_OPENS
    if tokens[0] in ("whose", "whom") or (tokens[0] == "which" and tokens[1] in _SUBJECT_OPENS):
        return True
    at = 1
    while at < len(tokens) and _SKIPPED.match(tokens[at]):
        at += 1
    return at < len(tokens) and finite(tokens, at)
