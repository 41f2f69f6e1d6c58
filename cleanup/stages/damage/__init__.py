"""Flags sentences with damage that nothing can mend for sure."""
