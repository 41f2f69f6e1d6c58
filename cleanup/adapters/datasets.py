"""Hugging Face datasets: a function for `Dataset.map`.

Example:
    dataset = dataset.map(CleanArticles(engine_name="none"), batched=True, num_proc=4)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cleanup.adapters.plain import columns
from cleanup.adapters.warm import cleaner_for
from cleanup.errors import OF_ONE_TEXT


class CleanArticles:
    """Cleans the texts of a batch (`batched=True`) or of one row.

    The column `text` is replaced by the cleaned text; `clean_title`, `clean_language`, `clean_summary`,
    `clean_keywords`, `clean_flags`, `clean_edits` and `clean_error` are added. A text that cannot be cleaned (empty)
    stays as it is and has its reason in `clean_error`. Every process has one cleaner of its own.
    """

    def __init__(self, text: str = "text", *, title: str | None = None, prefix: str = "clean_", **settings: Any) -> None:
        """`text` and `title` name columns; `settings` as in `cleanup.clean`."""
        self.text, self.title, self.prefix, self.settings = text, title, prefix, settings

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        """The columns that change or are new."""
        if isinstance(batch[self.text], str | None):
            return self._row(batch[self.text], batch[self.title] if self.title else None)
        texts: Sequence[str | None] = batch[self.text]
        titles = batch[self.title] if self.title else [None] * len(texts)
        rows = [self._row(text, title) for text, title in zip(texts, titles, strict=True)]
        names = self._empty().keys()
        return {name: [row[name] for row in rows] for name in names}

    def _row(self, text: str | None, title: str | None) -> dict[str, Any]:
        try:
            result = cleaner_for(self.settings).clean(text or "", title=title)
        except OF_ONE_TEXT as error:
            return self._empty() | {self.text: text, f"{self.prefix}error": str(error)}
        return {self.text: result.text, **columns(result, self.prefix), f"{self.prefix}error": None}

    def _empty(self) -> dict[str, Any]:
        names = ("title", "language", "summary", "keywords", "flags", "edits", "error")
        empty: dict[str, Any] = {"summary": [], "keywords": [], "flags": 0, "edits": 0}
        return {self.text: None} | {f"{self.prefix}{name}": empty.get(name) for name in names}
