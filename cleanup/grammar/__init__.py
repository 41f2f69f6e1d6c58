"""Candidates for grammar edits, and what speaks for and against them."""
