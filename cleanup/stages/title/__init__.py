"""Repeats of the title."""
