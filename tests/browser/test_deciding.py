"""An article from the first change to the written file, by keyboard alone and by mouse alone."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Visits
from tests.browser.ledgers import ledger_at, verdicts
from tests.browser.looking import Page, expect, says, selected, tab_to, writing
from tests.browser.served import reviewing
from tests.conftest import SEED

LEDGER = f"{SEED.stem}.ledger.json"
FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"


def find(page: Page, words: str) -> str:
    """Search in the list by keyboard. -> the first change that is found."""
    page.keyboard.press("/")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_be_focused()
    return selected(page)


def test_the_seed_by_keyboard_alone(visit: Visits, tmp_path: Path) -> None:
    with reviewing(SEED, "-o", "reviewed", cwd=tmp_path) as served:
        page = visit(served.address())
        ledger = tmp_path / "reviewed" / LEDGER
        press, lines = page.keyboard.press, page.locator("#lines")
        expect(page.locator("#list")).to_be_focused()

        unsure = selected(page)
        expect(page.locator(f"#row-{unsure}")).to_contain_text("missing-determiner")
        press("x")
        says(page, f"{unsure} refused")
        assert verdicts(ledger) == {unsure: "refused by Ann"}
        expect(lines).to_contain_text("Huawei spokesperson answered")
        press("u")
        says(page, "undone")
        assert verdicts(ledger) == {}
        press("a")  # what the program decided is confirmed
        says(page, f"{unsure} accepted")
        press("j")
        clause = selected(page)
        assert clause != unsure
        press("k")
        assert selected(page) == unsure
        press("ArrowDown")

        press("e")
        writing(page, ", w")
        page.keyboard.type("hatever")
        press("Escape")
        expect(page.locator("#write")).to_be_hidden()
        assert clause not in verdicts(ledger)
        press("e")
        page.keyboard.type("xa")  # too early: these are no keys of the page any more
        expect(page.locator("#write-text")).to_be_editable()
        assert clause not in verdicts(ledger)
        press("Control+A")
        page.keyboard.type(" – w")
        press("Control+Enter")
        says(page, f"{clause} written otherwise")
        assert "Tony Graziano – who had a long track record" in ledger_at(ledger).text

        spaces = find(page, "non-breaking")
        all_of_it = {d.id for d in ledger_at(ledger).ledger if d.edit.rule == "non-breaking-space"}
        assert spaces in all_of_it
        expect(page.locator("#shown")).to_have_text(f"{len(all_of_it)} of 37 changes and flags")
        press("X")
        expect(page.locator("#ask-rows li")).to_contain_text("Follow HU On Telegram")  # it stands on one of these
        tab_to(page, "#ask-yes")
        press("Enter")
        expect(page.locator("#message")).to_contain_text("all of non-breaking-space refused; no longer applied with it: e")
        assert all_of_it <= verdicts(ledger).keys()
        assert "\xa0" in ledger_at(ledger).text
        press("A")
        says(page, "all of non-breaking-space accepted")
        press("u")
        says(page, "undone")
        press("u")
        tab_to(page, "#ask-yes")  # what went along is applied again
        press("Enter")
        expect(page.locator("#progress")).to_contain_text("2 of 29 decided by people")
        assert set(verdicts(ledger)) == {unsure, clause}

        flag = find(page, "Instead of China")
        assert flag.startswith("f")
        press("e")
        writing(page, "Instead of China.")
        press("Control+A")
        page.keyboard.type("It did not speak of China.")
        press("Control+Enter")
        says(page, f"{flag} written otherwise")
        assert "It did not speak of China. “Undue" in ledger_at(ledger).text

        find(page, "Follow")
        for key in "JKKK":  # a paragraph on, and three back
            press(key)
        expect(page.locator("#lines p:focus")).to_contain_text("Undue interference")
        press("m")
        expect(page.locator("#write-text")).to_be_editable()
        press("Control+End")
        page.keyboard.type(" That was all.")
        press("Control+Enter")
        says(page, "mended")

        press("?")
        expect(page.locator("#keys")).to_be_visible()
        press("x")  # keys do not reach the page behind a dialog
        press("Escape")
        expect(page.locator("#keys")).to_be_hidden()

        wanted = page.evaluate(
            "wanted => [...document.querySelectorAll(wanted)].filter(e => e.checkVisibility()).map((e, n) => (e.dataset.n = n))",
            FOCUSABLE,
        )
        reached = set()
        for _ in range(3 * len(wanted)):
            press("Tab")
            reached.add(page.evaluate("document.activeElement.dataset.n"))
        assert reached >= {str(n) for n in wanted}

        tab_to(page, "#finish")
        press("Enter")
        tab_to(page, "#finishing-close")
        press("Enter")
        expect(page.locator("h1")).to_have_text("The review has ended")
        assert served.exit_code() == 0
        markdown = ledger.with_name(SEED.stem + ".md").read_text(encoding="utf-8")
        assert "Tony Graziano – who had a long track record" in markdown
        assert "case in point.” That was all.\n" in markdown
        assert "A Huawei spokesperson answered" in markdown
        assert "Follow HU" not in markdown


def middle_of(page: Page, text: str, at: float = 0.5) -> tuple[float, float]:
    """Where a text of the article is on the screen, `at` a share of its width."""
    place = page.evaluate(
        """text => {
          const walk = document.createTreeWalker(document.getElementById("lines"), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const start = walk.currentNode.data.indexOf(text);
            if (start < 0) continue;
            walk.currentNode.parentElement.scrollIntoView({ block: "center" });
            const range = document.createRange();
            range.setStart(walk.currentNode, start);
            range.setEnd(walk.currentNode, start + text.length);
            const { left, top, width, height } = range.getBoundingClientRect();
            return [left, top + height / 2, width];
          }
        }""",
        text,
    )
    return place[0] + place[2] * at, place[1]


def test_the_seed_by_mouse_alone(visit: Visits, tmp_path: Path) -> None:
    with reviewing(SEED, "-o", "reviewed", "--engine", "none", cwd=tmp_path) as served:
        page = visit(served.address())
        ledger = tmp_path / "reviewed" / LEDGER
        button = lambda name: page.get_by_role("button", name=name, exact=False)  # noqa: E731
        expect(page.locator("#list [aria-selected=true]")).to_be_visible()

        page.mouse.click(*middle_of(page, "Follow HU On Telegram"))
        follow = selected(page)
        expect(page.locator(f"#row-{follow}")).to_be_in_viewport()
        button("Refuse x").click()
        says(page, f"{follow} refused")
        assert "Follow HU On Telegram" in ledger_at(ledger).text

        page.mouse.click(*middle_of(page, "Instead of China."))
        button("Mend e").click()
        page.locator("#write-text").fill("")
        button("Save").click()
        expect(page.locator("#ask")).to_contain_text("China")  # a name goes only when asked for
        assert "Instead of China" in ledger_at(ledger).text
        button("Yes").click()
        expect(page.locator("#list [aria-selected=true] .rule")).to_have_text("by-hand")
        assert "Instead of China" not in ledger_at(ledger).text

        page.mouse.move(*middle_of(page, "declared", 0))
        page.mouse.down()
        page.mouse.move(*middle_of(page, "maximum", 1))
        page.mouse.up()
        button("Mend selected text").click()
        expect(page.locator("#write-text")).to_have_value("declared maximum")
        page.locator("#write-text").fill("greatest")
        button("Save").click()
        says(page, "mended")
        assert "with a greatest spending of €2.25 million" in ledger_at(ledger).text
        page.mouse.click(*middle_of(page, "declined to comment"), click_count=3)  # a paragraph
        button("Mend selected text").click()
        expect(page.locator("#write-text")).to_have_value(
            "The State Security Service declined to comment when asked about the intelligence gathering."
        )
        button("Cancel").click()

        sentences = page.locator("#summary li a")
        before = sentences.all_text_contents()
        page.locator("#summary li").nth(1).get_by_text("next best").click()
        expect(sentences.nth(1)).not_to_have_text(before[1])
        page.locator("#summary li").first.get_by_text("leave out").click()
        expect(sentences).to_have_count(2)
        button("One more sentence").click()
        expect(sentences).to_have_count(3)
        summary = sentences.all_text_contents()
        assert [" ".join(s.text.split()) for s in ledger_at(ledger).result().summary] == summary
        sentences.last.click()
        expect(page.locator("#lines .current").first).to_be_in_viewport()

        page.get_by_text("Title and metadata").click()
        page.get_by_label("Title", exact=True).fill("Huawei looked into")
        page.locator("#text-title").click()
        says(page, "title corrected")
        expect(page.locator("h1")).to_have_text("Huawei looked into")

        button("Finish").click()
        page.get_by_label("text", exact=True).check()
        button("Write the files").click()
        expect(page.locator("#finishing-done")).to_contain_text(f"{SEED.stem}.txt")
        assert "with a greatest spending" in ledger.with_name(SEED.stem + ".txt").read_text(encoding="utf-8")
        button("Write and end").click()
        expect(page.locator("h1")).to_have_text("The review has ended")
        assert served.exit_code() == 0
        markdown = ledger.with_name(SEED.stem + ".md").read_text(encoding="utf-8")
        assert "# Huawei looked into" in markdown
        assert "Follow HU On Telegram" in markdown
        assert all(sentence in markdown for sentence in summary)
