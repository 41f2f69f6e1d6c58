"""How long the review page lets people wait, in a real browser: python -m tests.bench.bench_review [KILLS]

Opening the seed, cold (from the start of the command) and with the engine warm; a decision, from the key to the next
frame, and the server's part of it, on the seed and on an article of 2,000 edits; the longest pause there while it is
scrolled, walked through and filtered; and KILLS (20) reviews killed in the middle of it, with what was acknowledged and
is on the disk. Milliseconds, the median and the longest.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import browser_path
from tests.browser.ledgers import verdicts
from tests.browser.served import ROOT, reviewing

FIRST = "#list [aria-selected=true]"
PARAGRAPH = (
    "The crew of boat number {0} left the\u00a0harbor early in the\u00a0morning and came back with {0} crates of\u00a0fish. "
    "The buyers on the quay paid {0} coins for a\u00a0crate, which was more than they had paid in week {0}."
)
DECIDED = """(key) => new Promise((told) => {
  const message = document.getElementById("message");
  performance.clearResourceTimings();
  const begun = performance.now();
  new MutationObserver((_, watch) => {
    if (!message.textContent) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      const asked = performance.getEntriesByType("resource").at(-1);
      told([performance.now() - begun, asked.responseEnd - asked.requestStart]);
    }));
  }).observe(message, { childList: true });
  document.getElementById("list").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})"""
WATCH = """() => {
  window.pauses = [];
  new PerformanceObserver((list) => pauses.push(...list.getEntries().map((e) => e.duration))).observe({ entryTypes: ["longtask"] });
  let last = performance.now();
  const frame = (now) => { pauses.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""


def told(what: str, milliseconds: Iterable[float]) -> None:
    """A row of the report."""
    found = list(milliseconds)
    print(f"{what:58} {statistics.median(found):6.0f} {max(found):6.0f}   of {len(found)}", flush=True)


def opening(browser: Browser, folder: Path) -> None:
    """The seed, and after it the other seeds."""
    cold, warm = [], []
    for number in range(5):
        begun = time.perf_counter()
        with reviewing(ROOT / "seeds", "-o", f"opening{number}", cwd=folder) as served:
            address = served.address()
            page = browser.new_page()
            page.goto(address)
            page.goto(f"{served.origin}/article/0")
            page.locator(FIRST).wait_for()
            cold.append(1000 * (time.perf_counter() - begun))
            for other in (1, 2, 3):
                begun = time.perf_counter()
                page.goto(f"{served.origin}/article/{other}")
                page.locator(FIRST).wait_for()
                warm.append(1000 * (time.perf_counter() - begun))
            page.close()
    told("open the seed, cold: command to first edit visible", cold)
    told("open the next article, engine warm", warm)


def deciding(page: Page, what: str) -> None:
    """Refuse and undo in turn, going on."""
    rounds: list[tuple[float, float]] = []
    for _ in range(15):
        page.keyboard.press("j")
        rounds += [page.evaluate(DECIDED, key) for key in ("x", "u")]
    told(f"a decision, {what}: key to next frame", [r[0] for r in rounds])
    told("    of it the server", [r[1] for r in rounds])
    told("    of it the page", [r[0] - r[1] for r in rounds])


def pausing(page: Page) -> None:
    """Scroll, walk and filter, and look for pauses."""

    def pauses(what: str) -> None:
        page.wait_for_timeout(300)
        told(f"pauses, 2,000 edits: {what}", page.evaluate("pauses.splice(0)"))

    page.evaluate(WATCH)
    page.wait_for_timeout(300)
    page.evaluate("pauses.splice(0)")
    for what, x in (("text scrolled", 300), ("list scrolled", 1000)):
        page.mouse.move(x, 400)
        for _ in range(60):
            page.mouse.wheel(0, 900)
            page.wait_for_timeout(16)
        pauses(what)
    page.locator("#list").focus()
    for _ in range(60):
        page.keyboard.press("j")
    pauses("j 60 times")
    page.keyboard.press("/")
    page.keyboard.type("e19", delay=50)
    for _ in "e19":
        page.keyboard.press("Backspace", delay=50)
    pauses("search written and taken back")
    for choice, value in (
        ("order", "text"),
        ("verdict", "refused"),
        ("verdict", ""),
        ("rule", "non-breaking-space"),
        ("rule", ""),
    ):
        page.locator(f"#{choice}").select_option(value)
        pauses(f"{choice} {value or 'all'}")


def killing(browser: Browser, folder: Path, kills: int) -> None:
    """Reviews that are killed while decisions are on their way."""
    acknowledged = lost = 0
    shutil.copy(ROOT / "seeds" / "000_f250bf3dc0c16488.txt", folder / "killed.txt")
    ledger = folder / "killed" / "killed.ledger.json"
    for number in range(kills):
        with reviewing("killed.txt", "-o", "killed", "--engine", "none", cwd=folder) as served:
            page = browser.new_page()
            page.goto(served.address())
            page.locator(FIRST).wait_for()
            done: dict[str, str] = {}

            def heard(message: str, done: dict[str, str] = done) -> None:
                name, _, verdict = message.partition(" ")
                if verdict in ("accepted", "refused"):
                    done[name] = f"{verdict} by Ann"

            page.expose_function("heard", heard)
            page.evaluate(
                """() => new MutationObserver(() => heard(document.getElementById("message").textContent))
                    .observe(document.getElementById("message"), { childList: true })"""
            )
            for step in range(number % 7 + 2):  # the last ones are not waited for
                page.keyboard.press("ax"[(step + number) % 2])
                page.keyboard.press("j")
            page.wait_for_timeout(37 * (number % 5))
            served.kill()
            page.wait_for_timeout(100)
            kept = verdicts(ledger)
            acknowledged += len(done)
            lost += sum(kept.get(name) != verdict for name, verdict in done.items())
            page.close()
    print(f"killed {kills} times: {acknowledged} decisions acknowledged, {lost} of them lost")


def main() -> None:
    """Print the report."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = driver.chromium.launch(executable_path=browser_path(), args=sandbox)
        opening(browser, folder)
        boats = "\n\n".join(["A day in the harbor", *(PARAGRAPH.format(n) for n in range(500))])
        (folder / "boats.txt").write_text(boats, encoding="utf-8")
        for article, what in ((ROOT / "seeds" / "000_f250bf3dc0c16488.txt", "the seed"), ("boats.txt", "2,000 edits")):
            with reviewing(article, "-o", "decided", "--engine", "none", cwd=folder) as served:
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(served.address())
                page.locator(FIRST).wait_for()
                deciding(page, what)
                if what == "2,000 edits":
                    pausing(page)
                page.close()
        killing(browser, folder, kills)
        browser.close()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
