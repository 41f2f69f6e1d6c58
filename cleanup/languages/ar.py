"""Arabic."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Arabic", sumy_name="arabic")
