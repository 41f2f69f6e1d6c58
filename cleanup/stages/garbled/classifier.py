"""Is a sentence garbled beyond repair? A logistic score over function-word patterns and n-gram surprise.

No parser: what tells is that small words stand beside each other that never do ("are is", "of by the"), that runs of small
words and parts of speech are those of damaged sentences (see `runs`), that a sentence begins as a preposition's or a clause's
beginning and has no verb, that two participles collide ("are tasked led by"), and that runs of common words are unknown to
the n-gram memory. Merely unusual sentences (inversion, ellipsis, proverbs, very short ones) must pass; figures in
tests/stages/garbled/test_classifier.py. English only. Trained by `python -m cleanup.training.garbled` on sentences written
for it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cleanup.languages.language import words as _set
from cleanup.models.bigrams import Bigrams, Words
from cleanup.models.ngrams import NGrams
from cleanup.models.store import MODELS
from cleanup.stages.garbled.sieve import Sieve

MODEL = MODELS / "garbled.json"
FLAG_AT = 0.75  # .3 % of published sentences, .16 of damaged and .6 of written garbled ones by cross-validation
CERTAIN = 0.9  # what a pattern counts that ordinary prose does not show

# A word with hyphens or dots inside is one ("by-then-bankrupt", "la.la.lo"): the small words in it collide with nothing.
_W = re.compile(r"[^\W\d_]+(?:['’.-][^\W_]+)*|\d[\d.,]*|[.,;:!?—–]")
_INNER = re.compile(r"(?<=[^\W_])[-.](?=[^\W_])")


_BE = _set(
    "is are was were am 's 're 'm isn't aren't wasn't weren't it's that's there's here's what's who's "
    "he's she's they're "
    "we're you're i'm let's"
)
_HAVE = _set("has have had hasn't haven't hadn't 've i've we've they've you've")
_DO = _set("do does did don't doesn't didn't")
_MODAL = _set(
    "will would can could may might shall should must won't wouldn't can't couldn't shouldn't mustn't "
    "cannot i'll we'll "
    "you'll they'll he'll she'll it'll i'd we'd you'd they'd he'd she'd"
)
AUXILIARY = _BE | _HAVE | _DO | _MODAL
_PAST = _set(
    # all irregular pasts that are no present of the same verb alone, in British and American spelling
    "arose ate awoke became began befell beheld bent bestrode bet betook bit bled blew bore bought broke "
    "brought built burnt burst came caught chid chose clove clung cost crept cut dealt drank dreamt drew drove dug dwelt "
    "fell felt fled flew flung forbade forbore foresaw foretold forgave forgot forsook fought found froze gave "
    "got grew had heard held hid hit hung hurt inlaid kept knelt knew knit laid lay leant leapt learnt led left lent lit "
    "lost made meant met mislaid misled misread misspelt mistook misunderstood outdid outgrew outran "
    "overate overcame overdid overran oversaw overslept overtook overthrew paid partook proved put quit ran rang read "
    "rebuilt redid remade repaid reran resold retold rethought rewound rewrote rid rode rose said sang sank sat saw sawed "
    "sent set shaved shone shook shore shot showed shrank shut slept slew slid slit slung slunk smelt smote snuck "
    "sold sought spat spelt spent spilt split spoilt spoke sprang spread spun stank stole stood strewed "
    "striven strode strove struck strung stuck stung swam swept swore swung taught thought threw "
    "thrived throve thrust told took tore trod undercut underlay understood undertook undid unwound upset went wept wet "
    "withdrew withheld withstood woke won wore wove wrote wrung "
    "lives lies stands comes goes makes takes gives keeps says means knows wins helps matters works brings costs passes stays "
    "stops thinks seems remains"
)
_IMPERATIVE = _set(
    "come call give let try see believe add take keep suffice save look note read go get make "
    "say ask think "
    "remember consider imagine click leave"
)
_PREPOSITION = _set(
    "of in on at by for from with to into onto over under between among during without within "
    "against about after before "
    "since until toward towards despite regarding through behind beside beyond near across "
    "along around above below via"
)
_OPENING = re.compile(
    r"(?i)(?:instead of|because of|due to|in addition to|according to|as well as|such as|in spite of|with "
    r"regard to|regarding|"
    r"in order to|as a result of|apart from|along with|together with|rather than|in terms of|with respect to|"
    r"for the first time|"
    r"despite|without|between|among|toward|towards|from|since|until|while|when|where|although|even though|"
    r"though|because|"
    r"that the|whereas|as the|as of|not only|in which|of which|on the other hand)\b"
)
# "Who is to pay is open" has its main verb later, so a form of be or a modal does not tell.
_RELATIVE = re.compile(
    r"(?i)(?:who (?:had|has|have)|whose (?:[a-z]+ ){1,3}?(?:had|has|have|is|are|was|were|would|could)) [^:]*$"
)
_RELATIVES = _set("who which that whose whom")
_IDIOM = re.compile(
    r"(?i)(?:as if|not that|for (?:now|example|instance|sure|free)|at (?:last|least|best|all)|"
    r"in short|of course|in (?:fact|other words)|"
    r"(?:from|with|without|by|for|in|on|at) [a-z'’]+(?: [a-z'’]+)?\.$)"
)
_DETERMINER = _set("the a an this that these those its their his her our my your every each no")
_NOT_VERB = (
    _PREPOSITION
    | _DETERMINER
    | _set(
        "and or but nor so yet than as if because though although while when where which who whom whose what why "
        "how not only also "
        "just even still already always never often sometimes usually too very more most much many few several such "
        "other another "
        "same own here there now then again once ever soon later today together however therefore well out up down "
        "off away back "
        "one two three four five six seven eight nine ten it they we you he she i me him them us all both some any "
        "none something "
        "everything anything nothing everyone someone anyone people first last next new old"
    )
)
_BAD_END = _set("the a an and or but is are was were than their its his her our my every because if as where which has when")
_PARTICIPLES = re.compile(
    r"\b(?:is|are|was|were|been|be) (?!(?:often|even|then|been|open|seven|listen|need|indeed)\b)"
    r"[a-z]{3,}(?:ed|en) (?:led|made|paid|told|built|held|sent|sold|kept|run|(?!compared|based|related)[a-z]{3,}(?:ed|en)) "
    r"(?:by|in|to|of|from|with|"
    r"through|at|three|two)\b"
)
_BEING = re.compile(
    r"(?i)(?:\b(?:it|there)(?:['’]s| is| was) being (?:in|of|on|at|to|from|with|by|under|for|the|a)\b|, "
    r"being [a-z]+ed\.$|"
    r"\b(?:has|have|had) being\b)"
)
_TO_WRONG = re.compile(
    r"(?i)\b(?:(?:must|should|can|could|may|might|would) to|to (?:is|are|was|were|has been|"
    r"does|helping|saving|begins|opens)|"
    r"(?:is|are|was|were|it) (?:has|have|had|does|do|will|makes|goes|can) |(?:will|would|can|"
    r"could|may|might|must|should) "
    r"(?:is|are|was|were|has|had|does|did|will|may)\b|(?<!think )(?<!dream )(?:for|of|by) to\b|(?:has|have|had) "
    r"(?:is|are|was|were|has|have)\b|"
    r"(?:is|are|was|were) (?:is|are|was|were|been)\b|(?:a|an|the) (?:is|are|was|were|of|it|"
    r"to|by|in)\b|"
    r"(?:of|by|in|from|to) (?:is|are|was|were|will|does|has|have|do)\b|(?:do|does|did) not to\b)"
)
# Words that open a clause of their own, so that one more finite verb is in place.
_OPENS_CLAUSE = _set(
    "and or but nor so yet that which who whom whose what when where why how if because as than since until "
    "while whereas although though unless whether before after , ; : — – . ? ! says said think thinks"
)
_SUBJECTS = _set(
    "i you he she it we they there this that these those who which what everyone nobody everybody nothing something everything"
)
_ODD_MARKS = re.compile(r"(?:\.{2,}|…)\s*[.!?]*!|[.!?…]{2,}[.…]|[,;:]\s*[.!?]|\.\s*,")
# More of one mark than any sentence has; eight keep what _ODD_MARKS sees of the run ("!!!!" is none, "...." is one).
_LONG_RUN = re.compile(r"([.!?…,;:\s])\1{8,}")
_WHETHER = re.compile(
    r"(?i)\b(?:be|is|was|been|are|were) (?:suspected|expected|asked|questioned|doubted|wondered|assumed|requested|feared), "
    r"(?:whether|if)\b|\b(?:it|this|that)(?:['’]s| is| was| may be) being (?:in|of|on)(?: [\w’']+){1,8}, if (?:the|there|any)\b"
)
# What a name with a year did ("Expo 2025 showed") and "already in the" are in ordinary prose, so they are not here.
_TIME = re.compile(
    r"(?i)\b(?:lately|recently|currently|yesterday|soon|already|formerly) in an? (?:day|week|fortnight|month|term|season|year)\b|"
    r"\bin (?:the|a) past (?:of|in|at)\b|\bclearly (?:observed|shown|seen|stated|noted|said) in "
    r"(?:[\w’']+ ){2,9}?[a-z]+ed\b"
)
_SHIFTED = re.compile(r"^(?:An?|The|This|One) (?:[\w’'-]+ ){1,4}?who (?:had|has|have|is|was|were) (?=[^,;:]*\.$)")
_HOW = re.compile(
    r"\b(?:is|are|was|were|has|have) [^,;:]*? (?!(?:this|was|is|has|does|us|as|its|his|yes|shows|knows|tells|explains|"
    r"reveals|understands|discusses|underscores|illustrates|describes|demonstrates|considers|outlines|covers|reasons|versus|ways|questions|lessons|examples|insights|details|ideas|tips)\b)"
    r"[a-z]{3,}s (?:how|why) (?:[\w’']+ ){1,3}?(?:may|might|can|could|is|are|will|would)\b"
)
SECOND_RUN, THIRD_RUN = 2.0, 1.5  # from which weight a further run counts by itself
NO_PEAKS = (0.0, 0.0, 0.0)
COMMON_PAIR = 5.0  # Zipf value from which two words in a row should be known on the web
NAMES = (
    "opens like a phrase, no verb",
    "opens like a phrase and stops",
    "opens like a phrase, verb only in a relative clause",
    "begins with who or whose",
    "no finite verb",
    "colliding small words",
    "impossible pairs of small words",
    "ends on a small word",
    "two participles in a row",
    "odd use of being",
    "unknown runs of common words",
    "many unknown runs",
    "refused corrections inside",
    "short",
    "comma",
    "question or exclamation",
    "begins with a verb",
    "more verbs than clauses",
    "odd end marks",
    "a clause hung on with whether or if",
    "odd word of time",
    "a noun with nothing but a relative clause",
    "pairs that the web does not know",
    "a verb between a noun and how",
    "nothing that could be a verb",
    "a run that published sentences do not have",
    "runs that published sentences do not have",
    "two such runs",
    "three such runs",
)
ENOUGH = (
    "opens like a phrase and stops",
    "two participles in a row",
    "odd use of being",
    "begins with who or whose",
    "a clause hung on with whether or if",
    "odd word of time",
    "a noun with nothing but a relative clause",
    "a verb between a noun and how",
)
COMMON = 4.6  # Zipf value from which a word is common enough that a run of two should be known
FUNCTION = 5.9


_NOT_GRAMMAR = re.compile(
    r"MORFOLOGIK|^OWN_|COMPOUND|HYPHEN|COMMA|SPACE|PUNCT|UPPERCASE|CASE|ELLIPSIS|QUOTE|"
    r"BRACKET|DIACRITICS|"
    r"REPLACE|PERIOD|APOSTROPHE|DASH|ARROW|REPEAT_BEGINNING|^(?:ALL_OF_THE|OUTSIDE_OF|"
    r"WIFI|GITHUB|ETC_|EXTREME|IN_A_X)"
)


def of_grammar(rule: str) -> bool:
    """Whether an engine rule is about the sentence's build, not about spelling, marks, hyphens or style."""
    return not _NOT_GRAMMAR.search(rule)


