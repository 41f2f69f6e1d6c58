"""`cleanup rules`: the rules in force, what one does, and whether each does what its examples say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import FAILED, OK, colored, complain, emit, say
from cleanup.errors import ConfigError, RuleError

if TYPE_CHECKING:
    from cleanup.rulebook.match import RuleBook

app = typer.Typer(help="List, show and test the rules in force.", no_args_is_help=True)
Stage = Annotated[str | None, typer.Option("--stage", help="Rules of this stage only.")]


@app.callback()
def _group() -> None:
    """List, show and test the rules in force."""


def _book(rules: list[Path] | None, config: Path | None) -> RuleBook:
    from cleanup.rulebook.load import load_rules
    from cleanup.stages.catalog import check_ids

    settings = options.settings_for([], config, rules=rules).settings
    book = load_rules([Path(folder) for folder in settings.rules.folders])
    check_ids(book)
    return book


@app.command(name="list")
def list_rules(stage: Stage = None, rules: options.Rules = None, config: options.Config = None) -> None:
    """Print the rules in force: id, stage, kind, action, confidence, reason. Rules of kind "code" have no pattern.

    \b
    Example: cleanup rules list --stage boilerplate
    """
    from cleanup.rulebook.schema import RUNS, nearest
    from cleanup.stages.catalog import own_rules

    if stage is not None and stage not in RUNS:
        raise ConfigError(f"--stage {stage}: no such stage{nearest(stage, tuple(RUNS))} ({', '.join(RUNS)})")
    for rule in _book(rules, config).rules:
        if stage in (None, rule.stage):
            off = "" if rule.enabled else colored(" (off)", "yellow")
            emit(
                f"{colored(rule.id, 'bold')}\t{rule.stage}\t{rule.kind}\t{rule.action}\t{rule.confidence:.2f}\t"
                f"{rule.reason}{off}\n"
            )
    for own in own_rules():
        if stage in (None, own.stage):
            emit(f"{colored(own.id, 'bold')}\t{own.stage}\tcode\t{own.action}\t-\t{own.reason}\n")
    if stage in (None, "grammar"):
        say(
            "The rules of the grammar engine go by LanguageTool's names, such as EN_A_VS_AN; "
            "`cleanup check --explain` shows those that speak of a text."
        )


@app.command()
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID")], rules: options.Rules = None, config: options.Config = None
) -> None:
    """Print what one rule matches, does, and why, with its examples.

    \b
    Example: cleanup rules show follow-us
    """
    from cleanup.rulebook.explain import describe, describe_own
    from cleanup.rulebook.schema import Rule
    from cleanup.stages.catalog import find, nearest

    book = _book(rules, config)
    rule = find(rule_id, book)
    if rule is None:
        raise RuleError(f"no rule {rule_id!r}{nearest(rule_id, book)}")
    emit(describe(rule) if isinstance(rule, Rule) else describe_own(rule))


@app.command()
@spread
def learn(
    inputs: options.Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The rule file to write.", callback=options.no_stdout)
    ],
    *,
    source: options.SourceOptions,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
) -> None:
    """Find the lines that the documents of one site repeat, and write them as rules to review.

    Documents belong together by the host of their "url"; those without one are taken as one site.

    \b
    Example: cleanup rules learn crawl.jsonl -o site.toml
    """
    from cleanup.corpus.learning import learn_rules
    from cleanup.rulebook.learn import rules_toml
    from cleanup.writers.atomic import write_atomically

    inputs = source.all(inputs)
    found = learn_rules(inputs, options.settings_for(inputs, config, **source.settings).settings, input_format)
    write_atomically(output, rules_toml(found))
    say(f"{len(found)} rules written to {output}; read them, then use them with --rules {output}")


@app.command(name="test")
def run_examples(rules: options.Rules = None, config: options.Config = None) -> None:
    """Run every rule against its own examples: exit code 0 when all hold, 2 otherwise.

    \b
    Example: cleanup rules test --rules my-rules/
    """
    from cleanup.rulebook import explain

    book = _book(rules, config)
    failures = explain.test(book)
    for failure in failures:
        complain(str(failure))
    examples = sum(len(r.match) + len(r.no_match) for r in book.rules if r.enabled)
    say(f"{len(book)} rules, {examples} examples, {len(failures)} failures")
    raise typer.Exit(FAILED if failures else OK)
