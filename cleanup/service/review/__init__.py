"""The review page: articles in the browser, every change to be accepted, refused, rewritten or undone on record."""
