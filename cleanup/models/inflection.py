"""Which words of English can be verbs and nouns, and in which form: a table of lemminflect (MIT), offline.

The table has the word forms of the SPECIALIST lexicon (National Library of Medicine); it knows irregular forms ("froze",
"burst", "children") and says nothing of words that it does not list. It is read here, and lemminflect itself is not loaded: it
loads spaCy with it and takes 1.1 s, the table .1.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from cleanup.extras import package_folder

Form = Literal["base", "third", "past", "participle", "gerund"]
Part = Literal["NOUN", "ADJ", "ADV", "VERB"]

_TABLE = "resources/infl_lu.csv.gz"  # lemma, part of speech, its forms; "/" between two of a kind
_VERB: tuple[Form, ...] = ("past", "participle", "gerund", "third")  # the order of the forms of a verb there
_PARTS: dict[str, Part] = {"noun": "NOUN", "adj": "ADJ", "adv": "ADV", "verb": "VERB"}
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


@dataclass(frozen=True, slots=True)
class _Forms:
    verbs: dict[str, frozenset[Form]] = field(default_factory=dict)
    parts: dict[Part, set[str]] = field(default_factory=lambda: {"NOUN": set(), "ADJ": set(), "ADV": set(), "VERB": set()})
    singular: set[str] = field(default_factory=set)


@lru_cache(maxsize=1)
def _table() -> _Forms:
    folder, table = package_folder("lemminflect"), _Forms()
    if folder is None:
        raise ModuleNotFoundError("lemminflect")
    for line in gzip.decompress((folder / _TABLE).read_bytes()).decode().splitlines():
        lemma, kind, *forms = line.split(",")
        part = _PARTS.get(kind)
        if part is None:
            continue
        if part == "VERB" and len(forms) == len(_VERB) and not forms[1]:
            forms[1] = forms[0]  # the participle of a regular verb is not written out
        listed = [form.split("/") for form in forms if form]
        table.parts[part].update((lemma, *(word for words in listed for word in words)))
        if part == "VERB":
            for form, words in (("base", [lemma]), *zip(_VERB, listed, strict=False)):
                for word in words:
                    table.verbs[word] = table.verbs.get(word, _NO_FORMS) | {form}
        elif part == "NOUN" and listed and lemma not in listed[0]:
            table.singular.add(lemma)
    overrides = (line.split(",") for line in (folder / _OVERRIDES).read_text(encoding="utf-8").splitlines())
    for word, form in (*_BE.items(), *((row[2], _TAGS[row[1]]) for row in overrides if len(row) == 3 and row[1] in _TAGS)):
        table.verbs[word] = table.verbs.get(word, _NO_FORMS) | {form}
        table.parts["VERB"].add(word)
    return table


def verb_forms(word: str) -> frozenset[Form]:
    """The forms of verbs that the word can be, in lower case: "led" is past and participle, "operations" none. "base" is the
    plural of the present as well."""
    return _table().verbs.get(word, _NO_FORMS)


def can_be(word: str, part: Part) -> bool:
    """Whether the table lists the word, in lower case, as this part of speech in any form."""
    return word in _table().parts[part]


def singular_noun(word: str) -> bool:
    """Whether the word, in lower case, is a noun as it stands, with a plural that is written otherwise."""
    return word in _table().singular
