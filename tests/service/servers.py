"""`cleanup serve` as a real process, for tests that ask it over HTTP."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.corpus.articles import ROOT, children, command, environment

POISON = {
    word: f"Here the engine comes to the word {word} in a sentence of its own."
    for word in ("dies", "hangs", "refused", "fails")
}


@dataclass
class Served:
    """A server that is warm. `processes` are all that belong to it."""

    process: subprocess.Popen[bytes]
    address: str
    client: httpx.Client
    told: str  # on stderr until it was warm

    @property
    def workers_process(self) -> int:
        """The process of the workers: the child that has children."""
        (found,) = (pid for pid in children(self.process.pid) if children(pid))
        return found

    @property
    def workers(self) -> list[int]:
        return children(self.workers_process)

    @property
    def processes(self) -> list[int]:
        found = [self.process.pid]
        for pid in found:
            found += children(pid)
        return found

    def metric(self, name: str) -> float:
        text = self.client.get("/metrics").text
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
        assert found is not None, text
        return float(found.group(1))


@contextmanager
def serving(*options: object, **client: object) -> Iterator[Served]:
    """A server on a free port, stopped at the end if it still runs."""
    process = subprocess.Popen(
        command("serve", "--port", "0", *options), cwd=ROOT, env=environment(), start_new_session=True, stderr=subprocess.PIPE
    )
    try:
        assert process.stderr is not None
        told = ""
        for line in process.stderr:
            told += line.decode()
            if found := re.search(r"listening on (\S+)", told):
                break
        assert found, told
        with httpx.Client(base_url=found.group(1), timeout=60, **client) as http:  # type: ignore[arg-type]
            yield Served(process, found.group(1), http, told)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)


def misbehaving(folder: Path) -> tuple[object, ...]:
    """Options for an engine that dies, hangs, refuses or fails for good at a word each."""
    words = {"dies": "die", "hangs": "hang", "refused": "refuse", "fails": "fail"}
    script = "".join(f'[[answer]]\nword = "{word}"\nthen = "{then}"\n' for word, then in words.items())
    (folder / "script.toml").write_text(script, encoding="utf-8")
    config = folder / "cleanup.toml"
    config.write_text(f"[engine]\nname = 'scripted'\nscript = '{folder / 'script.toml'}'\n", encoding="utf-8")
    return ("--config", config, "--only", "grammar")
