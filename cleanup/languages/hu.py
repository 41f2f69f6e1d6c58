"""Hungarian."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Hungarian", ordinals=True)
