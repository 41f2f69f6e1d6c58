"""A digest of several articles as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.summary.digest import Clipping, Story
from cleanup.writers.escape import escape_inline, escape_start


def render_digest(stories: Sequence[Story], clippings: Sequence[Clipping], title: str = "Digest") -> str:
    """Markdown: a theme a second-level heading, a story a third-level one with summary and linked sources."""
    articles = sum(len(s.members) for s in stories)
    counted = f"{articles} {'article' if articles == 1 else 'articles'}, {len(stories)} {'story' if len(stories) == 1 else 'stories'}."
    lines = [f"# {_escaped(title)}", "", counted, ""]
    theme = None
    themed = len({s.theme for s in stories}) > 1  # a single heading over everything tells nothing
    for story in stories:
        if story.theme != theme and themed:
            theme = story.theme
            lines += [f"## {_escaped(theme)}", ""]
        lines += [f"### {_escaped(story.title)}", ""]
        lines += [f"- {_escaped(s)}" for s in story.summary]
        if story.keywords:
            lines += ["", "Keywords: " + ", ".join(_escaped(k) for k in story.keywords)]
        lines += ["", "Sources: " + ", ".join(_links(story, clippings)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _links(story: Story, clippings: Sequence[Clipping]) -> Iterator[str]:
    """Each source by its title, or by its address where another source of the story has that title already."""
    seen: set[str] = set()
    for i in story.members:
        clipping = clippings[i]
        named = " ".join((clipping.title or "").split())
        name = named if named and named not in seen else clipping.source or f"article {i + 1}"
        seen.add(named)
        link = (clipping.source or "").replace("<", "%3C").replace(">", "%3E").replace("\n", " ")
        yield f"[{_escaped(name)}](<{link}>)" if link else _escaped(name)


def _escaped(text: str) -> str:
    return escape_start(escape_inline(text))
