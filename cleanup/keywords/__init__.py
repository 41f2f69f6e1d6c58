"""Keywords of a text: terms by textacy, by frequency or by rank."""
