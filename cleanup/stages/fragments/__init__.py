"""Pieces cut off their sentence are joined to it; determiners that the article itself shows are set."""
