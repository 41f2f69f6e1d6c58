"""Korean."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Korean", sumy_name="korean")