@dataclass(frozen=True, slots=True)
class GarbledJudgment:
    """How likely the sentence is garbled, and up to three reasons."""

    garbled: float
    reasons: tuple[str, ...]


def features(
    sentence: str, words: Words, memory: NGrams, web: Bigrams, refused: int = 0, peaks: Sequence[float] = NO_PEAKS
) -> list[float]:
    """The features of NAMES. `refused`: engine matches of a grammar kind inside that were not accepted. `peaks`: what
    `runs.strongest` says of the sentence."""
    found = [w.replace("’", "'") for w in _W.findall(sentence)]
    sentence = _INNER.sub("", sentence)  # so that patterns take a compound for one word too
    lower = [w.lower() for w in found]
    only = [w for w in lower if w[0].isalnum()]
    n = max(1, len(only))
    possible = _sieve().possible(sentence)

    def stands(pattern: re.Pattern[str]) -> bool:
        return pattern in possible and pattern.search(sentence) is not None

    finite = _finite(only, memory)
    opening = bool(_OPENING.match(sentence.lstrip("\"“‘'( "))) or (bool(only) and only[0] in _PREPOSITION)
    pairs = impossible = unknown = known = 0
    zipfs = [words.zipf(w) if w[0].isalpha() else 0.0 for w in lower]
    for i in range(len(lower) - 1):
        a, b = lower[i], lower[i + 1]
        if not (a[0].isalpha() and b[0].isalpha()) or (found[i][0].isupper() and i) or found[i + 1][0].isupper():
            continue
        if zipfs[i] >= COMMON and zipfs[i + 1] >= COMMON:
            known += 1
            pages = memory.pages((a, b))
            if pages == 0:
                unknown += 1
                if zipfs[i] >= FUNCTION and zipfs[i + 1] >= FUNCTION:
                    impossible += 1
    strange = paired = 0
    for i in range(len(lower) - 1):
        if min(zipfs[i], zipfs[i + 1]) >= COMMON_PAIR and (i == 0 or found[i][0].islower()) and found[i + 1][0].islower():
            paired += 1
            strange += web.known(lower[i].replace("'", ""), lower[i + 1].replace("'", "")) is None
    pairs = len(_TO_WRONG.findall(sentence)) if _TO_WRONG in possible else 0
    ending = only[-1] if only else ""
    plain = opening and "," not in lower and lower[-1:] == ["."]
    return [
        float(opening and finite == 0 and n >= 3),
        float(plain and finite == 0 and n >= 3 and not _IDIOM.match(sentence)),
        float(plain and finite > 0 and n >= 5 and not _finite(only, memory, main=True)),
        float(bool(_RELATIVE.match(sentence)) and not sentence.rstrip().endswith("?")),
        float(finite == 0 and n >= 7),
        min(pairs, 3) / 1.0,
        min(impossible, 3) / 1.0,
        float(ending in _BAD_END and not sentence.rstrip().endswith("?")),
        float(stands(_PARTICIPLES)),
        float(stands(_BEING)),
        min(unknown / max(8, known), 0.6) * 3,
        float(unknown >= 3 and unknown >= 0.35 * known),
        min(refused, 3) / 2,
        float(n < 5),
        float("," in lower or ":" in lower or "—" in lower or ";" in lower),
        float(lower[-1:] in (["?"], ["!"])),
        float(bool(only) and only[0] in _IMPERATIVE),
        min(_excess(found, lower, memory), 3) / 2,
        float(_odd_marks(sentence)),
        float(stands(_WHETHER)),
        float(stands(_TIME)),
        float(_unfinished(sentence, memory)),
        min(strange / max(6, paired), 0.5) * 4,
        float(stands(_HOW) and finite > 1),
        float(n >= 6 and not any(_could_be_verb(w, memory) for w in only)),
        peaks[0] / 3,
        sum(peaks) / 6,
        float(peaks[1] >= SECOND_RUN),
        float(peaks[2] >= THIRD_RUN),
    ]


