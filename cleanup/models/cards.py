"""What each shipped model judges, where it comes from, how well it does and where it fails: one card a model.

A card is a TOML file in `cards/`, named as the model is:

    judges = "sentences that nothing can mend"   # for the table
    weights = ["garbled.json"]                   # its files in `weights/`
    language = "English"
    used = "..."                                 # where in the program, and how to do without
    form = "..."                                 # what kind of model
    training = "..."                             # how it was trained
    license = "..."                              # of what it was trained on
    limits = ["..."]

    [[measured]]                                 # figures on one set
    on = "the sentences written for it"
    size = 276
    of = "sentences"
    figures = [{ measure = "precision", value = 0.94, interval = [0.9, 0.97] }]

What a weight file says itself (size, features, data, training command) is read from it and not written here again. Where a
figure or a size is a name instead of a number, it stands in the weight file under that name. The files are read with the
standard library alone: numpy takes longer to load than all of them. Sizes of files are in bytes.
"""

from __future__ import annotations

import json
import textwrap
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

CARDS = Path(__file__).parent / "cards"
WEIGHTS = Path(__file__).parent / "weights"
_LABEL = 12  # columns of a card's labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number. `interval`: its lowest and highest value by chance. `beside`: what another tool reaches, or why.

    `gate` names the floor in tests/gate/floors.toml that was set with it.
    """

    measure: str
    value: float | str
    unit: str = ""
    interval: tuple[float, float] | None = None
    beside: str = ""
    gate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Figures on one set: `size` of what (`of`) it holds, where that is known.

    `table` names a list of figures in the weight file, and `row` says one of them: "{right} of {edits}".
    """

    on: str
    size: int | str | None = None
    of: str = ""
    note: str = ""
    figures: tuple[Figure, ...] = ()
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is written of a model."""

    name: str
    judges: str
    weights: tuple[str, ...]
    language: str
    used: str
    form: str
    training: str
    license: str
    limits: tuple[str, ...]
    measured: tuple[Measurement, ...] = ()

    def size(self) -> int:
        """The bytes of its weight files on disk."""
        return sum((WEIGHTS / name).stat().st_size for name in self.weights)


@dataclass(frozen=True, slots=True)
class WeightFacts:
    """What the weight files of a model say: bytes by file, how many features they name, and their description."""

    sizes: Mapping[str, int]
    features: int | None
    about: Mapping[str, Any]

    @property
    def data(self) -> str:
        """What the model was trained on."""
        return str(self.about.get("data") or self.about["attribution"])

    @property
    def command(self) -> str:
        """What trains it, in a clone of the repository."""
        return str(self.about["command"])


def cards(folder: Path = CARDS) -> tuple[Card, ...]:
    """Every card, by name. A card with missing or unknown keys is the build's error and raises TypeError."""
    return tuple(_card(path) for path in sorted(folder.glob("*.toml")))


def _card(path: Path) -> Card:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    measured = [
        Measurement(**{**row, "figures": tuple(Figure(**_tuples(figure)) for figure in row.get("figures", ()))})
        for row in table.pop("measured", ())
    ]
    return Card(name=path.stem, measured=tuple(measured), **_tuples(table))


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def facts_of(card: Card) -> WeightFacts:
    """What the card's weight files say; the description of the first holds for all."""
    paths = [WEIGHTS / name for name in card.weights]
    names = {name for path in paths for name in _feature_names(path)}
    return WeightFacts({path.name: path.stat().st_size for path in paths}, len(names) or None, description(paths[0]))


def description(weights: Path) -> dict[str, Any]:
    """The `about` of a weight file, of either kind."""
    if weights.suffix == ".json":
        about: dict[str, Any] = json.loads(weights.read_text(encoding="utf-8"))["about"]
        return about
    with zipfile.ZipFile(weights) as file:
        about = json.loads(_bytes_of(file, "about.npy"))
    return about


def _feature_names(weights: Path) -> list[str]:
    """The features that a weight file names; none in a memory of word runs."""
    if weights.suffix == ".json":
        names: list[str] = json.loads(weights.read_text(encoding="utf-8"))["names"]
        return names
    with zipfile.ZipFile(weights) as file:
        members = [member for member in file.namelist() if member.endswith("names.npy")]
        return [name for member in members for name in _bytes_of(file, member).decode().split("\n")]


