"""Grammar engines under one protocol."""
