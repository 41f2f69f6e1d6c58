"""The inside of a block as Markdown: its text, escaped, with links, emphasis, code and the like as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cleanup.document import Inline
from cleanup.text.markup import WrittenKind
from cleanup.writers.escape import code_span, escape_inline, has_math, is_linkable, link_target

_DELIMITERS: dict[WrittenKind, str] = {"emphasis": "*", "strong": "**", "struck": "~~"}
_OUTER_FIRST: tuple[WrittenKind, ...] = ("anchor", "link", "struck", "strong", "emphasis", "image", "code", "math", "footnote")
_FOOTNOTE_TEXT = re.compile(r"\[\^([^\s\]]+)\]$")
_LABEL = re.compile(r"[^\s\[\]]+")


def marked(text: str, offset: int, inlines: Sequence[Inline]) -> str:
    """The text, which starts at `offset` of its document, with the `inlines` that lie in it. Inlines that cross others
    are left out, and so are anchors in the midst of what cannot hold one: a link, an image, code, a formula."""
    moved = (replace(i, start=i.start - offset, end=i.end - offset) for i in inlines if i.kind in _OUTER_FIRST)
    whole = _merged(sorted((i for i in moved if i.end > i.start or i.kind == "anchor"), key=lambda i: i.start))
    nested = sorted((seen for i in whole for seen in [_as_seen(text, i)] if _is_there(text, seen)), key=_order)
    written = "".join(_pieces(text, 0, len(text), nested, frozenset(), dollars=False))
    if nested and has_math(written):
        # A sign of money before an inline and one after it would be math to some, with the inline in it.
        written = "".join(_pieces(text, 0, len(text), nested, frozenset(), dollars=True))
    stars = [i for i in nested if i.kind in ("emphasis", "strong")]
    if _is_nested(stars) and not _reads_as(written, text):
        # Readers pair the stars of emphasis in emphasis otherwise, in the midst of words: better none than stars in the text.
        return marked(text, 0, [i for i in nested if i not in stars])
    return written


def _is_nested(inlines: Sequence[Inline]) -> bool:
    """Whether two of them, in order of their start, overlap or touch."""
    return any(b.start <= a.end for a, b in pairwise(inlines))


def _reads_as(written: str, text: str) -> bool:
    """Whether a reader of Markdown sees no other stars than the text has."""
    from markdown_it import MarkdownIt

    (block,) = MarkdownIt("commonmark").parseInline(written)
    return sum(child.content.count("*") for child in block.children or []) == text.count("*")


def anchor(name: str) -> str:
    """The tag that makes a place one that links lead to. It begins no block of HTML: something stands behind its first tag."""
    return f'<a id="{name}"></a>'


def _is_there(text: str, inline: Inline) -> bool:
    """Whether some of the text is in it, or behind it where it is an anchor."""
    return inline.start < (len(text) if inline.kind == "anchor" else inline.end)


def footnote_mark(label: str) -> str:
    """The mark that leads to a footnote."""
    return f"[^{'-'.join(_LABEL.findall(label)) or 'x'}]"


def _order(inline: Inline) -> tuple[int, bool, int, int]:
    """From left to right, the outer ones first; an anchor before what begins at its place."""
    return inline.start, inline.kind != "anchor", -inline.end, _OUTER_FIRST.index(inline.kind)


def _as_seen(text: str, inline: Inline) -> Inline:
    """The inline without white space at its ends, and without what would keep a reader from seeing it."""
    low, high = _trimmed(text, inline.start, inline.end)
    if inline.kind in _DELIMITERS and not _has_marks(inline, text[low:high]):
        low, high = _flanked(text, low, high)
    return replace(inline, start=low, end=high)


def _merged(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Emphasis of a kind that goes on where it ended is one."""
    last: dict[WrittenKind, Inline] = {}
    for inline in inlines:
        before = last.get(inline.kind)
        if inline.kind not in _DELIMITERS:
            yield inline
        elif before is not None and inline.start <= before.end:
            last[inline.kind] = replace(before, end=max(before.end, inline.end))
        else:
            if before is not None:
                yield before
            last[inline.kind] = inline
    yield from last.values()


