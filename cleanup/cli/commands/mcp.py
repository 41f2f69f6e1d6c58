"""`cleanup mcp`: the cleaner as tools for language models."""

from __future__ import annotations

from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.errors import ConfigError
from cleanup.extras import needs


@spread
def mcp(*, cleaning: options.CleaningOptions) -> None:
    """Serve the cleaner to language models by the Model Context Protocol, on stdin and stdout, until stdin ends.

    Tools: clean_text, clean_html, summarize, explain_edit, undo. They take texts, never files or addresses. A client
    starts this command itself; the README has what to write in its configuration.

    \b
    Example: cleanup mcp --grammar strict
    """
    needs("mcp", "mcp", "tools for language models", error=ConfigError)
    settings = cleaning.settings([])
    from cleanup.service.mcp.tools import serve

    serve(settings)
