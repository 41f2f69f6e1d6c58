"""The idea itself: text is never overwritten, it is edited on record. Standard library only."""
