"""Remains of a page's markup in plain text: HTML tags, short codes and BBCode, scripts and style sheets.

Marks go, the words between them stay; a line break of the page becomes one of the text. Left alone: code, and texts that speak
of markup or of programs, in which it is shown on purpose; what a colon leads up to; `a < b`, `List<String>`, `<3`,
`<ann@example.org>`; a tag or code that nothing closes, where it could be a word in brackets (`[b]`, `<i>`); raised, struck and
marked-up code, whose sense is in the tags; tables.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleanup.core.edit import Edit, Scope
from cleanup.document import Document
from cleanup.rulebook.schema import OwnRule
from cleanup.stages.boilerplate.inline import Places
from cleanup.stages.boilerplate.scripts import script_elements, script_lines, speaks_of_code
from cleanup.text.lines import LineSpan

TAG, CODE, SCRIPT = "html-tag", "short-code", "script-remains"
_REASONS = {
    TAG: "Tag of the page's markup",
    CODE: "Short code or BBCode of the page's editor",
    SCRIPT: "Script or style sheet of the page",
}
# Own judgement; on WCXB's 791 development articles the three rules change nothing, since their texts came from rendered pages.
_CONFIDENCE = {TAG: 0.92, CODE: 0.92, SCRIPT: 0.9}

_INLINE = frozenset("a abbr b big center cite em font i ins label mark small span strong time u".split())
_BLOCK = frozenset(
    "article aside blockquote div figcaption figure footer h1 h2 h3 h4 h5 h6 header li main ol p section ul".split()
)
_VOID = frozenset(("br", "hr", "img", "wbr"))
_ATTRIBUTES = r"(?:\s+[A-Za-z][\w:-]{0,30}\s*=\s*(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>=]{1,500}))*"
_NAMES = "|".join(sorted(_INLINE | _BLOCK | _VOID, key=lambda n: (-len(n), n)))
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>(?i:{_NAMES}))(?P<attributes>{_ATTRIBUTES})\s*/?>")
_COMMENT = re.compile(r"<!--[^<>]{0,500}-->")

_QUOTE = "\"'\u201c\u201d\u2033\u2018\u2019"
_VALUE = rf"(?:[{_QUOTE}][^{_QUOTE}\[\]\n]{{0,500}}[{_QUOTE}]|[^\s{_QUOTE}\[\]]{{1,300}})"
_QUOTED_VALUE = rf"[{_QUOTE}][^{_QUOTE}\[\]\n]{{0,500}}[{_QUOTE}]"
# Editors of pages: WordPress, its page builders, forums. `alone` stands for something that is not there any more.
_ALONE = "gallery|playlist|contact-form-7|contact-form|instagram|tweet|adrotate|the_ad|ad|toc|audio|video|youtube|vimeo|soundcloud|embed"
_BUILDER = r"(?:vc|et_pb|fusion|av|su|fl|cs|mk|wpsm|td|nectar|wp|elementor|tdc|cta|rt|cookie|one|two)_[a-z0-9_]+"
_PAIRED = "b|i|u|url|color|size|font|center|left|right|indent|email|highlight|quote|caption|img|embed|youtube|video|audio"
_SHORT = re.compile(
    rf"\[(?P<close>/?)(?:(?P<name>(?i:{_PAIRED}|{_ALONE}))(?P<own>=[^\[\]\n]{{1,300}})?(?P<attributes>(?:\s+[\w-]{{1,30}}={_VALUE})*)"
    rf"|(?P<builder>{_BUILDER})(?:\s+[\w-]{{1,30}}={_VALUE})*"
    rf"|(?P<other>[a-z][a-z0-9_-]{{1,30}})(?:\s+[\w-]{{1,30}}={_QUOTED_VALUE})+)\s*/?\](?!\()"
)
_CONSTANT = re.compile(r"(?m)^[ \t]*\[[A-Z]{2,20}(?:_[A-Z]{2,20}){1,4}\][ \t]*$")
# Of programs that make a site from Markdown (Hugo, Jekyll, kramdown). One inside a line stands for words that it holds.
_TEMPLATE = re.compile(
    r"(?m)^[ \t]*(?:\{\{(?:<[^\n{}]{1,500}>|%[^\n{}]{1,500}%)\}\}|\{%[^\n{}]{1,500}%\}|\{:[^\n{}]{1,200}\})[ \t]*$"
)
_TEMPLATE_TAG = re.compile(r"(?:\{\{[<%]|\{%)[ \t]*(?:/|end)?[ \t]*([\w-]+)")
_SHOWN = frozenset(("b", "i", "u"))  # letters in brackets are words or notes unless they close up with what they mark
_GONE_WITHIN = frozenset(("img", "embed", "youtube", "video", "audio"))  # what they hold is an address
_BREAKS_AFTER = frozenset(("caption", "quote"))

# Who speaks of markup or programs shows them. Said once beside it or so often in the whole text, and nothing is touched.
_ABOUT = re.compile(
    r"(?i)\b(?:x?html ?5?|xml|bb ?code|mark-?up|short-?codes?|tags?|css|java ?script|syntax|snippets?|source code|escap(?:e[ds]?|ing)|"
    r"brackets?|word ?press|web ?masters?|placeholders?|template (?:engine|language|tag)s?)\b"
)
MOST_MENTIONS = 3  # own choice
# A line with these is code or a diagram that lost its markup.
_CODISH = re.compile(r"-->|[=-]>|::|[{}]|==|&&|\|\||;\s*$|\$\w|^\s*(?:#include|//)")


def own_rules(stage: str) -> tuple[OwnRule, ...]:
    """What goes of a page's markup."""
    return tuple(OwnRule(rule, stage, "delete", reason) for rule, reason in _REASONS.items())


