"""Left-over lines: rules first, then a learned classifier of lines."""
