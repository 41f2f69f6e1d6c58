"""What a page has besides its article."""
