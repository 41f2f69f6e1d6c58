"""Norwegian Bokmål."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(
    name="Norwegian Bokmål",
    words_too=words("av"),
    titles=words("hr frk bl.a f.eks dvs ca"),
    before_number=words("kl nr s"),
    ambiguous=words("mill mrd osv"),
    openers=words("det den der de han hun vi jeg og men på til med som når hva hvem hvor også ikke"),
    ordinals=True,
)
