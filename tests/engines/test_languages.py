from __future__ import annotations

import pytest

from cleanup.engines.languages import remedy, resolve
from cleanup.errors import EngineError

EMBEDDED = frozenset({"en-US", "en-GB", "de-DE", "fr", "pt-PT"})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en-GB", "en-GB"),
        ("en_gb", "en-GB"),
        ("EN", "en-US"),
        ("en", "en-US"),
        ("en-IE", "en-GB"),
        ("en-ZA", "en-GB"),
        ("de", "de-DE"),
        ("de-AT", "de-DE"),
        ("fr-CA", "fr"),
        ("fr", "fr"),
        ("pt", "pt-PT"),
    ],
)
def test_loose_codes_find_their_engine_code(asked: str, found: str) -> None:
    assert resolve(asked, EMBEDDED, engine="embedded", remedy="") == found


@pytest.mark.parametrize("asked", ["pt-BR", "de-CH", "en-CA"])
def test_a_region_is_not_checked_by_the_rules_of_another(asked: str) -> None:
    with pytest.raises(EngineError, match=f"no rules for '{asked}', only for"):
        resolve(asked, EMBEDDED, engine="embedded", remedy="")


def test_a_missing_language_names_what_to_install() -> None:
    with pytest.raises(EngineError, match=r"'nl' \(installed: de, en, fr, pt\).*pip install 'article-cleanup\[nl\]'"):
        resolve("nl", EMBEDDED, engine="embedded", remedy=remedy("nl"))
    with pytest.raises(EngineError, match="--engine none"):
        resolve("ja", EMBEDDED, engine="embedded", remedy=remedy("ja"))


def test_a_language_without_region_takes_the_default_one() -> None:
    assert resolve("pt", frozenset({"pt-AO", "pt-BR", "pt-PT"}), engine="languagetool", remedy="") == "pt-PT"
