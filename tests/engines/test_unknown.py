"""Of words that nobody knows a text has few spelled, however many it holds."""

from __future__ import annotations

from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.unknown import MOST_SPELLED, hide_unknown


def odd(number: int) -> str:
    """A word that is none, another for each number."""
    return "qx" + "".join("bdfgklmnpz"[int(digit)] for digit in f"{number:04}")


def test_words_after_the_first_unknown_ones_are_hidden() -> None:
    text = " ".join(f"The harbor saw {odd(i)} and, again, {odd(0)}." for i in range(MOST_SPELLED + 3))
    (hidden,) = hide_unknown([text], lambda word: not word.startswith("qx"))
    assert len(hidden) == len(text)
    changed = [(a, b) for a, b in zip(text.split(), hidden.split(), strict=True) if a != b]
    assert [a for a, _ in changed] == [odd(i) for i in range(MOST_SPELLED, MOST_SPELLED + 3)]
    assert all(b == a[0] + "22" + a[3:] for a, b in changed)
    assert hide_unknown([hidden], lambda word: not word.startswith("qx")) == [hidden]


def test_the_pieces_of_a_text_are_counted_together() -> None:
    texts = [odd(i) for i in range(MOST_SPELLED + 1)]
    assert hide_unknown(texts, lambda _: False)[:-1] == texts[:-1]
    assert hide_unknown(texts, lambda _: True) == texts


def test_few_unknown_words_are_left_to_the_speller() -> None:
    text = " ".join(odd(i) for i in range(MOST_SPELLED))
    assert hide_unknown([text], lambda _: False) == [text]


def test_the_engine_spells_the_first_and_still_sees_what_else_is_wrong(embedded: EmbeddedEngine) -> None:
    lines = [" ".join(odd(20 * i + j) for j in range(20)) for i in range(9)] + ["He seen the the harbor."]
    found = embedded.check_many(lines, "en-US")
    spelled = [m for matches in found for m in matches if m.rule.startswith("MORFOLOGIK")]
    assert 0 < len(spelled) <= MOST_SPELLED
    assert any(m.rule == "ENGLISH_WORD_REPEAT_RULE" for m in found[-1])
    assert not any("22" in word for matches in found for m in matches for word in m.replacements)
