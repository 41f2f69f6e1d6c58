"""Which words of English can be verbs and nouns, and in which form: a table of lemminflect (MIT), offline.

The table has the word forms of the SPECIALIST lexicon (National Library of Medicine); it knows irregular forms ("froze",
"burst", "children") and says nothing of words that it does not list. It is read here, and lemminflect itself is not loaded: it
loads spaCy with it and takes 1.1 s, the table .1.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Literal

from cleanup.extras import package_folder

Form = Literal["base", "third", "past", "participle", "gerund"]
Part = Literal["NOUN", "ADJ", "ADV", "VERB"]

_TABLE = "resources/infl_lu.csv.gz"  # lemma, part of speech, its forms; "/" between two of a kind
_VERB: tuple[Form, ...] = ("past", "participle", "gerund", "third")  # the order of the forms of a verb there
_OVERRIDES = "resources/infl_overrides.csv"  # lemma, Penn tag, form
_TAGS: dict[str, Form] = {"VBD": "past", "VBN": "participle", "VBG": "gerund", "VBZ": "third", "VBP": "base"}
_BE: dict[str, Form] = {  # an auxiliary there, whose forms are not listed
    "be": "base",
    "am": "base",
    "are": "base",
    "is": "third",
    "was": "past",
    "were": "past",
    "been": "participle",
    "being": "gerund",
}
_NO_FORMS: frozenset[Form] = frozenset()


@lru_cache(maxsize=1)
def _listed() -> str:
    """The table, a lemma a line."""
    folder = package_folder("lemminflect")
    if folder is None:
        raise ModuleNotFoundError("lemminflect")
    return gzip.decompress((folder / _TABLE).read_bytes()).decode()


def _lines(part: Part) -> Iterator[tuple[str, list[list[str]]]]:
    """The lemmas of a part of speech, each with its forms."""
    for line in re.findall(rf"^.*,{part.lower()}(?:,.*)?$", _listed(), re.MULTILINE):
        lemma, _, *forms = line.split(",")
        if part == "VERB" and len(forms) == len(_VERB) and not forms[1]:
            forms[1] = forms[0]  # the participle of a regular verb is not written out
        yield lemma, [form.split("/") for form in forms if form]


@lru_cache(maxsize=1)
def _verbs() -> dict[str, frozenset[Form]]:
    found: dict[str, frozenset[Form]] = {}
    for lemma, listed in _lines("VERB"):
        for form, words in (("base", [lemma]), *zip(_VERB, listed, strict=False)):
            for word in words:
                found[word] = found.get(word, _NO_FORMS) | {form}
    folder = package_folder("lemminflect")
    assert folder is not None  # or there were no lines
    overrides = (line.split(",") for line in (folder / _OVERRIDES).read_text(encoding="utf-8").splitlines())
    for word, form in (*_BE.items(), *((row[2], _TAGS[row[1]]) for row in overrides if len(row) == 3 and row[1] in _TAGS)):
        found[word] = found.get(word, _NO_FORMS) | {form}
    return found


@lru_cache(maxsize=4)
def _words(part: Part) -> Container[str]:
    if part == "VERB":
        return _verbs()
    return {word for lemma, listed in _lines(part) for words in ([lemma], *listed) for word in words}


@lru_cache(maxsize=1)
def _singular() -> frozenset[str]:
    return frozenset(lemma for lemma, listed in _lines("NOUN") if listed and lemma not in listed[0])


def verb_forms(word: str) -> frozenset[Form]:
    """The forms of verbs that the word can be, in lower case: "led" is past and participle, "operations" none. "base" is the
    plural of the present as well."""
    return _verbs().get(word, _NO_FORMS)


def can_be(word: str, part: Part) -> bool:
    """Whether the table lists the word, in lower case, as this part of speech in any form."""
    return word in _words(part)


def singular_noun(word: str) -> bool:
    """Whether the word, in lower case, is a noun as it stands, with a plural that is written otherwise."""
    return word in _singular()
