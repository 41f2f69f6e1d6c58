"""`cleanup serve`: cleaning for other programs over HTTP, by the workers of a run."""
