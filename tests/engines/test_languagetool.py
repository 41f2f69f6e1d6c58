"""The private and the remote server: real Java processes that are killed, stopped and left behind on purpose."""

from __future__ import annotations

import http.server
import os
import random
import signal
import socketserver
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cleanup.config import EngineSettings
from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.languagetool.install import Installation
from cleanup.engines.languagetool.java import find_java
from cleanup.engines.languagetool.server import PrivateServer, RemoteServer
from cleanup.engines.protocol import Match
from cleanup.engines.registry import open_engine
from cleanup.errors import ConfigError, EngineError, EngineTextError
from tests.conftest import ROOT
from tests.engines.installation import installed
from tests.engines.processes import ends_within, is_running, servers

TEXT = "He have a dog. They was late for the meeting. She bought an new car."


def new_engine(**more: float) -> tuple[LanguageToolEngine, PrivateServer]:
    server = PrivateServer(installed(), find_java())
    return LanguageToolEngine(server, **more), server


def pid_of(server: PrivateServer) -> int:
    assert server.pid is not None
    return server.pid


KILLS = 6  # twenty of each kind in tests/bench/bench_kills.py


def test_a_server_killed_again_and_again_in_the_middle_of_work_loses_nothing(seed: str) -> None:
    engine, server = new_engine()
    expected = engine.check(seed, "en-US")
    assert len(expected) >= 8
    killed: list[int] = []

    def kill_again_and_again() -> None:
        pauses = random.Random(20)
        while len(killed) < KILLS:
            pid = server.pid
            if pid is None or pid in killed:
                time.sleep(0.02)
                continue
            time.sleep(pauses.uniform(0, 2.5))  # from the first rule read to the last answer of a fresh server
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    killer = threading.Thread(target=kill_again_and_again)
    killer.start()
    results: list[list[Match]] = []
    while killer.is_alive():
        results.append(engine.check(seed, "en-US"))
    killer.join()
    results.append(engine.check(seed, "en-US"))
    last = pid_of(server)
    engine.close()
    assert all(result == expected for result in results)
    assert len(set(killed)) == KILLS
    assert all(ends_within(pid, 10) for pid in [*killed, last])


def test_threads_share_one_restart() -> None:
    engine, server = new_engine()
    texts = [f"{TEXT} Number {n} is mispelled." for n in range(40)]
    expected = engine.check_many(texts, "en-US")
    first = pid_of(server)
    timer = threading.Timer(0.05, os.kill, (first, signal.SIGKILL))
    timer.start()
    found = engine.check_many(texts * 3, "en-US")
    second = pid_of(server)
    engine.close()
    assert found == expected * 3
    assert second != first
    assert ends_within(second, 10)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no stopped processes")
def test_a_server_that_hangs_is_replaced() -> None:
    engine, server = new_engine(timeout=20)
    expected = engine.check(TEXT, "en-US")
    hanging = pid_of(server)
    os.kill(hanging, signal.SIGSTOP)
    assert engine.check(TEXT, "en-US") == expected
    assert not is_running(hanging)
    engine.close()


def test_close_ends_the_server_and_may_be_repeated() -> None:
    engine, server = new_engine()
    engine.languages()
    pid = pid_of(server)
    engine.close()
    assert not is_running(pid)
    engine.close()
    with pytest.raises(EngineError, match="used after close"):
        engine.check(TEXT, "en-US")


PARENT = """
from cleanup.config import EngineSettings
from cleanup.engines.registry import open_engine
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a program in the background may have been told to ignore it
engine = open_engine(EngineSettings(name="languagetool", shared=False))
engine.languages()
print(engine._server.pid, flush=True)
if sys.argv[1] == "leave":
    raise SystemExit  # without close()
if sys.argv[1] == "fail":
    raise RuntimeError("a bug elsewhere")
time.sleep(120)
"""


@pytest.mark.parametrize("end", ["leave", "fail", "SIGKILL", "SIGTERM", "SIGINT"])
def test_no_server_outlives_its_program(end: str) -> None:
    if end.startswith("SIG") and os.name == "nt" and end != "SIGTERM":
        pytest.skip("Windows has no such signal")
    installed()
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, end], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        if end.startswith("SIG"):
            assert is_running(pid)
            program.send_signal(getattr(signal, end))
        program.wait(30)
    assert ends_within(pid, 10)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_killed_keeper_takes_its_server_along_and_nothing_is_lost() -> None:
    engine, server = new_engine()
    expected = engine.check(TEXT, "en-US")
    pid = pid_of(server)
    assert server._keeper is not None
    os.kill(server._keeper.pid, signal.SIGKILL)
    assert ends_within(pid, 10)
    assert engine.check(TEXT, "en-US") == expected
    engine.close()


