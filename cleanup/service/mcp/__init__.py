"""`cleanup mcp`: cleaning as tools of language models."""
