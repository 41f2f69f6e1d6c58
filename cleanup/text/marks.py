"""Characters and small patterns that several modules look for, written once.

What a model was trained on is not here; it belongs to the model, and changes only with it. Patterns that look alike and
answer another question (which signs open a list item in plain text, which a writer must escape) stay with their module.
"""

from __future__ import annotations

# Quotation marks that open in one language or another, without the straight one, which may do either.
OPENING_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
# All double ones, straight, curly, angled.
DOUBLE_QUOTES = (
    '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
# What may close after the stop of a sentence: `he said."`, `(so.)`.
CLOSERS = "\"'\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK})"
# A sentence's end in running text, with what closes after it, before white space.
SENTENCE_END = rf"[.!?\N{{HORIZONTAL ELLIPSIS}}][{CLOSERS}\]]*\s+"
# A word of letters with the marks that stand inside words: don't, O'Neill, AT&T, well-known.
WORD = r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}.&\-\N{NON-BREAKING HYPHEN}][^\W\d_]+)*"
# A list item's mark before its text: a dash or bullet, "1.", "(2)", "a)", "iv.". Two capitals are initials ("J. K. Rowe").
LIST_MARK = r"(?:[-–—*•·▪◦‣●○■□➤►✓]|\(?\d{1,3}[.)]|\(?(?:[a-z]|[ivx]{2,4})[.)]|\(?[A-Z]\)|\(?[A-Z]\.(?!\s*[A-Z]\.))\s+"
# The opening of a turn in a chat or an interview: "anna: hi", "Dr. Lee: No".
TURN = r"[^\s:]{1,20}(?: [^\s:]{1,20})?: "
