"""Cleaning texts of lines, and how many of the lines that were put in went."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.core.stage import Stage
from cleanup.document import Document
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.stages.boilerplate.stage import BoilerplateStage


@cache
def rules() -> RuleBook:
    return load_rules()


def cleaned(text: str, title: str | None, language: str = "en", then: Sequence[Stage[Context]] = ()) -> str:
    """The text after the boilerplate stage, and after others `then`."""
    document = Document(text=text, title=title, language=language)
    return run(document, [BoilerplateStage(), *then], [], Context(rules=rules()), Policy()).document.text


def gone(
    article: str, lines: Sequence[str], title: str, step: int, language: str = "en", then: Sequence[Stage[Context]] = ()
) -> int:
    """How many of the lines go, `step` of them put behind the article at a time. Fails where a word of it is lost."""
    removed = 0
    for start in range(0, len(lines), step):
        put_in = lines[start : start + step]
        out = cleaned("\n\n".join([article, *put_in]), title, language, then)
        assert out.startswith(article), "words of the article were lost"
        left = out[len(article) :].split("\n")
        removed += sum(line not in left for line in put_in)
    return removed
