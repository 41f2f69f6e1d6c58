"""A small language model in a process of its own: how much likelier a sentence gets by an edit."""
