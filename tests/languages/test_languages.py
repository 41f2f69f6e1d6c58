"""One file a language: a new one takes effect everywhere by being there."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from cleanup.languages import codes, family, of, of_all, stop_words
from cleanup.languages.language import Language, Wording

# Made up: no word of it is one of another language.
ARTIFICIAL = """
from cleanup.languages.language import Language, Wording, words

LANGUAGE = Language(
    name="Zorbic",
    stop_words=words("blim gax oft"),
    telling=words("blim gax oft"),
    titles=words("zrb"),
    openers=words("blim"),
    ordinals=True,
    nouns_capitalized=True,
    wording=Wording(leaning=words("hax"), saying=words("zegit")),
)
"""
PROGRAM = """
import json, sys
import cleanup.languages
cleanup.languages.__path__.append(sys.argv[1])
from cleanup.keywords.extraction import keywords
from cleanup.languages import codes, stop_words
from cleanup.summary.article import view_article
from cleanup.text.foreign import foreign_passages
from cleanup.text.reading import Reading
from cleanup.text.sentences import split_sentences

def split(text, language=None):
    return [text[a:b] for a, b in split_sentences(text, None, language)]

text = "Blim Tarrok zegit gax Mella oft Vurun. Hax tobel Mella gax Tarrok Vurun oft. " * 4
english = "The paper printed blim tobel gax vurun on its first page."
print(json.dumps({
    "codes": list(codes()), "stops": sorted(stop_words("zz-ZZ")), "titles": split("He met Zrb. Tarrok there. He left."),
    "ordinals": split("Vurun 3. Mella tobel.", "zz"), "leans": [s.leans for s in view_article(Reading(text, None, "zz")).sentences][:2],
    "foreign": [english[s.start:s.end] for s in foreign_passages(english, "en")],
    "keywords": keywords(Reading(text, None, "zz"), "textrank", 4)}))
"""


def test_an_artificial_language_is_one_file(tmp_path: Path) -> None:
    def run(folder: Path) -> dict[str, object]:
        done = subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], capture_output=True, text=True, check=True)
        found: dict[str, object] = json.loads(done.stdout)
        return found

    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    (tmp_path / "with" / "zz.py").write_text(ARTIFICIAL, encoding="utf-8")
    without, found = run(tmp_path / "without"), run(tmp_path / "with")
    assert sorted(set(found["codes"]) - set(without["codes"])) == ["zz"]  # type: ignore[call-overload]
    assert (without["stops"], found["stops"]) == ([], ["blim", "gax", "oft"])
    assert without["titles"] == ["He met Zrb.", "Tarrok there.", "He left."]
    assert found["titles"] == ["He met Zrb. Tarrok there.", "He left."]
    assert (len(without["ordinals"]), len(found["ordinals"])) == (2, 1)  # type: ignore[arg-type]
    assert (without["leans"], found["leans"]) == ([False, False], [False, True])
    assert without["foreign"] == []
    assert "blim tobel gax" in " ".join(found["foreign"])  # type: ignore[arg-type]
    assert not {"blim", "gax", "oft"} & {str(w).lower() for w in found["keywords"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", codes())
def test_every_language_is_well_formed(code: str) -> None:
    language = of(code)
    lists = [getattr(language, f.name) for f in fields(Language)] + [getattr(language.wording, f.name) for f in fields(Wording)]
    for found in lists:
        if isinstance(found, frozenset):
            assert all(word == word.lower().strip() and word for word in found)
    assert language.name
    assert language.words_too <= of_all("titles") | of_all("before_number") | of_all("ambiguous") | of_all("clock")


def test_a_region_is_ignored_and_an_unknown_language_has_no_lists() -> None:
    assert of("pt-BR") is of("pt")
    assert of("DE").nouns_capitalized
    assert (family("de-AT"), family("EN-us"), family(None)) == ("de", "en", "")
    for code in ("xx", None, "", "language", "../en"):
        assert of(code).name == ""
        assert stop_words(code) == frozenset()
