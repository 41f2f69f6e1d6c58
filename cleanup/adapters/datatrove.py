"""datatrove: a pipeline step.

Example:
    LocalPipelineExecutor(pipeline=[JsonlReader("in"), clean_step(engine_name="none"), JsonlWriter("out")]).run()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cleanup.adapters.plain import columns
from cleanup.adapters.warm import cleaner_for
from cleanup.errors import OF_ONE_TEXT


def clean_step(**settings: Any) -> Any:
    """A PipelineStep that cleans each document's text and adds `clean_*` to its metadata.

    A document that cannot be cleaned is dropped and counted as "failed". `settings` as in `cleanup.clean`.
    """
    from datatrove.data import Document  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from datatrove.pipeline.base import PipelineStep  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return _step_class(PipelineStep, Document)(settings)


_classes: dict[Any, Any] = {}


def _step_class(base: Any, document_type: Any) -> Any:
    """The step's class, made once datatrove is there."""
    if base not in _classes:

        class CleanStep(base):  # type: ignore[misc]
            """See `clean_step`."""

            name = "cleanup"
            type = "format"

            def __init__(self, settings: dict[str, Any]) -> None:
                super().__init__()
                self.settings = settings

            def __reduce__(self) -> Any:
                return _again, (self.settings,)

            def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
                """Clean a stream of documents."""
                for document in data:
                    with self.track_time():
                        cleaned = self._cleaned(document)
                    if cleaned:
                        self.update_doc_stats(document)
                        yield document

            def _cleaned(self, document: Any) -> bool:
                try:
                    result = cleaner_for(self.settings).clean(
                        document.text, title=document.metadata.get("title"), url=document.metadata.get("url")
                    )
                except OF_ONE_TEXT:
                    self.stat_update("failed")
                    return False
                self.stat_update("edits", value=sum(result.ledger.counts().values()))
                document.text = result.text
                document.metadata |= columns(result, "clean_")
                return True

        _classes[base] = CleanStep
    return _classes[base]


def _again(settings: dict[str, Any]) -> Any:
    return clean_step(**settings)
