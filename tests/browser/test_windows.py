"""What was decided is kept and shown: over a reload, in two windows, with edits that stand on each other, over a crash."""

from __future__ import annotations

from pathlib import Path

from cleanup.corpus.lock import sole_writer
from tests.browser.conftest import Visits
from tests.browser.ledgers import edited, ledger_at, verdicts, write_ledger
from tests.browser.looking import expect, says, select, selected
from tests.browser.served import reviewing

ARTICLE = """A day at the quay

The crew  met on monday at the the quay and  waited for the boats.

Nobody came back before noon,, and the crew  left again.
"""
MENDED = edited(
    ARTICLE,
    [
        [
            ("The crew", "  ", " ", "blanks"),
            ("on ", "monday", "Monday", "capital"),
            ("at the", " the", "", "twice"),
            ("and", "  ", " ", "blanks"),
            ("noon", ",,", ",", "marks"),
            ("the crew", "  ", " ", "blanks"),
        ],
        [("Monday ", "at the quay", "on the quay", "preposition")],  # it stands on what "twice" left
    ],
    title="A day at the quay",
)


def test_two_windows_and_a_reload(visit: Visits, tmp_path: Path) -> None:
    ledger = write_ledger(MENDED, tmp_path / "run", "quay")
    with reviewing("run", cwd=tmp_path) as served:
        one = visit(served.address())
        select(one, "e5")
        two = one.context.new_page()
        visit.watch(two)
        two.goto(one.url)
        expect(two.locator("#row-e5")).to_contain_text("0.98")

        one.keyboard.press("x")
        says(one, "e5 refused")
        expect(one.locator("#lines")).to_contain_text("noon,, and")
        select(two, "e2")
        two.keyboard.press("x")
        says(two, "Not done: this article was changed in another window or program. Here it is as it is now; decide again.")
        assert verdicts(ledger) == {"e5": "refused by Ann"}
        expect(two.locator("#row-e5")).to_contain_text("Ann")
        assert selected(two) == "e2"
        two.keyboard.press("x")
        says(two, "e2 refused")
        assert verdicts(ledger) == {"e5": "refused by Ann", "e2": "refused by Ann"}

        one.keyboard.press("e")  # what is shown there is old as well
        expect(one.locator("#row-e2")).to_contain_text("Ann")
        expect(one.locator("#write")).to_be_hidden()
        one.reload()
        assert selected(one) == "e5"
        one.keyboard.press("u")
        says(one, "undone")
        assert selected(one) == "e2"
        assert verdicts(ledger) == {"e5": "refused by Ann"}


def test_what_takes_others_along_says_so_first(visit: Visits, tmp_path: Path) -> None:
    ledger = write_ledger(MENDED, tmp_path / "run", "quay")
    write_ledger(MENDED, tmp_path / "run", "the next one")
    with reviewing("run", cwd=tmp_path) as served:
        page = visit(served.address())
        page.get_by_role("link", name="quay").click()
        asked, lines = page.locator("#ask"), page.locator("#lines")
        select(page, "e3")
        page.keyboard.press("x")
        page.keyboard.press("n")  # not before the question is answered
        expect(asked).to_contain_text("e7 will no longer be applied")
        expect(page.locator("#ask-rows")).to_contain_text("preposition")
        page.keyboard.press("Escape")
        expect(asked).to_be_hidden()
        assert verdicts(ledger) == {}

        page.keyboard.press("x")
        asked.get_by_role("button", name="Yes").click()
        says(page, "e3 refused; no longer applied with it: e7")
        assert verdicts(ledger) == {"e3": "refused by Ann", "e7": "refused by Ann"}
        assert "at the the quay" in ledger_at(ledger).text

        page.keyboard.press("u")
        expect(asked).to_contain_text("e7 will be applied again")
        asked.get_by_role("button", name="No").click()
        assert set(verdicts(ledger)) == {"e3", "e7"}
        page.keyboard.press("u")
        asked.get_by_role("button", name="Yes").click()
        expect(page.locator("#message")).to_have_text("undone; applied again: e7")
        assert verdicts(ledger) == {}
        assert ledger_at(ledger).text == MENDED.text
        expect(lines).to_contain_text("on the")
        page.keyboard.press("n")
        page.wait_for_url("**/article/1")
        assert selected(page) == "e1"


def test_all_that_was_acknowledged_is_there_after_a_crash(visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(ARTICLE, encoding="utf-8")
    command = ("quay.txt", "-o", "reviewed", "--engine", "none")
    ledger = tmp_path / "reviewed" / "quay.ledger.json"
    with reviewing(*command, cwd=tmp_path) as served:
        page = visit(served.address())
        told = {}
        for key, verdict in (("x", "refused"), ("a", "accepted"), ("x", "refused")):
            name = selected(page)
            page.keyboard.press(key)
            says(page, f"{name} {verdict}")
            told[name] = f"{verdict} by Ann"
            page.keyboard.press("j")
        served.kill()
        with sole_writer(ledger.parent):  # nothing that outlives it for a while keeps the next one out
            pass
        page.keyboard.press("x")
        expect(page.locator("#message")).to_contain_text("The server does not answer")
        assert any("ERR_CONNECTION_REFUSED" in error for error in visit.errors)
        visit.errors.clear()
    assert verdicts(ledger) == told
    with reviewing(*command, cwd=tmp_path) as served:
        page = visit(served.address())
        expect(page.locator("#list .decided")).to_have_count(len(told))
        for name, verdict in told.items():
            expect(page.locator(f"#row-{name}")).to_have_class(f"is-{verdict.split()[0]} decided")
        page.keyboard.press("a")
        says(page, f"{selected(page)} accepted")
    assert len(verdicts(ledger)) >= len(told)