@dataclass(frozen=True, slots=True)
class _Cut:
    """text[start:end] becomes `left`, white space or the sign of a quotation or a list. `breaks`: it parts paragraphs (2) or
    lines (1), so that white space beside it goes and what is needed is set."""

    start: int
    end: int
    rule: str
    breaks: int = 0
    left: str = ""
    apart: bool = False  # the words on either side are to stand apart


def markup(document: Document, stage: str) -> Iterator[Edit]:
    """Edits of scope "page" inside lines, "block" where whole lines go."""
    text = document.text
    if "<" not in text and "[" not in text and ";" not in text and "}" not in text:
        return
    about = _About(document)
    places = Places(document)
    cuts: list[_Cut] = []
    if not document.marked_up:  # on a page a tag that shows is meant to show
        if "<" in text:
            cuts += _tags(text, about)
        scripts = sorted((*script_elements(text), *script_lines(document)))
        if scripts and not speaks_of_code(document, scripts):
            cuts += [_Cut(start, end, SCRIPT, apart=True) for start, end in scripts if not about.is_told(start)]
    if "[" in text:
        cuts += _short_codes(text, about)
    if "{" in text:
        cuts += _templates(text, about, places)
    yield from _edits(text, places, cuts, stage)


class _About:
    """Whether a text speaks of markup or programs, so that what looks left over is shown on purpose."""

    def __init__(self, document: Document) -> None:
        self._inlines = document.inlines
        self._text = document.text
        self._blocks = document.blocks
        self._starts = [block.start for block in document.blocks]

    def speaks_of_markup(self, start: int) -> bool:
        """Whether markup at `start` is shown: the text shows code, or speaks of markup here, or the line is a diagram's."""
        return self._shows_code or self.is_told(start) or self._at(self._codish, start)

    def is_told(self, start: int) -> bool:
        """Whether the text speaks of markup often, or at `start`."""
        return self._often or self._at(self._told, start)

    def _at(self, blocks: Sequence[bool], start: int) -> bool:
        return bool(blocks) and blocks[max(0, bisect_right(self._starts, start) - 1)]

    @cached_property
    def _bare(self) -> list[str]:
        """The blocks without what looks like markup."""
        shown = (self._text[b.start : b.end] for b in self._blocks)
        return [_SHORT.sub(" ", _TAG.sub(" ", _COMMENT.sub(" ", _TEMPLATE.sub(" ", text)))) for text in shown]

    @cached_property
    def _often(self) -> bool:
        return sum(len(_ABOUT.findall(shown)) for shown in self._bare) >= MOST_MENTIONS

    @cached_property
    def _told(self) -> list[bool]:
        """For each block whether it or one beside it speaks of markup, or a colon leads up to it."""
        own = [bool(_ABOUT.search(shown)) for shown in self._bare]
        led = [False, *(self._text[b.end - 1] == ":" for b in self._blocks[:-1])]
        return [led[i] or any(own[max(0, i - 1) : i + 2]) for i in range(len(own))]

    @cached_property
    def _codish(self) -> list[bool]:
        return [b.kind == "code" or bool(_CODISH.search(s)) for b, s in zip(self._blocks, self._bare, strict=True)]

    @cached_property
    def _shows_code(self) -> bool:
        return "`" in self._text or any(i.kind == "code" for i in self._inlines)


