"""What Markdown has beyond CommonMark and this program writes or leaves alone: tables, struck text, math between dollar
signs, footnotes, links whose address a site's program fills in. The marks of math and footnotes stay in the text, so that whoever
reads it without markup sees them."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from cleanup.writers.escape import MATH, TEMPLATE

_NOTE = re.compile(r"\[\^([^\s\]]+)\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\s\]]+)\](?!:)")
_NOTE_INDENT = 4  # columns, of what goes on with a footnote after a blank line


def _link_destination(text: str, start: int, end: int) -> object:
    """The address of a link, which may be a template (Hugo's and Jekyll's) with blanks in it."""
    found = TEMPLATE.match(text, start, end)
    if found is None:
        return helpers.parseLinkDestination(text, start, end)
    return SimpleNamespace(ok=True, pos=found.end(), str=found.group())


class _Parser(MarkdownIt):
    """Leaves the addresses of links as they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


@cache
def parser() -> MarkdownIt:
    """The parser of all Markdown that comes in."""
    found = _Parser("commonmark").enable(["table", "strikethrough"])
    found.__dict__["helpers"] = SimpleNamespace(**vars(helpers) | {"parseLinkDestination": _link_destination})
    found.inline.ruler.before("escape", "math", _math)
    found.inline.ruler.before("link", "footnote", _footnote)
    found.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    return found


def _math(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = MATH.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("math", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    found = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content, token.info = found.group(), found.group(1)
    state.pos = found.end()
    return True


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote's text: a paragraph after its label, and what is indented below it."""
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    found = _NOTE.match(state.src, at, state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.info = found.group(1)
    token.map = [start, end]
    kept = (state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent)
    state.bMarks[start], state.tShift[start] = found.end(), 0
    state.sCount[start] = state.blkIndent + _NOTE_INDENT
    state.blkIndent += _NOTE_INDENT
    state.parentType = "note"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent = kept
    state.push("note_close", "", -1)
    return True
