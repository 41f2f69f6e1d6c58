"""What stands twice in a row."""
