"""The formats of a digest, one line each: what options call it, the endings of its files, and the module that writes it.

A module has `render(page: Page) -> str`. It is imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import ConfigError

if TYPE_CHECKING:
    from cleanup.writers.digest import Page


@dataclass(frozen=True, slots=True)
class DigestFormat:
    """One way to write a digest."""

    name: str
    endings: tuple[str, ...]
    module: str


DIGEST_FORMATS = (
    DigestFormat("markdown", (".md", ".markdown"), "cleanup.writers.digest_markdown"),
    DigestFormat("json", (".json",), "cleanup.writers.digest_json"),
    DigestFormat("html", (".html", ".htm"), "cleanup.writers.digest_html"),
)


def digest_format_of(path: Path) -> str | None:
    """The format that a file's name tells, or None."""
    return next((f.name for f in DIGEST_FORMATS if path.suffix.lower() in f.endings), None)


def render_digest(page: Page, format: str = "markdown") -> str:
    """The digest in a format by its name. Raises ConfigError for an unknown one."""
    found = next((f for f in DIGEST_FORMATS if f.name == format), None)
    if found is None:
        raise ConfigError(f"digest format {format!r}: none of {', '.join(f.name for f in DIGEST_FORMATS)}")
    return str(import_module(found.module).render(page))
