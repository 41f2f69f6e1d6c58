"""Puts LanguageTool 6.8 into the user's cache, whole or not at all; finds it there or at language_tool_python's place.

With a Maven client the server and the asked languages come from Maven Central (English: 97 MB where everything is
252); without one language_tool_python fetches its own verified archive. Either way the work is done in a folder beside
the final one and renamed at its end, so half an installation is never seen as one. The result lies as
language_tool_python expects it (`LTP_PATH/LanguageTool-6.8/languagetool-server.jar`), so its users can use it too.
Nothing here runs unless the user asks for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleanup.engines.languagetool.fetch import JAR, Progress, fetch_by_download, fetch_by_maven
from cleanup.engines.languagetool.java import Java, find_java
from cleanup.engines.languagetool.lock import FileLock
from cleanup.engines.languagetool.places import LANGUAGETOOL_VERSION, languagetool_folder, make_folder
from cleanup.errors import EngineError
from cleanup.languages import family

Method = Literal["auto", "maven", "download"]

CONFIG = "cleanup-server.properties"
FOLDER = f"LanguageTool-{LANGUAGETOOL_VERSION}"
LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "pt", "ca")  # that Maven can be asked for here
# The language identifier names classes of these, so the server does not start without them.
NEEDED = ("en", "es", "ca", "pt")
LOCK_SECONDS = 1800.0  # a download over a slow line by another program

# The server keeps its prepared rules between requests (a request of one line costs a third of the computing) and its
# last sentences: a cleaner reads an article several times, and only the edited sentences are new to it (a third less
# computing when each article is read twice; 5,000 sentences were no better than 2,000).
_CONFIG = """\
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=86400
cacheSize=2000
cacheTTLSeconds=3600
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """An installed LanguageTool: its folder, and the languages that Maven was asked for (() for a full archive)."""

    folder: Path
    config: Path
    languages: tuple[str, ...] = ()

    @property
    def jar(self) -> Path:
        """The jar that the server's command line names."""
        return self.folder / JAR

    @property
    def version(self) -> str:
        """LanguageTool's version."""
        return LANGUAGETOOL_VERSION


def find_installation() -> Installation | None:
    """Ours in the cache, else the one that language_tool_python downloaded; None when there is neither."""
    ours = languagetool_folder()
    theirs = Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")
    for root in (ours, theirs):
        folder = root / FOLDER
        if (folder / JAR).is_file():
            return Installation(folder, _config_file(), _languages_of(folder))
    return None


def require_installation() -> Installation:
    """`find_installation`, or EngineError that says how to get one."""
    found = find_installation()
    if found is None:
        raise EngineError(
            f"LanguageTool {LANGUAGETOOL_VERSION} is not installed in {languagetool_folder()}; "
            "install it with: cleanup engine install"
        )
    return found


def install_languagetool(
    languages: Sequence[str] = ("en",),
    *,
    progress: Progress | None = None,
    method: Method = "auto",
    force: bool = False,
) -> Installation:
    """Install LanguageTool 6.8 with these languages and return it; at once when it is there already.

    `progress` gets lines of text for the user. `force` installs anew. Languages that are installed stay installed.
    EngineError when there is no Java, no network, no space, or what came is not whole; the old installation stays.
    """
    say = progress or _silent
    java = find_java()
    wanted = _wanted(languages)
    root = make_folder(languagetool_folder())
    with FileLock(root / "install.lock", seconds=LOCK_SECONDS, purpose="install LanguageTool"):
        final = root / FOLDER
        if (final / JAR).is_file():
            had = _languages_of(final)
            if not force and (not had or set(wanted) <= set(had)):
                say(f"LanguageTool {LANGUAGETOOL_VERSION} is installed in {final}")
                return Installation(final, _config_file(), had)
            wanted = tuple(code for code in LANGUAGES if code in {*wanted, *had})
        _remove_leftovers(root)
        with _staging(root) as staging:
            _fetch(staging, wanted, java, method, say)
            _check_whole(staging / FOLDER)
            _swap(staging / FOLDER, final, staging / "old")
        say(f"LanguageTool {LANGUAGETOOL_VERSION} is installed in {final}")
        return Installation(final, _config_file(), _languages_of(final))


