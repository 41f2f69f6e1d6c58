"""Latin."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(name="Latin", telling=words("et cum est non sed ad ut quod per qui sunt ex ab"))
