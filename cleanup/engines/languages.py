"""Language codes: what the embedded engine has data for, how a loose code finds its exact one, what to install."""

from __future__ import annotations

from collections.abc import Mapping

from cleanup.errors import EngineError
from cleanup.languages import family

# Codes that the embedded engine really checks, by language; the first stands for the language without a region.
# Measured with lingotweaker 0.2.8: de-AT and de-CH load de-DE, pt-BR loads pt-PT, so they are not listed here.
DATA: Mapping[str, tuple[str, ...]] = {
    "en": ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ"),
    "de": ("de-DE",),
    "fr": ("fr",),
    "es": ("es",),
    "nl": ("nl",),
    "it": ("it",),
    "pt": ("pt-PT",),
}
# What a language without a region means, for an engine that lists several of its regions.
_DEFAULTS = {language: codes[0] for language, codes in DATA.items()}
# Regions near enough to another's spelling to be checked by it. Not here, because checking them so would do harm:
# de-CH (no ß), pt-BR (other spelling and grammar than pt-PT).
_NEAR = {"en-ie": "en-gb", "en-in": "en-gb", "en-za": "en-gb", "en-nz": "en-gb", "de-at": "de-de"}


def data_package(language: str) -> str:
    """Import name of lingotweaker's data for a language without region."""
    return f"lingotweaker_data_{language}"


def remedy(language: str) -> str:
    """What a user of the embedded engine can do about a language that it lacks."""
    code = family(fold_code(language))
    if code == "en":
        return "install it with: pip install lingotweaker-data-en"
    if code in DATA:
        return f"install it with: pip install 'article-cleanup[{code}]'"
    return "the embedded engine has none; clean without grammar (--engine none) or use a LanguageTool that has it"


def fold_code(language: str) -> str:
    """A code in lower case with a hyphen: "EN_gb" is "en-gb"."""
    return language.strip().replace("_", "-").lower()


def resolve(language: str, available: frozenset[str], *, engine: str, remedy: str) -> str:
    """The engine's code for `language`: the exact one, a near region, or the language's default; else EngineError.

    A region that the engine does not have is refused when the engine has other regions of the language, because
    checking one region's text by another's rules harms it.
    """
    wanted = fold_code(language)
    base = family(wanted)
    region = wanted[len(base) + 1 :]
    by_folded = {fold_code(code): code for code in available}
    for candidate in (wanted, _NEAR.get(wanted, ""), base if region else _DEFAULTS.get(base, "").lower()):
        if candidate in by_folded:
            return by_folded[candidate]
    regions = sorted(code for folded, code in by_folded.items() if family(folded) == base)
    if region and regions:
        raise EngineError(
            f"{engine} engine: no rules for {language!r}, only for {', '.join(regions)}; name one of these as the "
            "language, or clean without grammar (--engine none)"
        )
    if regions:
        return regions[0]
    others = ", ".join(sorted({family(code) for code in available})) or "none"
    raise EngineError(f"{engine} engine: no data for the language {language!r} (installed: {others}); {remedy}")
