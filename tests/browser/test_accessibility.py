"""What axe-core finds in the pages and dialogs: nothing, in light, in dark and on a phone; and nothing there is too wide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cleanup.api import Cleaner
from cleanup.review.ledger_file import LedgerFile
from tests.browser.conftest import Visits
from tests.browser.ledgers import write_ledger
from tests.browser.looking import Page, expect, selected
from tests.browser.served import Served, reviewing

AXE = pytest.importorskip("axe_playwright_python.base", reason="the package axe-playwright-python is not installed").AXE_SCRIPT
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
ZOOMED = {"width": 320, "height": 256}  # a screen of 1280 px at 400 %
LOOKS = (("light", WIDE), ("dark", WIDE), ("light", PHONE), ("light", ZOOMED))
# Contrast is only told of what can be seen: nothing is scrolled away, nothing left for later.
UNROLLED = """body, main, #article, aside, #list, #detail { display: block !important; height: auto !important;
  max-height: none !important; overflow: visible !important }"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def served(seed: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("accessibility")
    with Cleaner(engine_name="none") as cleaner:
        write_ledger(LedgerFile.of(cleaner.clean(seed)), folder / "run", "1")
    (folder / "run" / "2.ledger.json").write_text("{}", encoding="utf-8")
    with reviewing("run", cwd=folder) as served:
        yield served


def check(page: Page, what: str, part: str = "body") -> None:
    """Look at the page, or a part of it, as it is now, in every look."""
    for scheme, size in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{what} is wider than {size['width']} px"
        if size == ZOOMED:
            continue
        rules: dict[str, Any] = {"runOnly": TAGS}
        if scheme == "dark":  # what a color scheme can break
            rules = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
        found = page.evaluate("([part, rules]) => axe.run(part === 'body' ? document : part, rules)", [part, rules])
        unsure = [v for v in found["incomplete"] if v["id"] != "color-contrast"]  # what is hidden behind an edge; see UNROLLED
        told = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in (*found["violations"], *unsure)]
        assert told == [], f"{what}, {scheme}, {size['width']} px wide"
    page.set_viewport_size(WIDE)


def test_pages_and_dialogs(visit: Visits, served: Served) -> None:
    page = visit(served.address(), bypass_csp=True)  # axe comes from outside; the page's own policy is tested elsewhere

    def opened(path: str) -> None:
        page.goto(served.origin + path)
        page.evaluate(AXE)

    opened("/articles")
    check(page, "the list of articles")
    opened("/article/1")
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "an article that failed")
    opened("/open?token=used")
    check(page, "a page for strangers")

    opened("/article/0")
    assert selected(page)
    page.get_by_text("Title and metadata").click()
    check(page, "an article")
    for key, dialog in (("?", "#keys"), ("e", "#write")):
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        check(page, dialog, dialog)
        page.keyboard.press("Escape")
    page.locator("#finish").click()
    check(page, "#finishing", "#finishing")
    page.keyboard.press("Escape")
    page.get_by_label("Rule").select_option("non-breaking-space")
    page.get_by_label("Rule").press("Escape")
    page.keyboard.press("X")
    expect(page.locator("#ask-rows li")).to_be_visible()
    check(page, "#ask", "#ask")
    page.keyboard.press("Escape")
    page.add_style_tag(content=UNROLLED)
    check(page, "the whole article", "main")
