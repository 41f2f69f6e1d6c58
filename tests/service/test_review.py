"""`cleanup review` as a real process: what goes wrong around it costs no decision and shows nobody a traceback."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import Command
from tests.corpus.articles import children, command, environment
from tests.service.servers import POISON, misbehaving

TEXT = "The quay was opened on Monday , and it  rained. People walked along it all day."


@dataclass
class Opened:
    """A review whose page is open. `ended` is what the process said after it was stopped."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    ended: str = ""

    def state(self, number: int = 0) -> dict[str, Any]:
        answer = self.client.get(f"/article/{number}/state")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refuse(self, revision: str | None = None) -> httpx.Response:
        state = self.state() if revision is None else {"revision": revision, "rows": [{"id": "e1"}]}
        body = {"revision": state["revision"], "verdict": "refused", "ids": [state["rows"][0]["id"]], "confirm": True}
        return self.client.post("/article/0/decide", json=body)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        out, told = self.process.communicate(timeout=60)
        self.ended = (out + told).decode()
        return self.process.returncode


@contextmanager
def review(folder: Path, *options: object) -> Iterator[Opened]:
    """A review in a folder, stopped at the end if it still runs."""
    process = subprocess.Popen(
        command("review", "--no-browser", *options),
        cwd=folder,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        told = ""
        for line in process.stderr:
            told += line.decode()
            if found := re.search(r"(http://[^/]+)(/open\S+)", told):
                break
        assert found, told
        with httpx.Client(base_url=found.group(1), timeout=60) as client:
            assert client.get(found.group(2)).status_code == 303
            yield Opened(process, client)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def test_no_request_and_no_damage_to_the_file_is_a_fault(folder: Path) -> None:
    ledger = folder / "out" / "a.ledger.json"
    with review(folder, "a.txt", "-o", "out", "--engine", "none") as opened:
        for number in ("9" * 5000, "1", "-1", "٣"):
            assert opened.client.get(f"/article/{number}").status_code == 404
        revision, content = opened.state()["revision"], ledger.read_bytes()
        cookie = "; ".join(f"{k}={v}" for k, v in opened.client.cookies.items())
        with socket.create_connection((opened.client.base_url.host, opened.client.base_url.port or 0)) as cut_off:
            cut_off.sendall(
                b"POST /article/0/decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b'Content-Length: 100\r\nCookie: %s\r\n\r\n{"rev' % cookie.encode()
            )
        ledger.unlink()
        assert "put it back" in opened.refuse(revision).json()["error"]
        ledger.write_bytes(content[:-40])
        assert "is not a ledger" in opened.refuse(revision).json()["error"]
        ledger.write_bytes(content)
        assert opened.refuse(revision).status_code == 200
        assert opened.end(signal.SIGTERM) == 0
    assert "Traceback" not in opened.ended
    assert "out/a.md" in opened.ended
    assert json.loads(ledger.read_text())["decisions"]


def test_half_characters_of_an_article_are_shown(folder: Path) -> None:
    (folder / "half.jsonl").write_text(json.dumps({"id": "a", "text": f"{TEXT} \ud800 and so on."}))
    with review(folder, "half.jsonl", "-o", "out", "--engine", "none") as opened:
        assert opened.refuse().status_code == 200
        assert opened.client.get("/article/0").status_code == 200


def test_an_open_review_keeps_other_writers_out(folder: Path, command: Command) -> None:
    (folder / "many.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}))
    with review(folder, "many.jsonl", "-o", "out", "--engine", "none") as opened:
        assert opened.refuse().status_code == 200
        ledger = folder / "out" / "many" / "a.ledger.json"
        content = ledger.read_bytes()
        for other in (
            ("run", "many.jsonl", "-o", "out", "--engine", "none"),
            ("review", "out", "--no-browser"),
            ("decide", ledger, "--accept", "e1"),
        ):
            done = command(*other, cwd=folder)
            assert (done.returncode, "another run or review is writing there" in done.stderr) == (2, True), done.stderr
        assert ledger.read_bytes() == content


def test_an_article_that_brings_the_program_down_costs_itself_alone(folder: Path) -> None:
    (folder / "bad.txt").write_text(POISON["dies"])
    with review(folder, "bad.txt", "a.txt", "-o", "out", *misbehaving(folder)) as opened:
        answer = opened.client.get("/article/0/state")
        assert (answer.status_code, "brought the program down" in answer.text) == (422, True)
        opened.state(1)
        assert opened.end(signal.SIGINT) == 2
    assert not children(opened.process.pid)


@pytest.mark.parametrize("output", ["loop", "n" * 300])
def test_an_output_that_cannot_be_is_said(folder: Path, command: Command, output: str) -> None:
    (folder / "loop").symlink_to("loop")
    done = command("review", "a.txt", "-o", output, "--no-browser", "--engine", "none", cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert output in done.stderr
