"""Thai."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Thai", sumy_name="thai")