def _odd_marks(sentence: str) -> bool:
    """Whether marks stand in a row that no writer sets ("?..", ",."); runs are cut, or looking for their ends costs squares."""
    return _ODD_MARKS.search(_LONG_RUN.sub(r"\1" * 8, sentence)) is not None


def _unfinished(sentence: str, memory: NGrams) -> bool:
    """Whether a noun has a relative clause and nothing else ("A painter who had lived in the north.")."""
    m = _SHIFTED.match(sentence)
    if m is None:
        return False
    rest = [w.lower() for w in _W.findall(sentence[m.end() :])]
    return not any(
        (i > 1 and w in _RELATIVES) or (i > 1 and _verb(w, rest[i - 1] if i else "had", memory, False) and rest[i - 1] != "and")
        for i, w in enumerate(rest)
    )


def _excess(found: Sequence[str], lower: Sequence[str], memory: NGrams) -> int:
    """How many more finite verbs there are than clauses that could hold them. A verb right after a subject pronoun brings
    its clause along ("the man I saw")."""
    verbs, clauses = 0, 1
    for i, w in enumerate(lower):
        before = lower[i - 1] if i else ""
        if w in _OPENS_CLAUSE:
            clauses += i > 0
        elif found[i][0].islower() and _verb(w, before, memory, i == 0):
            verbs += 1
            clauses += before in _SUBJECTS and i > 1 and lower[i - 2] not in _OPENS_CLAUSE
    return max(0, verbs - clauses)


