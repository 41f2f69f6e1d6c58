"""What pages of the web, other programs and other users get of a review: nothing."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visits, launched
from tests.browser.ledgers import edited, write_ledger
from tests.browser.looking import Browser, expect, says, selected
from tests.browser.served import Served, reviewing
from tests.web import Site

READ = ("/", "/articles", "/article/0", "/article/0/state", "/article/0/text?id=e1", "/article/0/export/text", "/article/9",
        "/static/review.js", "/static/review.css", "/static/icon.svg", "/nothing")  # fmt: skip
WRITE = ("/article/0/decide", "/article/0/mend", "/article/0/undo", "/everywhere", "/finish", "/close")
DECISION = {"ids": ["e1"], "verdict": "refused"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for which a name of the web leads to this machine."""
    yield from launched("--host-resolver-rules=MAP evil.test 127.0.0.1")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = edited("The crew  met at the quay.\n\nThey left in the evening.", [[("crew", "  ", " ", "blanks")]])
    return write_ledger(file, tmp_path / "run", "quay")


@pytest.fixture
def served(ledger: Path) -> Iterator[Served]:
    with reviewing("run", cwd=ledger.parent.parent) as served:
        yield served


def ask(served: Served, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Ask as a program does. -> status, text and headers of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request(method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, {k.lower(): v for k, v in answer.getheaders()}


def test_without_the_cookie_nothing_is_answered_and_a_token_works_once(visit: Visits, served: Served, ledger: Path) -> None:
    held = ledger.read_bytes()
    for path in READ:
        status, text, headers = ask(served, path)
        assert (status, "crew" in text) == (403, False), path
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
    for path in WRITE:
        assert ask(served, path, "POST", json.dumps(DECISION), Content_Type="application/json")[0] == 403, path
    forged = f"cleanup-review-{served.port}={'a' * 43}"
    assert ask(served, "/article/0", Cookie=forged)[0] == 403
    assert ask(served, "/open?token=" + "a" * 43)[0] == 403
    assert ledger.read_bytes() == held

    first = visit(served.address())
    assert selected(first) == "e1"
    assert "token" not in first.url
    second = visit(served.address())
    expect(second.locator("h1")).to_have_text("This review is not open here")
    third = visit(served.address(1))  # printed when the first was used
    assert selected(third) == "e1"
    (cookie,) = third.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["name"]) == (True, "Strict", f"cleanup-review-{served.port}")
    assert third.evaluate("document.cookie") == ""


def test_with_the_cookie_only_the_page_itself_may_write(visit: Visits, served: Served, ledger: Path) -> None:
    page = visit(served.address())
    (cookie,) = page.context.cookies()
    known = f"{cookie['name']}={cookie['value']}"
    held = ledger.read_bytes()
    revision = page.evaluate("fetch('/article/0/state').then((answer) => answer.json()).then((state) => state.revision)")
    body = json.dumps({**DECISION, "revision": revision})
    kind = {"Content_Type": "application/json"}
    for refused, headers in (
        (415, {"Content_Type": "text/plain"}),
        (415, {"Content_Type": "application/x-www-form-urlencoded"}),
        (415, {}),
        (403, {**kind, "Origin": "http://evil.test"}),
        (403, {**kind, "Origin": f"http://localhost:{served.port}"}),
        (403, {**kind, "Origin": "null"}),
        (403, {**kind, "Sec_Fetch_Site": "cross-site"}),
        (403, {**kind, "Sec_Fetch_Site": "same-site"}),
        (403, {**kind, "Host": "evil.test"}),
        (403, {**kind, "Host": f"127.0.0.1.evil.test:{served.port}"}),
    ):
        assert ask(served, "/article/0/decide", "POST", body, Cookie=known, **headers)[0] == refused, headers
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/..%5capp.py", "/static//etc/passwd",
                 "/article/0/export/..%2f..%2f..%2fetc%2fpasswd", "/article/-1", "/article/9", "/static/"):  # fmt: skip
        status, text, _ = ask(served, path, Cookie=known)
        assert status == 404, path
        assert not {"import", "root:"} & set(text.split()), path
    big = ask(served, "/article/0/decide", "POST", '{"text": "' + "a" * 4_000_000 + '"}', Cookie=known, **kind)
    assert big[0] == 413
    assert ledger.read_bytes() == held
    assert ask(served, "/article/0/decide", "POST", body, Cookie=known, **kind)[0] == 200
    assert ledger.read_bytes() != held


def test_another_page_in_the_same_browser(visit: Visits, served: Served, ledger: Path, site: Site) -> None:
    """It is on the same host, so that the cookie goes with its requests: the strongest position there is."""
    page = visit(served.address())
    assert selected(page) == "e1"
    held = ledger.read_bytes()
    target = served.origin
    site.add(
        "/",
        f"""<title>evil</title><iframe src="{target}/article/0"></iframe><form method="post" action="{target}/article/0/undo"></form>
        <script src="{target}/article/0/state"></script><script type="module" src="{target}/static/review.js"></script>""",
    )
    evil = page.context.new_page()
    evil.goto(site.origin + "/")
    tried = evil.evaluate(
        """async ([target, body]) => {
          const outcomes = [];
          for (const [path, more] of [
            ["/article/0", {}], ["/article/0/state", {}], ["/article/0/export/text", {}],
            ["/article/0/decide", { method: "POST", body, headers: { "content-type": "application/json" } }],
            ["/article/0/decide", { method: "POST", body, headers: { "content-type": "text/plain" } }],
            ["/close", { method: "POST", body, mode: "no-cors", headers: { "content-type": "text/plain" } }],
          ]) {
            const outcome = await fetch(target + path, { credentials: "include", ...more }).catch((error) => error);
            outcomes.push(outcome instanceof Error ? "refused" : outcome.type);
          }
          return outcomes;
        }""",
        [target, json.dumps(DECISION)],
    )
    assert tried == ["refused"] * len(tried)
    assert all(frame.locator("#list").count() == 0 for frame in evil.frames)
    evil.evaluate("document.querySelector('form').submit()")
    expect(evil.locator("body")).to_contain_text("the request comes from another site")
    assert ledger.read_bytes() == held
    page.keyboard.press("x")  # the review goes on undisturbed
    says(page, "e1 refused")


def test_a_name_that_leads_here_opens_nothing(visit: Visits, served: Served, ledger: Path) -> None:
    page = visit("about:blank")
    for path in (*READ, "/open" + served.address().partition("/open")[2]):
        answer = page.goto(f"http://evil.test:{served.port}{path}")
        assert answer is not None
        assert answer.status == 403, path
        assert "evil.test" in answer.text()
    status = page.evaluate(
        """(body) => fetch("/article/0/decide", { method: "POST", body, headers: { "content-type": "application/json" } })
            .then((answer) => answer.status)""",
        json.dumps(DECISION),
    )
    assert status == 403
    assert all("Cross-Origin-Opener-Policy" in error for error in visit.errors)  # it counts for loopback and https alone
    visit.errors.clear()
    page.goto(served.address())  # the token was not used up by that
    assert selected(page) == "e1"
