"""What a page hides from its readers, and what it strikes out: by attribute, by style, by the names that sites use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.page.lists import style_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
# Text for those who have the page read to them, not shown to others.
_SPOKEN = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only sr_only u-visually-hidden "
    "element-invisible show-for-sr a11y-hidden assistive-text".split()
)
_ICON = re.compile(r"icon|material-symbols|\bfa[bsrl]?\b|glyph")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?<![^{}])([^{}]*+)\{([^{}]*)\}")
_CLASS_ALONE = re.compile(r"(?:span|b|i|em|small|a)?\.([A-Za-z_][\w-]*)")
_ANY_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_DISPLAY = re.compile(r"(?:display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_LIST_ALONE = re.compile(r"(?:ol|(?:ol|ul)?(\.[A-Za-z_][\w-]*))(?: ?>? ?li)?")
MOST_STYLE = 200_000  # characters of a style element that are read


def hides(style: str | None) -> bool:
    return style is not None and _HIDDEN.search(style) is not None


def strikes(style: str | None) -> bool:
    return style is not None and _STRUCK.search(style) is not None


@lru_cache(maxsize=1 << 12)
def is_spoken(css: str) -> bool:
    """Whether a class says that the text is for screen readers alone."""
    return not _SPOKEN.isdisjoint(css.split())


def is_hidden_in_line(el: _Element, css: str, hidden_classes: frozenset[str]) -> bool:
    """Whether an element in a line is not seen. Words under `aria-hidden` are seen, only not read out: of those only
    signs and the names of icons count."""
    attributes = el.attrib
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if hides(attributes.get("style")):
        return True
    if css and (is_spoken(css) or (hidden_classes and not hidden_classes.isdisjoint(css.split()))):
        return True
    if attributes.get("aria-hidden") == "true" and len(el) == 0:
        text = (el.text or "").strip()
        return bool(text) and (_ICON.search(css) is not None or (not any(c.isalnum() for c in text) and len(text) == 1))
    return False


def hidden_classes(root: _Element) -> frozenset[str]:
    """Classes that the page's own style elements hide, by a rule of one class alone. A class that another rule shows, or
    that stands under a condition (print, a narrow window), is none."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for style in root.iter("style"):
        text = style.text or ""
        if ("none" not in text and "hidden" not in text) or len(text) > MOST_STYLE or "print" in (style.get("media") or ""):
            continue
        for selectors, body in _RULE.findall(_without_conditions(_COMMENT.sub("", text))):
            values = [v.lower() for v in _DISPLAY.findall(body)]
            if not values:
                continue
            if values[-1] in ("none", "hidden"):
                alone = (_CLASS_ALONE.fullmatch(s.strip()) for s in selectors.split(","))
                hidden.update(m.group(1) for m in alone if m)
            else:
                shown.update(_ANY_CLASS.findall(selectors))
    return frozenset(hidden - shown)


def list_styles(root: _Element) -> dict[str, str]:
    """How the page's own style elements mark the items of lists, by ".class" or "ol", each by a rule of it alone."""
    styles: dict[str, str] = {}
    for style in root.iter("style"):
        text = style.text or ""
        if "list-style" not in text or len(text) > MOST_STYLE or "print" in (style.get("media") or ""):
            continue
        for selectors, body in _RULE.findall(_without_conditions(_COMMENT.sub("", text))):
            if "list-style" in body and (named := style_of(body)):
                alone = (_LIST_ALONE.fullmatch(" ".join(s.split())) for s in selectors.split(","))
                styles.update((m.group(1) or "ol", named) for m in alone if m)
    return {selector: name for selector, name in styles.items() if name != "none"}  # its marks may be drawn by counters


def _without_conditions(css: str) -> str:
    """A style sheet without its @ rules and what they hold."""
    out: list[str] = []
    depth = 0
    for part in re.split(r"(@[^{};]*(?:;|\{)|\{|\})", css):
        if depth:
            depth += part.endswith("{")
            depth -= part == "}"
        elif part.startswith("@"):
            depth = int(part.endswith("{"))
        else:
            out.append(part)
    return "".join(out)