def _finite(words: Sequence[str], memory: NGrams, main: bool = False) -> int:
    """How many words can be finite verbs (`main`: of the main clause, not right after who, which, that).

    Those are auxiliaries, irregular pasts, regular pasts that are no participles, and words that follow subject pronouns
    more often than articles.
    """
    count = 0
    for i, w in enumerate(words):
        before = words[i - 1] if i else ""
        if main and (before in _RELATIVES or (i > 1 and words[i - 2] in _RELATIVES)):
            continue
        count += _verb(w, before, memory, i == 0)
    return count


def _verb(w: str, before: str, memory: NGrams, first: bool) -> bool:
    """Whether the word can be a finite verb after the word before it."""
    if w in AUXILIARY or (first and w in _IMPERATIVE):
        return True
    if (
        first
        or w in _NOT_VERB
        or before in _DETERMINER
        or before in _PREPOSITION
        or before in AUXILIARY
        or w.endswith("ing")
        or len(w) < 3
    ):
        return False
    if w in _PAST or (w.endswith("ed") and before not in _BE and before not in _HAVE):
        return True
    return _like_a_verb(w, memory)


@lru_cache(maxsize=65_536)
def _like_a_verb(word: str, memory: NGrams) -> bool:
    """Does the word follow subject pronouns, and those more often than articles?"""
    verb = sum(memory.pages((subject, word)) for subject in ("it", "they", "who", "he", "we", "you", "that"))
    return verb >= 4 and verb > sum(memory.pages((article, word)) for article in ("the", "a", "of"))


