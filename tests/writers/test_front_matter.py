"""Front matter out: one shape whatever is in it, and the same strings for readers of YAML 1.1 and of YAML 1.2."""

from __future__ import annotations

import io
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.readers.front_matter import split_front_matter
from cleanup.writers.front_matter import render_front_matter

ruamel = pytest.importorskip("ruamel.yaml")

WORDS = """
no yes y N on OFF null ~ true False NULL 1e3 1e5 1.5e+3 089 0o14 0x1F 0b11 1_000 12:30:45 .inf -.INF .nan +1 -5 = << <
2024-01-02 2001-12-14t21:59:43.10-05:00 ... --- % @at #tag &x *y !z {a} [b] `code` ' '' " | > ? - : , é — “q” 🙂 👩‍👩‍👧 日本語
"""
AWKWARD = [
    *WORDS.split(),
    "2001-12-14 21:59:43.10 -5",
    "2001-12-14 21:59:43 Z",
    "- item",
    "? key",
    ": value",
    "a: b",
    "ends with a colon:",
    "an #anchor",
    "a # comment",
    "3 people",
    "'quoted'",
    '"double"',
    "key: [x]",
    "several\nlines\n\nof it",
    "tab\there",
    "trailing ",
    " leading",
    "\N{NO-BREAK SPACE}edges\N{NO-BREAK SPACE}",
    "next\x85line",
    "line\u2028and paragraph\u2029separators",
    "\ufeffmark",
    "bell\x07 nul\x00 escape\x1b delete\x7f",
    "back\\slash",
    "\ufffe\uffff",
    "word " * 400,
]


def both(text: str) -> tuple[Any, Any]:
    """What PyYAML (1.1) and ruamel.yaml (1.2) read between the rules."""
    inside = text.removeprefix("---\n").removesuffix("---\n")
    return yaml.safe_load(inside), ruamel.YAML(typ="safe", pure=True).load(io.StringIO(inside))


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_strings_are_read_alike(value: str) -> None:
    values = {"title": value, "notes": [value], "edits": {value[:100]: value}}
    text = render_front_matter(values)
    assert both(text) == (values,) * 2
    assert split_front_matter(text + "body").values["title"] == value


@settings(max_examples=600, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
    | st.text("0123456789eE_:.-+xobINFnaf ~", min_size=1, max_size=12)
    | st.text("abyYnNoOfF#:-?!&*{}[]|>'\"%@`, \t\n\r\\=<", min_size=1, max_size=12)
)
def test_any_string_is_read_alike_and_stands_on_one_line(value: str) -> None:
    text = render_front_matter({"title": value})
    assert both(text) == ({"title": value},) * 2
    assert text.count("\n") == len(text.splitlines()) == 3
    front = split_front_matter(text + "body\n")
    assert (front.values, front.body) == ({"title": value}, "body\n")


@settings(deadline=None)
@given(st.floats(allow_nan=False) | st.integers() | st.booleans())
def test_numbers_are_numbers(value: float) -> None:
    assert both(render_front_matter({"grade": value})) == ({"grade": value},) * 2


def test_half_a_surrogate_pair_does_not_break_the_file() -> None:
    text = render_front_matter({"title": "a\ud83d b"})
    assert both(text) == ({"title": "a\N{REPLACEMENT CHARACTER} b"},) * 2
    assert text.encode("utf-8")


def test_a_key_a_line_in_the_order_given_without_what_is_empty() -> None:
    given_ = {"title": "A port", "author": None, "words": 0, "notes": [], "site": ""}
    assert render_front_matter(given_) == "---\ntitle: A port\nwords: 0\n---\n"
    more = {"keywords": ["port", "ship"], "edits": {"grammar": 2}}
    shown = "keywords:\n  - port\n  - ship\nedits:\n  grammar: 2\n---\n"
    assert render_front_matter(given_ | more) == "---\ntitle: A port\nwords: 0\n" + shown


@pytest.mark.parametrize(
    "title", ["A port", "“Quiet” year", "¿Qué?", "Ports & ships (2019)", "It’s 5 o’clock", "42 ships came"]
)
def test_ordinary_titles_are_not_quoted(title: str) -> None:
    assert render_front_matter({"title": title}) == f"---\ntitle: {title}\n---\n"
