"""`cleanup mcp`: the cleaner as tools of the Model Context Protocol, on standard input and output.

A tool takes a text and never a path or an address: nothing that a model was talked into can make it read a file or
fetch a page. One call is worked off at a time, in one thread that the cleaner belongs to; meanwhile the protocol goes
on. Standard output carries the protocol alone: the package moves it out of reach of everything else in the process.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from cleanup.api import Cleaner
from cleanup.config import Settings
from cleanup.errors import CleanupError, EngineError, EngineTextError, InputError
from cleanup.result import Result
from cleanup.service.caller_settings import allowed, with_call
from cleanup.service.mcp.answers import CleanedArticle, ExplainedEdit, Summarized, Undone
from cleanup.service.mcp.kept_results import KeptResults
from cleanup.version import VERSION

_T = TypeVar("_T")
INSTRUCTIONS = """\
Cleans text copied or scraped from web pages: takes away left-overs of the page (menus, share buttons, repeated titles), \
repairs characters, joins broken lines, corrects grammar where it is sure, and summarizes by the article's own sentences. \
It never rewrites or invents; names, numbers and quotations stay. Every change is an edit with an id that can be explained \
and undone. Pass the text or the HTML itself; file names and addresses are not opened."""
_WARM_UP = "The harbor was closed on Monday. Nobody came."
_BY = "mcp"
_PATIENCE = 2.0  # seconds for the call at work when the client has gone; clients end a server that takes longer

Text = Annotated[str, Field(description="The plain text of one article itself, not a file name or an address.")]
Html = Annotated[str, Field(description="The HTML source of one page itself, not a file name or an address.")]
Title = Annotated[str, Field(description="The article's title, where it is known; later repeats of it go.")]
Url = Annotated[
    str, Field(description="Where the article came from. Makes links whole and helps to tell left-overs; never opened.")
]
ResultId = Annotated[str, Field(description="The result_id of clean_text, clean_html or undo.")]
CallSettings = Annotated[
    dict[str, str | bool | int | float | list[str] | None] | None,
    Field(
        description="Settings for this call, by key: "
        + "; ".join(f"{key} (default {default!r}): {about}" for key, default, about in allowed())
    ),
]


