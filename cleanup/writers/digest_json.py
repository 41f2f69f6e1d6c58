"""A digest as one JSON object, for programs; the README describes the keys."""

from __future__ import annotations

import json

from cleanup.summary.digest import Clipping, Story
from cleanup.version import VERSION
from cleanup.writers.cleaned import GENERATOR
from cleanup.writers.digest import Page


def render(page: Page) -> str:
    """The object with a line a value; signs beyond ASCII as escapes, so that half characters are kept."""
    themes = [{"theme": theme, "stories": [_story(page, s) for s in stories]} for theme, stories in page.themes()]
    shown = {
        "title": page.title,
        "articles": page.articles,
        "stories": len(page.stories),
        "themes": themes,
        "generator": f"{GENERATOR} {VERSION}",
    }
    return json.dumps(shown, ensure_ascii=True, indent=1) + "\n"


def _story(page: Page, story: Story) -> dict[str, object]:
    sources = [page.clippings[i] for i in story.members]
    return {
        "title": story.title,
        "language": story.language,
        "date": sources[0].date,
        "summary": [{"text": s.text, "start": s.start, "end": s.end} for s in story.summary],
        "keywords": list(story.keywords),
        "sources": [_source(clipping) for clipping in sources],
    }


def _source(clipping: Clipping) -> dict[str, object]:
    return {
        "title": clipping.title,
        "address": clipping.address,
        "path": clipping.path,
        "line": clipping.line,
        "id": clipping.id,
        "date": clipping.date,
    }
