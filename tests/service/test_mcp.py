"""`cleanup mcp` as a client of the protocol has it: a process of its own, by the package's client or line by line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

from cleanup import Cleaner
from cleanup.errors import LedgerError
from cleanup.service.mcp.kept_results import KeptResults
from tests.cli.test_run import ARTICLE, write
from tests.conftest import ROOT
from tests.web import Site

ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}


def talk(folder: Path, *options: str, to: Callable[[ClientSession], Awaitable[None]]) -> None:
    """Let a session with a server of its own run."""

    async def session() -> None:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "cleanup", "mcp", *options], env=ENVIRONMENT, cwd=folder
        )
        async with stdio_client(command) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            await to(client)

    anyio.run(session)


async def answer(client: ClientSession, tool: str, **arguments: Any) -> dict[str, Any]:
    """The structured answer of a call that goes well."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content or {}
    return found


async def error(client: ClientSession, tool: str, **arguments: Any) -> str:
    """The message of a call that does not."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return "".join(part.text for part in result.content if part.type == "text")


def test_a_client_cleans_explains_and_undoes(tmp_path: Path, seed: str) -> None:
    async def session(client: ClientSession) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"clean_text", "clean_html", "summarize", "explain_edit", "undo"}
        for tool in tools.values():
            assert tool.output_schema is not None
            assert all(p.get("description") for p in tool.input_schema["properties"].values()), tool.name

        cleaned = await answer(client, "clean_text", text=seed)
        assert "Follow HU On Telegram" not in cleaned["text"]
        assert len(cleaned["summary"]) == 3
        for part in cleaned["summary"]:
            assert cleaned["text"][part["start"] : part["end"]] == part["text"]
        assert "Instead of China." in [flag["text"] for flag in cleaned["flags"]]
        edits = {edit["rule"]: edit for edit in cleaned["edits"]}
        follow = edits["follow-on-network"]["id"]
        assert cleaned["edit_count"] == len(cleaned["edits"])

        result = cleaned["result_id"]
        told = await answer(client, "explain_edit", result_id=result, edit_id=follow)
        assert (told["verdict"], told["stage"], told["line"]) == ("accepted", "boilerplate", 51)
        assert told["before"] + told["input_text"] + told["after"] in seed
        refused = await answer(client, "explain_edit", result_id=result, edit_id="e25")
        assert (refused["verdict"], refused["old"]) == ("refused", "VSSE")

        back = await answer(client, "undo", result_id=result, edit_ids=[follow])
        assert "Follow HU On Telegram & Google News" in back["text"]
        assert "Leave a Comment" not in back["text"]
        rest = [edit["id"] for edit in cleaned["edits"] if edit["id"] not in (follow, *back["also_taken_back"])]
        whole = await answer(client, "undo", result_id=back["result_id"], edit_ids=rest)
        assert whole["text"] == seed

        spaces = next(e["id"] for e in cleaned["edits"] if e["rule"] == "non-breaking-space")
        first = await answer(client, "undo", result_id=result, edit_ids=[spaces])
        assert first["taken_back"] == [spaces]
        assert follow not in first["also_taken_back"]  # the result is as it was: the first undo is not in it

        for message, tool, arguments in (
            ("no result 'r99'; there are r1", "undo", {"result_id": "r99", "edit_ids": ["e1"]}),
            ("no edit 'e999' in this ledger", "explain_edit", {"result_id": result, "edit_id": "e999"}),
            ("nothing to take back", "undo", {"result_id": result, "edit_ids": ["e25"]}),
            ("empty, nothing to clean", "clean_text", {"text": " \n"}),
            ("did you mean 'grammar.mode'?", "clean_text", {"text": seed, "settings": {"grammer.mode": "strict"}}),
            ("edit_ids", "undo", {"result_id": result, "edit_ids": []}),
        ):
            assert message in await error(client, tool, **arguments)

        off = await answer(client, "clean_text", text=seed, settings={"rules.off": ["follow-on-network"], "skip": ["grammar"]})
        assert "Follow HU On Telegram" in off["text"]
        short = await answer(client, "summarize", text=seed, sentences=1, about="Tony Graziano")
        (sentence,) = short["sentences"]
        assert "Tony Graziano" in sentence["text"]
        assert sentence["text"] in cleaned["text"]
        assert "Tony Graziano" in seed[sentence["input_start"] : sentence["input_end"]]

    talk(tmp_path, to=session)


def test_no_call_reads_a_file_or_an_address(tmp_path: Path, site: Site) -> None:
    secret = write(tmp_path / "secret.txt", "The word is heliotrope. " * 20)
    write(tmp_path / "rules" / "x.toml", "[[rule]]\n")
    address, page = secret.as_uri(), site.add("/page.html", "<p>The word is heliotrope.</p>")
    html = (
        f'<html><head><base href="{address}"><link rel="stylesheet" href="{page}"></head><body><h1>Harbor</h1><article>'
        f'<object data="{address}"></object><iframe src="{page}"></iframe><img src="{page}" alt="A ship">'
        + f"<p>The harbor was closed on Monday, they said in the town.</p><p>See {address} for more about it.</p>" * 5
        + "</article></body></html>"
    )

    async def session(client: ClientSession) -> None:
        for given in (address, page, str(secret), f"@{secret}", "-"):
            assert "heliotrope" not in json.dumps(await answer(client, "clean_text", text=given, url=address))
            assert "heliotrope" not in json.dumps(await answer(client, "summarize", text=given))
        for extractor in ("judge", "trafilatura"):
            cleaned = await answer(client, "clean_html", html=html, url=page, settings={"html.extractor": extractor})
            assert "The harbor was closed" in cleaned["text"]
            assert "heliotrope" not in json.dumps(cleaned)
        for key, value in (
            ("rules.folders", [str(tmp_path / "rules")]),
            ("engine.name", "scripted"),
            ("engine.script", str(secret)),
            ("engine.server", site.origin),
            ("grammar.second_opinion", "lm"),
            ("fetch.private", True),
            ("input.most_bytes", 10**9),
        ):
            assert f"the setting {key} is for whoever starts" in await error(
                client, "clean_text", text=ARTICLE, settings={key: value}
            )

    talk(tmp_path, "--engine", "none", to=session)
    assert site.asked == []


@contextmanager
def server(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[..., dict[str, Any] | None]]]:
    """A server to speak to in lines: its process, and what sends one and, unless told not to, reads the answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cleanup", "mcp", "--engine", "none"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=ENVIRONMENT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    def send(message: dict[str, Any] | bytes, answered: bool = True) -> dict[str, Any] | None:
        stdin.write((message if isinstance(message, bytes) else json.dumps(message).encode()) + b"\n")
        stdin.flush()
        return json.loads(stdout.readline()) if answered else None

    try:
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        assert send({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello}) is not None
        send({"jsonrpc": "2.0", "method": "notifications/initialized"}, answered=False)
        yield process, send
    finally:
        process.kill()
        process.communicate()


