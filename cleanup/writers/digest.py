"""A digest of several articles: what all of its formats show."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from cleanup.languages import family, of
from cleanup.summary.digest import Clipping, Story

OTHER = "Other"  # the heading of what has no theme
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_ENDS_ADDRESS = re.compile(r"[\x00-\x20<>\"\\^`{|}\x7f]")


@dataclass(frozen=True, slots=True)
class Page:
    """What a digest shows. Links to files lead from `folder`, where the page will stand; None: from the current one."""

    stories: Sequence[Story]
    clippings: Sequence[Clipping]
    title: str = "Digest"
    folder: Path | None = None

    @property
    def articles(self) -> int:
        """How many articles there are in the stories."""
        return sum(len(story.members) for story in self.stories)

    @property
    def counted(self) -> str:
        """How many articles and stories there are, as a sentence."""
        return f"{_count(self.articles, 'article', 'articles')}, {_count(len(self.stories), 'story', 'stories')}."

    @property
    def several_languages(self) -> bool:
        """Whether readers need to be told which language a story is in."""
        return len({family(story.language) for story in self.stories}) > 1

    @property
    def themed(self) -> bool:
        """Whether themes are shown: a single heading over everything tells nothing."""
        return len({story.theme for story in self.stories}) > 1

    def themes(self) -> Iterator[tuple[str | None, list[Story]]]:
        """Each theme with its stories; None, the last, with those that have none."""
        for theme, stories in groupby(self.stories, key=lambda story: story.theme):
            yield theme, list(stories)

    def sources(self, story: Story) -> Iterator[tuple[str, str | None, Clipping]]:
        """Each source of a story: what it is called, where its link leads, and itself. It is called by its title, or by
        where it is from where another source of the story has that title already."""
        seen: set[str] = set()
        for i in story.members:
            clipping = self.clippings[i]
            name = " ".join((clipping.title or "").split())
            if not name or name in seen:
                name = clipping.address or clipping.path or f"article {i + 1}"
                if name == clipping.path and clipping.line is not None:
                    name += f":{clipping.line}"
            seen.add(name)
            yield name, self.link(clipping), clipping

    def link(self, clipping: Clipping) -> str | None:
        """Where an article can be read: an http or https address, or a relative path; None where neither is known."""
        if clipping.address and _ADDRESS.match(clipping.address):
            return _ENDS_ADDRESS.sub(lambda sign: quote(sign.group()), clipping.address)
        if not clipping.path:
            return None
        try:
            path = os.path.relpath(clipping.path, self.folder or Path())
        except ValueError:  # another drive
            return None
        found = quote(path.replace(os.sep, "/").encode("utf-8", "surrogatepass" if os.name == "nt" else "surrogateescape"))
        return found if "/" in found or "%3A" not in found else f"./{found}"


def heading_of(theme: str | None) -> str:
    """A theme as a heading: with a capital, unless its first word has one further in ("iPhone")."""
    if theme is None:
        return OTHER
    return theme[:1].upper() + theme[1:] if theme.split()[0].islower() else theme


def language_name(code: str | None) -> str:
    """A language by its English name, or its code where that is not known."""
    return of(code).name or code or "unknown"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
