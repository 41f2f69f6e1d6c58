"""Polish."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(
    name="Polish",
    sumy_name="polish",
    ordinals=True,
)
