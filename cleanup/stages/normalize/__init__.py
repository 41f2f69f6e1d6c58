"""Characters: line ends, mojibake, ligatures, doubled punctuation, wrapped and hyphenated lines."""