def _templates(text: str, about: _About, places: Places) -> Iterator[_Cut]:
    """Lines of templates; where one is shown on purpose, or one that opens and closes does not fill lines on both sides, all
    of the name stay."""
    lines = [m for m in _TEMPLATE.finditer(text) if not places.is_fixed(*m.span())]
    shown = {_name(m.group()) for m in lines if about.is_told(m.start())}
    alone = Counter(_name(m.group()) for m in lines)
    every = Counter(_name(m.group()) for m in _TEMPLATE_TAG.finditer(text))
    for match in lines:
        name = _name(match.group())
        if name not in shown and (match.group().strip().startswith("{:") or alone[name] == every[name]):
            yield _Cut(*match.span(), CODE, breaks=2)


def _name(template: str) -> str:
    """What a template is called, without the sign of its end."""
    found = _TEMPLATE_TAG.search(template)
    return found.group(1).lower() if found else ""


def _tags(text: str, about: _About) -> Iterator[_Cut]:
    tags = [m for m in _TAG.finditer(text) if not about.speaks_of_markup(m.start())]
    sure = _sure(text, tags)
    for i, match in enumerate(tags):
        name = match["name"].lower()
        if name == "br":
            yield _Cut(*match.span(), TAG, breaks=1)
        elif name == "hr" or (name in _BLOCK and (i in sure or len(tags) > 2)):
            yield _Cut(*match.span(), TAG, breaks=2)
        elif name in _VOID and (name == "wbr" or match["attributes"]):
            yield _Cut(*match.span(), TAG, apart=name != "wbr")
        elif name in _INLINE and i in sure:
            yield _Cut(*match.span(), TAG)
    for match in _COMMENT.finditer(text):
        if not about.speaks_of_markup(match.start()):
            yield _Cut(*match.span(), TAG, apart=True)


def _sure(text: str, tags: Sequence[re.Match[str]]) -> set[int]:
    """The places of tags that close up with another, or that can be nothing else, having attributes."""
    sure: set[int] = set()
    open_tags: dict[str, list[int]] = {}
    for i, match in enumerate(tags):
        name = match["name"].lower()
        if match["close"]:
            stack = open_tags.get(name)
            if not stack:
                continue
            first = stack.pop()
            within = text[tags[first].end() : match.start()]
            # "<b> and </b>" names two tags
            if (
                tags[first]["attributes"]
                or name in _BLOCK
                or (within and within.strip() and not (within[0] == within[-1] == " "))
            ):
                sure |= {first, i}
        else:
            open_tags.setdefault(name, []).append(i)
            if match["attributes"].count('"') >= 2 or match["attributes"].count("'") >= 2:
                sure.add(i)
    return sure


def _short_codes(text: str, about: _About) -> Iterator[_Cut]:
    open_codes: dict[str, list[re.Match[str]]] = {}
    for match in _SHORT.finditer(text):
        if text[match.start() - 1 : match.start()] == "\\":
            continue
        if about.speaks_of_markup(match.start()):
            continue
        name = (match["name"] or match["builder"] or match["other"]).lower()
        if match["close"]:
            stack = open_codes.get(name)
            if stack:
                yield from _closed(text, stack.pop(), match, name, nested=bool(stack))
            elif match["builder"]:
                yield _Cut(*match.span(), CODE, breaks=2)
            continue
        open_codes.setdefault(name, []).append(match)
        if match["builder"] and (match["attributes"] or "=" in match.group() or _fills_line(text, match)):
            yield _Cut(*match.span(), CODE, breaks=2)
        elif match["other"] or (match["attributes"] and re.fullmatch(_ALONE, name)):
            yield _Cut(*match.span(), CODE, apart=True)
        elif re.fullmatch(_ALONE, name) and _fills_line(text, match):
            yield _Cut(*match.span(), CODE)
    for match in _CONSTANT.finditer(text):
        if not about.speaks_of_markup(match.start()):
            yield _Cut(*match.span(), CODE)


