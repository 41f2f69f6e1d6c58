"""Plain text, with its blocks found by their shape."""

from __future__ import annotations

from dataclasses import replace

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.inputs import decoded
from cleanup.text.halves import joined
from cleanup.text.mail import subject_of


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The document of a file's bytes, as plain text."""
    return read_plain(*decoded(data, source, settings))


def read_plain(text: str, source: Source, *, title: str | None = None, url: str | None = None) -> Document:
    """A document of the text as it stands; two halves of a character are joined. A mail is titled by its subject, unless a title
    is given. Raises InputError where all is white space."""
    if not text.strip():
        raise InputError(f"{source.path or 'text'}: empty, nothing to clean")
    text = joined(text)
    title = joined(title or "") or subject_of(text)
    return Document(text=text, title=title, source=replace(source, format="text"), meta={"url": url} if url else {})
