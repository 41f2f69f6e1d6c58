"""Several articles and pages; thousands of changes; texts that are made to break the page."""

from __future__ import annotations

import json
from pathlib import Path

from cleanup.api import Cleaner
from cleanup.review.ledger_file import LedgerFile
from tests.browser.conftest import Visits
from tests.browser.ledgers import edited, ledger_at, verdicts, write_ledger
from tests.browser.looking import Page, expect, says, selected
from tests.browser.served import reviewing

PAGE = """<html lang="en"><head><title>The quay reopens - Harbor News</title><meta name="author" content="R. Moss"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The quay reopens</h1>
<p>The old quay was opened again on Monday after <b>two years</b> of repairs. People walked along it all day….!!</p>
<h2>What was done</h2><ul><li>New planks were laid on the northern side of it.</li><li>The crane was painted.</li></ul>
<p>The work cost more than the town had planned, and the council <a href="/vote">voted</a> to pay the rest.</p></article>
<footer>Follow us on Telegram</footer></body></html>"""
TEXT = "A day at the quay\n\nThe crew met at the quay and waited for the boats all day….!!\n\nThey left in the evening.\n"


def test_a_page_a_text_and_a_broken_file(visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "in" / "2.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "in" / "3.txt").write_text(TEXT, encoding="utf-8")
    with reviewing("in", "-o", "out", "--engine", "none", cwd=tmp_path) as served:
        page = visit(served.address())
        press, lines, rows = page.keyboard.press, page.locator("#lines"), page.locator("#list li:visible")
        expect(page.locator(".articles li span.done")).to_have_count(2)
        expect(page.locator(".articles li").nth(1)).to_contain_text("cannot be reviewed")
        page.get_by_role("link", name="1.html").click()

        expect(lines.get_by_text("Follow us on Telegram")).to_be_hidden()
        page.get_by_label("Left out of the page").check()
        lines.get_by_text("Follow us on Telegram").click()
        footer = selected(page)
        page.get_by_role("button", name="Refuse x").click()
        says(page, f"{footer} refused")
        page.get_by_label("Left out of the page").uncheck()
        expect(lines.get_by_text("Follow us on Telegram")).to_be_visible()
        expect(lines.get_by_text("Home")).to_be_hidden()

        page.get_by_text("Title and metadata").click()
        author = page.get_by_label("Author")
        expect(author).to_have_value("R. Moss")
        author.fill("nobody")
        author.press("Escape")
        expect(author).to_have_value("R. Moss")
        author.fill("The harbor office")
        author.press("Enter")
        says(page, "author corrected")
        file = ledger_at(tmp_path / "out" / "1.ledger.json")
        assert file.text.endswith("Follow us on Telegram")
        assert file.stated("author") == "The harbor office"

        page.get_by_label("Rule").select_option("ellipsis-then-marks")
        expect(rows).to_have_count(1)
        page.get_by_role("button", name="Refuse in all articles").click()
        page.locator("#ask").get_by_role("button", name="Yes").click()
        says(page, "2 changed in 2 articles")
        assert ledger_at(tmp_path / "out" / "3.ledger.json").text.count("….!!") == 1

        page.locator("#list").focus()
        press("n")
        page.wait_for_url("**/article/1")
        expect(page.get_by_role("alert")).to_contain_text("2.txt: looks like a binary file")
        press("n")
        expect(page.locator("h1")).to_have_text("A day at the quay")
        expect(page.locator("#list .decided")).to_have_count(1)
        press("n")  # the last
        press("p")
        page.wait_for_url("**/article/1")
        press("p")
        page.wait_for_url("**/article/0")
        page.locator("#finish").click()
        page.get_by_role("button", name="Write and end").click()
        expect(page.locator("main li")).to_have_count(2)
        assert served.exit_code() == 2  # for the file that could not be read
    markdown = (tmp_path / "out" / "1.md").read_text(encoding="utf-8")
    assert "author: The harbor office" in markdown
    assert markdown.endswith("Follow us on Telegram\n")
    assert "all day….!!" in (tmp_path / "out" / "3.md").read_text(encoding="utf-8")


def test_two_thousand_changes(visit: Visits, tmp_path: Path) -> None:
    paragraph = "The crew of boat {0} left the  harbor and  came back with {0} crates of  fish,, early in the day."
    source = "\n\n".join(paragraph.format(n) for n in range(500))
    steps = [
        ("the", "  ", " ", "blanks"),
        ("and", "  ", " ", "blanks"),
        ("of", "  ", " ", "blanks"),
        ("fish", ",,", ",", "marks"),
    ]
    ledger = write_ledger(edited(source, [steps * 500]), tmp_path / "run", "boats")
    with reviewing("run", cwd=tmp_path) as served:
        page = visit(served.address())
        press, shown, rows = page.keyboard.press, page.locator("#shown"), page.locator("#list li:visible")
        expect(shown).to_have_text("2000 changes and flags")
        press("End")
        assert selected(page) == "e2000"
        expect(page.locator("#lines .current").first).to_be_in_viewport()
        press("k")
        assert selected(page) == "e1999"
        press("x")
        says(page, "e1999 refused")
        expect(page.locator("#lines p").last).to_contain_text("fish")
        page.get_by_label("Verdict").select_option("open")
        expect(shown).to_have_text("1999 of 2000 changes and flags")
        page.get_by_label("Rule").select_option("marks")
        expect(shown).to_have_text("500 of 2000 changes and flags")
        page.get_by_label("Search").fill("e1996")
        expect(rows).to_have_count(1)
        page.get_by_label("Search").press("Enter")
        press("X")
        says(page, "all of marks refused")
        page.get_by_label("Verdict").select_option("refused")
        page.get_by_label("Rule").select_option("")
        page.get_by_label("Search").fill("")
        expect(shown).to_have_text("501 of 2000 changes and flags")
    text = ledger_at(ledger).text
    assert text.count(",,") == 500
    assert text.endswith("crates of  fish,, early in the day.")
    assert text.count("  ") == 1


RUNS = "<script>alert(1)</script>"
HOSTILE = f"""</title>{RUNS} A day at the quay

Click [here](javascript:alert(2)) or <a href="javascript:alert(3)" onclick="alert(4)">there</a> now….!!

<img src=x onerror="alert(5)"> <svg onload=alert(6)> ]]> </textarea></style>{RUNS} stood on the door that day.

The file was called \u202egnp.exe and came\u200b to the office at noon, which was late.

A nul \u0000 stands here, and a bell \u0007 and an escape \u001b[31m as well, in the  middle of a sentence.

"""
HOSTILE_PAGE = f"""<html><head><title>]]&gt; &lt;/script&gt;{RUNS.replace("<", "&lt;")}</title>
<meta name="author" content="&quot;&gt;&lt;img src=x onerror=alert(7)&gt;"></head><body onload="alert(8)"><article>
<h1>The quay &lt;/script&gt;{RUNS.replace("<", "&lt;")}</h1>{RUNS}<iframe src="javascript:alert(9)"></iframe>
<p onclick="alert(10)" style="background:url(javascript:alert(11))">The office was closed on Monday
<a href="javascript:alert(12)">because</a> the roof had been leaking for a week, and nobody came back all day….!!</p>
<p>The workers came on Tuesday and mended it, so that the office was opened again in the afternoon of that day.</p>
<p>&lt;img src=x onerror=alert(13)&gt; is what the sign on the door said for the whole of the day after that.</p>
</article></body></html>"""


def hostile_articles(folder: Path) -> list[Path]:
    """Ledgers of a text and a page that the program cleaned, and of a line of a megabyte."""
    title = f"</script>{RUNS} ]]> \u202egnp.exe"
    with Cleaner(engine_name="none") as cleaner:
        text = LedgerFile.of(cleaner.clean(HOSTILE, title=title))
        page = LedgerFile.of(cleaner.clean_html(HOSTILE_PAGE))
    long = edited("boats and crates,, " * 55_000, [[("crates", ",,", ",", "marks")]], title="A line of a megabyte")
    return [write_ledger(file, folder, f"{n}<b>{RUNS[:8]}") for n, file in enumerate((text, page, long))]


def test_hostile_articles_are_shown_as_text(visit: Visits, tmp_path: Path) -> None:
    ledgers = hostile_articles(tmp_path / "run")
    with reviewing("run", cwd=tmp_path) as served:
        page = visit(served.address())
        expect(page.locator(".articles li")).to_have_count(3)
        expect(page.locator(".articles a").first).to_have_text(f"0<b>{RUNS[:8]}")
        for number, ledger in enumerate(ledgers):
            page.goto(f"{served.origin}/article/{number}")
            nothing_foreign(page)
            name = selected(page)
            page.keyboard.press("e")
            expect(page.locator("#write-text")).to_be_editable()
            page.locator("#write-text").fill(f"{RUNS}\u202e")
            page.keyboard.press("Control+Enter")
            expect(page.locator("#ask[open], #message:not(:empty)").first).to_be_visible()
            if page.locator("#ask").is_visible():  # the guard protects code
                page.locator("#ask-yes").click()
            says(page, f"{name} written otherwise")
            assert RUNS + "\u202e" in ledger_at(ledger).text
            nothing_foreign(page)
            page.keyboard.press("u")
            says(page, "undone")
            assert verdicts(ledger) == {}
        page.goto(f"{served.origin}/article/0")
        expect(page.locator("h1")).to_have_text(f"</script>{RUNS} ]]> ⟨U+202E⟩gnp.exe")
        assert page.title() == f"</script>{RUNS} ]]> U+202Egnp.exe"
        expect(page.locator("#lines")).to_contain_text("U+202Egnp.exe")
        page.locator("#lines p").filter(has_text="A nul").first.click()
        page.keyboard.press("J")
        for dialog in ("Title and metadata", "Finish"):
            page.get_by_text(dialog).first.click()
            nothing_foreign(page)


def nothing_foreign(page: Page) -> None:
    """Wait for the page, and see that nothing of the article has become a part of it."""
    expect(page.locator("#list [aria-selected=true]")).to_be_visible()
    found = page.evaluate(
        """() => [...document.querySelectorAll("script, img, svg, iframe, base, style, [onclick], [onerror], [onload], [style]:not(#list li)")]
             .map((e) => e.outerHTML).concat([...document.querySelectorAll("[href], [src], [action]")]
             .map((e) => e.href ?? e.src ?? e.action).filter((to) => !to.startsWith(location.origin)))"""
    )
    assert found == ['<script type="module" src="/static/review.js"></script>']
    assert json.dumps(page.evaluate("document.querySelectorAll('#lines a').length")) == "0"
