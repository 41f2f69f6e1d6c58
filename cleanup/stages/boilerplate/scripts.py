"""Script and style sheets that a page left in its text: elements with their tags, and statements that fill a line.

Left alone: texts that show code (fences, code blocks, code in lines) or speak of programs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cleanup.document import Document

LONGEST = 4_000  # code points of a statement; longer ones are no line of a page's text
_OPENED = re.compile(r"<(script|style)\b[^<>\n]{0,500}>", re.I | re.A)
_CLOSED = re.compile(r"</(script|style)>", re.I | re.A)
# What pages talk to: advertisements, statistics, comments, embedded posts, and the page itself.
_SERVICE = (
    r"googletag|_taboola|adsbygoogle|dataLayer\s*[.=]|gtag\(|fbq\(|_gaq|__gaTracker|OneSignal|outbrain|OBR\.|disqus_|criteo|pbjs|"
    r"_qevents|_comscore|instgrm|twttr|FB\.init|addthis|__tcfapi|ezstandalone|Mediavine|ramp\.|freestar|"
    r"window\.\w+|document\.(?:write|createElement|getElement\w*|querySelector)|jQuery\(|\$\(document\)|\$\(function"
)
_STATEMENT = re.compile(
    rf"(?:/\*[^*\n]{{0,100}}\*/\s*|//\s?<!\[CDATA\[\s*|//\]\]>\s*)?(?:"
    rf"[(!;]{{0,3}}\s?(?:var |let |const )?[\w$]{{0,40}}\s?=?\s?\(?(?:{_SERVICE})"
    r"|(?:var|let|const) [\w$]{1,60}\s?=\s?\S(?=[^\n]*;$)"  # "let S = {1, 2}" is a set
    r"|[(!;]{0,3}function ?[\w$]{0,60}\("
    r"|(?:if|for|while|try) ?\([^\n]{1,200}\) ?\{"
    r")[^\n]{0,3500}[;})\]]\s*(?:/\*[^*\n]{0,100}\*/|//\]\]>)?$"
)
_CDATA = re.compile(r"(?:/\*\s*)?(?://\s*)?(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?$")
_STYLE = re.compile(
    r"(?:@media[^{}\n]{1,200}\{\s*)?(?:[.#@]?[A-Za-z][\w-]{0,60}(?:[.#:>+~ ,]{1,3}[\w()-]{1,60}){0,20}\s?"
    r"\{(?:\s?[a-z-]{2,40}\s?:\s?[^{};\n]{1,300};?\s?){1,40}\}\s*){1,40}\}?$"
)
_GLUED = re.compile(rf"[.!?…][\"'”’)]{{0,2}}[ \t]+(?=[(!;]{{0,3}}(?:{_SERVICE}))")
_ABOUT_CODE = re.compile(
    r"(?i)\b(?:source code|codes?|coding|coders?|scripts?|scripting|functions?|variables?|snippets?|developers?|programmers?|"
    r"programming|apis?|compilers?|debug\w*|syntax|repositor(?:y|ies)|github|consoles?|java ?script|css|html)\b"
)
MOST_MENTIONS = 2  # own choice; a page's scripts stand in texts about anything


def script_elements(text: str) -> Iterator[tuple[int, int]]:
    """Spans of `<script>...</script>` and `<style>...</style>`; one that is never closed is none."""
    if "<" not in text:
        return
    at = 0
    closed: dict[str, list[int]] = {}
    for match in _CLOSED.finditer(text):
        closed.setdefault(match[1].lower(), []).append(match.end())
    for match in _OPENED.finditer(text):
        ends = closed.get(match[1].lower(), [])
        last = bisect_right(ends, match.end())
        if match.start() >= at and last < len(ends):
            at = ends[last]
            yield match.start(), at


def script_lines(document: Document) -> Iterator[tuple[int, int]]:
    """Spans of lines that are a statement or a style sheet, and of statements after the last sentence of a line."""
    for line, row in zip(document.reading.lines, document.reading.rows, strict=True):
        shown = row.strip()
        if len(shown) > LONGEST or not shown.endswith((";", "}", ")", "]", "/", ">", "CDATA[")):
            continue
        if _STATEMENT.match(shown) or _CDATA.match(shown) or _STYLE.match(shown):
            yield line.start, line.end
        elif shown.endswith((";", "}")) and (glued := _GLUED.search(row)):
            yield line.start + glued.end(), line.end


def speaks_of_code(document: Document, scripts: Sequence[tuple[int, int]]) -> bool:
    """Whether the text shows code or speaks of programs, but for what these spans of scripts hold (sorted)."""
    text = document.text
    if "`" in text or any(i.kind == "code" for i in document.inlines):
        return True
    inside = sum(len(_ABOUT_CODE.findall(text, start, end)) for start, end in scripts)
    if len(_ABOUT_CODE.findall(text)) - inside >= MOST_MENTIONS:
        return True
    return any(b.kind == "code" and _shows_code(text, b.start, b.end, scripts) for b in document.blocks)


def _shows_code(text: str, start: int, end: int, scripts: Sequence[tuple[int, int]]) -> bool:
    """Whether a block of code has more in it than these spans."""
    at, i = start, max(0, bisect_right(scripts, (start, 0)) - 1)
    while i < len(scripts) and scripts[i][0] < end:
        if text[at : max(at, scripts[i][0])].strip():
            return True
        at = max(at, scripts[i][1])
        i += 1
    return bool(text[at:end].strip())
