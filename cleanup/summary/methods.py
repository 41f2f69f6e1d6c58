"""The summary methods by name."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleanup.errors import ConfigError
from cleanup.summary.protocol import Ranker, SentenceView

if TYPE_CHECKING:
    from cleanup.summary.select import Budget

METHODS = (
    "auto",
    "lead",
    "lexrank",
    "textrank",
    "lsa",
    "luhn",
    "kl",
    "sumbasic",
    "edmundson",
    "reduction",
)


def check_method(method: str) -> None:
    """Raise ConfigError, with the nearest name, for a method that does not exist."""
    if method not in METHODS:
        near = difflib.get_close_matches(method, METHODS, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"unknown summary method {method!r}{hint} There are {', '.join(METHODS)}")


def ranker(method: str, language: str | None, budget: Budget, sentences: Sequence[SentenceView]) -> Ranker:
    """The ranker of that name ("auto" is none: it chooses by more than scores)."""
    from cleanup.summary import centrality, lead, sumy_methods

    if method == "lead":
        return lead.Lead()
    if method in ("lexrank", "textrank", "reduction"):
        named: dict[str, type[Ranker]] = {
            "lexrank": centrality.LexRank,
            "textrank": centrality.TextRank,
            "reduction": centrality.Reduction,
        }
        return named[method]()
    if method in ("kl", "sumbasic"):
        # Half as many again as fit on average: some picks repeat others or do not fit.
        cost = sum(budget.cost(s) for s in sentences) / max(1, len(sentences))
        picks = int(budget.limit / max(1.0, cost) * 1.5) + 10
        return sumy_methods.KullbackLeibler(picks) if method == "kl" else sumy_methods.SumBasic(picks)
    return sumy_methods.SumyMethod(method, language)
