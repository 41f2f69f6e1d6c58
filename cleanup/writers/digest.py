"""A digest of several articles as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.summary.digest import Clipping, Story
from cleanup.writers.escape import escape_inline, escape_start


def render_digest(stories: Sequence[Story], clippings: Sequence[Clipping], title: str = "Digest") -> str:
    """Markdown: a theme a second-level heading, a story a third-level one with summary and linked sources."""
    articles = sum(len(s.members) for s in stories)
    lines = [f"# {_escaped(title)}", "", f"{articles} articles, {len(stories)} stories.", ""]
    theme = None
    for story in stories:
        if story.theme != theme:
            theme = story.theme
            lines += [f"## {_escaped(theme)}", ""]
        lines += [f"### {_escaped(story.title)}", ""]
        lines += [f"- {_escaped(s)}" for s in story.summary]
        if story.keywords:
            lines += ["", "Keywords: " + ", ".join(_escaped(k) for k in story.keywords)]
        lines += ["", "Sources: " + ", ".join(_link(clippings[i], i) for i in story.members), ""]
    return "\n".join(lines).rstrip() + "\n"


def _link(clipping: Clipping, number: int) -> str:
    name = " ".join((clipping.title or clipping.source or f"article {number + 1}").split())
    if not clipping.source:
        return _escaped(name)
    return f"[{_escaped(name)}](<{clipping.source.replace('<', '%3C').replace('>', '%3E').replace(chr(10), ' ')}>)"


def _escaped(text: str) -> str:
    return escape_start(escape_inline(text))
