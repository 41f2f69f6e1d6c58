"""Sentences that no rule can mend, flagged."""
