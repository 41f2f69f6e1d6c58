"""What a person sees of the page, waiting until it is there. Files that import this are skipped where Playwright is not."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="the package playwright is not installed")

from playwright.sync_api import Browser, Page, expect

__all__ = ["Browser", "Page", "expect", "says", "select", "selected", "tab_to", "writing"]


def says(page: Page, text: str) -> None:
    """Wait until the page says just this."""
    expect(page.locator("#message")).to_have_text(text)


def selected(page: Page) -> str:
    """The id of the change that is selected, which is marked in the text as well."""
    name = str(page.locator("#list [aria-selected=true]").get_attribute("data-id"))
    assert name in str(page.locator("#lines .current").first.get_attribute("data-edits")).split()
    expect(page.locator("#detail h2")).to_contain_text(f"({name})")
    return name


def select(page: Page, name: str) -> None:
    """Select a change by a click in the list."""
    page.locator(f"#row-{name}").click()
    assert selected(page) == name


def writing(page: Page, start: str) -> None:
    """Wait until a text can be written, which starts from this one."""
    expect(page.locator("#write-text")).to_be_focused()
    expect(page.locator("#write-text")).to_be_editable()
    assert page.locator("#write-text").input_value() == start


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(120):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")
