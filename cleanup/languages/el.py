"""Greek."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Greek", sumy_name="greek")
