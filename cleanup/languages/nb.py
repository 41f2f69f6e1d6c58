"""Norwegian Bokmål."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Norwegian Bokmål", ordinals=True)
