"""What Markdown has beyond CommonMark and is not to be read as something else: formulas and footnotes.

Both stay in the text as they are written, and are marked, so that reading what this program wrote changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# As the writer escapes: after the first dollar and before the last no white space, after the last no digit.
_FORMULA = re.compile(r"\$\$\S(?:[^$]{0,4000}\S)?\$\$|\$(?=\S)([^$\n]{0,400}(?<=\S))\$(?!\d)")
_LIKE_TEX = re.compile(r"\\[a-zA-Z]|[\^_{}=<>+]|^[A-Za-z]$")
_FOOTNOTE = re.compile(r"\[\^([\w.-]{1,40})\]")


def with_formulas_and_notes(parser: MarkdownIt) -> MarkdownIt:
    """The parser, which also makes tokens "formula" and "footnote_mark" inside lines, and takes no note for a link's
    definition."""
    from markdown_it.rules_block import reference

    def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", at) and reference(state, start, end, silent)

    parser.block.ruler.at("reference", definition)
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.before("link", "footnote_mark", _footnote)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if not match or (match.group(1) is not None and not _LIKE_TEX.search(match.group(1))):
        return False
    if not silent:
        state.push("formula", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("footnote_mark", "", 0)
        token.content, token.meta = match.group(), {"label": match.group(1)}
    state.pos = match.end()
    return True
