"""What a run left behind, in figures, plots and a page."""
