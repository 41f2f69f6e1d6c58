"""From an HTML page to a document: parse, render to blocks, classify, read the metadata."""
