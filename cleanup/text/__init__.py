"""Text without articles: sentences, tokens, folding, languages, blocks, differences."""
