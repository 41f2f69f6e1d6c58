"""Cleans garbled web articles on record: every change is an edit with rule, reason and confidence, undoable alone.

Example:
    import cleanup
    result = cleanup.clean(text)
    print(result.text, result.summary, result.ledger.accepted)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleanup.version import VERSION as __version__

if TYPE_CHECKING:
    from cleanup.api import Cleaner as Cleaner
    from cleanup.api import clean as clean
    from cleanup.api import summarize as summarize
    from cleanup.config import Settings as Settings
    from cleanup.core.edit import Decision as Decision
    from cleanup.core.edit import Edit as Edit
    from cleanup.core.ledger import Ledger as Ledger
    from cleanup.document import Document as Document
    from cleanup.errors import CleanupError as CleanupError
    from cleanup.result import Failure as Failure
    from cleanup.result import Result as Result

# Loaded when first asked for, so that importing the package costs nothing.
_HOMES = {
    "Cleaner": "api",
    "clean": "api",
    "summarize": "api",
    "Settings": "config",
    "Document": "document",
    "Decision": "core.edit",
    "Edit": "core.edit",
    "Ledger": "core.ledger",
    "CleanupError": "errors",
    "Failure": "result",
    "Result": "result",
}

__all__ = [
    "Cleaner",
    "CleanupError",
    "Decision",
    "Document",
    "Edit",
    "Failure",
    "Ledger",
    "Result",
    "Settings",
    "__version__",
    "clean",
    "summarize",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cleanup' has no attribute {name!r}")
    return getattr(import_module(f"cleanup.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
