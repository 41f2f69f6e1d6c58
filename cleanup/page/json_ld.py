"""A page's JSON-LD as plain objects. Nothing in it can be relied on: every value may be of any type, and none raises."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 2_000_000  # characters of JSON-LD read; catalogs carry more, and no article's metadata
MOST_OBJECTS = 5_000  # objects looked at; a graph of an article has tens
MOST_VALUES = 100  # entries of a list that are looked at; papers have that many authors
_UNFOLDED = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|HowTo|WebPage", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:a|b|br|cite|em|i|mark|q|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class LinkedData:
    """The objects of all scripts in order, graphs unfolded, and those that have an `@id` by it."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)

    def resolved(self, value: object) -> object:
        """The object that `{"@id": ...}` or a bare identifier refers to; any other value as it is."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return self.by_id.get(value, value) if isinstance(value, str) else value

    def articles(self) -> list[dict[str, Any]]:
        """The objects whose type is an article's; pages that hold one come last."""
        found = [d for d in self.objects if any(_ARTICLE.search(t) for t in types_of(d))]
        return sorted(found, key=is_page)


def read_json_ld(root: _Element) -> LinkedData:
    """What the page's scripts hold; broken JSON is passed over."""
    data = LinkedData()
    left = LONGEST
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (
            (script.text or "").strip().removeprefix("<!--").removesuffix("-->").removeprefix("<![CDATA[").removesuffix("]]>")
        )
        left -= len(text)
        if left < 0:
            break
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _unfolded(value):
            if len(data.objects) >= MOST_OBJECTS:
                return data
            data.objects.append(found)
            identity = found.get("@id")
            if isinstance(identity, str) and len(found) > 1:
                known = data.by_id.get(identity)
                if known is None or "name" not in known:
                    data.by_id[identity] = found
    return data


def _unfolded(value: object) -> Iterator[dict[str, Any]]:
    waiting: deque[object] = deque([value])
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in _UNFOLDED if isinstance(item.get(key), list | dict))


def types_of(data: Mapping[str, Any]) -> list[str]:
    """The object's types, without "schema:" or an address before them."""
    kind = data.get("@type")
    return [re.split(r"[/#:]", t)[-1] for t in (kind if isinstance(kind, list) else [kind]) if isinstance(t, str)]


def is_page(data: Mapping[str, Any]) -> bool:
    """Whether the object is the page that an article stands on, not the article."""
    return all(t.endswith("WebPage") for t in types_of(data))


def values_of(value: object) -> list[object]:
    """The entries of a list, of an `@list` or `@set`, or the value itself; at most `MOST_VALUES`, none for null."""
    if isinstance(value, dict):
        inner = value.get("@list", value.get("@set"))
        value = inner if isinstance(inner, list) else value
    if isinstance(value, list):
        return value[:MOST_VALUES]
    return [] if value is None else [value]


def text_of_value(value: object) -> str | None:
    """A string with entities and inline tags resolved and white space collapsed; None for all else, also for an empty one."""
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = _INLINE_TAG.sub("", value)
    return " ".join(_LONE_SURROGATE.sub("", value).split()) or None


def name_of(value: object, data: LinkedData | None = None) -> str | None:
    """The first name that a value states: itself, or the "name" of an object or of the one that it refers to."""
    for entry in values_of(value):
        entry = data.resolved(entry) if data else entry
        names: Sequence[object] = values_of(entry.get("name")) if isinstance(entry, dict) else [entry]
        for name in names:
            if text := text_of_value(name):
                return text
    return None
