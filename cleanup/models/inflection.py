"""Which words of English can be verbs and nouns, and in which form, from lemminflect (MIT), offline.

lemminflect reads the word forms of the SPECIALIST lexicon (National Library of Medicine); it knows irregular forms
("froze", "burst", "children") and says nothing of words that it does not list.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Form = Literal["base", "third", "past", "participle", "gerund"]

# Penn tags of the forms of a verb; "base" is the plural of the present as well.
_TAGS: dict[Form, str] = {"base": "VB", "third": "VBZ", "past": "VBD", "participle": "VBN", "gerund": "VBG"}


@lru_cache(maxsize=20_000)
def verb_forms(word: str) -> frozenset[Form]:
    """The forms of verbs that the word can be, in lower case: "led" is past and participle, "operations" none."""
    from lemminflect import getAllLemmas, getInflection

    forms: set[Form] = set()
    for lemma in getAllLemmas(word, upos="VERB").get("VERB", ()):
        forms |= {form for form, tag in _TAGS.items() if word in getInflection(lemma, tag, inflect_oov=False)}
    return frozenset(forms)


@lru_cache(maxsize=20_000)
def can_be(word: str, part: Literal["NOUN", "ADJ", "ADV", "VERB"]) -> bool:
    """Whether the lexicon lists the word, in lower case, as this part of speech in any form."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word, upos=part))


@lru_cache(maxsize=20_000)
def singular_noun(word: str) -> bool:
    """Whether the word, in lower case, is a noun as it stands, with a plural that is written otherwise."""
    from lemminflect import getAllLemmas, getInflection

    if word not in getAllLemmas(word, upos="NOUN").get("NOUN", ()):
        return False
    plurals = getInflection(word, "NNS", inflect_oov=False)
    return bool(plurals) and word not in plurals
