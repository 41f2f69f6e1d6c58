"""The article as a Word file with tracked changes: the input is the original, every applied edit a revision.

Accepting all revisions gives the paragraphs of the output, rejecting all those of the input, so nothing but the article is in
the text: title, author and language are properties of the file. The file has no times of its own: the same result makes the
same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cleanup.core.edit import Decision
from cleanup.writers.cleaned import GENERATOR, Cleaned
from cleanup.writers.docx_xml import Signature, add_comment, printable
from cleanup.writers.formats import RenderOptions
from cleanup.writers.paragraphs import tokens
from cleanup.writers.revisions import Revision, flagged, revisions, suggested

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip archive can hold
_MOST_META = 255  # code points that a property may have


def render(result: Cleaned, options: RenderOptions) -> bytes:
    """The file. With `changes`, edits that were only suggested are comments too. Characters that XML cannot hold become
    U+FFFD. Edits that leave nothing to see in Word are counted in a comment at the start."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    from cleanup.writers.docx_body import Body, signature_of
    from cleanup.writers.docx_styles import BlockStyles

    word = Document()
    _state(word.core_properties, result)
    len(word.comments)  # makes their part
    held = cast(Any, word.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)).element
    found = revisions(result)
    pieces = tokens(result, found)
    shown = {t.revision for t in pieces}
    body = Body(word.element.body, BlockStyles(result.document, word))
    unseen = [r for number, r in enumerate(found) if number not in shown]
    if unseen:
        add_comment(held, body.note_start(), Signature(GENERATOR), (_counted(unseen),))
    for number, revision in enumerate(found):
        if number in shown:
            lines = tuple(line for d, note in zip(revision.edits, revision.notes, strict=True) for line in _explained(d, note))
            add_comment(held, body.note_revision(number), signature_of(revision), lines)
    for passage in [*flagged(result), *(suggested(result.ledger) if options.changes else ())]:
        add_comment(held, body.note_passage(passage.start, passage.end), Signature(passage.author), (passage.note,))
    body.write(pieces, found)
    return _packed(word)


def _counted(unseen: Sequence[Revision]) -> str:
    rules = Counter(d.edit.rule for r in unseen for d in r.edits)
    named = ", ".join(f"{rule} ({count})" for rule, count in sorted(rules.items()))
    return f"Changes that leave nothing to see here, as those of line ends and blank lines do: {named}"


def _explained(decision: Decision, note: str) -> tuple[str, ...]:
    evidence = "; ".join(decision.edit.evidence)
    return (note, f"because: {evidence}") if evidence else (note,)


def _state(properties: Any, result: Cleaned) -> None:
    meta = result.document.meta
    properties.title = printable(result.title or "")[:_MOST_META]
    properties.author = printable(str(meta.get("author") or ""))[:_MOST_META]
    properties.language = result.language or ""
    properties.comments = ""  # the template says who wrote it
    properties.last_modified_by = f"{GENERATOR} {result.version}"
    properties.created = properties.modified = datetime(*_EPOCH)


def _packed(word: Any) -> bytes:
    """The file, without the time of day that python-docx packs it with."""
    packed, out = BytesIO(), BytesIO()
    word.save(packed)
    with ZipFile(packed) as parts, ZipFile(out, "w") as archive:
        for name in parts.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # or it tells which system wrote it
            archive.writestr(entry, parts.read(name))
    return out.getvalue()
