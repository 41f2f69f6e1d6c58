"""Folding: what a reader takes for the same is equal, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.fold import fold, fold_shapes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Belgium’s State Security Service", "Belgium's  state security service "),
        ("“Wait” – he said…", '"wait" - he said...'),
        ("ﬁne  print", "Fine print"),
        ("Straße", "STRASSE"),
        ("soft\u00adly", "softly"),
        ("Cafe\u0301", "CAFÉ"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("wait.....", "wait..."),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
    ],
)
def test_equal_to_a_reader(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resume", "résumé"),
        ("1.5", "15"),
        ("co-op", "coop"),
        ("US", "U.S."),
        ("can't", "cant"),
        ("a/b", "a b"),
    ],
)
def test_different_to_a_reader(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_shapes_keep_every_offset(text: str) -> None:
    folded = fold_shapes(text)
    assert len(folded) == len(text)
    assert all(a == b or b in "'\"- " for a, b in zip(text, folded, strict=True))
