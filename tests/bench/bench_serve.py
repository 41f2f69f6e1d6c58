"""What the service costs and bears: `python -m tests.bench.bench_serve WHAT [ARTICLES.jsonl]`.

ARTICLES holds lines with "text"; paragraphs of the seed in new combinations where none is given.

    throughput   articles a second of processor time (wall time beside it): `cleanup serve --jobs 1` against
                 `Cleaner.clean_many` on the same texts, with grammar and without, everything but the client on one core;
                 one article a request, and as JSON lines. COUNT=... articles
    hostile      64 clients for SECONDS=60, one in ten hostile or cut off: statuses, answers that did not come, and the memory
                 of server and workers every five seconds
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psutil

from cleanup.threads import one_thread_for_matrices
from tests.corpus.articles import articles
from tests.service.servers import Served, serving

CLIENTS = 64
TURN = 10  # articles
WAYS = ("clean_many", "one_by_one", "as_lines")
PLAIN = ("--skip", "grammar")
Row = dict[str, Any]
cleaner: Any = None


def main(what: str, path: str | None) -> None:
    one_thread_for_matrices()
    rows: list[Row] = articles(200, 500)
    if path is not None:
        with open(path, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    BENCHES[what]([{"text": row["text"]} for row in rows])


def throughput(rows: Sequence[Row]) -> None:
    """In turns of a few articles each, so that other work on the machine slows all ways alike."""
    chosen = list(islice(cycle(rows), int(os.environ.get("COUNT", 120))))
    for name, options in (("without grammar", PLAIN), ("with grammar", ())):
        alone = multiprocessing.get_context("spawn").Pool(1, _prepare, (bool(options),))
        spent, wall = dict.fromkeys(WAYS, 0.0), dict.fromkeys(WAYS, 0.0)
        with alone, serving("--jobs", 1, *options) as served:
            for pid in served.processes:
                _pinned(pid)
            for way in WAYS:  # what the first articles load
                _measured(way, alone, served, chosen[:TURN])
            for start in range(0, len(chosen), TURN):
                for way in WAYS:
                    # An engine reads a text faster that it has just read, so the two ways through it get others.
                    at = (start + len(chosen) // 2) % len(chosen) if way == "as_lines" else start
                    took = _measured(way, alone, served, chosen[at : at + TURN])
                    spent[way] += took[0]
                    wall[way] += took[1]
        for way in WAYS:
            print(
                f"{name}, {way}: {len(chosen) / spent[way]:.2f} articles a second of processor time "
                f"({spent['clean_many'] / spent[way]:.2f} of clean_many), {len(chosen) / wall[way]:.2f} of wall time "
                f"({wall['clean_many'] / wall[way]:.2f})",
                flush=True,
            )


def _measured(way: str, alone: Any, served: Served, rows: Sequence[Row]) -> tuple[float, float]:
    """Processor and wall seconds of one turn."""
    if way == "clean_many":
        took: tuple[float, float] = alone.apply(clean_many, (rows,))
        return took
    before, began = _spent(served.processes), time.perf_counter()
    {"one_by_one": one_by_one, "as_lines": as_lines}[way](served.address, rows)
    return _spent(served.processes) - before, time.perf_counter() - began


def _prepare(plain: bool) -> None:
    """In the process of clean_many: a cleaner on core 0."""
    global cleaner
    from cleanup import Cleaner
    from cleanup.engines import embedded

    _pinned(os.getpid())
    embedded.ONE_CORE = True
    cleaner = Cleaner(skip=("grammar",) if plain else ())


def clean_many(rows: Sequence[Row]) -> tuple[float, float]:
    """Processor and wall seconds of the Python interface."""
    spent, wall = time.process_time(), time.perf_counter()
    for _ in cleaner.clean_many(rows):
        pass
    return time.process_time() - spent, time.perf_counter() - wall


def one_by_one(address: str, rows: Sequence[Row]) -> None:
    """Two clients, so that the worker has something to do while an answer is read."""
    waiting = iter(rows)
    lock = threading.Lock()

    def ask() -> None:
        connection = http.client.HTTPConnection(address.removeprefix("http://"))
        while True:
            with lock:
                row = next(waiting, None)
            if row is None:
                return
            connection.request("POST", "/v1/clean", json.dumps(row), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            assert answer.status == 200
            answer.read()

    _together([ask, ask])


def as_lines(address: str, rows: Sequence[Row]) -> None:
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    connection.request("POST", "/v1/clean", lines.encode(), {"Content-Type": "application/x-ndjson"})
    answer = connection.getresponse()
    assert answer.read().count(b"\n") == len(rows)


def hostile(rows: Sequence[Row]) -> None:
    until = time.monotonic() + float(os.environ.get("SECONDS", 60))
    seen: Counter[str] = Counter()
    with serving("--jobs", 2, "--most-bytes", 1_000_000, *PLAIN) as served:
        host, port = served.address.removeprefix("http://").split(":")

        def client(number: int) -> None:
            draw = random.Random(number)
            while time.monotonic() < until:
                bad = draw.random() < 0.1
                act = draw.choice(HOSTILE) if bad else ask
                try:
                    seen[f"{act.__name__} {act(host, int(port), draw.choice(rows)['text'])}"] += 1
                except OSError as error:
                    seen[f"{act.__name__} {type(error).__name__}"] += 1

        threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        while time.monotonic() < until:
            print(f"memory: {_memory(served.processes)}", flush=True)
            time.sleep(5)
        for thread in threads:
            thread.join()
        print(f"memory: {_memory(served.processes)}")
        print(f"workers replaced {served.metric('cleanup_workers_replaced'):.0f}, ", end="")
        print(f"process restarts {served.metric('cleanup_workers_process_restarts'):.0f}")
    for what, count in sorted(seen.items()):
        print(f"{count:7,} {what}")


def ask(host: str, port: int, text: str) -> str:
    """A request as it should be: an answer must come."""
    connection = http.client.HTTPConnection(host, port, timeout=120)
    try:
        connection.request("POST", "/v1/clean", json.dumps({"text": text}), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        if answer.status in (429, 503):
            time.sleep(min(2.0, float(answer.headers["Retry-After"])))
        return f"{answer.status}{'' if ('text' in body) == (answer.status == 200) else ' WRONG'}"
    finally:
        connection.close()


def half(host: str, port: int, text: str) -> str:
    """Half a body, then gone."""
    with socket.create_connection((host, port)) as end:
        end.sendall(_head(host, len(text.encode())) + text.encode()[: len(text) // 2])
    return "left"


def leaves(host: str, port: int, text: str) -> str:
    """A whole request, gone before the answer."""
    with socket.create_connection((host, port)) as end:
        end.sendall(_head(host, len(text.encode())) + text.encode())
        time.sleep(random.random() / 10)
    return "left"


def slow(host: str, port: int, text: str) -> str:
    """A byte now and then."""
    with socket.create_connection((host, port), timeout=60) as end:
        for byte in _head(host, 1000)[:30]:
            end.sendall(bytes([byte]))
            time.sleep(0.2)
    return "left"


def garbage(host: str, port: int, text: str) -> str:
    """No JSON."""
    connection = http.client.HTTPConnection(host, port, timeout=120)
    connection.request("POST", "/v1/clean", b'{"text": ' + os.urandom(500), {"Content-Type": "application/json"})
    return str(connection.getresponse().status)


def no_http(host: str, port: int, text: str) -> str:
    """No HTTP."""
    with socket.create_connection((host, port), timeout=60) as end:
        end.sendall(b"\x16\x03\x01" + os.urandom(300) + b"\r\n\r\n")
        return end.recv(12)[9:].decode("latin-1")


def huge(host: str, port: int, text: str) -> str:
    """More than is taken, its length not told."""
    with socket.create_connection((host, port), timeout=120) as end:
        end.sendall(_head(host, None))
        with suppress(ConnectionError):
            for _ in range(50):
                end.sendall(b"%x\r\n" % 65536 + b"a" * 65536 + b"\r\n")
        with suppress(ConnectionError):
            return end.recv(12)[9:].decode()
        return "cut off"


def _head(host: str, length: int | None) -> bytes:
    size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    return f"POST /v1/clean HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\n{size}\r\n\r\n".encode()


HOSTILE: Sequence[Callable[[str, int, str], str]] = (half, leaves, slow, garbage, no_http, huge)


def _together(acts: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _pinned(pid: int) -> None:
    """Bind a process and its threads to core 0."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {0})


def _spent(processes: Sequence[int]) -> float:
    """Processor seconds of these processes so far."""
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in processes)


def _memory(processes: Sequence[int]) -> str:
    """Megabytes of the server, and of all processes with shared pages counted once."""

    def proportional() -> Iterator[int]:
        for pid in processes:
            with suppress(psutil.NoSuchProcess):
                yield psutil.Process(pid).memory_full_info().pss

    return f"server {psutil.Process(processes[0]).memory_info().rss >> 20} MB, all {sum(proportional()) >> 20} MB"


BENCHES: dict[str, Callable[[Sequence[Row]], None]] = {"throughput": throughput, "hostile": hostile}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
