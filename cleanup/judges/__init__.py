"""Learned judgements: whether a line, a block or an edit is right.

`trees` evaluates gradient-boosted trees, `hashed` a linear n-gram model kept as int8, `store` keeps both in one
small file with its origin and licence. The modules here import numpy where they are loaded, so a stage imports them
inside the function that judges, never at its top.
"""
