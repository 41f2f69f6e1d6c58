"""What stands at the head of a Markdown file about its article: YAML between `---`, TOML between `+++`, JSON between
`;;;` or bare at the start.

Values are read as they are written: `title: No`, `title: 089` and `date: 2024-03-05` are the text that stands there. Front
matter that cannot be read costs nothing: its lines come back as they are, with a note that says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

# A rule with a blank line under it is a rule.
_FENCED = re.compile(
    r"\A\ufeff?(?P<mark>(?P<yaml>---)|\+\+\+|;;;)[ \t]*\r?\n(?![ \t]*\r?\n)(?P<inside>.*?)"
    r"^(?(yaml)(?:---|\.\.\.)|(?P=mark))[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_BARE_JSON = re.compile(r"\A\ufeff?(?=\{\s*\")")
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_LOOKS_LIKE_KEYS = re.compile(r"[ \t]*(?:\r?\n[ \t]*)*[\w\"'.-]+[ \t]*[:=]")  # the first line that says something
_LINE_NUMBER = re.compile(r"\bline (\d+)")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d\S*(?: ?\S+)?)?$")
# Names that programs which write such heads give to the same thing, the plainest first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "author": ("author", "authors", "byline", "creator"),
    "date": ("date", "published", "publishdate", "pubdate", "publication_date", "date_published"),
    "modified": ("modified", "lastmod", "updated", "date_modified", "last_modified_at"),
    "url": ("url", "canonical", "canonical_url", "canonicalurl", "link"),
    "site": ("site", "site_name"),
    "license": ("license", "licence"),
    "description": ("description", "excerpt", "abstract"),
    "language": ("language", "lang", "locale"),
    "source": ("source",),
}
_NAME_KEYS = ("name", "literal", "full_name", "fullname")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` as the file has them (empty without front matter), the article in `body`.

    Where front matter cannot be read, `broken` holds its lines with their marks, and `note` says what is wrong and in
    which line of the file.
    """

    body: str
    values: Mapping[str, Any] = field(default_factory=dict)
    broken: str = ""
    note: str = ""

    def stated(self) -> dict[str, str]:
        """What the values say about the article, by the names that this program gives it: title, author (several parted
        by ", "), date and modified (YYYY-MM-DD where they are ISO dates or times), url, site, description, language, source."""
        lower = {str(key).lower(): value for key, value in self.values.items()}
        found: dict[str, str] = {}
        for name, keys in _NAMES.items():
            said = next((text for key in keys for text in [_said(lower.get(key), several=name == "author")] if text), "")
            if said:
                found[name] = _DAY.sub(r"\1", said) if name in ("date", "modified") else said
        return found


def split_front_matter(text: str) -> FrontMatter:
    """The front matter and the rest of a Markdown text."""
    found = _FENCED.match(text)
    if not found:
        return _bare_json(text)
    mark, inside, body = found["mark"], found["inside"], text[found.end() :]
    name, values, problem = _parsed(mark, inside)
    if values is not None:
        return FrontMatter(body, values)
    # Between two rules there may as well be some text: only what says keys is front matter gone wrong.
    if not problem or not (_LOOKS_LIKE_KEYS.match(inside) or (mark == ";;;" and inside.lstrip().startswith("{"))):
        return FrontMatter(text)
    note = f"front matter is not valid {name}, kept as it is: {problem}"
    return FrontMatter(body, broken=found.group().strip("\ufeff\r\n"), note=note)


def _parsed(mark: str, inside: str) -> tuple[str, Mapping[str, Any] | None, str]:
    """Name of the notation, the values or None, and what is wrong with them."""
    try:
        if mark == "+++":
            import tomllib

            return "TOML", tomllib.loads(inside.replace("\r\n", "\n")), ""
        if mark == ";;;":
            data = json.loads(inside)
            return "JSON", data if isinstance(data, dict) else None, ""
        return "YAML", *_yaml(inside)
    except RecursionError:
        return {"+++": "TOML", ";;;": "JSON"}.get(mark, "YAML"), None, "nested too deeply"
    except json.JSONDecodeError as error:
        return "JSON", None, f"line {error.lineno + 1}: {error.msg}"
    except ValueError as error:  # tomllib's error and what it lets through, such as the 40th of May
        return "TOML", None, _LINE_NUMBER.sub(lambda m: f"line {int(m.group(1)) + 1}", str(error))


def _yaml(inside: str) -> tuple[Mapping[str, Any] | None, str]:
    import yaml

    try:
        data = yaml.load(inside, Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        return None, where + str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML")
    return (data, "") if isinstance(data, dict) else (None, "")


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Reads every plain scalar as the text that stands there, but for nothing and the truth values of YAML 1.2."""
    import yaml

    class TextLoader(yaml.SafeLoader):
        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name is the base class's

    TextLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
    TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), ["t", "f"])
    return TextLoader


def _bare_json(text: str) -> FrontMatter:
    """A JSON object at the start, on lines of its own, that says something about an article; else there is none."""
    start = _BARE_JSON.match(text)
    if not start:
        return FrontMatter(text)
    try:
        data, end = json.JSONDecoder().raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return FrontMatter(text)  # an article about JSON may begin like this
    after = _LINE_END.match(text, end)
    front = FrontMatter(text[after.end() :], data) if after and isinstance(data, dict) else None
    return front if front and front.stated() and front.body.strip() else FrontMatter(text)


def _said(value: object, *, several: bool = False) -> str:
    """A value as the text that it says; of a list the first, or all where `several` are meant."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        lower = {str(key).lower(): part for key, part in value.items()}
        return next((part.strip() for key in _NAME_KEYS for part in [lower.get(key)] if isinstance(part, str)), "")
    if isinstance(value, Sequence):
        parts = [part for part in _each(value) if part]
        return ", ".join(dict.fromkeys(parts)) if several else next(iter(parts), "")
    return ""


def _each(values: Sequence[object]) -> Iterator[str]:
    for value in values[:100]:  # nobody has more authors; YAML's aliases can make a list of any length
        yield "" if isinstance(value, list | tuple) else _said(value)