def call(number: int, text: str) -> dict[str, Any]:
    arguments = {"name": "clean_text", "arguments": {"text": text}}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": arguments}


def test_the_protocol_survives_what_is_not_of_it(tmp_path: Path) -> None:
    write(tmp_path / "cleanup.toml", "[input]\nmost_bytes = 2000\n")
    with server(tmp_path) as (process, send):
        for broken in (b"{ not JSON", b"[1, 2]", b"\xff\xfe", b"null", b""):
            send(broken, answered=False)
        long = send(call(1, "The harbor was closed. " * 100))
        assert long is not None
        assert long["result"]["isError"] is True
        assert "the text has 2,300 bytes, more than 2,000 (input.most_bytes)" in long["result"]["content"][0]["text"]
        good = send(call(2, ARTICLE))
        assert good is not None
        assert "Share this article" not in good["result"]["structuredContent"]["text"]
        rest, told = process.communicate(timeout=60)  # stdin ends
        assert (process.returncode, rest, told) == (0, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing on Windows")
def test_ctrl_c_ends_it_at_once(tmp_path: Path) -> None:
    with server(tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130  # though stdin is open
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_results_are_kept_within_bounds() -> None:
    with Cleaner(engine_name="none", skip=("summary", "keywords")) as cleaner:
        result = cleaner.clean(ARTICLE)
    few = KeptResults(most=2)
    assert [few.add(result.source_text, result.ledger) for _ in range(3)] == ["r1", "r2", "r3"]
    assert few.get("r2").source_text == ARTICLE
    with pytest.raises(LedgerError, match="result r1 is no longer kept, only the latest 2 within 64 MB are"):
        few.get("r1")
    with pytest.raises(LedgerError, match="no result 'r4'; there are r2, r3"):
        few.get("r4")
    small = KeptResults(most_bytes=3 * few.get("r2").size())
    for _ in range(5):
        small.add(result.source_text, result.ledger)
    small.add(ARTICLE * 100, cleaner.clean(ARTICLE * 100).ledger)  # alone more than the bound, and the newest
    assert small.get("r6").source_text == ARTICLE * 100
    with pytest.raises(LedgerError, match="no longer kept"):
        small.get("r5")
