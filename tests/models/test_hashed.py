"""The hashed n-gram model: stable hashing, lines kept apart, and what training learns."""

from __future__ import annotations

import numpy as np
import pytest

from cleanup.models.hashed import HashedLinear, buckets, hash_tokens
from cleanup.training.logistic import fit


def test_hashes_are_the_same_on_every_machine() -> None:
    codes, lengths = hash_tokens([["share", "this"], [], ["share"]])
    assert codes.tolist() == [4010188122, 4277043751, 4010188122]
    assert lengths.tolist() == [2, 0, 1]


def test_ngrams_do_not_cross_lines() -> None:
    places, owner = buckets([["a", "b"], ["c"], [], ["d", "e"]], bits=20)
    assert owner.tolist() == [0, 0, 1, 3, 3, 0, 3]
    alone, _ = buckets([["d", "e"]], bits=20)
    assert places[[3, 4, 6]].tolist() == alone.tolist()


def test_order_matters_to_bigrams() -> None:
    one, _ = buckets([["read", "more"]], bits=20)
    other, _ = buckets([["more", "read"]], bits=20)
    assert set(one[:2].tolist()) == set(other[:2].tolist())
    assert one[2] != other[2]


def test_three_tokens_make_one_trigram() -> None:
    places, _ = buckets([["a", "b", "c"]], bits=20, longest=3)
    assert len(places) == 3 + 2 + 1


def test_empty_sequences_score_the_bias() -> None:
    model = HashedLinear(np.ones(1 << 8, np.int8), 0.5, -0.25)
    assert model.scores([[], []]).tolist() == [-0.25, -0.25]
    assert model.scores([]).tolist() == []
    assert model.scores([["x"]]).tolist() == [0.25]


def test_lone_surrogates_are_no_error() -> None:
    assert len(hash_tokens([["\ud800"]])[0]) == 1


def test_fit_learns_word_pairs_and_survives_rounding() -> None:
    pytest.importorskip("sklearn", reason="training tools are not installed")
    texts = ["share this story", "follow us now", "the river rose again", "a share of the river"] * 30
    lines = [text.split() for text in texts]
    model = fit(lines, [0, 0, 1, 1] * 30, bits=12, strength=10)
    scores = model.scores(lines[:4])
    assert scores[:2].max() < 0 < scores[2:].min()
    again = HashedLinear.from_arrays(model.to_arrays("w."), "w.")
    assert np.array_equal(again.scores(lines), model.scores(lines))
