"""Hebrew."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Hebrew", sumy_name="hebrew")
