"""From a name to an engine, and what is usable on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cleanup.config import EngineSettings
from cleanup.engines.protocol import Engine
from cleanup.errors import CleanupError


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Whether an engine can be used here, and why not. `remedy` is a command or "" when there is nothing to do."""

    name: str
    usable: bool
    version: str
    languages: tuple[str, ...]
    detail: str
    remedy: str = ""


def open_engine(settings: EngineSettings | None = None) -> Engine:
    """The engine that the settings name. Loads and starts nothing yet; EngineError says at once what is missing, ConfigError
    which settings contradict one another."""
    settings = settings or EngineSettings()
    settings.check()
    return next(entry for entry in ENGINES if entry.name == settings.name).open(settings)


def status() -> list[EngineStatus]:
    """Every engine's state on this machine, in the order of ENGINES. Starts and changes nothing."""
    return [entry.status() for entry in ENGINES]


def warm_up(url: str, language: str = "en-US") -> None:
    """Check one sentence at a server, which makes it read the language's rules: 3 s now and not at the first article."""
    from cleanup.engines.languagetool.client import LanguageToolEngine
    from cleanup.engines.languagetool.server import RemoteServer

    LanguageToolEngine(RemoteServer(url, retries=0)).check("This makes the rules ready.", language)


def _open_none(_settings: EngineSettings) -> Engine:
    from cleanup.engines.none import NoEngine

    return NoEngine()


def _open_scripted(settings: EngineSettings) -> Engine:
    from cleanup.engines.scripted import ScriptedEngine

    return ScriptedEngine.from_file(Path(settings.script))


def _open_embedded(_settings: EngineSettings) -> Engine:
    from cleanup.engines.embedded import EmbeddedEngine

    return EmbeddedEngine()


def _open_languagetool(settings: EngineSettings) -> Engine:
    from cleanup.engines.languagetool import shared
    from cleanup.engines.languagetool.client import LanguageToolEngine
    from cleanup.engines.languagetool.install import require_installation
    from cleanup.engines.languagetool.java import find_java
    from cleanup.engines.languagetool.server import PrivateServer, RemoteServer, Server

    server: Server
    if settings.server:
        server = RemoteServer(settings.server, retries=settings.retries)
    elif settings.shared and shared.status() is not None:
        server = shared.SharedServer(heap_mb=settings.heap, idle_minutes=settings.idle)
    else:
        server = PrivateServer(require_installation(), find_java(), heap_mb=settings.heap)
    return LanguageToolEngine(server, timeout=settings.timeout)


def _embedded_status() -> EngineStatus:
    from cleanup.engines.embedded import EmbeddedEngine

    try:
        engine = EmbeddedEngine()
    except CleanupError as error:
        return EngineStatus("embedded", False, "", (), str(error), "pip install lingotweaker lingotweaker-data-en")
    languages = tuple(sorted(engine.languages()))
    if not languages:
        return EngineStatus(
            "embedded", False, engine.version, (), "no language data installed", "pip install lingotweaker-data-en"
        )
    return EngineStatus("embedded", True, engine.version, languages, "in this process, no Java")


def _languagetool_status() -> EngineStatus:
    from cleanup.engines.languagetool import shared
    from cleanup.engines.languagetool.install import find_installation
    from cleanup.engines.languagetool.java import find_java
    from cleanup.engines.languagetool.places import LANGUAGETOOL_VERSION

    try:
        java = find_java()
        record = shared.status()
        installation = find_installation()
    except CleanupError as error:
        return EngineStatus("languagetool", False, "", (), str(error), "pip install 'article-cleanup[languagetool]'")
    on_java = f"Java {java.version} ({java.source}: {java.program})"
    if installation is None:
        return EngineStatus("languagetool", False, "", (), f"not installed; {on_java} is there", "cleanup engine install")
    running = f"shared server: {record.describe()}" if record else "shared server: not running"
    return EngineStatus(
        "languagetool",
        True,
        f"LanguageTool {LANGUAGETOOL_VERSION}",
        installation.languages or ("all",),
        f"{installation.folder}; {on_java}; {running}",
    )


def _none_status() -> EngineStatus:
    return EngineStatus("none", True, "", (), "everything else works")


def _scripted_status() -> EngineStatus:
    return EngineStatus("scripted", True, "", (), "finds what the file engine.script tells it to, nothing else")


@dataclass(frozen=True, slots=True)
class EngineEntry:
    """An engine: what options call it, what it is, how it is opened, and whether it can be used here."""

    name: str
    about: str
    open: Callable[[EngineSettings], Engine]
    status: Callable[[], EngineStatus]


# A new engine is a module, its line here, and its name in the type of the setting `engine.name`.
ENGINES: tuple[EngineEntry, ...] = (
    EngineEntry("embedded", "LanguageTool's rules in Rust", _open_embedded, _embedded_status),
    EngineEntry("languagetool", "LanguageTool itself, on Java", _open_languagetool, _languagetool_status),
    EngineEntry("none", "cleans without grammar", _open_none, _none_status),
    EngineEntry("scripted", "answers from a file, for tests", _open_scripted, _scripted_status),
)
NAMES = tuple(entry.name for entry in ENGINES)
