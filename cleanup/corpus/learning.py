"""A first pass over inputs that learns the lines their sites repeat, as rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleanup.config import Settings
from cleanup.errors import ConfigError, InputError
from cleanup.readers.address import is_address
from cleanup.readers.inputs import Broken, find_files
from cleanup.readers.raw import read_items
from cleanup.rulebook.learn import learn, rules_toml
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.schema import Rule
from cleanup.text.address import host_of
from cleanup.writers.atomic import write_atomically


def learn_rules(inputs: Sequence[str], settings: Settings, input_format: str = "text") -> list[Rule]:
    """Rules for the lines that repeat over the documents of one host and that the rules in force do not take.

    Inputs are read one document at a time; those that cannot be read are passed over, since the run itself tells them.
    """
    known = load_rules([Path(folder) for folder in settings.rules.folders])
    return learn(_documents(inputs, settings, input_format), judge=_words_left_over, known=known)


def learned_beside(output: Path | None, inputs: Sequence[str], settings: Settings, input_format: str = "text") -> Settings:
    """Settings with the rules learned from these inputs added, written to OUTPUT.learned.toml for review.

    A file that is there already is used as it is, so that a run taken up again has the same rules. Raises ConfigError
    where there is no output to write beside, or where stdin or a page would have to be read twice.
    """
    if output is None or "-" in inputs or any(map(is_address, inputs)):
        raise ConfigError(
            "--learn reads the inputs twice and writes what it learned beside the output: "
            "name files as inputs (save the pages first) and an output with -o"
        )
    path = output.with_name(output.name + ".learned.toml")
    if not path.exists():
        write_atomically(path, rules_toml(learn_rules(inputs, settings, input_format)))
    return settings.changed({"rules.folders": (*settings.rules.folders, str(path))})


def _documents(inputs: Sequence[str], settings: Settings, input_format: str) -> Iterator[tuple[str, str]]:
    for file in find_files(inputs, input_format):
        if isinstance(file, Broken):
            continue
        for item in read_items(file, settings):
            if isinstance(item, Broken):
                continue
            try:
                document = item.read()
            except InputError:
                continue
            yield document.text, host_of(document.meta.get("url")) or ""


def _words_left_over(rows: Sequence[str]) -> list[float]:
    from cleanup.models.line import read_line
    from cleanup.stages.boilerplate.classifier import line_classifier

    return [float(score) for score in line_classifier().models[0].scores([read_line(row).tokens for row in rows])]
