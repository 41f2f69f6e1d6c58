"""From results to files; writers never change text."""