def _bytes_of(file: zipfile.ZipFile, member: str) -> bytes:
    """What an array of bytes holds, behind the header of numpy's format (its length is in two bytes, since 2.0 in four)."""
    data = file.read(member)
    start = 10 if data[6] == 1 else 12
    return data[start + int.from_bytes(data[8:start], "little") :]


def filled(card: Card, facts: WeightFacts) -> Card:
    """The card with the numbers that it leaves to the weight file. KeyError for one that is not there is the build's."""

    def number(value: Any) -> Any:
        return facts.about[value] if isinstance(value, str) else value

    return replace(
        card,
        measured=tuple(
            replace(m, size=number(m.size), figures=tuple(replace(f, value=number(f.value)) for f in m.figures))
            for m in card.measured
        ),
    )


def shown_size(size: int) -> str:
    """Bytes as people read them: 142 KB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def overview(card: Card) -> dict[str, Any]:
    """A row of the table as plain values; `bytes` on disk."""
    return {"name": card.name, "judges": card.judges, "bytes": card.size()}


def content(card: Card, facts: WeightFacts) -> dict[str, Any]:
    """All that is known of a model as plain values; `bytes` on disk, `about` as the weight file has it."""
    told = asdict(filled(card, facts))
    for measurement in told["measured"]:
        for figure in measurement["figures"]:
            del figure["gate"]  # a name in the tests, which are not shipped
    weights = [{"file": name, "bytes": size} for name, size in facts.sizes.items()]
    return {
        **told,
        **overview(card),
        "weights": weights,
        "features": facts.features,
        "data": facts.data,
        "command": facts.command,
        "about": facts.about,
    }


def describe(card: Card, facts: WeightFacts, width: int = 100) -> str:
    """The card as text for a terminal of so many columns."""
    files = ", ".join(f"{name} ({shown_size(size)})" for name, size in facts.sizes.items())
    features = f"; {facts.features} named features" if facts.features else ""
    lines = [
        card.name,
        *_field("judges", card.judges, width),
        *_field("output", str(facts.about["what"]), width),
        *_field("language", card.language, width),
        *_field("used", card.used, width),
        *_field("model", card.form, width),
        *_field("weights", files + features, width),
        *_field("recorded", _recorded(card, facts), width),
        *_field("data", facts.data, width),
        *_field("license", card.license, width),
        *_field("training", card.training, width),
        *_field("retrain", f"{facts.command}   (in a clone, after pip install '.[train]')", width),
        "",
        "figures",
        *([line for m in filled(card, facts).measured for line in _figures(m, facts, width)] or ["  none of its own"]),
        "",
        "limits",
        *(line for limit in card.limits for line in _item(limit, width, "  ")),
    ]
    return "\n".join(lines) + "\n"


def _field(label: str, text: str, width: int) -> list[str]:
    indent = " " * _LABEL
    return textwrap.wrap(
        text, width, initial_indent=f"  {label}".ljust(_LABEL), subsequent_indent=indent, break_on_hyphens=False
    )


def _item(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _figures(measured: Measurement, facts: WeightFacts, width: int) -> list[str]:
    size = "" if measured.size is None else f" ({_number(measured.size)} {measured.of})"
    note = f"; {measured.note}" if measured.note else ""
    said = [
        *map(_figure, measured.figures),
        *(measured.row.format_map(row) for row in facts.about.get(measured.table, ())),
    ]
    head = textwrap.wrap(
        f"{measured.on}{size}{note}:", width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return head + [line for figure in said for line in _item(figure, width, "    ")]


def _figure(figure: Figure) -> str:
    interval = "" if figure.interval is None else " [{}, {}]".format(*map(_number, figure.interval))
    value = f"{_number(figure.value)} {figure.unit}".rstrip()
    return f"{figure.measure}: {value}{interval}" + (f" ({figure.beside})" if figure.beside else "")


def _recorded(card: Card, facts: WeightFacts) -> str:
    """The numbers of the description that stand nowhere else in the card."""
    elsewhere = {name for m in card.measured for name in (m.size, *(f.value for f in m.figures))}
    told = {key: _numbers(value) for key, value in facts.about.items() if key not in elsewhere}
    return "; ".join(f"{key} {numbers}" for key, numbers in told.items() if numbers)


def _numbers(value: object) -> str:
    """A number or a list of numbers as text; nothing for what is neither."""
    values = value if isinstance(value, list) else [value]
    fit = all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
    return ", ".join(map(_number, values)) if fit else ""


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