def _closed(text: str, first: re.Match[str], last: re.Match[str], name: str, nested: bool) -> Iterator[_Cut]:
    """The cuts of a code and what closes it; `nested` in another of its name."""
    if name == "quote" and not nested:
        yield from _quotation(text, first, last)
        return
    within = text[first.end() : last.start()]
    if name in _GONE_WITHIN:
        if " " not in within.strip():
            yield _Cut(first.start(), last.end(), CODE, apart=True)
        return
    if name in _SHOWN and (not within.strip() or within[0] == " " or within[-1] == " "):
        return
    breaks = 2 if name in _BREAKS_AFTER or first["builder"] else 0
    yield _Cut(*first.span(), CODE, breaks=breaks)
    yield _Cut(*last.span(), CODE, breaks=breaks)


def _quotation(text: str, first: re.Match[str], last: re.Match[str]) -> Iterator[_Cut]:
    """A forum's quotation becomes one of plain text, with whom it quotes before it."""
    said = first["own"] or ""
    name = re.match(rf"=[{_QUOTE}]?([^{_QUOTE};,\[\]\n=]{{1,40}})", said)
    if name and name[1].strip():
        at = first.start("own")
        yield _Cut(first.start(), at + name.start(1), CODE, breaks=2, left="> ")
        yield _Cut(at + name.end(1), first.end(), CODE, left=": ")
    else:
        yield _Cut(*first.span(), CODE, breaks=2, left="> ")
    within = text[first.end() : last.start()]
    begun = len(within) - len(within.lstrip())
    for line in re.finditer(r"\n(?=[ \t]*[^\s])", within.rstrip()):
        if line.end() > begun:
            at = first.end() + line.end()
            yield _Cut(at, at, CODE, left="> ")
    yield _Cut(*last.span(), CODE, breaks=2)


def _fills_line(text: str, match: re.Match[str]) -> bool:
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    end = text.find("\n", match.end())
    return not before.strip() and not text[match.end() : end if end >= 0 else len(text)].strip()


def _edits(text: str, places: Places, cuts: Sequence[_Cut], stage: str) -> Iterator[Edit]:
    """Cuts as edits: breaks that follow each other are one, and what fills a line takes the line."""
    chosen: list[_Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if chosen and cut.start < chosen[-1].end:
            continue
        if cut.rule != SCRIPT and places.is_fixed(cut.start, max(cut.end, cut.start + 1)):
            continue
        last = chosen[-1] if chosen else None
        if last and cut.breaks and last.breaks and not last.left and not text[last.end : cut.start].strip():
            breaks = max(2, last.breaks, cut.breaks)
            chosen[-1] = _Cut(last.start, cut.end, cut.rule, breaks, cut.left)
        else:
            chosen.append(cut)
    whole = {cut: places.lines_of(cut.start, cut.end) for cut in chosen if not cut.left}
    gone = {i for lines in whole.values() for i in lines}
    spans = places.taken(gone)
    for cut in chosen:
        lines = [i for i in whole.get(cut, ()) if i in spans]
        if lines:
            span = LineSpan(spans[lines[0]].start, spans[lines[-1]].end)
            yield _edit(cut, stage, span.start, span.end, "", "block")
        elif cut.breaks:
            yield _edit(cut, stage, *_broken(places, cut), "page")
        elif cut.apart:
            yield _edit(cut, stage, *places.without(cut.start, cut.end), "page")
        else:
            yield _edit(cut, stage, cut.start, cut.end, cut.left, "page")


def _broken(places: Places, cut: _Cut) -> tuple[int, int, str]:
    """What to replace, and by what, so that paragraphs or lines part there, and by no more than that."""
    text = places.text
    low, high = places.with_blanks(cut.start, cut.end)
    at_start, at_end = low == 0, high == len(text)
    there = 0
    k = low
    while k > 0 and text[k - 1] == "\n":
        k, there = k - 1, there + 1
    k = high
    while k < len(text) and text[k] == "\n":
        k, there = k + 1, there + 1
    needed = 0 if at_start or at_end else max(0, cut.breaks - there)
    return low, high, "\n" * needed + cut.left


def _edit(cut: _Cut, stage: str, start: int, end: int, replacement: str, scope: Scope) -> Edit:
    return Edit(
        start=start,
        end=end,
        replacement=replacement,
        stage=stage,
        rule=cut.rule,
        reason=_REASONS[cut.rule],
        confidence=_CONFIDENCE[cut.rule],
        scope=scope,
    )
