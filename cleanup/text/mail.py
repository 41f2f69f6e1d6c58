"""Mail and threads of mail in plain text: what stands around the words of a message.

Header lines ("From: ...", "Subject: ..."), the line that says who wrote what follows, quoted lines (">"), and the signature
below its rule ("-- ") belong to a message and are not what its sender says. A text without a header or such a line is no mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanup.text.spans import Span

_KEY = re.compile(
    r"(?i)(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Sender|Message-ID|In-Reply-To|References|Received|Return-Path|Newsgroups"
    r"|Organization|Precedence|Status|List|Comments|User-Agent|Content-[\w-]+|MIME-Version|Delivered-To|List-[\w-]+|X-[\w-]+):(?:[ \t]|$)"
)
_ANY_KEY = re.compile(r"[A-Z][\w-]{0,40}:(?:[ \t]|$)")
_SEPARATOR = re.compile(r"From \S+@\S+ .{10,}$")  # of a file of mails
_TELLING = re.compile(r"(?i)(?:From|Subject|Date|Sent|Message-ID):")
_WROTE = re.compile(r"(?i)^.{0,200}\b(?:wrote|writes|said|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\s*:$")
_QUOTED = re.compile(r"[ \t]*>")
_SIGNATURE = re.compile(r"--[ ]?$")
_SIGNATURE_LINES = 8
_LONGEST_HEADER = 100  # lines
_REPLY = re.compile(r"(?i)^(?:(?:re|aw|fwd?|wg|sv|tr)\s*(?:\[\d+\])?:\s*|\[[\w .-]{1,30}\]\s*)+")


def subject_of(text: str) -> str | None:
    """The subject of the first message where a text begins with the header of one, without "Re:" and the name of a list."""
    lines = text.lstrip().split("\n", _LONGEST_HEADER)[:_LONGEST_HEADER]
    end, found = _header(lines, 0)
    for line in lines[: end if found else 0]:
        if line.lower().startswith("subject:"):
            return _REPLY.sub("", line.partition(":")[2].strip()) or None
    return None


@lru_cache(maxsize=4)  # for the summary and for the keywords
def around_messages(text: str) -> tuple[Span, ...]:
    """The spans of header lines, lines of attribution, quoted lines and signatures, in order; none in a text that is no mail."""
    found = list(_parts(text))
    is_mail = any(kind in ("header", "attribution") for kind, _, _ in found)
    return tuple(Span(start, end) for _, start, end in found) if is_mail else ()


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    number = looked_at = 0  # lines before `looked_at` are in no header
    while number < len(lines):
        line = lines[number].rstrip("\r ")
        count, kind = 1, ""
        found = False
        if number >= looked_at:
            looked_at, found = _header(lines, number)
        if found:
            count, kind = looked_at - number, "header"
        elif _QUOTED.match(line):
            kind = "quoted"
        elif _WROTE.match(line) and any(_QUOTED.match(after) for after in lines[number + 1 : number + 4]):
            kind = "attribution"
        elif _SIGNATURE.match(line):
            kind = "signature"
            while number + count < len(lines) and count <= _SIGNATURE_LINES and not _header(lines, number + count)[1]:
                count += 1
        if kind:
            yield kind, starts[number], starts[number + count] - 1
        number += count


def _header(lines: list[str], at: int) -> tuple[int, bool]:
    """The line behind what looks like a header from here on, and whether it is one: two or more keys that mails have, one of
    them telling."""
    end = at + bool(_SEPARATOR.match(lines[at]))
    if end >= len(lines) or not _KEY.match(lines[end]):
        return at + 1, False
    keys, telling = 0, False
    while end < min(len(lines), at + _LONGEST_HEADER) and lines[end].strip():
        line = lines[end]
        if _KEY.match(line) or (keys and _ANY_KEY.match(line)):
            keys += 1
            telling = telling or _TELLING.match(line) is not None
        elif not (keys and line[0] in " \t"):
            break
        end += 1
    return end, keys > 1 and telling
