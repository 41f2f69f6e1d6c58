"""A digest as one HTML page that needs nothing else: styles are inside, and there is no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from cleanup.languages import family
from cleanup.summary.digest import Clipping, Story
from cleanup.writers.digest import Page, heading_of, language_name

_LANGUAGE = "en"  # of the page's own words
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")  # characters that HTML has not
_STYLE = """
:root { color-scheme: light dark; background: Canvas; color: CanvasText }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
overflow-wrap: break-word } h1 { font-size: 1.8rem; line-height: 1.2 } h1, h2, h3 { text-wrap: balance; break-after: avoid }
.theme { margin-top: 2.5rem; padding-bottom: .3rem; border-bottom: 1px solid; font-size: 1.4rem } .story { font-size: 1.15rem; margin-bottom: .4rem }
article { margin: 1.8rem 0 } ul { padding-left: 1.3rem; margin: .5rem 0 } li { margin: .35rem 0 } p { margin: .5rem 0 }
.about { font-size: .9rem } .about span { font-weight: 600 }
@media print { body { max-width: none; margin: 0; padding: 0; font: 10.5pt/1.45 serif } article { break-inside: avoid }
a { color: inherit } a[href^="http"]::after { content: " <" attr(href) ">"; font-size: .85em } }
"""


def render(page: Page) -> str:
    """The page, in English; what stands in another language is marked as such."""
    sections = "\n".join(_themes(page))
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{_text(page.title)}</h1>\n<p>{_text(page.counted)}</p>\n</header>\n"
        f"<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _themes(page: Page) -> Iterator[str]:
    for theme, stories in page.themes():
        shown = "\n".join(_story(page, story, "h3" if page.themed else "h2") for story in stories)
        if not page.themed:
            yield shown
            continue
        codes = {story.language for story in stories}
        language = _in(codes.pop() if theme is not None and len(codes) == 1 else _LANGUAGE)
        yield f'<section>\n<h2 class="theme"{language}>{_text(heading_of(theme))}</h2>\n{shown}\n</section>'


def _story(page: Page, story: Story, heading: str) -> str:
    language = _in(story.language)
    lines = [f'<{heading} class="story"{language}>{_text(story.title)}</{heading}>']
    if story.summary:
        items = "\n".join(f"<li>{_text(s.text)}</li>" for s in story.summary)
        lines.append(f"<ul{language}>\n{items}\n</ul>")
    if page.several_languages:
        lines.append(_about("Language", _text(language_name(story.language))))
    if story.keywords:
        lines.append(_about("Keywords", f"<bdi{language}>{_text(', '.join(story.keywords))}</bdi>"))
    sources = list(_sources(page, story))
    lines.append(_about("Source" if len(sources) == 1 else "Sources", ", ".join(sources)))
    return "<article>\n" + "\n".join(lines) + "\n</article>"


def _about(label: str, inside: str) -> str:
    return f'<p class="about"><span>{label}:</span> {inside}</p>'


def _sources(page: Page, story: Story) -> Iterator[str]:
    for name, link, clipping in page.sources(story):
        language = _in(clipping.language if clipping.title else _LANGUAGE)
        shown = f"<bdi{language}>{_text(name)}</bdi>"
        yield (f'<a href="{escape(link)}">{shown}</a>' if link else shown) + _dated(clipping)


def _dated(clipping: Clipping) -> str:
    if not clipping.date:
        return ""
    date = _text(clipping.date)
    return f' (<time datetime="{date}">{date}</time>)' if _DAY.fullmatch(clipping.date) else f" ({date})"


def _in(language: str | None) -> str:
    """The attribute of what stands in a language; none where it is the page's."""
    if not language or family(language) == _LANGUAGE or not _CODE.fullmatch(language):
        return ""
    return f' lang="{language}" dir="auto"'


def _text(text: str) -> str:
    """Text for an element or an attribute, on one line."""
    return escape(_NO_HTML.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))
