"""Plain facts about a text: sentences, tokens, blocks, folding, differences."""
