"""What the program knows of languages, one file a language, found by its name: a new language is a new file."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from cleanup.extras import package_folder
from cleanup.languages.language import NONE, Language

UNKNOWN = Language(name="")
_CODE = re.compile(r"[a-z]{2,3}")


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if _CODE.fullmatch(m.name)))


@lru_cache(maxsize=64)
def of(language: str | None) -> Language:
    """The lists of a language ("de", "pt-BR": a region is ignored); empty ones for a language without a file or None."""
    code = family(language)
    if code not in codes():
        return UNKNOWN
    found: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return found


def family(language: str | None) -> str:
    """The code without its region, lower case; "" for None."""
    return (language or "").partition("-")[0].lower()


@lru_cache(maxsize=32)
def of_all(field: str) -> frozenset[str]:
    """The words that any language has under this name in `Language`."""
    return NONE.union(*(getattr(of(code), field) for code in codes()))


@lru_cache(maxsize=32)
def stop_words(language: str | None) -> frozenset[str]:
    """Function words of a language, lower case; empty for an unknown one.

    sumy's lists (Apache-2.0, files in its package, read without importing it) add to those written here and serve eleven
    languages more. Without a list everything still works: ranking then relies on inverse sentence frequency alone.
    """
    found = of(language)
    folder = package_folder("sumy") if found.sumy_name else None
    if folder:
        path = folder / "data" / "stopwords" / f"{found.sumy_name}.txt"
        if path.is_file():
            return found.stop_words | set(path.read_text(encoding="utf-8").lower().split()) - found.subjects
    return found.stop_words
