"""The embedded engine: lingotweaker (import name lt_py), LanguageTool's rules in Rust, inside this process.

No Java and no server. Loading a language takes 1.3 s and 310 MB (each further kind of English 260) and happens at its first
use; an 850-word article then takes .18 s of one core. The loaded engine is immutable, gives up the interpreter lock while it
checks, and shares a long text out between the cores, unless `ONE_CORE`. `check_many` joins lines, since within one call the
engine remembers the words it has seen, which saves a tenth. On 1,500 web sentences it gave the same rule, span and first
replacement as LanguageTool 6.8 in 516 of 519 matches. Offsets come as UTF-8 bytes and are converted here.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import threading
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import metadata
from itertools import accumulate
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from cleanup.engines.languages import DATA, data_package, remedy, resolve
from cleanup.engines.mixed import hide_mixed
from cleanup.engines.one_core import give_back_memory, one_core
from cleanup.engines.pieces import LINE, PIECE, shift, split_pieces
from cleanup.engines.protocol import OF_WHOLE_TEXTS, Match, sort_matches
from cleanup.engines.unknown import hide_unknown, of_seen_words
from cleanup.engines.variants import AMERICAN, COMPOSED, rename, variant_data
from cleanup.errors import EngineError
from cleanup.languages import family
from cleanup.text.halves import whole

# English rules that look over several paragraphs. Of 2,500 shuffled lines of the development articles, joined and alone,
# these and what they cover up were all that differed.
ACROSS = OF_WHOLE_TEXTS | {"EN_WORD_COHERENCY"}
MOST_JOINED = PIECE - 2 * LINE  # code points of lines that are joined for one call
_OF_A_START = ("UPPERCASE_SENTENCE_START",)  # what a word by itself is told that says nothing of its spelling
MOST_WORDS = 10_000  # remembered, some 1 MB
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_BETWEEN = "\n\n"
ONE_CORE = False  # set in the workers of a run, which are the parallelism themselves


@dataclass(frozen=True, slots=True, weakref_slot=True)
class _Language:
    """A loaded language. lingotweaker's own class cannot be referred to weakly."""

    engine: Any


# What is loaded in this process, by code, as long as some EmbeddedEngine holds it.
_SHARED: WeakValueDictionary[str, _Language] = WeakValueDictionary()
_LOADING = threading.Lock()


class EmbeddedEngine:
    """lingotweaker behind the engine protocol; languages are loaded when first asked for and shared in the process."""

    name = "embedded"

    def __init__(self) -> None:
        if importlib.util.find_spec("lt_py") is None:
            raise EngineError(
                "embedded engine: the package lingotweaker is not installed; "
                "install it with: pip install lingotweaker lingotweaker-data-en"
            )
        self._loaded: dict[str, _Language] = {}
        self._words: dict[tuple[str, str], bool] = {}  # (code, word) -> whether the speller knows it
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """lingotweaker's own version."""
        return f"lingotweaker {metadata.version('lingotweaker')}"

    def languages(self) -> frozenset[str]:
        """Codes of the languages whose data package is installed, as found when first asked."""
        return self._languages

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(
            code
            for language, codes in DATA.items()
            if importlib.util.find_spec(data_package(language)) is not None
            for code in codes
        )

    def check(self, text: str, language: str) -> list[Match]:
        """Matches in `text`. EngineError when the language's data is not installed, naming the package to install."""
        code, engine = self._engine(language)
        text = whole(text)
        if code.startswith("en"):  # the data of no other language that ships has the rule
            text = hide_mixed(text, lambda word: self._is_word(engine, code, word))
        seen = self._without_unknown([text], code)[0]
        found: list[Match] = []
        for start, piece in split_pieces(seen):
            found.extend(shift(match, start) for match in _check_piece(engine, piece))
        if code in COMPOSED:
            found = [rename(match, code) for match in found]
        return sort_matches(of_seen_words(found, text, seen))

    def check_many(self, texts: Sequence[str], language: str) -> list[list[Match]]:
        """`check` for each text without `OF_WHOLE_TEXTS`: lines joined by blank lines. How they are joined depends on nothing but
        the texts, since the engine may write what it suggests for the first word of all with a capital."""
        given = [whole(text) for text in texts]
        texts = self._without_unknown(given, resolve(language, self.languages(), engine="embedded", remedy=remedy(language)))
        found: list[list[Match]] = [[] for _ in texts]
        lines = [i for i, text in enumerate(texts) if len(text) <= LINE and "\n" not in text and text.strip()]
        groups = [[i] for i, text in enumerate(texts) if (len(text) > LINE or "\n" in text) and text.strip()]
        groups += _grouped(lines, [len(text) for text in texts], MOST_JOINED)
        for group in groups:
            starts = list(accumulate((len(texts[i]) + len(_BETWEEN) for i in group), initial=0))
            again = set()
            for match in self.check(_BETWEEN.join(texts[i] for i in group), language):
                at = bisect_right(starts, match.start) - 1
                if match.rule in ACROSS and len(group) > 1:
                    again.add(group[at])  # its neighbors may be the cause
                elif match.rule not in OF_WHOLE_TEXTS and match.end <= starts[at] + len(texts[group[at]]):
                    found[group[at]].append(shift(match, -starts[at]))
            for i in again:
                found[i] = [match for match in self.check(texts[i], language) if match.rule not in OF_WHOLE_TEXTS]
        return [of_seen_words(*each) for each in zip(found, given, texts, strict=True)]

    def close(self) -> None:
        """Let the loaded languages go; the memory is free when no other engine of this process holds them."""
        with self._lock:
            self._loaded.clear()

    def _without_unknown(self, texts: Sequence[str], code: str) -> list[str]:
        """The texts without the many words that no speller knows; in English, whose speller is slow with them."""
        if not code.startswith("en"):
            return list(texts)
        from cleanup.models.frequency import frequencies

        return hide_unknown(texts, lambda word: frequencies("en").zipf(word.lower()) > 0)

    def _is_word(self, engine: Any, code: str, word: str) -> bool:
        """Whether the word is in the English dictionary; remembered."""
        known = self._words.get((code, word))
        if known is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            known = (
                _VOWEL.search(word) is not None  # "html" and "php" pass as words in rules beside the speller
                and word not in _ignored()
                and all(item["rule_id"] in _OF_A_START for item in engine.check(word))  # "github" has a rule of its own
            )
            self._words[code, word] = known
        return known

    def _engine(self, language: str) -> tuple[str, Any]:
        code = resolve(language, self.languages(), engine="embedded", remedy=remedy(language))
        with self._lock:
            if code not in self._loaded:
                self._loaded[code] = _language(code)
            return code, self._loaded[code].engine


