"""sumy's methods by name, fed with our sentences and words.

LSA, Luhn and Edmundson run in sumy itself: it is given objects of ours, so it never tokenizes and wants no download,
and two equal sentences stay two. KL and SumBasic are greedy; sumy orders every sentence of the text that way, which
takes minutes on long ones, so they are written here to stop when the summary is full, with the same choices.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import Any

from cleanup.languages import of, stop_words
from cleanup.summary.protocol import SentenceView


class _Sentence:
    """What sumy reads of a sentence. Equal only to itself: sumy keys its ratings by sentence."""

    def __init__(self, words: tuple[str, ...], is_heading: bool) -> None:
        self.words, self.is_heading = words, is_heading


class _Paragraph:
    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = tuple(s for s in sentences if not s.is_heading)
        self.headings = tuple(s for s in sentences if s.is_heading)


class _Document:
    """What sumy reads of a document."""

    def __init__(self, views: Sequence[SentenceView]) -> None:
        made = [_Sentence(v.lower, v.kind == "heading") for v in views]
        groups: dict[int, list[_Sentence]] = {}
        for view, sentence in zip(views, made, strict=True):
            groups.setdefault(view.paragraph, []).append(sentence)
        self.paragraphs = tuple(_Paragraph(g) for g in groups.values())
        self.sentences = tuple(s for s in made if not s.is_heading)
        self.headings = tuple(s for s in made if s.is_heading)
        self.words = tuple(w for s in self.sentences for w in s.words)
        self.places = [i for i, s in enumerate(made) if not s.is_heading]


class SumyMethod:
    """A summarizer of sumy as a ranker: its own ratings, one a sentence."""

    def __init__(self, name: str, language: str | None) -> None:
        self.name, self.language = name, language

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """sumy's rating of each sentence; headings, which sumy rates not, come last."""
        document = _Document(sentences)
        rated: list[tuple[int, float]] = []

        def keep(infos: Sequence[Any]) -> Sequence[Any]:
            rated.extend((info.order, float(info.rating)) for info in infos)
            return infos

        if document.words:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # LSA warns of more sentences than words, and then works
                self._summarizer(document)(document, keep)
        least = min((r for _, r in rated), default=0.0) - 1
        scores = [least] * len(sentences)
        for order, rating in rated:
            scores[document.places[order]] = rating if math.isfinite(rating) else least
        return scores

    def _summarizer(self, document: _Document) -> Any:
        language = of(self.language)
        stops = stop_words(self.language)
        stemmer = _stemmer(language.sumy_name)
        if self.name == "lsa":
            from sumy.summarizers.lsa import LsaSummarizer  # type: ignore[import-untyped]

            found = LsaSummarizer(stemmer)
        elif self.name == "luhn":
            from sumy.summarizers.luhn import LuhnSummarizer  # type: ignore[import-untyped]

            found = LuhnSummarizer(stemmer)
        else:
            from sumy.summarizers.edmundson import EdmundsonSummarizer  # type: ignore[import-untyped]

            found = EdmundsonSummarizer(stemmer)
            found.bonus_words = language.bonus or [w for w, _ in Counter(document.words).most_common(5)]
            found.stigma_words = language.stigma or ["-"]
            found.null_words = stops or ["-"]
            return found
        # Where a text consists of stop words only, LSA has nothing left to work on: then every word counts.
        found.stop_words = stops if any(w not in stops for w in document.words) else frozenset()
        return found


def _stemmer(name: str) -> Any:
    """The language's stemmer as sumy has it; lower-casing for a language without."""
    if name:
        from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]

        try:
            return Stemmer(name)
        except LookupError:
            pass
    return str.lower


class KullbackLeibler:
    """Greedy: the sentence after which the summary's words are distributed most like the text's (Haghighi and
    Vanderwende 2009)."""

    name = "kl"

    def __init__(self, picks: int) -> None:
        self.picks = picks

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """The earlier picked, the higher; sentences never picked come last, all alike."""
        texts = [Counter(content_words(s)) for s in sentences]
        whole = Counter[str]()
        for c in texts:
            whole.update(c)
        tokens = sum(whole.values())
        if not tokens:
            return [0.0] * len(sentences)
        share = {w: k / tokens for w, k in whole.items()}
        held: Counter[str] = Counter()
        size, base, mass = 0, 0.0, 0.0
        left = [i for i, c in enumerate(texts) if c and sentences[i].barred is None]
        scores = [-float(len(sentences))] * len(sentences)
        for pick in range(min(self.picks, len(left))):
            best, best_value = -1, math.inf
            for i in left:
                gain, more = 0.0, 0.0
                for w, k in texts[i].items():
                    before = held[w]
                    if before:
                        gain -= share[w] * math.log((before + k) / before)
                    else:
                        gain += share[w] * math.log(share[w] / k)
                        more += share[w]
                value = base + gain + (mass + more) * math.log(size + texts[i].total())
                if value < best_value:
                    best, best_value = i, value
            for w, k in texts[best].items():
                before = held[w]
                base += -share[w] * math.log((before + k) / before) if before else share[w] * math.log(share[w] / k)
                mass += 0.0 if before else share[w]
                held[w] += k
            size += texts[best].total()
            left.remove(best)
            scores[best] = -float(pick)
        return scores


class SumBasic:
    """Greedy: the sentence with the most probable words, whose probabilities are then squared (Nenkova and Vanderwende
    2005)."""

    name = "sumbasic"

    def __init__(self, picks: int) -> None:
        self.picks = picks

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """The earlier picked, the higher; sentences never picked come last, all alike."""
        whole = Counter(t for s in sentences for t in s.content)
        tokens = sum(whole.values())
        chance = {t: k / tokens for t, k in whole.items()}
        left = [i for i, s in enumerate(sentences) if s.content and s.barred is None]
        scores = [-float(len(sentences))] * len(sentences)
        for pick in range(min(self.picks, len(left))):
            best = max(left, key=lambda i: (sum(chance[t] for t in sentences[i].content) / len(sentences[i].content), -i))
            for t in sentences[best].content:
                chance[t] *= chance[t]
            left.remove(best)
            scores[best] = -float(pick)
        return scores


def content_words(sentence: SentenceView) -> list[str]:
    """A sentence's content words in lower case, whole (KL does not stem)."""
    from cleanup.summary.article import stem

    kept = frozenset(sentence.content)
    return [w for w in sentence.lower if stem(w) in kept]