@lru_cache(maxsize=65_536)
def _could_be_verb(w: str, memory: NGrams) -> bool:
    """Whether the word is a finite verb anywhere, whatever stands before it here."""
    return (
        w in AUXILIARY
        or w in _PAST
        or w in _IMPERATIVE
        or w.endswith("ed")
        or (
            w not in _NOT_VERB
            and not w.endswith("ing")
            and any(memory.pages((subject, w)) for subject in ("it", "they", "who", "he", "we", "you", "that", "to", "i"))
        )
    )


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    return Sieve((_TO_WRONG, _PARTICIPLES, _BEING, _WHETHER, _TIME, _HOW))


class GarbledClassifier:
    """The trained weights, and patterns that are enough by themselves."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        if tuple(data["names"]) != NAMES:
            raise ValueError("the model file belongs to other features; run python -m cleanup.training.garbled")
        self._weights: list[float] = data["weights"]
        self._bias: float = data["bias"]

    def certain(self, values: Sequence[float]) -> list[int]:
        """The places of the patterns that are enough by themselves, of those that the sentence shows."""
        return [i for i in map(NAMES.index, ENOUGH) if values[i]]

    def judge(self, values: Sequence[float]) -> GarbledJudgment:
        """From the features of one sentence."""
        parts = [w * v for w, v in zip(self._weights, values, strict=True)]
        score = 1 / (1 + math.exp(-max(-30.0, min(30.0, self._bias + sum(parts)))))
        certain = self.certain(values)
        if certain and score < CERTAIN:
            return GarbledJudgment(CERTAIN, tuple(NAMES[i] for i in certain[:3]))
        order = sorted((i for i in range(len(parts)) if parts[i] > 0.2), key=lambda i: (-parts[i], i))[:3]
        return GarbledJudgment(score, tuple(NAMES[i] for i in order))


@lru_cache(maxsize=1)
def garbled_classifier() -> GarbledClassifier:
    """The shipped model."""
    return GarbledClassifier(json.loads(MODEL.read_text(encoding="utf-8")))
