"""Swedish."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(
    name="Swedish",
    sumy_name="swedish",
    titles=words("bl.a t.ex dvs ca"),
    words_too=words("av"),
    before_number=words("kl nr s"),
    ambiguous=words("osv"),
    openers=words("det den de han hon vi jag och men på till med som när vad vem var också inte idag"),
)