class Tools:
    """The tools, over one cleaner that is loaded once."""

    def __init__(self, settings: Settings) -> None:
        """Raises what `Cleaner` raises for settings that cannot be."""
        self._settings = settings
        self._cleaner = Cleaner(settings)
        self._kept = KeptResults()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="cleaner")

    async def clean_text(self, text: Text, title: Title = "", url: Url = "", settings: CallSettings = None) -> CleanedArticle:
        """Clean one article given as plain text, and summarize it.

        Use it before quoting, translating, indexing or summarizing text that was copied or scraped. The answer holds the
        cleaned text and the list of every change.
        """
        return await self._in_turn(lambda: self._cleaned(settings, text, title, url, html=False))

    async def clean_html(self, html: Html, title: Title = "", url: Url = "", settings: CallSettings = None) -> CleanedArticle:
        """Find the article in the HTML source of one page, leave the rest out, clean and summarize it.

        `skipped` says why there is no text where the page holds no article (a list of links, an error page).
        """
        return await self._in_turn(lambda: self._cleaned(settings, html, title, url, html=True))

    async def summarize(
        self,
        text: Text,
        sentences: Annotated[
            int | None, Field(ge=0, description="At most so many sentences; 3 where no budget is given.")
        ] = None,
        words: Annotated[int | None, Field(ge=0, description="A budget in words, met within one sentence.")] = None,
        about: Annotated[str, Field(description="Prefer sentences that concern this, for example a name.")] = "",
    ) -> Summarized:
        """Choose the most telling sentences of an article itself, after leaving out what is not of it.

        Faster than clean_text, as grammar is not looked at. Nothing is rewritten.
        """
        return await self._in_turn(lambda: self._summarized(text, sentences, words, about))

    async def explain_edit(
        self, result_id: ResultId, edit_id: Annotated[str, Field(description='The id of an edit, such as "e3".')]
    ) -> ExplainedEdit:
        """Say what one edit changed, why, how sure it was, and where in the input it stands."""
        return await self._in_turn(lambda: self._explained(result_id, edit_id))

    async def undo(
        self,
        result_id: ResultId,
        edit_ids: Annotated[list[str], Field(min_length=1, description="The ids of accepted edits to take back.")],
    ) -> Undone:
        """Take edits back, and give the text without them. Later edits that stand on them go too, and are named."""
        return await self._in_turn(lambda: self._undone(result_id, edit_ids))

    def warm_up(self) -> None:
        """Load rules, models and engine in the cleaner's thread, without waiting. What fails is told by the first call."""

        def load() -> None:
            try:
                self._cleaner.clean(_WARM_UP)
            except CleanupError:
                self._cleaner.close()

        self._thread.submit(load)

    def close(self, patience: float) -> bool:
        """Close the engine after the call at work. -> whether that was done within `patience` seconds."""
        try:
            self._thread.submit(self._cleaner.close).result(patience)
        except TimeoutError:
            return False
        self._thread.shutdown()
        return True

    async def _in_turn(self, work: Callable[[], _T]) -> _T:
        """What the work comes to, in the cleaner's thread. Raises ToolError for what the caller can mend."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._worked, work)
        except CleanupError as error:
            raise ToolError(str(error)) from error

    def _worked(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except EngineTextError:
            raise
        except EngineError:
            self._cleaner.close()  # the next call opens it anew
            raise

    def _result(self, values: dict[str, Any] | None, text: str, title: str, url: str, *, html: bool) -> Result:
        """The text cleaned with these settings of the call. Raises InputError where it is too much."""
        size = sum(len(part.encode("utf-8", "replace")) for part in (text, title, url))
        most = self._settings.input.most_bytes
        if size > most:
            raise InputError(f"the text has {size:,} bytes, more than {most:,} (input.most_bytes); send it in parts")
        settings = with_call(self._settings, values or {})
        if settings == self._settings:
            return _clean(self._cleaner, text, title, url, html=html)
        engine = None if "grammar" in settings.skip else self._cleaner.engine
        with Cleaner(settings, engine=engine) as cleaner:
            return _clean(cleaner, text, title, url, html=html)

    def _cleaned(self, values: dict[str, Any] | None, text: str, title: str, url: str, *, html: bool) -> CleanedArticle:
        result = self._result(values, text, title, url, html=html)
        return CleanedArticle.of(result, self._kept.add(result.source_text, result.ledger))

    def _summarized(self, text: str, sentences: int | None, words: int | None, about: str) -> Summarized:
        budget = {"summary.sentences": sentences, "summary.words": words, "summary.about": about or None}
        skip = [*(step for step in self._settings.skip if step != "summary"), "grammar", "keywords"]
        values = {"skip": skip} | {key: value for key, value in budget.items() if value is not None}
        return Summarized.of(self._result(values, text, "", "", html=False))

    def _explained(self, result_id: str, edit_id: str) -> ExplainedEdit:
        kept = self._kept.get(result_id)
        return ExplainedEdit.of(kept.ledger.decision(edit_id), kept)

    def _undone(self, result_id: str, edit_ids: list[str]) -> Undone:
        kept = self._kept.get(result_id)
        back = kept.ledger.revert(kept.source_text, edit_ids, by=_BY)
        return Undone(
            result_id=self._kept.add(kept.source_text, back.ledger),
            text=back.text,
            taken_back=list(back.asked),
            also_taken_back=list(back.also),
        )


def _clean(cleaner: Cleaner, text: str, title: str, url: str, *, html: bool) -> Result:
    call = cleaner.clean_html if html else cleaner.clean
    return call(text, title=title or None, url=url or None)


def serve(settings: Settings) -> None:
    """Answer calls until standard input ends. Raises what `Cleaner` raises for settings that cannot be."""
    tools = Tools(settings)
    server = MCPServer("cleanup", title="Article cleanup", instructions=INSTRUCTIONS, version=VERSION, log_level="WARNING")
    for tool in (tools.clean_text, tools.clean_html, tools.summarize, tools.explain_edit, tools.undo):
        server.add_tool(tool, annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False))
    # The thread that waits for the next line would keep the process until one came.
    signal.signal(signal.SIGINT, lambda *_: os._exit(128 + signal.SIGINT))
    tools.warm_up()
    try:
        server.run("stdio")
    except* BrokenPipeError:  # the client has gone while an answer was written
        pass
    if not tools.close(_PATIENCE):
        os._exit(0)  # nobody waits for the answer; an engine's process ends with this one
