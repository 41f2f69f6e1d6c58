"""Footnotes and sidenotes of a page: which links are marks of a note, where the note stands, what leads back.

A link is the mark of a note where it has a note's label ("1", "[2]", "*") and its target in the same page holds a note:
because the link is raised or named for it, the place is named for it, or the place leads back to the link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.page.tags import HEADINGS, INLINE

if TYPE_CHECKING:
    from lxml.etree import _Element

_LABEL = re.compile(r"[\[(\s]*((?:note|nb|fn|n)?[ .]?\w{1,4}(?::\d{1,2})?|[*†‡§¶#⊕]{1,3})[\])\s.:]*", re.IGNORECASE)
_REFERENCE = re.compile(r"noteref|footnote|(?:^|\s)(?:reference|fn-?ref|cite_ref|sidenote|endnote|citation-ref)", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|notes|references|reflist|sidenotes?|marginnotes?|fn)(?=$|[\s_-])", re.IGNORECASE
)
_NOTE_ID = re.compile(
    r"(?:^|\b|_)(?:fn|_?ftn|_?edn|footnote|endnote|note|cite_note|sdfootnote|sdendnote)(?=$|[\W_\d]|s?ym)", re.IGNORECASE
)
_BACK = re.compile(
    r"back-?(?:ref|link)|footnote-?(?:back|return)|reversefootnote|fn-?back|return-?(?:link|arrow)", re.IGNORECASE
)
_ARROWS = re.compile(
    r"[\s\[\]()]*(?:[↩↑^⤴↵⏎⮌🔙↥⬆☝⇑←]\ufe0e?\ufe0f?|back(?: to (?:text|top|content))?|return(?: to text)?)[\s\[\]()]*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\[(\s]*(?:\d{1,3}|[*†‡§]{1,3})[\])\s]*")
_BRACKETS = re.compile(r"[\s\[\](){},;.:–-]*")
_SIDENOTE = re.compile(r"(?:^|\s)(?:sidenote|marginnote|side-note|margin-note)(?=\s|$)")
_BODY = frozenset("li p div aside dd section".split())
MOST_LABEL = 24  # characters of a mark's text
MOST_ELEMENTS = 400  # of a note


@dataclass(slots=True, eq=False)
class Notes:
    """By element: labels of the notes that a mark calls, the label of a note that begins, sidenotes in the midst of a
    text (which become blocks of their own, after it), and what is left out (what leads back, switches of sidenotes)."""

    marks: dict[_Element, tuple[str, ...]] = field(default_factory=dict)
    bodies: dict[_Element, str] = field(default_factory=dict)
    asides: dict[_Element, str] = field(default_factory=dict)
    left_out: set[_Element] = field(default_factory=set)


def find_notes(root: _Element) -> Notes:
    """The notes of a page; linear in its size."""
    notes = Notes()
    labels = _Labels()
    calls = _calls(root)
    if calls:
        _link_notes(root, calls, notes, labels)
    for switch in root.iter("input"):
        if switch.get("type") == "checkbox":
            _sidenote(switch, notes, labels)
    return notes


class _Labels:
    """A label for each note, as the page shows it where that is a word that no other note has."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def of(self, shown: str) -> str:
        match = _LABEL.fullmatch(shown)
        label = "".join(c for c in match.group(1).split(":")[0] if c.isalnum()) if match else ""
        if not label or label in self.used:
            number = 1
            while str(number) in self.used:
                number += 1
            label = str(number)
        self.used.add(label)
        return label


def _text(el: _Element) -> str:
    return " ".join("".join(islice(el.itertext(), 40)).split())


def _words_named(el: _Element) -> str:
    """Class, role and type of an element."""
    a = el.attrib
    return " ".join(str(a.get(name, "")) for name in ("class", "role", "epub:type", "type", "rel"))


def _calls(root: _Element) -> list[tuple[_Element, str, str]]:
    """Links to places in this page that have the label of a note: link, target, label."""
    out = []
    for a in root.iter("a"):
        href = a.get("href") or ""
        if "#" not in href or (href[0] != "#" and not _NOTE_ID.search(href.partition("#")[2])):
            continue
        text = _text(a)
        if len(text) <= MOST_LABEL and _LABEL.fullmatch(text):
            out.append((a, href.partition("#")[2], text))
    return out


def _raised(a: _Element) -> bool:
    above = a.getparent()
    inside = len(a) == 1 and a[0].tag == "sup"
    return inside or (
        above is not None and (above.tag == "sup" or (above.getparent() is not None and above.getparent().tag == "sup"))
    )


