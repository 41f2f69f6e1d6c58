"""Danish."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(
    name="Danish",
    words_too=words("av"),
    titles=words("skt hr frk bl.a f.eks dvs ca"),
    before_number=words("kl nr s"),
    ambiguous=words("mio mia osv"),
    openers=words("det den der de han hun vi jeg og men i på til med som når hvad hvem hvor også ikke"),
    ordinals=True,
)