def _pieces(
    text: str, start: int, end: int, nested: Sequence[Inline], inside: frozenset[WrittenKind], dollars: bool
) -> Iterator[str]:
    """The Markdown of `text[start:end]`, piece by piece. `inside`: the kinds of the inlines around it."""
    at = start
    waiting = list(reversed(nested))
    in_link = "link" in inside
    last = ""  # the sign that ended what was written last
    after = "~" if "struck" in inside else ""  # signs that would be read with what was written last
    while waiting:
        inline = waiting.pop()
        if inline.start < at or inline.end > end:
            continue
        low, high = inline.start, inline.end
        marks = 2 if _has_marks(inline, text[low:high]) else 0
        delimiter = _DELIMITERS.get(inline.kind, "")
        signs = "`" if inline.kind == "code" else delimiter[:1]
        unread = inline.kind in inside or (low == at and signs != "" and last == signs)  # two in a row would be one
        if (
            unread
            or (inline.kind in ("link", "image") and not is_linkable(inline.target))
            or (inline.kind == "anchor" and in_link)
        ):
            continue  # what lies in it is still to come
        children = []
        while waiting and waiting[-1].start < inline.end:
            children.append(waiting.pop())
        if inline.kind == "anchor":
            written = anchor(inline.target)
        elif inline.kind == "code":
            written = code_span(text[low:high])
        elif inline.kind == "image":
            written = _image(text[low:high], inline.target, dollars)
        elif inline.kind == "math":
            written = _math(text[low:high])
        elif inline.kind == "footnote":
            written = text[low:high]
            written = written if _FOOTNOTE_TEXT.match(written) else footnote_mark(inline.target or written)
        else:
            written = "".join(_pieces(text, low + marks, high - marks, children, inside | {inline.kind}, dollars))
            if delimiter and not marks and _is_touched(written, text[:low][-1:], text[high : high + 1]):
                waiting += reversed(children)
                continue
            link = inline.kind == "link"
            written = f"[{_no_mark(written)}]({link_target(inline.target)})" if link else delimiter + written + delimiter
        bracket = inline.kind in ("link", "footnote", "image")
        yield escape_inline(text[at:low], in_link=in_link, before_link=bracket, after=after, dollars=dollars)
        yield written
        if inline.kind != "anchor" or low > at:  # markup is the same with an anchor in it and without
            last = signs
        after = "([:" if inline.kind == "footnote" else delimiter[:1]
        at = high
    yield escape_inline(text[at:end], in_link=in_link, after=after, dollars=dollars)


def _has_marks(inline: Inline, text: str) -> bool:
    """Whether the marks of struck text stand in the text."""
    return inline.kind == "struck" and len(text) > 4 and text[:2] == text[-2:] == "~~"


def _is_touched(written: str, before: str, behind: str) -> bool:
    """Whether a letter outside touches what begins or ends with a sign, a link's or that of code: readers then see no
    emphasis, but stars."""
    left = bool(before) and _is_word(before) and _is_punctuation(written[0])
    return left or (bool(behind) and _is_word(behind) and _is_punctuation(written[-1]))


def _image(description: str, target: str, dollars: bool) -> str:
    """An image with its description, which is one line."""
    written = escape_inline(" ".join(description.split()), in_link=True, dollars=dollars)
    return f"![{_no_mark(written)}]({link_target(target)})"


def _no_mark(written: str) -> str:
    """The inside of brackets, kept from being a footnote's mark."""
    return "\\" + written if written.startswith("^") else written


def _math(text: str) -> str:
    """Math between dollar signs, which its text may have."""
    text = " ".join(text.split())
    return text if len(text) > 2 and text[0] == text[-1] == "$" else f"${text}$"


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    piece = text[low:high]
    return low + len(piece) - len(piece.lstrip()), high - (len(piece) - len(piece.rstrip()))


def _flanked(text: str, low: int, high: int) -> tuple[int, int]:
    """The span without the punctuation at an edge at which a reader would not see the marks: `a**"b"**` has none."""
    while low < high and _is_punctuation(text[low]) and low > 0 and _is_word(text[low - 1]):
        low += 1
    while low < high and _is_punctuation(text[high - 1]) and high < len(text) and _is_word(text[high]):
        high -= 1
    return _trimmed(text, low, high)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_word(character: str) -> bool:
    return not character.isspace() and not _is_punctuation(character)
