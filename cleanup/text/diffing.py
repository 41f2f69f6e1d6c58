"""Turn a rewritten text into edits: whole tokens, smallest places, nothing where nothing changed.

For fixers that hand back whole text (ftfy on a line) and for correctors that hand back whole sentences. Offsets are
code points of the old text, half-open. Method: tokens (words, runs of ASCII white space, any other sign by itself, as
U+0085 and U+00A0 can be bytes of damaged letters), then rapidfuzz's Indel opcodes over token numbers in windows that
resynchronize on a long run of equal tokens, so the time is linear as long as the changes are local.

What holds for any two texts: the changes, made in the old text, give the new one exactly; they are in order and
disjoint; each changes something; only a change of the empty text has no characters of the old one. No change begins or
ends with white space that stays, and one that spans white space does not begin and end with characters that stay, but
for an insertion that has nothing else to show itself by (`spared`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+|[ \t\n\r\f\v]+|\W")
WINDOW = 256  # tokens compared at once; doubled when two windows have no long run in common
ANCHOR = 8  # equal tokens in a row at which a window is best cut; failing that, at the longest run in its second half
LARGEST_WINDOW = 8_192  # beyond this the rest counts as rewritten: Indel is quadratic / 64


@dataclass(frozen=True, slots=True)
class Change:
    """`old[start:end]` became `replacement`."""

    start: int
    end: int
    replacement: str


def changes(old: str, new: str) -> list[Change]:
    """What turns `old` into `new`, by start, disjoint. Insertions are tied to the token before or after them.

    >>> changes("a teh cat", "a the cat")
    [Change(start=2, end=5, replacement='the')]
    """
    if old == new:
        return []
    a, b = _tokens(old), _tokens(new)
    ids: dict[str, int] = {}
    x = [ids.setdefault(old[s:e], len(ids)) for s, e in a]
    y = [ids.setdefault(new[s:e], len(ids)) for s, e in b]
    places: list[tuple[int, int, int, int]] = []
    for i, j, k, m in _opcodes(x, y):
        if i == j and i > 0 and not (j < len(a) and old[a[i - 1][0]].isspace()):
            i, k = i - 1, k - 1  # an insertion has no place to show: take in the token before it, a word if there is one
        elif i == j and j < len(a):
            j, m = j + 1, m + 1
        if places and i < places[-1][1]:  # an insertion took in the token that this one takes in or changes
            i, _, k, _ = places.pop()
        places.append((i, j, k, m))
    return [
        _change(old, a[i][0] if i < j else 0, a[j - 1][1] if i < j else 0, new[b[k][0] : b[m - 1][1]] if k < m else "")
        for i, j, k, m in places
    ]


def spared(old: str, new: str) -> tuple[int, int]:
    """How many characters at the head and at the tail of `old` a change to `new` does not need.

    White space that stays is never needed. What else stays is needed, so that words are seen whole, unless the change
    spans white space and both its ends stay. Of `old` a character is left, so that an insertion can be seen.

    >>> spared("mÃ©t ", "mét "), spared("mÃ©t", "mét"), spared("donÃ\u00a0don", "donàdon")
    ((0, 1), (0, 0), (3, 3))
    """
    if not any(map(str.isspace, old)):
        return 0, 0
    head = _shared_blanks(old, new)
    tail = _shared_blanks(old[head:][::-1], new[head:][::-1])
    inner, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if inner and after and inner[0] == after[0] and inner[-1] == after[-1] and any(map(str.isspace, inner)):
        more = shared_ends(inner, after)
        head, tail = head + more[0], tail + more[1]
    return left_visible(old, head, tail)


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters `old` and `new` share at the head, and of the rest at the tail."""
    head = _common(old, new)
    return head, _common(old[head:][::-1], new[head:][::-1])


def left_visible(old: str, head: int, tail: int) -> tuple[int, int]:
    """Ends to cut off `old`, one character less where nothing would be left of it."""
    if not old or head + tail < len(old):
        return head, tail
    return (head, tail - 1) if tail else (head - 1, tail)


def _shared_blanks(a: str, b: str) -> int:
    limit = min(len(a), len(b))
    return next((i for i in range(limit) if a[i] != b[i] or not a[i].isspace()), limit)


def _common(a: str, b: str) -> int:
    limit = min(len(a), len(b))
    return next((i for i in range(limit) if a[i] != b[i]), limit)


def _change(old: str, start: int, end: int, replacement: str) -> Change:
    head, tail = spared(old[start:end], replacement)
    return Change(start + head, end - tail, replacement[head : len(replacement) - tail])


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _opcodes(x: Sequence[int], y: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Differing runs (x start, x end, y start, y end); neighbours less than one equal token apart are merged."""
    out: list[tuple[int, int, int, int]] = []
    i = k = 0
    while True:
        while i < len(x) and k < len(y) and x[i] == y[k]:
            i, k = i + 1, k + 1
        if i == len(x) and k == len(y):
            return out
        found, i, k = _window(x, y, i, k)
        for op in found:
            if out and op[0] == out[-1][1] and op[2] == out[-1][3]:
                op = (out[-1][0], op[1], out[-1][2], op[3])
                out.pop()
            out.append(op)


def _window(x: Sequence[int], y: Sequence[int], i: int, k: int) -> tuple[list[tuple[int, int, int, int]], int, int]:
    """The differing runs from (i, k) up to a place where both sides agree for a while, and that place."""
    from rapidfuzz.distance import Indel

    size = WINDOW
    while True:
        part_x, part_y = x[i : i + size], y[k : k + size]
        whole = i + size >= len(x) and k + size >= len(y)
        ops: list[tuple[int, int, int, int]] = []
        cut: tuple[int, int, int] | None = None
        longest = 0
        for op in Indel.opcodes(part_x, part_y):
            if op.tag != "equal":
                ops.append((i + op.src_start, i + op.src_end, k + op.dest_start, k + op.dest_end))
                continue
            run = op.src_end - op.src_start
            if ops and (run >= ANCHOR or (run >= longest and 2 * op.src_end > len(part_x))):
                cut, longest = (len(ops), i + op.src_end, k + op.dest_end), run
        if whole:
            return ops, len(x), len(y)
        if cut:
            return ops[: cut[0]], cut[1], cut[2]
        if size >= LARGEST_WINDOW:
            return [(i, len(x), k, len(y))], len(x), len(y)
        size *= 2
