"""Czech."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(
    name="Czech",
    sumy_name="czech",
    months=words("ledna února března dubna května června července srpna září října listopadu prosince"),
    ordinals=True,
)