def _link_notes(root: _Element, calls: list[tuple[_Element, str, str]], notes: Notes, labels: _Labels) -> None:
    wanted = {target for _, target, _ in calls}
    places: dict[str, _Element] = {}
    for el in root.iter():
        if el.attrib and isinstance(el.tag, str):
            for name in (el.get("id"), el.get("name") if el.tag == "a" else None):
                if name and name in wanted:
                    places.setdefault(name, el)
    callers: dict[_Element, list[tuple[_Element, str]]] = {}
    holders: dict[_Element, set[_Element]] = {}
    for a, target, text in calls:
        body = _body(places.get(target))
        if body is not None and a not in islice(body.iter(), MOST_ELEMENTS):
            callers.setdefault(body, []).append((a, text))
            holders.setdefault(body, set()).add(places[target])
    found: list[tuple[_Element, str]] = []
    leading_back: set[_Element] = set()
    for body, every in callers.items():
        # A link that leads back looks like a mark whose note is the text; the first in the page is the mark.
        called = [(a, text) for a, text in every if a not in leading_back]
        if len(holders[body]) > 1 or not called:
            continue  # several notes in one paragraph: which words are whose cannot be told
        back = _leading_back(body, called)
        named = _named_for_notes(body)
        good = [
            (a, text)
            for a, text in called
            if back
            or (_is_call(a) and (named or _NOTE_ID.search(_id_of(holders[body]))))
            or (_raised(a) and _SIGN.fullmatch(text))
        ]
        if not good or not _text(body):
            continue
        label = labels.of(good[0][1])
        notes.bodies[body] = label
        notes.left_out.update(back)
        leading_back.update(a for el in back for a in islice(el.iter("a"), MOST_ELEMENTS))
        found += [(a, label) for a, _ in good]
    _place_marks(found, notes)


def _id_of(places: set[_Element]) -> str:
    (place,) = places
    return place.get("id") or place.get("name") or ""


def _is_call(a: _Element) -> bool:
    above = a.getparent()
    named = _words_named(a) + " " + (_words_named(above) + " " + (above.get("id") or "") if above is not None else "")
    return _raised(a) or _REFERENCE.search(named) is not None


def _body(place: _Element | None) -> _Element | None:
    """The block in which a target stands, if it can be a note."""
    for _ in range(6):
        if place is None or place.tag in HEADINGS or not isinstance(place.tag, str) or place.tag in ("body", "article", "main"):
            return None
        if place.tag in _BODY:
            return place
        if place.tag not in INLINE:
            return None
        place = place.getparent()
    return None


def _named_for_notes(body: _Element) -> bool:
    place: _Element | None = body
    for _ in range(5):
        if place is None or place.tag in ("body", "article", "main", "html"):
            return False
        if (
            _NOTES.search(place.get("class") or "")
            or _NOTES.search(place.get("id") or "")
            or "note" in (place.get("role") or "")
        ):
            return True
        place = place.getparent()
    return False


def _leading_back(body: _Element, called: list[tuple[_Element, str]]) -> set[_Element]:
    """Elements of a note that lead back to its marks, with the brackets around them."""
    origins: set[str] = set()
    for a, _ in called:
        place: _Element | None = a
        for _ in range(3):
            if place is not None:
                origins.update(n for n in (place.get("id"), place.get("name")) if n)
                place = place.getparent()
        origins.update(n for inner in islice(a.iter(), 4) for n in (inner.get("id"),) if n)
    out: set[_Element] = set()
    for el in islice(body.iter(), MOST_ELEMENTS):
        css = el.get("class") or ""
        if "mw-cite-backlink" in css:
            out.add(el)
        elif el.tag == "a" and "#" in (el.get("href") or ""):
            leads = (el.get("href") or "").partition("#")[2] in origins
            named = _BACK.search(_words_named(el)) is not None or "doc-backlink" in (el.get("role") or "")
            if leads or named or _ARROWS.fullmatch(_text(el)):
                out.add(_around(el, body))
    return out


def _around(el: _Element, body: _Element) -> _Element:
    """The outermost element in a line that holds nothing but this one and brackets."""
    own = _text(el)
    for _ in range(3):
        above = el.getparent()
        if above is None or above is body or above.tag not in INLINE:
            break
        if not _BRACKETS.fullmatch(_text(above).replace(own, "", 1)):
            break
        el = above
    return el


def _place_marks(found: list[tuple[_Element, str]], notes: Notes) -> None:
    """Each mark on the outermost element that holds nothing but marks: `sup` around "[1]", or around "1, 2"."""
    label_of = dict(found)
    for a, label in found:
        above = a.getparent()
        if above is not None and above in notes.marks:
            continue
        group = (
            [child for child in islice(above, 20) if child in label_of]
            if above is not None and above.tag in ("sup", "span")
            else []
        )
        rest = _text(above) if group else ""
        for child in group:
            rest = rest.replace(_text(child), "", 1)
        if group and _BRACKETS.fullmatch(rest):
            notes.marks[_around(above, above)] = tuple(dict.fromkeys(label_of[child] for child in group))
        else:
            notes.marks[a] = (label,)


def _sidenote(switch: _Element, notes: Notes, labels: _Labels) -> None:
    """A note that a checkbox shows or hides: its label before it is the mark, the note comes right after."""
    note = switch.getnext()
    if note is None or not _SIDENOTE.search(note.get("class") or "") or (switch.tail or "").strip():
        return
    label = switch.getprevious()
    if label is None or label.tag != "label" or label.get("for") != switch.get("id"):
        label = None
    shown = _text(label) if label is not None else ""
    name = labels.of(shown)
    if label is not None:
        notes.marks[label] = (name,)
    else:
        notes.marks[switch] = (name,)
    notes.asides[note] = name
    first = note[0] if len(note) and not (note.text or "").strip() else None
    if first is not None and first.tag in ("sup", "span") and _LABEL.fullmatch(_text(first)) and _text(first) in (shown, name):
        notes.left_out.add(first)
