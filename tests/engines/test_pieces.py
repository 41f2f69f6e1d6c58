from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.engines.pieces import LINE, PIECE, split_pieces

lines = st.text(alphabet='ab .!?"\n\té😀', max_size=60)
long_texts = st.builds(
    lambda parts, times: "".join(part * times for part in parts),
    st.lists(lines, max_size=6),
    st.sampled_from([1, 30, 300, 2000]),
)


@given(long_texts)
def test_pieces_together_are_the_text(text: str) -> None:
    pieces = list(split_pieces(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert all(0 < len(piece) <= PIECE for _, piece in pieces)


@given(long_texts)
def test_no_line_of_a_piece_is_over_long(text: str) -> None:
    for _, piece in split_pieces(text):
        assert all(len(line) <= LINE for line in piece.split("\n"))


def test_an_article_stays_whole() -> None:
    article = ("A sentence of an article that is long enough. " * 20 + "\n\n") * 40
    assert list(split_pieces(article)) == [(0, article)]


def test_a_long_text_is_cut_at_line_breaks() -> None:
    text = ("A sentence of a book that is long enough. " * 20 + "\n\n") * 200
    assert all(piece.endswith("\n") for _, piece in split_pieces(text))


def test_an_over_long_line_is_cut_after_sentences() -> None:
    line = "This is one of very many sentences. " * 1000
    pieces = [piece for _, piece in split_pieces(line)]
    assert len(pieces) > 1
    assert all(piece.endswith("sentences. ") for piece in pieces)
