"""Front matter in: YAML, TOML and JSON say the same things; what cannot be read is kept and told."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.document import Document, Source
from cleanup.readers.markdown import read_markdown

BODY = "\nThe ferry stopped for a week, the harbor master said. It runs again since Monday.\n"
SAID = {"author": "Ana Silva, Jo Park", "date": "2023-11-30", "url": "https://example.org/ferry", "description": "A week off."}


def read(head: str) -> Document:
    return read_markdown(head + BODY, Source(path="ferry.md"))


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: The ferry\nauthor: [Ana Silva, Jo Park]\ndate: 2023-11-30\nurl: https://example.org/ferry\n"
        "description: A week off.\nlang: en\n---\n",
        "---\nTitle: The ferry\nauthors:\n  - name: Ana Silva\n    city: Faro\n  - name: Jo Park\ndate: 2023-11-30T08:15:00Z\n"
        "canonical_url: https://example.org/ferry\nexcerpt: A week off.\nlanguage: en\n...\n",
        '+++\ntitle = "The ferry"\nauthors = ["Ana Silva", "Jo Park"]\ndate = 2023-11-30T08:15:00+01:00\n'
        'url = "https://example.org/ferry"\ndescription = "A week off."\nlanguage = "en"\n+++\n',
        '+++\ntitle = "The ferry"\ndate = 2023-11-30\nurl = "https://example.org/ferry"\ndescription = "A week off."\n'
        'lang = "en"\n[[author]]\nname = "Ana Silva"\n[[author]]\nname = "Jo Park"\n+++\n',
        ';;;\n{"title": "The ferry", "authors": ["Ana Silva", {"name": "Jo Park"}], "date": "2023-11-30",\n'
        '"url": "https://example.org/ferry", "description": "A week off.", "language": "en"}\n;;;\n',
        '{\n  "title": "The ferry",\n  "authors": ["Ana Silva", "Jo Park"],\n  "date": "2023-11-30 08:15",\n'
        '  "url": "https://example.org/ferry",\n  "description": "A week off.",\n  "lang": "en"\n}\n',
    ],
)
def test_every_notation_says_the_same(head: str) -> None:
    document = read(head)
    assert (document.title, dict(document.meta), document.language) == ("The ferry", SAID, "en")
    assert document.text == BODY.strip()
    assert document.notes == ()
    assert read(head.replace("\n", "\r\n")).meta == SAID


@pytest.mark.parametrize("title", ["No", "089", "1e5", "12:30:45", "2024-01-02", "0o14", "Null Island", "1_000"])
def test_a_title_is_what_stands_there(title: str) -> None:
    assert read(f"---\ntitle: {title}\n---\n").title == title


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("---\ntitle: The ferry\nauthor: [Ana, Jo\n---\n", "ferry.md: front matter is not valid YAML, kept as it is: line 3"),
        ("---\ntitle: The ferry\n\tauthor: Ana\n---\n", "ferry.md: front matter is not valid YAML, kept as it is: line 3"),
        ('+++\ntitle = "The ferry\n+++\n', "ferry.md: front matter is not valid TOML, kept as it is: "),
        ("+++\ntitle = 'x'\ndate = 2023-02-40\n+++\n", "ferry.md: front matter is not valid TOML, kept as it is: "),
        (';;;\n{"title": "The ferry",}\n;;;\n', "ferry.md: front matter is not valid JSON, kept as it is: line 2"),
        ("---\na: " + "[" * 3000 + "\n---\n", "ferry.md: front matter is not valid YAML, kept as it is: "),
    ],
)
def test_what_cannot_be_read_is_kept_and_told(head: str, told: str) -> None:
    document = read(head)
    assert document.text == head.strip() + "\n" + BODY.rstrip()
    assert [note[: len(told)] for note in document.notes] == [told]


def test_the_note_is_in_the_result_and_the_lines_come_through() -> None:
    document = read("---\ntitle: The ferry\nauthor: [Ana, Jo\n---\n")
    with cleanup.Cleaner(engine_name="none") as cleaner:
        result = cleaner.clean_document(document)
    assert result.text.startswith("---\ntitle: The ferry\nauthor: [Ana, Jo\n---\n\nThe ferry stopped")
    assert any("not valid YAML" in note for note in result.notes)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nText here.\n\n---\n\nMore text.",
        "---\n\nWarning: the text was changed.\n\n---\n\nMore text.",
        '{"a": 1}\n\nThat is JSON, and so is this text about it.',
        '{"title": "x"} is an object.',
        "{\n not JSON }\n\nText.",
    ],
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    document = read_markdown(text, Source())
    assert document.text.split() == text.split()
    assert (document.notes, document.title) == ((), None)


def test_foreign_keys_are_left_out() -> None:
    document = read_markdown("---\ntitle: A title\nauthor: Staff\nlayout: post\n---\nText.\n", Source())
    assert (document.title, dict(document.meta), document.text) == ("A title", {"author": "Staff"}, "Text.")


def test_aliases_that_multiply_cost_nothing() -> None:
    head = "---\na: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    assert read(head + "author: *m\ntitle: The ferry\n---\n").title == "The ferry"
