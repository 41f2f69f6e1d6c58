"""Leave out what a page has besides its article: menus, teasers, comments, copies; words that it strikes out or hides.

The reader of pages judges (`cleanup.page`) and says so in `Document.left_out`; here it becomes edits like any other, so
that each block can be taken back, and switched by rule. A text that comes without a page has nothing to leave out.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.document import EXTRACT, Document
from cleanup.rulebook.schema import OwnRule

# The reader's names of the reasons why it leaves something out; `cleanup.page.assemble` gives each its sentence.
RULES = {
    "extract-block": "A block that the learned judge takes for no part of the page's article",
    "extract-trafilatura": "A block that trafilatura takes for no part of the page's article",
    "extract-copy": "A copy of blocks that stand earlier in the page",
    "extract-other-article": "A block of another article of the same page",
    "extract-caption": "A caption, where the setting html.captions drops them",
    "extract-no-article": "A block of a page that has no article",
    "extract-frame": "A block of the page's navigation, head or foot, where no article was found but text is asked for",
    "extract-promotion": "A block that asks for a subscription or to be followed",
    "extract-consent": "A block of a cookie banner or its settings",
    "extract-struck": "Words that the page strikes out",
    "extract-note-mark": "The mark of a footnote that is not in the article, or before one that nothing asks for",
    "extract-about-author": "A block about the authors or the staff, below the article",
    "extract-value": "A value for programs that the page prints: a picture's address, a time stamp, a gallery's counter",
    "extract-hidden": "What the page hides from its readers",
}


def own_rules() -> tuple[OwnRule, ...]:
    """Why something is left out."""
    return tuple(OwnRule(rule, EXTRACT, "delete", reason) for rule, reason in RULES.items())


class ExtractStage:
    """Proposes to delete what the reader of a page left out of its article."""

    name = EXTRACT

    def propose(self, document: Document, context: Context) -> Iterator[Edit]:
        """Whole blocks, each with the white space that sets it apart, and words inside a line."""
        for left in document.left_out:
            yield Edit(
                start=left.start,
                end=left.end,
                replacement="",
                stage=EXTRACT,
                rule=left.rule,
                reason=left.reason,
                confidence=left.confidence,
                scope="page" if left.inside else "block",
                evidence=left.evidence,
                apply_at=left.apply_at,
            )
