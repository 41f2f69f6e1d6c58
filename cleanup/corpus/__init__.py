"""From one article to millions: many workers, runs that can be resumed, and what came of them."""
