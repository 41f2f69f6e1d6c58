"""The stages, each proposing edits."""