def test_a_server_that_cannot_start_is_an_error_at_once(tmp_path: Path) -> None:
    broken = Installation(tmp_path, tmp_path / "settings")
    engine = LanguageToolEngine(PrivateServer(broken, find_java()))
    with pytest.raises(EngineError, match=r"cannot start: ended at its start with code 1.*HTTPServer"):
        engine.check(TEXT, "en-US")
    engine.close()
    assert servers(str(tmp_path)) == []


def test_a_heap_too_small_for_the_rules_is_refused() -> None:
    with pytest.raises(ConfigError, match="heap of 64 MB"):
        PrivateServer(installed(), find_java(), heap_mb=64)


def test_a_text_that_exhausts_the_memory_is_an_error_that_names_the_heap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.engines.languagetool.server.MINIMUM_HEAP_MB", 16)
    engine = LanguageToolEngine(PrivateServer(installed(), find_java(), heap_mb=64))
    with pytest.raises(EngineTextError, match=r"LanguageTool ended 2 times at the same text.*engine.heap, now 64 MB"):
        engine.check(TEXT, "en-US")
    engine.close()


def test_unused_engines_start_nothing() -> None:
    engine, server = new_engine()
    assert server.pid is None
    assert engine.check_many([], "en-US") == []
    engine.close()
    assert server.pid is None


# Remote servers


@contextmanager
def listening(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    class Listener(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True

    with Listener(("127.0.0.1", 0), handler) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listener.server_address[1]}"
        listener.shutdown()


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """A LanguageTool that somebody else started."""
    server = PrivateServer(installed(), find_java())
    yield server.address().url
    server.close()


@pytest.mark.parametrize("path", ["", "/", "/v2", "/v2/"])
def test_a_remote_server(running: str, languagetool: LanguageToolEngine, path: str) -> None:
    engine = open_engine(EngineSettings(name="languagetool", server=running + path, retries=0))
    assert engine.check(TEXT, "en-US") == languagetool.check(TEXT, "en-US")
    assert engine.version == "LanguageTool 6.8"
    engine.close()
    assert engine.check("All is well.", "en-US") == []  # not ours to end


def test_a_remote_server_that_is_overloaded_is_asked_again(running: str, languagetool: LanguageToolEngine) -> None:
    refusals = [503, 502, 503]

    class Balancer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.forward(None)

        def do_POST(self) -> None:
            self.forward(self.rfile.read(int(self.headers["Content-Length"])))

        def forward(self, body: bytes | None) -> None:
            if body is not None and refusals:
                self.reply(refusals.pop(), b"Error: Server overloaded, please try again later")
                return
            request = urllib.request.Request(running + self.path, body)
            with urllib.request.urlopen(request) as answer:
                self.reply(200, answer.read())

        def reply(self, code: int, content: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Balancer) as url:
        engine = LanguageToolEngine(RemoteServer(url, retries=3))
        assert engine.check(TEXT, "en-US") == languagetool.check(TEXT, "en-US")
    assert refusals == []


def test_a_remote_server_that_is_not_there_is_an_error_after_the_retries() -> None:
    engine = open_engine(EngineSettings(name="languagetool", server="http://127.0.0.1:9", retries=1))
    with pytest.raises(EngineError, match=r"http://127.0.0.1:9: no answer after 2 tries \(languages: no connection\)"):
        engine.check(TEXT, "en-US")


def test_a_remote_server_that_does_not_answer_is_an_error_after_the_timeout() -> None:
    class Silent(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(3)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Silent) as url:
        engine = open_engine(EngineSettings(name="languagetool", server=url, retries=0, timeout=0.3))
        with pytest.raises(EngineError, match="no answer in time"):
            engine.check(TEXT, "en-US")


def test_something_else_at_the_address_is_an_error() -> None:
    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404)
            self.end_headers()
            self.wfile.write(b"Nothing to see here")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Other) as url:
        engine = open_engine(EngineSettings(name="languagetool", server=url, retries=0))
        with pytest.raises(EngineError, match="Nothing to see here"):
            engine.check(TEXT, "en-US")


@pytest.mark.parametrize("url", ["localhost:8081", "ftp://host", "http://", "8081"])
def test_an_address_that_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="not a URL of a server"):
        open_engine(EngineSettings(name="languagetool", server=url))


def test_the_server_listens_on_loopback_only() -> None:
    import psutil

    engine, server = new_engine()
    engine.languages()
    listens = [c.laddr.ip for c in psutil.Process(pid_of(server)).net_connections() if c.status == psutil.CONN_LISTEN]
    engine.close()
    assert listens
    assert all(ip in ("127.0.0.1", "::1", "::ffff:127.0.0.1") for ip in listens)
