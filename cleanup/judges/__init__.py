"""Learned judgements over lines, blocks and edits, with the scripts that train them."""
