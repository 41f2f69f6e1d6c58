"""The service as other programs use it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.corpus.articles import cleanup
from tests.service.servers import Served, serving

TEXT = {"content-type": "text/plain; charset=utf-8"}
LINES = {"content-type": "application/x-ndjson"}
POSTS = ("/v1/clean", "/v1/summarize", "/v1/check", "/v1/decide")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving("--jobs", "2", "--most-bytes", "50000") as found:
        yield found


def as_by_command(name: str, row: dict[str, Any], *options: str) -> dict[str, Any]:
    done = cleanup(name, "-", "--input-format", "jsonl", *options, input=json.dumps(row))
    line: dict[str, Any] = json.loads(done.stdout)
    del line["source"]["path"]
    return line


def test_answers_are_those_of_the_commands(served: Served, seed: str) -> None:
    row = {
        "id": "s",
        "text": seed,
        "title": "Belgium inspects Huawei",
        "url": "https://example.com/a",
        "section": [1, {"b": None}],
    }
    answer = served.client.post("/v1/clean", json=row)
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found["source"].pop("path") == "<request>"
    assert found == as_by_command("clean", row, "--format", "jsonl")
    found = served.client.post("/v1/summarize", json=row | {"settings": {"summary.words": 60}}).json()
    del found["source"]["path"]
    assert found == as_by_command("summarize", row, "--words", "60")
    prose = "".join(f"<p>The river ran past house number {n} and people walked there, quietly.</p>" for n in range(9))
    page = f"<title>River</title><nav><a href='/'>Home</a></nav><article><h1>River</h1>{prose}</article>"
    found = served.client.post("/v1/clean", json={"id": 7, "html": page, "settings": {"skip": ["grammar"]}}).json()
    del found["source"]["path"]
    assert found == as_by_command("clean", {"id": 7, "html": page}, "--format", "jsonl", "--skip", "grammar")
    raw = served.client.post(
        "/v1/clean?skip=grammar", content=page, headers={"content-type": "text/html; charset=utf-8"}
    ).json()
    assert (raw["id"], raw["text"], raw["title"]) == (None, found["text"], found["title"])


def test_text_comes_in_any_charset_and_goes_out_as_asked(served: Served, seed: str) -> None:
    def post(path: str, content: bytes, accept: str, charset: str = "utf-8") -> httpx.Response:
        headers = {"content-type": f"text/plain; charset={charset}", "accept": accept}
        return served.client.post(path, content=content, headers=headers)

    plain = post("/v1/clean", seed.encode(), "text/plain")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.text == post("/v1/clean", seed.encode("utf-16"), "text/plain", "utf-16").text
    assert "Follow HU" not in plain.text
    markdown = post(
        "/v1/clean?title=Belgium%20inspects&summary.sentences=1", seed.encode(), "text/html;q=.1, text/markdown"
    ).text
    assert markdown.startswith("---\ntitle: Belgium inspects\n")
    assert "## Summary" in markdown
    summary = post("/v1/summarize?summary.sentences=2", seed.encode(), "text/plain").text
    assert len(summary.splitlines()) == 2
    assert all(line in plain.text for line in summary.splitlines())
    assert post("/v1/clean", seed.encode(), "image/png").status_code == 406


def test_check_tells_what_would_change_and_changes_nothing(served: Served, seed: str) -> None:
    found = served.client.post("/v1/check", json={"id": 1, "text": seed, "section": 3}).json()
    assert (found["id"], found["section"], found["would_change"]) == (1, 3, True)
    assert "text" not in found
    assert {"accepted", "refused"} <= {edit["decision"] for edit in found["edits"]}
    clean = served.client.post("/v1/clean", content=seed, headers=TEXT | {"accept": "text/plain"}).text
    assert served.client.post("/v1/check", content=clean, headers=TEXT).json()["would_change"] is False


def test_decisions_are_made_and_taken_back(served: Served, seed: str) -> None:
    record = served.client.post("/v1/clean", json={"id": "s", "text": seed, "settings": {"skip": ["grammar"]}}).json()
    edit = next(e for e in record["edits"] if e["decision"] == "accepted" and "Follow HU" in e["old"])
    asked = {"record": record, "refuse": [edit["id"]], "by": "Ann"}
    done = served.client.post("/v1/decide", json=asked).json()
    assert "Follow HU On Telegram" in done["text"]
    assert done["ledger"]["source_text"] == seed
    (decision,) = done["ledger"]["decisions"]
    assert (decision["edit"], decision["verdict"], decision["by"]) == (edit["id"], "refused", "Ann")
    back = served.client.post("/v1/decide", json={"ledger": done["ledger"], "take_back": ["all"], "by": "Ann"}).json()
    assert (back["text"], back["applied_again"]) == (record["text"], [])
    assert "decisions" not in back["ledger"]
    for wrong, field, why in (
        ({"refuse": ["e999"]}, None, "no edit 'e999'"),
        ({"refuse": "e1"}, "refuse", "not a list"),
        ({"by": None}, "by", "who decides"),
        ({"accept": [edit["id"]]}, None, '"accept" and "refuse"'),
        ({"record": record | {"text": "Another text."}}, "record", "ledger"),
        ({"deny": []}, "deny", "unknown key"),
    ):
        answer = served.client.post("/v1/decide", json=asked | wrong)
        assert (answer.status_code, answer.json().get("field")) == (422, field), answer.text
        assert why in answer.json()["error"]


def test_lines_come_back_in_order_with_an_error_in_the_place_of_a_bad_one(served: Served, seed: str) -> None:
    quick = {"skip": ["grammar", "summary", "keywords"]}
    rows = [
        {"id": f"a{n}", "text": seed if n == 0 else f"Number {n} is short ….!!", "settings": quick, "n": n} for n in range(40)
    ]
    lines = [json.dumps(row) for row in rows]
    lines[5:5] = [
        '{"id": "broken", "text": ',
        "",
        '{"id": "large", "text": "' + "a " * 30_000 + '"}',
        '{"id": "empty", "text": " "}',
    ]
    answer = served.client.post("/v1/clean", content="\n".join(lines), headers=LINES)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    found = [json.loads(line) for line in answer.text.splitlines()]
    bad = [line for line in found if "error" in line]
    assert [line["line"] for line in bad] == [6, 8, 9]
    assert [found.index(line) for line in bad] == [5, 6, 7]
    for line, why in zip(bad, ("not JSON", "50,000 bytes", "empty"), strict=True):
        assert why in line["error"]
    good = [line for line in found if "error" not in line]
    assert [(line["id"], line["n"]) for line in good] == [(row["id"], row["n"]) for row in rows]
    assert all(line["text"].endswith("short….") or "…" in line["text"] for line in good[1:])


@pytest.mark.parametrize(
    ("status", "request_", "why"),
    [
        (404, {"method": "GET", "url": "/v2/clean"}, "/ lists"),
        (405, {"method": "GET", "url": "/v1/clean"}, "GET"),
        (413, {"headers": TEXT, "content": b"a " * 30_000}, "50,000"),
        (413, {"headers": TEXT, "content": iter([b"a " * 20_000, b"b " * 20_000])}, "50,000"),
        (415, {"content": b"a"}, "send application/json, text/plain, text/html"),
        (415, {"data": {"text": "a"}}, "application/x-www-form-urlencoded"),
        (415, {"headers": {"content-type": "text/plain; charset=klingon"}, "content": b"a"}, "klingon"),
        (415, {"headers": {"content-type": "application/json; charset=latin-1"}, "content": b"{}"}, "UTF-8"),
        (415, {"headers": TEXT | {"content-encoding": "gzip"}, "content": b"a"}, "compressed"),
        (415, {"url": "/v1/decide", "headers": TEXT, "content": b"a"}, "application/json"),
        (422, {"headers": TEXT, "content": b" \n"}, "empty"),
        (422, {"headers": TEXT, "content": b"\0\1\2\3"}, "binary"),
        (422, {"headers": TEXT | {"content-type": "text/plain; charset=ascii"}, "content": "é".encode()}, "ascii"),
        (422, {"content": b"{", "headers": {"content-type": "application/json"}}, "not JSON"),
        (422, {"content": b'{"text": NaN}', "headers": {"content-type": "application/json"}}, "NaN"),
        (422, {"content": b'{"id": ' + b"9" * 5000 + b"}", "headers": {"content-type": "application/json"}}, "JSON"),
        (422, {"content": b"[" * 9000, "headers": {"content-type": "application/json"}}, "nested"),
        (422, {"json": []}, "not an object"),
        (422, {"json": {"id": 1}}, "neither"),
        (422, {"json": {"text": 5}, "field": "text"}, "not a string"),
        (422, {"json": {"text": "a", "settings": 5}, "field": "settings"}, "not an object"),
        (
            422,
            {"json": {"text": "a", "settings": {"sumary.sentences": 1}}, "field": "settings.sumary.sentences"},
            "'summary.sentences'?",
        ),
        (
            422,
            {"json": {"text": "a", "settings": {"summary.sentences": -1}}, "field": "settings.summary.sentences"},
            "less than 0",
        ),
        (422, {"json": {"text": "a", "settings": {"summary.method": "x"}}, "field": "settings.summary.method"}, "lexrank"),
        (422, {"json": {"text": "a", "settings": {"summary.ratio": 7}}}, "between 0 and 1"),
        (422, {"json": {"text": "a", "settings": {"grammar.dialect": "de-DE"}}, "field": "settings.grammar.dialect"}, "en-GB"),
        (422, {"json": {"text": "a", "settings": {"skip": ["gramar"]}}, "field": "settings"}, "gramar"),
        (422, {"json": {"text": "a", "settings": {"rules.off": ["no-such"]}}, "field": "settings"}, "no-such"),
        *(
            (
                422,
                {"json": {"text": "a", "settings": {key: value}}, "field": f"settings.{key}"},
                "for whoever starts this service",
            )
            for key, value in (
                ("engine.name", "languagetool"),
                ("engine.server", "http://127.0.0.1:1"),
                ("rules.folders", ["/etc"]),
                ("input.most_bytes", 10**9),
                ("fetch.private", True),
                ("grammar.second_opinion", "lm"),
            )
        ),
        (
            422,
            {"url": "/v1/clean?engine.name=none", "headers": TEXT, "content": b"a", "field": "engine.name"},
            "no query parameter",
        ),
        (422, {"url": "/v1/clean?title=b", "json": {"text": "a"}, "field": "title"}, "key of the body"),
    ],
)
def test_what_is_wrong_is_told_with_its_status(served: Served, status: int, request_: dict[str, Any], why: str) -> None:
    field = request_.pop("field", None)
    answer = served.client.request(**{"method": "POST", "url": "/v1/clean"} | request_)
    assert (answer.status_code, answer.json().get("field")) == (status, field), answer.text
    assert why in answer.json()["error"]
    assert "Traceback" not in answer.text


def paths(served: Served) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = served.client.get("/openapi.json").json()["paths"]
    return found


def test_no_route_answers_another_host_or_a_page_of_another_site(served: Served) -> None:
    for path, operations in paths(served).items():
        for method in operations:
            for headers in ({"host": "rebound.example"}, {"host": f"rebound.example:{served.address.rpartition(':')[2]}"}):
                assert served.client.request(method, path, headers=headers).status_code == 403
    for path in POSTS:
        for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            assert served.client.post(path, json={"text": "a"}, headers=headers).status_code == 403


def test_the_description_is_true(served: Served, seed: str) -> None:
    api = served.client.get("/openapi.json").json()
    schemas = api["components"]["schemas"]

    def keys_fit(row: dict[str, Any], name: str, *carried: str) -> None:
        properties = set(schemas[name]["properties"])
        assert set(schemas[name]["required"]) <= set(row)
        assert set(row) <= {*properties, *carried}

    cleaned = served.client.post("/v1/clean", json={"text": seed, "mine": 1}).json()
    keys_fit(cleaned, "Cleaned", "mine")
    for edit in cleaned["edits"]:
        assert set(schemas["Edit"]["required"]) <= set(edit)
    for sentence in (*cleaned["summary"], *cleaned["flags"]):
        assert set(schemas["Sentence"]["required"]) <= set(sentence)
    keys_fit(served.client.post("/v1/check", json={"text": seed}).json(), "Checked")
    edit = next(e for e in cleaned["edits"] if e["decision"] == "accepted")
    keys_fit(served.client.post("/v1/decide", json={"record": cleaned, "refuse": [edit["id"]], "by": "Ann"}).json(), "Decided")
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            answer = served.client.request(method, path)
            assert str(answer.status_code) in operation["responses"], path
            assert set(operations) == {m for m in ("get", "post") if served.client.request(m, path).status_code != 405}
            if method == "get":
                assert answer.headers["content-type"].partition(";")[0] in operation["responses"]["200"]["content"]
    page = served.client.get("/")
    assert all(f"{path}</code>" in page.text for path in api["paths"])
    assert "<script" not in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_the_examples_of_the_readme_are_answered(served: Served, seed: str, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "article.txt").write_text(seed, encoding="utf-8")
    (tmp_path / "more" / "page.html").write_text("<article>" + "<p>The harbor was closed on Monday.</p>" * 9, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"text": seed}) + "\n", encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in re.findall(r"^curl .*", readme, re.M)]
    assert len(commands) == 4
    for words in commands:
        headers = dict(words[n + 1].split(": ") for n, word in enumerate(words) if word == "-H")
        body = words[next(n for n, word in enumerate(words) if word in ("-d", "--data-binary")) + 1]
        content = (tmp_path / body[1:]).read_bytes() if body.startswith("@") else body.encode()
        path = words[-1].removeprefix("http://localhost:8765")
        answer = served.client.post(path, content=content, headers=headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(headers.get("Accept", "application/"))


def test_figures_count_requests_and_articles(served: Served) -> None:
    label = 'cleanup_articles_total{result="ok",route="summarize"}'
    served.client.post("/v1/summarize", json={"text": "A quiet place."})
    before = served.metric(label)
    assert before >= 1
    lines = "".join(json.dumps({"text": f"Quiet place {n}."}) + "\n" for n in range(5))
    served.client.post("/v1/summarize", content=lines, headers=LINES)
    assert served.metric(label) == before + 5
    assert served.metric("cleanup_queue_length") == served.metric("cleanup_in_flight") == 0


def test_columns_and_half_characters_of_a_request_come_back(served: Served, seed: str) -> None:
    article = {"id": "i\ud800", "text": f"Half \ud800 a pair.\n\n{seed}", "source": "theirs", "would_change": 1}
    found = served.client.post("/v1/clean", content=json.dumps(article), headers={"content-type": "application/json"}).json()
    assert (found["id"], found["source"], found["cleanup_source"]["format"]) == ("i\ud800", "theirs", "text")
    assert found["text"].startswith("Half \ud800 a pair.")
    checked = served.client.post("/v1/check", content=json.dumps(article), headers={"content-type": "application/json"}).json()
    assert (checked["would_change"], checked["cleanup_would_change"]) == (1, True)
    nested = article | {"settings": {"record.field": "result"}}
    record = served.client.post("/v1/clean", content=json.dumps(nested), headers={"content-type": "application/json"}).json()
    assert record["source"] == "theirs"
    for given in (found, record):
        body = json.dumps({"record": given, "refuse": [(given.get("result") or given)["edits"][0]["id"]], "by": "Ann"})
        decided = served.client.post("/v1/decide", content=body, headers={"content-type": "application/json"})
        assert decided.status_code == 200, decided.text
    shown = served.client.post(
        "/v1/clean", content=json.dumps(article), headers={"content-type": "application/json", "accept": "text/markdown"}
    )
    assert "Half \ufffd a pair." in shown.text
    refused = served.client.post(
        "/v1/clean", content=json.dumps(article | {"cleanup_source": 1}), headers={"content-type": "application/json"}
    )
    assert (refused.status_code, "--result-field" in refused.json()["error"]) == (422, True)
