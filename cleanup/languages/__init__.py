"""What the program knows of each language: abbreviations, stop words, quotation marks, months. No code but look-up."""
