"""The shipped block judge, the page it reads, and the script that trains it."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import pytest

from cleanup.models import store
from cleanup.models.hashed import HashedLinear
from cleanup.page.block_text import tokens_of
from cleanup.page.classifier import MODEL, block_classifier, classify_blocks, in_words, path_scores, path_tokens, reasons_of
from cleanup.page.features import features
from cleanup.page.page import Page, without_copies
from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.page.supervisor import kept_share, trafilatura_text
from tests.page.html_pages import BODY, COMMENTS, FIRST, ODDITIES, SENTENCES, TITLE, article, page, paragraphs


def page_of(html: str) -> Page:
    return render(parse(html))


def test_the_model_file_says_what_it_is() -> None:
    arrays, about = store.load(store.MODELS / MODEL)
    assert "CC BY 4.0" in about["attribution"]
    assert tuple(about["features"]) == block_classifier().forest.names
    assert (store.MODELS / MODEL).stat().st_size < 800_000
    assert all(array.dtype != object for array in arrays.values())


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda o: o.name)
def test_every_page_gets_a_row_of_the_models_features_for_each_block(oddity: object) -> None:
    read = page_of(oddity.html)  # type: ignore[attr-defined]
    judged = classify_blocks(read, TITLE)
    assert len(judged) == len(read.blocks)
    if judged:
        tokens = tokens_of(read)
        score = path_scores(block_classifier().names, read)
        _, names = features(read, tokens, TITLE, score, score)
        assert tuple(names) == block_classifier().forest.names
        assert all(0 <= j.keep <= 1 for j in judged)


def test_text_and_comments_are_told_apart_with_reasons_and_without_evidence() -> None:
    read = page_of(article(BODY).replace("</main>", COMMENTS + "</main>"))
    said = dict(zip([b.text for b in read.blocks], classify_blocks(read, TITLE), strict=True))
    first = next(j for text, j in said.items() if text.startswith(FIRST))
    comment = next(j for text, j in said.items() if "never heard a pump" in text)
    assert first.keep > 0.8 > 0.2 > comment.keep
    assert 1 <= len(reasons_of([comment])[0]) <= 3


def test_names_are_scored_as_they_were_trained() -> None:
    read = page_of(article(BODY, before="<ul class='a b'><li class='x'>one</li><li class='x'>two</li></ul>"))
    model = block_classifier().names
    told = HashedLinear.scores(model, path_tokens(read))
    assert path_scores(model, read) == pytest.approx(told, abs=1e-4)


def test_evidence_of_short_and_long_blocks() -> None:
    text = "Home\nThe harbor was dredged in the spring after two winters of heavy silt and storms."
    tokens = [
        ["home"],
        ["the"],
        "the harbor was dredged in the spring".split(),
        "no such words here at all".split(),
        [],
        "the harbor was dredged in the summer before two winters of heavy silt and storms".split(),
        "the harbor was dredged in the summer before a winter of little rain and few storms".split(),
    ]
    assert kept_share(text, tokens).tolist() == [1, 0, 1, 0, 0, 1, 0.5]
    assert kept_share(None, tokens).tolist() == [0] * 7


@pytest.mark.parametrize("html", ["", "<html></html>", "<p>" * 400, "<table>" * 200 + "x", "<div><svg><p>y</svg>" * 50])
def test_evidence_never_fails(html: str) -> None:
    assert trafilatura_text(parse(html)) is None or isinstance(trafilatura_text(parse(html)), str)


def test_a_table_for_layout_is_no_data_table() -> None:
    layout = page_of(
        f"<table><tr><td><ul><li>Home</li></ul></td><td><p>{FIRST}</p></td></tr><tr><td>a</td><td>b</td></tr></table>"
    )
    assert "table" not in {b.kind for b in layout.blocks}
    data = page_of("<table><caption>Depth</caption><tr><th>Year</th><th>m</th></tr><tr><td>2023</td><td>4</td></tr></table>")
    assert [(b.text, b.kind, b.cell_count) for b in data.blocks][-2:] == [("Year\tm", "table", 2), ("2023\t4", "table", 2)]


def test_a_page_printed_twice_is_read_once_and_a_chorus_stays() -> None:
    twice = page_of("".join(f"<p>{p}</p>" for p in paragraphs() * 2))
    assert without_copies(twice, tokens_of(twice)) == [0, 1, 2, 3]
    song = page_of(f"<p>{SENTENCES[0]}</p><p>row on, row on home</p><p>{SENTENCES[1]}</p><p>row on, row on home</p>")
    assert without_copies(song, tokens_of(song)) == [0, 1, 2, 3]


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    pytest.importorskip("sklearn")
    from cleanup.training import blocks as train_blocks

    articles, html = tmp_path / "articles.jsonl.gz", tmp_path / "html.jsonl.xz"
    with gzip.open(articles, "wt", encoding="utf-8") as texts, lzma.open(html, "wt", encoding="utf-8") as pages:
        for i in range(16):
            body = paragraphs(i, 4)
            text = "".join(f"<p>{p}</p>" for p in body)
            content = article(text) if i % 2 else page(f"<div class='c{i}'>{text}</div>{COMMENTS}")
            texts.write(
                json.dumps({"id": str(i), "url": f"https://host{i}.example.org/a", "main_content": "\n".join(body)}) + "\n"
            )
            pages.write(json.dumps({"id": str(i), "html": content}) + "\n")
    models = []
    for name in ("a.npz", "b.npz"):
        train_blocks.main([str(articles), str(html), "-o", str(tmp_path / name)])
        models.append((tmp_path / name).read_bytes())
    assert models[0] == models[1]


def test_every_column_is_told_in_words() -> None:
    assert [n for n in block_classifier().forest.names if in_words(n) == n] == []
