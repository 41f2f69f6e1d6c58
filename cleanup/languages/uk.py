"""Ukrainian."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Ukrainian", sumy_name="ukrainian")
