"""Russian."""

from __future__ import annotations

from cleanup.languages.language import Language

LANGUAGE = Language(name="Russian", flesch=(206.835, 1.3, 60.1))
