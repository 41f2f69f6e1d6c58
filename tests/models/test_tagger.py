"""The tagger that comes with the embedded engine's data."""

from __future__ import annotations

from cleanup.models.tagger import tagger


def test_tags_depend_on_the_words_around() -> None:
    by = tagger()
    assert by is not None
    assert by.tag("They walk to the shop .".split())[1] == "VBP"
    assert by.tag("The walk to the shop was long .".split())[1] == "NN"
    assert by.tag("It sank , and they froze .".split())[1] == "VBD"
    assert by.tag([]) == []
