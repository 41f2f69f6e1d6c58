"""A finished article reopened: its ledger file, what people decide and correct, and what is then written of it."""
