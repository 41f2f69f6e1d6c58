"""The stages, each proposing edits. Which there are, their order, and what each runs is here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.config import Settings
    from cleanup.context import Context
    from cleanup.core.stage import Flagger, Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """One stage: its name in options and edits, where its class is, the folders of rules that it runs, and the section of
    the settings that it is made with ("" for a stage that has none).

    `own` is the module whose `own_rules()` lists the rules that live in the stage's code. What a folder may hold is stated
    below the stages, where rules are read: `rulebook.schema.RUNS`. A stage that `flags` runs once, on the final text, and
    changes nothing.
    """

    name: str
    module: str
    cls: str
    own: str
    rules: tuple[str, ...] = ()
    settings: str = ""
    flags: bool = False


# What a page has besides its article goes first. Characters and words that copying broke come next, since every later
# judgement reads them; whole lines go before grammar is mended, so that no time is spent on what is dropped. Pieces of
# sentences are joined before the engine sees them.
TABLE = (
    Entry("extract", "extract.stage", "ExtractStage", "extract.stage"),
    Entry("normalize", "normalize.stage", "Normalize", "normalize.stage", rules=("normalize", "protect")),
    Entry("words", "words.stage", "WordsStage", "words.stage"),
    Entry(
        "boilerplate",
        "boilerplate.stage",
        "BoilerplateStage",
        "boilerplate.stage",
        rules=("boilerplate",),
        settings="boilerplate",
    ),
    Entry("title", "title.stage", "TitleStage", "title.stage"),
    Entry("duplicates", "duplicates.stage", "DuplicatesStage", "duplicates.stage"),
    Entry("fragments", "fragments.stage", "FragmentStage", "fragments.stage"),
    Entry("grammar", "grammar.stage", "GrammarStage", "grammar.own", settings="grammar"),
    Entry("flag", "garbled.stage", "FlagStage", "garbled.stage", flags=True),
    Entry("damage", "damage.stage", "DamageStage", "damage.stage", flags=True),
)
NAMES = tuple(entry.name for entry in TABLE)


def stages(settings: Settings, skip: Sequence[str] = ()) -> list[Stage[Context]]:
    """The stages in order, without those to skip; only their modules are loaded."""
    return [cast("Stage[Context]", _made(entry, settings)) for entry in TABLE if not entry.flags and entry.name not in skip]


def flaggers(settings: Settings, skip: Sequence[str] = ()) -> list[Flagger[Context]]:
    """The flaggers in order, without those to skip."""
    return [cast("Flagger[Context]", _made(entry, settings)) for entry in TABLE if entry.flags and entry.name not in skip]


def _made(entry: Entry, settings: Settings) -> object:
    made = getattr(import_module(f"cleanup.stages.{entry.module}"), entry.cls)
    return made(getattr(settings, entry.settings)) if entry.settings else made()
