"""Odd texts: real ones that are mutated, and ones put together from what has been trouble before.

Everything here draws from the `Random` that it is given, so a seed makes the same texts again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

# What the property tests are about as well.
TROUBLED = (
    "The the report was published on on 3 May 2021.",
    "She recieved 1,250 letters (see p. 12) , he said.",
    "“We dont know wether this is true,” the mayor of Aalst told us.",
    "A hour later he have left for Ghent.",
    "It costs $ 3.50 ,not €4 .",
    "Visit https://example.org/a_b?c=d or write to info@example.org , please.",
    "This also was the case. But he did not agree.",
    "What a day….!!",
    "Really?! Yes...",
    "السلام عليكم ورحمة الله",
    "日本語の文章です。もう一つ。",
)
SENTENCES = (
    *TROUBLED,
    "The harbor at the mouth of the river was dredged again in the spring, after two winters of heavy silt.",
    "Most people who live near the water say that they hardly notice the pumps, although some complain about the lights.",
    "Its a well known fact that there was 5 year old boys.",
    "In the meet ing they dis cussed theproblem with the go vernment.",
    "Das ist ein deutscher Satz mit einem Fehler, der der Leser sieht.",
    "Le conseil a décidé, mais les les habitants ne sont pas d'accord.",
    "Это русское предложение о погоде в Москве.",
)
LINES = (
    "Share this article",
    "Related Posts",
    "Leave a Comment",
    "Subscribe to our newsletter",
    "Advertisement",
    "Copyright © 2020 Example. All rights reserved.",
    "Home > News > Sport",
    "By Jane Doe | 3 min read",
    "Photo: Reuters",
    "Posted on May 3, 2021 at 10:15 am",
    "(12) Comments",
    "Conclusion",
    "Page 3 of 12",
    "Read more: The ferry stops",
    "Tags: harbor, river, silt",
    "* * *",
    "---",
    "- first item",
    "• second item",
    "3. Third item",
    "> quoted line",
    "# Heading",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "tab\tseparated\tcells",
    "def f(x):\n    return x  ,  x",
    "```\ncode  ,block\n```",
    "1,2,3,4\n5,6,7,8",
    "T\nhe drop cap was parted from its word.",
    "exam-\nple of a hy-\nphen",
    "Continued on page 4",
    "NEWS IN BRIEF",
)
ODD = (
    "\x00", "\x07", "\x1b[31m", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\t", " ", "\n", "\n\n", "\u00a0",
    "\u200b", "\u200d", "\u200e", "\u202e", "\u202c", "\u2066", "\u2069", "\u061c", "\ufeff", "\u00ad", "\u3000", "\u034f",
    "\ud800", "\udfff", "\udc80", "\ud83d", "\U0001f600", "\U0001f468\u200d\U0001f469", "\ue000", "\uffff", "\U0010ffff",
    "e\u0301", "\u0301", "\u0300\u0301\u0302", "ﬁ", "ﬀ", "ſ", "İ", "ß", "ǅ", "Å", "Ω", "한", "ｆｕｌｌ", "①", "²", "½", "٣", "۴", "Ⅷ",
    "�", "���", "â€œ", "â€\x9d", "â€™", "Ã©", "Â ", "Ãƒâ€š", "ï»¿", "&amp;amp;", "&nbsp;", "&#8217;", "&#x110000;", "&lt;b&gt;",
    "\\u2019", "\\n", "%20", "=E2=80=99", "<br>", "</p>", "<b>", "<", ">", "[1]", "{{x}}", "$x$", "\\(y\\)", "^", "~", "`",
    '"', "“", "”", "„", "«", "»", "'", "’", "‘", "‹", "(", ")", "[", "]", "（", "「", "」", ",", ".", "..", "...", "…", "!!", "?!",
    ";", ":", "-", "–", "—", "--", "_", "*", "**", "#", "@", "/", "|", "•", "·", "0", "1", "٫", "10.5", "1,000", "1.000,5", "9" * 30,
    "9" * 400, "1e999", "-0", "12:30", "3/4", "1990s", "1980's", "$5m", "http://", "https://[x", "www.", "a@b.c", "@x", "#tag", "U.S.",
    "e.g.", "a.m.", "Mr.", "N'", "O'Brien", "McDonald", "iPhone", "don t", "I m", "A", "a", "I", "The", "the the", "an", "an an",
    "isn ' t", "of of", "foo bar", "wasn't", "it's", "its", "alot", "recieve", "teh", "1st", "th", "s", "t", "re", "ing", "co-",
)  # fmt: skip


def decoded_wrongly(text: str, numbers: Random) -> str:
    """What the text looks like after its UTF-8 was read as a single-byte encoding."""
    return text.encode("utf-8", "surrogatepass").decode(numbers.choice(("latin-1", "cp1252", "mac-roman")), "replace")


def _place(text: str, numbers: Random) -> int:
    """A place, half of the time where a word or a line begins or ends."""
    if numbers.random() < 0.5 and (edges := [m.start() for m in re.finditer(r"\b|\n", text)]):
        return numbers.choice(edges)
    return numbers.randint(0, len(text))


def _span(text: str, numbers: Random, longest: int = 200) -> tuple[int, int]:
    start = _place(text, numbers)
    return start, min(len(text), start + int(longest ** numbers.random()))


def _inserted(text: str, numbers: Random) -> str:
    at = _place(text, numbers)
    return text[:at] + numbers.choice(ODD) * numbers.choice((1, 1, 1, 2, 3, 20)) + text[at:]


def _deleted(text: str, numbers: Random) -> str:
    start, end = _span(text, numbers)
    return text[:start] + text[end:]


def _repeated(text: str, numbers: Random) -> str:
    start, end = _span(text, numbers)
    at = numbers.choice((end, _place(text, numbers)))
    return text[:at] + text[start:end] * numbers.choice((1, 1, 1, 2, 5)) + text[at:]


def _replaced(text: str, numbers: Random) -> str:
    start, end = _span(text, numbers, 12)
    return text[:start] + numbers.choice(ODD) + text[end:]


def _mangled(text: str, numbers: Random) -> str:
    start, end = _span(text, numbers)
    change: Callable[[str], str] = numbers.choice(
        (
            str.upper,
            str.lower,
            str.swapcase,
            lambda s: s[::-1],
            lambda s: decoded_wrongly(s, numbers),
            lambda s: s.replace(" ", ""),
            lambda s: s.replace(" ", "  "),
            lambda s: s.replace(" ", "\n"),
            lambda s: " ".join(s),
            lambda s: re.sub(r"[.!?]", "", s),
            lambda s: re.sub(r"(.{9}) ", r"\1-\n", s),
        )
    )
    return text[:start] + change(text[start:end]) + text[end:]


def _lines_changed(text: str, numbers: Random) -> str:
    lines = text.split("\n")
    at, other = numbers.randrange(len(lines)), numbers.randrange(len(lines))
    what = numbers.randrange(8)
    if what == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:
        lines.insert(at, numbers.choice(LINES))
    elif what == 3:
        lines.insert(at, numbers.choice(SENTENCES))
    elif what == 4:
        lines[at] = numbers.choice(("- ", "* ", "• ", "1. ", "> ", "    ", "# ", "\t", "– ")) + lines[at]
    elif what == 5:
        lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    elif what == 6:
        lines[at : at + 1] = re.findall(r".{1,40}(?:\s|$)|.{1,40}", lines[at]) or [""]
    else:
        lines.insert(numbers.choice((0, len(lines))), lines[0])
    return "\n".join(lines)


_MUTATIONS = (_inserted, _inserted, _deleted, _repeated, _replaced, _mangled, _lines_changed, _lines_changed)


def mutated(text: str, numbers: Random, longest: int = 4000) -> str:
    """The text after one to eight changes, cut to at most `longest` code points."""
    for _ in range(numbers.choice((1, 1, 2, 3, 5, 8))):
        text = numbers.choice(_MUTATIONS)(text, numbers)
    return text[:longest]


def built(numbers: Random) -> str:
    """A text of sentences, lines and oddities."""
    kinds: Sequence[Sequence[str]] = (SENTENCES, SENTENCES, LINES, ODD)
    parts = [numbers.choice(numbers.choice(kinds)) for _ in range(numbers.choice((1, 3, 8, 20)))]
    gap = numbers.choice(("\n\n", "\n", " ", ""))
    text = gap.join(parts)
    if numbers.random() < 0.2:
        text = "".join(numbers.choice(ODD) for _ in range(numbers.choice((2, 8, 40, 200)))) + text
    if numbers.random() < 0.1:
        text = decoded_wrongly(text, numbers)
    return text


def piece(text: str, numbers: Random, most: int = 2500) -> str:
    """Some of a text's lines in a row."""
    if len(text) <= most:
        return text
    start = numbers.choice((0, text.rfind("\n", 0, numbers.randrange(len(text))) + 1))
    return text[start : start + int(most * numbers.random()) + 50]


def drawn(seeds: Sequence[str], numbers: Random) -> str:
    """A text: a seed mutated, two of them joined, or one of pieces."""
    what = numbers.random()
    if not seeds or what < 0.25:
        return mutated(built(numbers), numbers)
    text = piece(numbers.choice(seeds), numbers)
    if what < 0.4:
        text = piece(text, numbers, 800) + numbers.choice(("\n\n", "\n", " ", "")) + piece(numbers.choice(seeds), numbers, 800)
    return mutated(text, numbers)
