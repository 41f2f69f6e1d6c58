"""Extractive summaries, keywords and readability."""
