"""A digest as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.summary.digest import Clipping, Story
from cleanup.writers.digest import Page, heading_of, language_name
from cleanup.writers.escape import escape_inline, escape_start, link_target


def render(page: Page) -> str:
    """A heading a theme, one a story below it, each with summary, keywords and linked sources."""
    lines = [f"# {_escaped(page.title)}", "", page.counted, ""]
    level = "##"
    for theme, stories in page.themes():
        if page.themed:
            lines += [f"## {_escaped(heading_of(theme))}", ""]
            level = "###"
        for story in stories:
            lines += [f"{level} {_escaped(story.title)}", ""]
            if story.summary:
                lines += [*(f"- {_escaped(s.text)}" for s in story.summary), ""]
            if page.several_languages:
                lines += [f"Language: {_escaped(language_name(story.language))}", ""]
            if story.keywords:
                lines += ["Keywords: " + ", ".join(map(_escaped, story.keywords)), ""]
            lines += [f"{'Source' if len(story.members) == 1 else 'Sources'}: " + ", ".join(_sources(page, story)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _sources(page: Page, story: Story) -> Iterator[str]:
    for name, link, clipping in page.sources(story):
        yield (f"[{escape_inline(name, in_link=True)}]({link_target(link)})" if link else _escaped(name)) + _dated(clipping)


def _dated(clipping: Clipping) -> str:
    return f" ({_escaped(clipping.date)})" if clipping.date else ""


def _escaped(text: str) -> str:
    return escape_start(escape_inline(" ".join(text.split())))
