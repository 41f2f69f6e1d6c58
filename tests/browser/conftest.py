"""A real browser for the review page, and what every page that it opens must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The browser notes every answer above 399 as an error; the tests say for themselves which answers they want.
_ANSWERED = "Failed to load resource: the server responded with a status of 4"


def browser_path() -> str | None:
    """The browser of this machine; the variable CLEANUP_BROWSER names another."""
    named = os.environ.get("CLEANUP_BROWSER")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def launched(*args: str) -> Iterator[Browser]:
    """A browser with its own options. Skips the test, saying why, where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    path = browser_path()
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    playwright.expect.set_options(timeout=30_000)
    as_root = ("--no-sandbox",) if os.name == "posix" and os.getuid() == 0 else ()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=[*as_root, *args])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, one for all tests of a file."""
    yield from launched()


class Visits:
    """Opens pages, and takes down what went wrong in them: scripts that fail, what the policy of content forbade, dialogs
    of the browser. A test that provokes such things looks at `errors` and empties it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.errors: list[str] = []

    def __call__(self, address: str, **options: Any) -> Page:
        """A page in a context of its own, with no cookies unless given by `storage_state`."""
        context = self._browser.new_context(**options)
        context.set_default_timeout(30_000)
        page = context.new_page()
        self.watch(page)
        page.goto(address)
        return page

    def watch(self, page: Page) -> None:
        """Take down what goes wrong in a page."""
        page.on("pageerror", lambda error: self.errors.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ANSWERED):
            self.errors.append(f"console: {message.text}")

    def close(self) -> None:
        """Close every page."""
        for context in self._browser.contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Opens pages; fails the test where one of them did what no page should."""
    visits = Visits(browser)
    yield visits
    visits.close()
    assert visits.errors == []
