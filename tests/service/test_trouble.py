"""The service in trouble: articles that bring workers down, processes that are killed, too much at once, no token."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.corpus.articles import cleanup
from tests.service.servers import POISON, Served, misbehaving, serving

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

TOKEN = "0123456789abcdef-token"
TEXT = {"content-type": "text/plain"}
SOUND = "The river runs for forty miles through the valley, and people walk there."
LIMIT = 2  # seconds an article; nothing here but what hangs takes as long
QUEUE = 2


def rough(folder: Path, *more: object) -> tuple[object, ...]:
    token = folder / "token"
    token.write_text(TOKEN + "\n")
    token.chmod(0o600)
    return (*misbehaving(folder), "--jobs", 1, "--queue", QUEUE, "--time-limit", LIMIT, "--token-file", token, *more)


BEARER = {"headers": {"authorization": f"Bearer {TOKEN}"}}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(*rough(tmp_path_factory.mktemp("rough")), **BEARER) as found:
        yield found


@pytest.fixture(scope="module", autouse=True)
def dawdling(served: Served) -> Iterator[socket.socket]:
    """A client that never sends its request whole."""
    with socket.create_connection(("127.0.0.1", int(served.address.rpartition(":")[2])), timeout=30) as slow:
        slow.sendall(b"POST /v1/clean HTTP/1.1\r\nHost: localhost\r\n")
        yield slow


@pytest.fixture
def asked(served: Served) -> Iterator[Callable[[str], Future[httpx.Response]]]:
    """Asks for an article to be cleaned, and does not wait."""
    with ThreadPoolExecutor(8) as threads:
        yield lambda text: threads.submit(served.client.post, "/v1/clean", content=text, headers=TEXT)


def until(true: Callable[[], bool]) -> None:
    """Wait for something that must come to pass."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("nothing happened")


def ready(served: Served) -> bool:
    return served.client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("word", "reason"), [("dies", "crash"), ("hangs", "time"), ("refused", "crash")])
def test_an_article_that_brings_its_worker_down_costs_itself(
    served: Served, asked: Callable[[str], Future[httpx.Response]], word: str, reason: str
) -> None:
    answers = [asked(text).result() for text in (SOUND, POISON[word], SOUND)]
    assert [answer.status_code for answer in answers] == [200, 422, 200]
    assert answers[1].json()["reason"] == reason
    assert "Traceback" not in answers[1].text
    lines = "\n".join(f'{{"id": {n}, "text": "{POISON[word] if n == 2 else SOUND}"}}' for n in range(5))
    answer = served.client.post("/v1/clean", content=lines, headers={"content-type": "application/x-ndjson"})
    found = [line.split(', "')[0] for line in answer.text.splitlines()]
    assert found == [f'{{"id": {n}' for n in range(5)]
    assert f'"line": 3, "reason": "{reason}"' in answer.text.splitlines()[2]


def test_too_much_at_once_is_told_to_come_later_and_who_goes_is_forgotten(
    served: Served, asked: Callable[[str], Future[httpx.Response]]
) -> None:
    first = asked(POISON["hangs"])
    until(lambda: served.metric("cleanup_in_flight") == 1)
    others = [asked(SOUND)]
    until(lambda: served.metric("cleanup_in_flight") == 2)
    body = SOUND.encode()
    head = f"POST /v1/clean HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
    with socket.create_connection(("127.0.0.1", int(served.address.rpartition(":")[2]))) as leaving:
        leaving.sendall(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        until(lambda: served.metric("cleanup_queue_length") == 1)
        refused = asked(SOUND).result()
        assert (refused.status_code, int(refused.headers["retry-after"]) >= 1) == (429, True)
        assert "error" in refused.json()
    until(lambda: served.metric("cleanup_queue_length") == 0)
    others.append(asked(SOUND))
    assert first.result().json()["reason"] == "time"
    assert [other.result().status_code for other in others] == [200, 200]


def test_a_killed_worker_costs_nothing(served: Served, asked: Callable[[str], Future[httpx.Response]]) -> None:
    hanging = asked(POISON["hangs"])
    until(lambda: served.metric("cleanup_in_flight") == 1)
    before = served.metric("cleanup_workers_replaced")
    waiting = asked(SOUND)
    for worker in served.workers:
        os.kill(worker, signal.SIGKILL)
    assert waiting.result().status_code == 200
    assert hanging.result().json()["reason"] == "time"
    assert served.metric("cleanup_workers_replaced") == before + 2


def test_the_workers_process_is_started_anew(served: Served, asked: Callable[[str], Future[httpx.Response]]) -> None:
    hanging = asked(POISON["hangs"])
    until(lambda: served.metric("cleanup_in_flight") == 1)
    orphans = served.workers
    os.kill(served.workers_process, signal.SIGKILL)
    lost = hanging.result()
    assert (lost.status_code, "retry-after" in lost.headers) == (503, True)
    down = served.client.get("/healthz")
    assert (down.status_code, down.json()["status"], "retry-after" in down.headers) == (503, "starting", True)
    until(lambda: ready(served))
    assert asked(SOUND).result().status_code == 200
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans))


