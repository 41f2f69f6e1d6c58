"""Front matter: what YAML would misread is quoted, what is empty is left out, and it is read back as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleanup.document import Source
from cleanup.errors import InputError
from cleanup.readers.markdown import read_markdown, split_front_matter
from cleanup.writers.front_matter import render_front_matter

AWKWARD = [
    "no",
    "yes",
    "null",
    "2024-01-02",
    "1e3",
    "0x10",
    "- item",
    "a: b",
    "# hash",
    "'quoted'",
    '"double"',
    "@at",
    "%",
    "multi\nline",
    "tab\there",
    "trailing ",
    " leading",
    "é — “q”",
    "🙂",
    "...",
    "---",
    "key: [x]",
    "{a}",
    "&x",
    "*y",
    "!z",
]


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_scalars_come_back_as_strings(value: str) -> None:
    text = render_front_matter({"title": value})
    assert split_front_matter(text + "body", "x") == ({"title": value}, "body")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_title_comes_back(value: str) -> None:
    front, body = split_front_matter(render_front_matter({"title": value}) + "body\n", "x")
    assert front == {"title": value}
    assert body == "body\n"


def test_order_is_kept_and_empty_values_are_left_out() -> None:
    text = render_front_matter({"title": "T", "author": None, "words": 0, "keywords": [], "edits": {"grammar": 2}})
    assert list(yaml.safe_load(text.strip("-\n")).items()) == [("title", "T"), ("words", 0), ("edits", {"grammar": 2})]


def test_bad_front_matter_names_its_line() -> None:
    with pytest.raises(InputError, match=r"a\.md:3: the front matter is not valid YAML"):
        read_markdown("---\ntitle: x\nbad: [1, 2\n---\nText.\n", Source(path="a.md"))


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    document = read_markdown("---\n\nText here.\n\n---\n\nMore text.\n", Source())
    assert document.text == "Text here.\n\nMore text."


def test_foreign_front_matter_is_kept_as_metadata() -> None:
    document = read_markdown("---\ntitle: A title\nauthor: Staff\nlayout: post\n---\nText.\n", Source())
    assert (document.title, dict(document.meta)) == ("A title", {"author": "Staff"})
