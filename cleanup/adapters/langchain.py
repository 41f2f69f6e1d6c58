"""LangChain: a document transformer.

Example:
    documents = article_cleaner(engine_name="none").transform_documents(documents)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleanup.adapters.plain import columns
from cleanup.adapters.warm import cleaner_for
from cleanup.errors import OF_ONE_TEXT


def article_cleaner(**settings: Any) -> Any:
    """A BaseDocumentTransformer. `settings` as in `cleanup.clean`.

    Content is cleaned, `clean_*` added to the metadata; a document that cannot be cleaned comes back as it was, with
    `clean_error`. Documents that are given are not changed.
    """
    from langchain_core.documents import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
        BaseDocumentTransformer,
        Document,
    )

    class ArticleCleaner(BaseDocumentTransformer):  # type: ignore[misc]
        """See `article_cleaner`."""

        def transform_documents(self, documents: Sequence[Any], **kwargs: Any) -> Sequence[Any]:
            """The documents, cleaned, in order."""
            return [self._cleaned(d) for d in documents]

        @staticmethod
        def _cleaned(document: Any) -> Any:
            meta = dict(document.metadata)
            try:
                result = cleaner_for(settings).clean(document.page_content, title=meta.get("title"))
            except OF_ONE_TEXT as error:
                return Document(page_content=document.page_content, id=document.id, metadata=meta | {"clean_error": str(error)})
            return Document(page_content=result.text, id=document.id, metadata=meta | columns(result, "clean_"))

    return ArticleCleaner()
