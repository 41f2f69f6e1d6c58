"""Language codes: which the engines know, how a loose code ("en", "EN_gb") finds its exact one, what to install."""

from __future__ import annotations

from collections.abc import Mapping

from cleanup.errors import EngineError

ENGLISH = "en"

# The first code of each language stands for the language without a region. Languages of issue size: those that
# `cleanup` handles; lingotweaker has data for more, and a code that is not listed here is passed through untouched.
VARIANTS: Mapping[str, tuple[str, ...]] = {
    "en": ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-ZA"),
    "de": ("de-DE", "de-AT", "de-CH"),
    "fr": ("fr",),
    "es": ("es",),
    "nl": ("nl",),
    "it": ("it",),
    "pt": ("pt-PT", "pt-BR"),
}


def data_package(language: str) -> str:
    """Import name of lingotweaker's data for a language without region."""
    return f"lingotweaker_data_{language}"


def extra_of(language: str) -> str | None:
    """The pip command that installs a language's data, None for a language that has none here."""
    family = language.partition("-")[0].lower()
    if family not in VARIANTS:
        return None
    return "pip install lingotweaker-data-en" if family == ENGLISH else f"pip install 'article-cleanup[{family}]'"


def resolve(language: str, available: frozenset[str], *, engine: str, remedy: str) -> str:
    """The engine's code for `language`: the exact one, else the language's first, else EngineError with `remedy`."""
    wanted = language.replace("_", "-").lower()
    by_folded = {code.lower(): code for code in available}
    if wanted in by_folded:
        return by_folded[wanted]
    family = wanted.partition("-")[0]
    for code in (*VARIANTS.get(family, ()), family):
        if code.lower() in by_folded:
            return by_folded[code.lower()]
    others = ", ".join(sorted({code.partition("-")[0] for code in available})) or "none"
    raise EngineError(f"{engine} engine: no data for the language {language!r} (installed: {others}); {remedy}")