def _language(code: str) -> _Language:
    """The language as this process has it loaded, or loaded now."""
    with _LOADING:
        language = _SHARED.get(code)
        if language is None:
            language = _SHARED[code] = _Language(_load(code))
            give_back_memory()
        return language


@lru_cache(maxsize=1)
def _ignored() -> frozenset[str]:
    """What the English speller passes over though its dictionary lacks it ("html")."""
    path = Path(importlib.import_module(data_package("en")).data_dir()) / "en" / "hunspell" / "ignore.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.partition("#")[0].strip() for line in lines)


def _grouped(places: Sequence[int], lengths: Sequence[int], size: int) -> list[list[int]]:
    """Places in order, in groups that each reach `size` with their last member."""
    groups: list[list[int]] = []
    left = 0
    for place in places:
        if left <= 0:
            groups.append([])
            left = size
        groups[-1].append(place)
        left -= lengths[place]
    return groups


def _load(code: str) -> Any:
    """Load one language: 1 to 3 s (German 6), holding the interpreter lock."""
    package = importlib.import_module(data_package(family(code)))
    lt_py = importlib.import_module("lt_py")
    try:
        if code in COMPOSED:
            with variant_data(Path(package.data_dir()), code) as folder:
                return lt_py.Engine(AMERICAN, data_dir=str(folder))
        return lt_py.Engine(code, data_dir=package.data_dir())
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(
            f"embedded engine: the data of {code} cannot be loaded ({error}); "
            f"install it anew with: pip install --force-reinstall {package.__name__.replace('_', '-')}"
        ) from error


def _check_piece(engine: Any, text: str) -> list[Match]:
    with one_core() if ONE_CORE else nullcontext():
        raw: list[dict[str, Any]] = engine.check(text)
    if not raw:
        return []
    to_code_point = _byte_offsets(text, raw)
    return [
        Match(
            start=to_code_point[item["offset"]],
            end=to_code_point[item["offset"] + item["length"]],
            rule=item["rule_id"],
            sub_rule=item["sub_id"] or "",
            category=item["category_id"] or "",
            message=_plain(item["message"]),
            replacements=tuple(item["suggestions"]),
            issue_type=_issue_type(item["issue_type"]),
        )
        for item in raw
    ]


def _byte_offsets(text: str, raw: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Code point offset of every byte offset that the matches name; one walk over the text, none when it is ASCII."""
    wanted = sorted({item["offset"] for item in raw} | {item["offset"] + item["length"] for item in raw})
    if text.isascii():
        return {offset: offset for offset in wanted}
    data = text.encode("utf-8")
    offsets: dict[int, int] = {}
    byte = point = 0
    for offset in wanted:
        # an offset inside a character cannot be: "ignore" only keeps a fault of the engine from ending the run
        point += len(data[byte:offset].decode("utf-8", "ignore"))
        byte = offset
        offsets[offset] = point
    return offsets


def _plain(message: str) -> str:
    """The message without LanguageTool's tags around suggestions."""
    return message.replace("<suggestion>", "'").replace("</suggestion>", "'")


def _issue_type(value: str | None) -> str:
    return "uncategorized" if value in (None, "", "Other") else str(value)