def test_an_engine_that_is_dead_is_started_anew(served: Served, asked: Callable[[str], Future[httpx.Response]]) -> None:
    once = [asked(text).result().status_code for text in (POISON["fails"], SOUND)]
    assert once == [422, 200]
    again = [asked(POISON["fails"]).result().status_code for _ in range(5)]
    assert again == [422, 422, 422, 422, 503]
    until(lambda: ready(served))
    assert asked(SOUND).result().status_code == 200


def test_nobody_without_the_token(served: Served) -> None:
    with httpx.Client(base_url=served.address) as stranger:
        assert stranger.get("/healthz").status_code == 200
        for path in ("/", "/docs.css", "/openapi.json", "/metrics", "/nowhere"):
            assert stranger.get(path).status_code == 401
        for given in (TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer", f"Basic {TOKEN}"):
            answer = stranger.post("/v1/clean", content=SOUND, headers=TEXT | {"authorization": given})
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_connection_that_dawdles_is_closed_and_large_headers_are_refused(served: Served, dawdling: socket.socket) -> None:
    with suppress(ConnectionError):
        assert dawdling.recv(100) == b""
    port = int(served.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as large:
        large.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000)
        assert large.recv(100).startswith(b"HTTP/1.1 400")


def test_it_finishes_what_is_under_way_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with serving(*rough(tmp_path), **BEARER) as served, ThreadPoolExecutor(1) as threads:
        everything = served.processes
        assert len(everything) >= 3
        under_way = threads.submit(served.client.post, "/v1/clean", content=POISON["hangs"], headers=TEXT)
        until(lambda: served.metric("cleanup_in_flight") == 1)
        served.process.send_signal(signal.SIGTERM)
        assert under_way.result().json()["reason"] == "time"
        assert served.process.wait(30) == 0
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything[1:]))


def test_nothing_outlives_a_killed_server(tmp_path: Path) -> None:
    with serving(*rough(tmp_path), **BEARER) as served:
        everything = served.processes
        served.process.kill()
        served.process.wait(30)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything))


def test_what_is_wrong_is_told_before_it_serves(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("short")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for options, why in (
            (("--port", port), f"port {port} of 127.0.0.1 cannot be had"),
            (("--host", "0.0.0.0", "--port", 0), "--token-file"),
            (("--token-file", token), "16 or more"),
            (("--token-file", tmp_path / "none"), "cannot be read"),
            (("--skip", "gramar"), "gramar"),
            (("--engine", "scripted"), "engine.script"),
        ):
            done = cleanup("serve", *options, code=2)
            assert why in done.stderr
            assert "Traceback" not in done.stderr


def test_beyond_this_machine_with_a_warning_under_the_names_allowed(tmp_path: Path) -> None:
    options = (*rough(tmp_path), "--host", "0.0.0.0", "--allow-host", "cleaner.example")
    (tmp_path / "token").chmod(0o644)
    with serving(*options, **BEARER) as served:
        port = served.address.rpartition(":")[2]
        for host, status in ((f"cleaner.example:{port}", 200), (f"127.0.0.1:{port}", 200), (f"other.example:{port}", 403)):
            assert httpx.get(f"http://127.0.0.1:{port}/healthz", headers={"host": host}).status_code == status
        assert re.search(r"warning: .*chmod 600", served.told)
        assert re.search(r"warning: 0\.0\.0\.0 is reached from outside .* TLS", served.told)
