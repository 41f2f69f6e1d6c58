"""One reading of a text: every part of the program sees the same sentences, lines and words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.api import Cleaner
from cleanup.document import Document
from cleanup.readability import readability
from cleanup.summary import summarize_text
from cleanup.text.reading import Reading

ARTICLE = """The bridge at Aldersbrook

The bridge closed on Monday after a crack was found in its third arch. Engineers from the county said that "the damage is
older than we thought." Repairs will last until spring.

What comes next

- A ferry takes those on foot.
- Lorries go by the coast road. It is the longer way.

The council meets on Thursday to hear what it will cost.
"""


def test_a_sentence_knows_its_block() -> None:
    reading = Reading(ARTICLE, None, "en")
    assert [(ARTICLE[s.start : s.end].split()[0], s.paragraph, s.kind) for s in reading.sentences] == [
        ("The", 0, "heading"),
        ("The", 1, "paragraph"),
        ("Engineers", 1, "paragraph"),
        ("Repairs", 1, "paragraph"),
        ("What", 2, "heading"),
        ("-", 3, "list_item"),
        ("-", 4, "list_item"),
        ("It", 4, "list_item"),
        ("The", 5, "paragraph"),
    ]
    assert [ARTICLE[q.start : q.end] for q in reading.quotations] == ['"the damage is', 'older than we thought."']


def test_without_blocks_lines_are_paragraphs() -> None:
    reading = Reading("One is here. Two is here.\nThree stands below.", (), "en")
    assert [(s.paragraph, s.kind) for s in reading.sentences] == [(0, "paragraph"), (0, "paragraph"), (1, "paragraph")]


@given(st.text(alphabet='ab A.?\n-"” ', max_size=80))
def test_sentences_are_in_order_and_hold_every_letter(text: str) -> None:
    sentences = Reading(text).sentences
    at = 0
    for sentence in sentences:
        assert not text[at : sentence.start].strip()
        assert sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        at = sentence.end
    assert not text[at:].strip()


def test_a_document_of_text_alone_is_complete() -> None:
    with Cleaner(skip=["grammar"]) as cleaner:
        plain, document = cleaner.clean(ARTICLE), cleaner.clean_document(Document(text=ARTICLE))
    assert document.title == plain.title == "The bridge at Aldersbrook"
    assert document.to_markdown() == plain.to_markdown()


def test_summary_and_readability_count_the_same_sentences() -> None:
    reading = Reading(ARTICLE, None, "en")
    half = summarize_text(ARTICLE, language="en", ratio=1.0)
    ends = {s.end for s in reading.sentences}
    assert {s.end for s in half.sentences} <= ends
    assert readability(reading)["words_per_sentence"] == round(len(reading.words) / len(reading.sentences), 1)
