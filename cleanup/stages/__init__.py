"""The stages, each proposing edits. The order is here and nowhere else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.core.stage import Flagger, Stage

# Name, module, class. Characters come first, since every later judgement reads them; whole lines go before words are
# mended, so that no time is spent on what is dropped.
STAGES = (
    ("normalize", "normalize.stage", "Normalize"),
    ("boilerplate", "boilerplate.stage", "BoilerplateStage"),
    ("title", "title.stage", "TitleStage"),
    ("grammar", "grammar.stage", "GrammarStage"),
)
FLAGGERS = (("flag", "garbled.stage", "FlagStage"),)


def stages(skip: Sequence[str] = ()) -> list[Stage]:
    """The stages in order, without those to skip; only their modules are loaded."""
    return [cast("Stage", _made(module, cls)) for name, module, cls in STAGES if name not in skip]


def flaggers(skip: Sequence[str] = ()) -> list[Flagger]:
    """The flaggers in order, without those to skip."""
    return [cast("Flagger", _made(module, cls)) for name, module, cls in FLAGGERS if name not in skip]


def _made(module: str, cls: str) -> object:
    return getattr(import_module(f"cleanup.stages.{module}"), cls)()
