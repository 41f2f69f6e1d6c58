"""The second opinion as a user meets it: what it turns, what the record says, and that nothing depends on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import pytest

from cleanup.config import GrammarSettings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import Run, run
from cleanup.document import Document
from cleanup.engines.embedded import EmbeddedEngine
from cleanup.models.language_model.client import LanguageModel
from cleanup.stages.grammar.stage import GrammarStage
from tests.models.test_language_model import FAILURES, READY
from tests.stages.grammar.conftest import Correct

TEXT = (
    "It was a 10 minute walk to the mill, and they will definately come. The dog hurt it's paw and the cat ran.\n\n"
    "He went to the store and she stayed home with there well known friend."
)
TITLE = "A walk to the mill"
# A process that says of every edit how likely it is, whatever the sentence.
SAYS = (
    READY
    + "import json\nfor line in sys.stdin: print(json.dumps({'log_odds': [%s] * len(json.loads(line)['edits'])}), flush=True)"
)

Second = Callable[..., tuple[Run, Context]]


@pytest.fixture
def second(engine: EmbeddedEngine) -> Second:
    def go(text: str, command: Sequence[str], seconds: float | None = None) -> tuple[Run, Context]:
        model = LanguageModel(command, seconds=seconds)
        context = Context(engine=engine, language_model=model)
        done = run(Document(text=text, title=TITLE, language="en"), [GrammarStage(GrammarSettings())], [], context, Policy())
        model.close()
        return done, context

    return go


@pytest.mark.parametrize("kind", FAILURES)
def test_without_it_the_text_is_what_the_judge_makes_of_it(correct: Correct, second: Second, kind: str) -> None:
    command, why = FAILURES[kind]
    done, context = second(TEXT, command, seconds=2)
    alone = correct(TEXT, title=TITLE)
    assert done.document.text == alone.document.text != TEXT
    assert [(d.edit, d.accepted) for d in done.ledger] == [(d.edit, d.accepted) for d in alone.ledger]
    assert context.notes["second opinion"] == f"no second opinion of the language model: {why}"


def test_what_it_said_before_it_failed_does_not_count(correct: Correct, second: Second) -> None:
    text = "It was a 10 minute walk to the mill. They all knew it.\n\nHe wore a well known hat. Nobody said a word."
    once = SAYS.replace("for line in sys.stdin", "for line in [sys.stdin.readline()]") % "40"
    done, context = second(text, [sys.executable, "-c", once])
    assert [d.edit for d in done.ledger] == [d.edit for d in correct(text, title=TITLE).ledger]
    assert context.notes["second opinion"].endswith("its process ended (exit code 0)")


def test_it_turns_what_is_in_doubt_and_the_record_says_so(correct: Correct, second: Second) -> None:
    alone = {d.old: d for d in correct(TEXT, title=TITLE).ledger}
    turned = []
    for odds, form in (("40", "new"), ("-40", "old")):
        done, context = second(TEXT, [sys.executable, "-c", SAYS % odds])
        assert "second opinion" not in context.notes
        for d in done.ledger:
            before = alone.get(d.old)
            if before is None or before.edit.confidence == d.edit.confidence:
                continue
            assert (d.edit.confidence > before.edit.confidence) == (form == "new")
            assert d.edit.evidence[0] == f"language model: +40.0 for the {form} form"
            turned += [form] * (d.accepted != before.accepted)
    assert set(turned) == {"new", "old"}


def test_a_paragraph_in_small_letters_stays_so_whatever_it_says(second: Second) -> None:
    text = "hello, i'm martha. i'm a baker in the old town. on sundays i sleep, and nobody may knock."
    done, _ = second(text, [sys.executable, "-c", SAYS % "40"])
    assert done.document.text == text


def test_one_without_an_opinion_leaves_the_edit_to_the_judge(correct: Correct, second: Second) -> None:
    done, context = second(TEXT, [sys.executable, "-c", SAYS % "None"])
    assert [d.edit for d in done.ledger] == [d.edit for d in correct(TEXT, title=TITLE).ledger]
    assert not context.notes.keys() & {"second opinion"}


def test_clean_text_starts_no_process(second: Second) -> None:
    done, context = second("The river is wide here. Nobody crosses it in winter.", ["/no/such/program"])
    assert len(done.ledger) == 0
    assert context.notes == {}
