"""Slovak."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(
    name="Slovak",
    sumy_name="slovak",
    ordinals=True,
)