def _silent(_line: str) -> None:
    """No progress wanted."""


def _wanted(languages: Sequence[str]) -> tuple[str, ...]:
    families = {family(code) for code in languages}
    if unknown := sorted(families - set(LANGUAGES)):
        raise EngineError(
            f"language {unknown[0]!r} cannot be installed here; known: {', '.join(LANGUAGES)}. "
            "Every language comes with: cleanup engine install --download"
        )
    return tuple(code for code in LANGUAGES if code in families | set(NEEDED))


def _languages_of(folder: Path) -> tuple[str, ...]:
    """The languages of a Maven installation, read from its jars; () for the full archive, which has all."""
    jars = {path.name for path in (folder / "libs").glob(f"language-*-{LANGUAGETOOL_VERSION}.jar")}
    return tuple(code for code in LANGUAGES if f"language-{code}-{LANGUAGETOOL_VERSION}.jar" in jars)


def _config_file() -> Path:
    """The server's settings, written beside the installations; LanguageTool reads them from a file only."""
    path = make_folder(languagetool_folder()) / CONFIG
    try:
        if not path.is_file() or path.read_text(encoding="utf-8") != _CONFIG:
            part = path.with_name(f"{CONFIG}.{os.getpid()}")
            part.write_text(_CONFIG, encoding="utf-8", newline="\n")
            os.replace(part, path)
    except OSError as error:
        raise EngineError(f"{path}: cannot be written ({error.strerror})") from error
    return path


@contextmanager
def _staging(root: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=".part-", dir=root))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _remove_leftovers(root: Path) -> None:
    """Folders of installers that were killed; the lock is ours, so none of them is at work."""
    for folder in root.glob(".part-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _fetch(staging: Path, languages: tuple[str, ...], java: Java, method: Method, say: Progress) -> None:
    """Fill staging/LanguageTool-6.8 by Maven, else by language_tool_python; EngineError with both reasons."""
    maven = shutil.which("mvn")
    reasons: list[str] = []
    if method != "download":
        if maven is None:
            reasons.append("Maven: no mvn on PATH")
        elif problem := fetch_by_maven(maven, staging / FOLDER, languages, java, say):
            reasons.append(f"Maven: {problem}")
        else:
            return
    if method != "maven":
        say("fetching LanguageTool's archive by language_tool_python (252 MB)")
        shutil.rmtree(staging / FOLDER, ignore_errors=True)
        problem = fetch_by_download(staging, java, say)
        if not problem:
            return
        reasons.append(f"download: {problem}")
    raise EngineError(
        f"LanguageTool {LANGUAGETOOL_VERSION} could not be installed, nothing was changed. {'; '.join(reasons)}. "
        "Check the network and try again; the embedded engine needs no installation"
    )


def _check_whole(folder: Path) -> None:
    """EngineError unless the jars that matter are there and every jar opens as one."""
    problem = ""
    if not (folder / JAR).is_file():
        problem = f"no {JAR}"
    jars = sorted((folder / "libs").glob("*.jar"))
    if not problem and len(jars) < 20:  # a server with English has 130
        problem = f"only {len(jars)} libraries"
    for jar in [] if problem else [folder / JAR, *jars]:
        try:
            with zipfile.ZipFile(jar) as archive:
                archive.infolist()
        except (OSError, zipfile.BadZipFile) as error:
            problem = f"{jar.name}: {error}"
            break
    if problem:
        raise EngineError(f"what was fetched is not a whole LanguageTool ({problem}); nothing was changed, try again")


def _swap(new: Path, final: Path, old: Path) -> None:
    """Put the new folder in place by renaming; the old one goes with the staging folder."""
    try:
        if final.exists():
            os.replace(final, old)
        os.replace(new, final)
    except OSError as error:
        if old.exists() and not final.exists():
            os.replace(old, final)
        raise EngineError(
            f"{final}: cannot be replaced ({error.strerror}); if a LanguageTool server runs from it, end it with: "
            "cleanup engine stop"
        ) from error
