"""Codes of languages as users give them (BCP 47: "en", "de-DE"), and the names that are given in their place."""

from __future__ import annotations

from difflib import get_close_matches

# English names of the languages that `cleanup.languages` knows.
NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "latin": "la",
    "latvian": "lv",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "slovak": "sk",
    "slovenian": "sl",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "ukrainian": "uk",
}


def problem(code: str) -> str | None:
    """What is wrong with a code, naming the nearest; None where it is one."""
    import langcodes

    if langcodes.tag_is_valid(code):
        return None
    near = get_close_matches(code.lower(), NAMES, 1, 0.7)
    return f"{code!r} is no code of a language" + (f"; did you mean {NAMES[near[0]]!r}?" if near else ", such as en or de-DE")
