"""What is written on purpose as the grammar of plain prose does not have it: code, formulas, dialect, old English.

Sentences of the first kind are not judged. Those of the second are not held to the learned score, only to patterns that no
dialect has either: of a sentence with "ain't" or "hath" the score says that its words are seldom in a row, which is so and
says nothing.
"""

from __future__ import annotations

import re
from collections import Counter

_CODE = re.compile(
    r"[=<>{}|\\~^§]|\w\((?!(?:s|es|k|ies)\))\w*\)|\w\[|__|\b[A-Z]{3,} \*|(?<!\S)\w [+*/] \w\b|(?<!\S)(?:\.\.|--?[a-z]+)(?!\S)|\b\w+\.(?:py|js|txt|md|sh)\b|#\d+;"
)
_OLD = (
    "hath|hast|doth|dost|thou|thee|thy|thine|ye|shalt|wilt|quoth|methinks|whither|thither|hither|whence|thence|wherefore|"
    "ere|lest|[a-z]{3,}eth|[a-z]{3,}edst|'?tis|'?twas|o'er|ne'er|e'er|nay|yea|betwixt|herein|hereto|hereof|hereby|"
    "hereunder|therein|thereto|thereof|thereby|whereof|whereby|aforesaid|provided always|"
    "pray (?:be|do|let|tell|give|take|accept|send)|be (?:he|she|it|they|that) [a-z]+ or|would that|behooves|behoves|wont|alas"
)
_DIALECT = (
    "ain't|y'all|dinna|canna|didna|wasna|cannae|didnae|nobbut|nowt|owt|summat|naebody|nae|naught|aye|wee|ken|kent|bairns?|lass(?:ies?)?|polis|"
    "gonna|wanna|gotta|gotcha|'?em|them's|them there|[a-z]{2,}in'|t'[a-z]+|o'|ol'|an'|'cause|cuz|innit|yer|"
    "(?:we|they|you) was|i were (?:nobbut|just|a|only)|don't (?:want|need|know|got) (?:no|none|nothing|nobody)|"
    "(?:he|she|it) don't|them as|us as|them (?:who|what)'s|us (?:never|always|do|does)|no more never|never (?:had|got|did|does) no|baby|o the|oh,?|"
    "said (?:he|she|i|they)|me and (?:him|her|them|my [a-z]+)|(?:him|her|them) and me|(?:have |has |had )?done (?:seen|gone|told|been|got)|"
    "dis|dat|dem|dey|dere|wid|gwine|"
    "the word (?:is|and|or|not|the|a|to|if|but)"  # a word that is spoken of stands anywhere
)
_VOICE = re.compile(rf"(?<![\w'])(?:{_OLD}|{_DIALECT})(?![\w'])")
# "those who came came late": the verb of a clause that is the subject, and the verb that follows.
_NEEDED_REPEAT = re.compile(r"\b(?:who|what|which|that|whatever|whoever)(?: \w+)?? (\w+)(?: \w+)? \1\b", re.IGNORECASE)
_NEEDED_AFTER_PRONOUN = re.compile(
    r"\b(?:all|everything|anything|nothing|something|the (?:way|one|man|woman|person|place|thing|best|most|little)) "
    r"(?:i|you|he|she|it|we|they|there) (is|was|are|were|does|did|had|has|do|knew|said|saw|made|won|lost) \1\b",
    re.IGNORECASE,
)
# British use, and that of sports pages: a group is its members.
_GROUP = re.compile(
    r"\b(?:team|side|crew|band|staff|public|police|government|cabinet|council|committee|board|company|club|family|couple|pair|"
    r"crowd|audience|jury|press|army|squad|party|group|union|majority|minority|opposition|generation|quartet|trio|duo) "
    r"(?:are|were|have|do)\b"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_TIMES = 3  # a row of three words that stands so often in a sentence is rhetoric
_PARTS = re.compile(r"[,;]\s*(?:and |but |or )?")
_PART = 6  # words at most of each part of "she asked for tea, he for coffee, the child for both"


def _with_small_start(sentence: str) -> str:
    """The sentence with its first word in lower case, but "Elizabeth" as it is."""
    first, _, rest = sentence.replace("’", "'").partition(" ")
    return f"{first if first.endswith('eth') else first.lower()} {rest}"


def code_or_formula(sentence: str) -> bool:
    """Whether there are signs of code or of a formula in the sentence, or it is all in capitals."""
    return bool(_CODE.search(sentence)) or sentence.isupper()


def another_voice(sentence: str) -> bool:
    """Whether a word of dialect, song or old English is in the sentence, a repeated verb that has to be there, a group taken
    as its members, a row of words that comes back, or nothing but short parts that leave out what the first has said."""
    parts = _PARTS.split(sentence)
    return (
        (len(parts) > 2 and all(len(part.split()) <= _PART for part in parts))
        or any(_VOICE.search(form) for form in (sentence.replace("’", "'"), _with_small_start(sentence)))
        or bool(_NEEDED_REPEAT.search(sentence) or _NEEDED_AFTER_PRONOUN.search(sentence) or _GROUP.search(sentence))
        or _refrain(sentence)
    )


def _refrain(sentence: str) -> bool:
    """Whether three words in a row come back twice ("we shall go on to ..., we shall go on in ..., we shall go on ...")."""
    words = _LETTERS.findall(sentence.lower())
    rows = Counter(zip(words, words[1:], words[2:], strict=False))
    return any(count >= _TIMES for count in rows.values())
