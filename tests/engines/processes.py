"""Looking at processes from outside, as a user with a process list would."""

from __future__ import annotations

import time

import psutil


def is_running(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits for its parent to notice does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def ends_within(pid: int, seconds: float) -> bool:
    """Wait until the process is gone."""
    deadline = time.monotonic() + seconds
    while is_running(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def servers(mark: str) -> list[int]:
    """Running LanguageTool servers whose command line holds `mark` (their settings file lies in the test's cache)."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "status"]):
        command = process.info["cmdline"] or []
        serves = "org.languagetool.server.HTTPServer" in command and any(mark in part for part in command)
        if serves and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.info["pid"])
    return found
