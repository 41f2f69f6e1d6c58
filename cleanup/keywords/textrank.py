"""TextRank over the words of a text (Mihalcea and Tarau 2004), ranking as textacy's `keyterms.textrank` does.

textacy builds the graph with networkx, at 13 ms for an article of 800 words twice what all the rest of the pipeline
may cost. Here neighbors are arrays and one step of the power method is one `bincount`: .8 ms, with the same ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

DAMPING, TOLERANCE, STEPS = 0.85, 1e-6, 100  # as networkx has them, so that ranks agree
ALIKE = 0.8  # a term this like a better one is left out; textacy's


def textrank_terms(tokens: Sequence[str], is_term: Callable[[str], bool], count: int) -> list[tuple[str, float]]:
    """The `count` best terms with their scores, best first.

    `tokens` are all tokens of the text in order, lower-cased, punctuation too: what stands side by side is linked. A
    term is a longest run of tokens that `is_term`; its score is the sum of its words'. Left out are terms inside a
    better term and terms that differ from one by few letters.
    """
    from rapidfuzz.distance import Levenshtein

    if not tokens:
        return []
    scores = _pagerank(tokens)
    terms = {tuple(run) for valid, run in groupby(tokens, key=is_term) if valid}
    ranked = sorted(((sum(scores[w] for w in term), " ".join(term)) for term in terms), reverse=True)
    found: list[tuple[str, float]] = []
    sorted_words: list[str] = []
    for score, term in ranked:
        if any(term in better for better, _ in found):
            continue
        words = " ".join(sorted(term.split()))
        if any(Levenshtein.normalized_similarity(words, other, score_cutoff=ALIKE) for other in sorted_words):
            continue
        found.append((term, score))
        sorted_words.append(words)
        if len(found) == count:
            break
    return found


def word_scores(tokens: Sequence[str]) -> dict[str, float]:
    """What each different token scores, marks and small words too; `tokens` as for `textrank_terms`."""
    return _pagerank(tokens) if tokens else {}


def _pagerank(tokens: Sequence[str]) -> dict[str, float]:
    """PageRank of each different token in the graph of neighbors, edges unweighted."""
    import numpy as np

    index = dict(zip(dict.fromkeys(tokens), range(len(tokens)), strict=False))
    order = np.fromiter(map(index.__getitem__, tokens), np.int64, len(tokens))
    n = len(index)
    low, high = np.minimum(order[:-1], order[1:]), np.maximum(order[:-1], order[1:])
    edges = np.unique(low * n + high)
    a, b = edges // n, edges % n
    apart = a != b  # a word beside itself is one link, not two
    source, target = np.concatenate((a, b[apart])), np.concatenate((b, a[apart]))
    degree = np.maximum(np.bincount(source, minlength=n), 1)
    alone = np.bincount(source, minlength=n) == 0
    p = np.full(n, 1 / n)
    for _ in range(STEPS):
        share = p / degree
        following = DAMPING * (np.bincount(target, share[source], minlength=n) + p[alone].sum() / n) + (1 - DAMPING) / n
        change = float(np.abs(following - p).sum())
        p = following
        if change < n * TOLERANCE:
            break
    return dict(zip(index, p.tolist(), strict=True))
