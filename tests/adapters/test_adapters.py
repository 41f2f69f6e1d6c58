"""The adapters inside the real tools."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import cleanup
from tests.corpus.articles import articles

SETTINGS: dict[str, Any] = {"skip": ("boilerplate", "title", "grammar", "keywords", "summary", "flag"), "engine_name": "none"}
ROWS = articles(6)


def expected() -> list[str]:
    with cleanup.Cleaner(**SETTINGS) as cleaner:
        texts = [cleaner.clean(str(row["text"]), title=str(row["title"])).text for row in ROWS]
    assert any(text != row["text"] for text, row in zip(texts, ROWS, strict=True))
    return texts


def test_datasets_map(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    from cleanup.adapters.datasets import CleanArticles

    data = datasets.Dataset.from_list([*ROWS, {"id": "empty", "text": "", "title": "", "section": 0}])
    done = data.map(
        CleanArticles(title="title", **SETTINGS),
        batched=True,
        batch_size=3,
        num_proc=2,
        cache_file_name=str(tmp_path / "cache.arrow"),
    )
    assert done["id"] == [*(row["id"] for row in ROWS), "empty"]
    assert done["text"][:6] == expected()
    assert sum(done["clean_edits"]) > 0
    assert "empty" in done["clean_error"][6]
    assert done["clean_error"][:6] == [None] * 6
    single = data.map(CleanArticles(title="title", **SETTINGS), cache_file_name=str(tmp_path / "single.arrow"))
    assert list(single["text"]) == list(done["text"])


def test_datatrove_pipeline(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleanup.adapters.datatrove import clean_step

    source = tmp_path / "in"
    source.mkdir()
    lines = [*ROWS, {"id": "empty", "text": " \n", "title": ""}]
    (source / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    LocalPipelineExecutor(
        pipeline=[JsonlReader(str(source)), clean_step(**SETTINGS), JsonlWriter(str(tmp_path / "out"), compression=None)],
        tasks=1,
        logging_dir=str(tmp_path / "logs"),
        skip_completed=False,
    ).run()
    written = [
        json.loads(line)
        for path in (tmp_path / "out").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert [row["id"] for row in written] == [row["id"] for row in ROWS]
    assert [row["text"] for row in written] == expected()
    assert sum(row["metadata"]["clean_edits"] for row in written) > 0
    assert pickle.loads(pickle.dumps(clean_step(**SETTINGS))).settings == SETTINGS


def test_langchain_transformer() -> None:
    pytest.importorskip("langchain_core")
    from langchain_core.documents import BaseDocumentTransformer, Document

    from cleanup.adapters.langchain import article_cleaner

    given = [Document(page_content=str(row["text"]), metadata={"title": row["title"], "source": row["id"]}) for row in ROWS] + [
        Document(page_content="", metadata={"source": "empty"})
    ]
    cleaner = article_cleaner(**SETTINGS)
    assert isinstance(cleaner, BaseDocumentTransformer)
    done = cleaner.transform_documents(given)
    assert [d.metadata["source"] for d in done] == [*(row["id"] for row in ROWS), "empty"]
    assert [d.page_content for d in done[:6]] == expected()
    assert "empty" in done[6].metadata["clean_error"]
    assert given[0].page_content == ROWS[0]["text"]


def test_spacy_pipe() -> None:
    spacy = pytest.importorskip("spacy")
    from cleanup.adapters.spacy import FLAGS, SUMMARY, article_pairs, mark_flags

    nlp = spacy.blank("en")
    pairs = list(nlp.pipe(article_pairs([*(str(row["text"]) for row in ROWS), ""], **SETTINGS), as_tuples=True))
    assert len(pairs) == 7
    for doc, result in pairs[:6]:
        assert doc.text == result.text
        marked = mark_flags(doc, result)
        assert [s.text for s in marked.spans[FLAGS]] == [f.text for f in result.flags]
        assert len(marked.spans[SUMMARY]) == len(result.summary)
    assert pairs[6][0].text == ""
    assert "empty" in pairs[6][1].error
