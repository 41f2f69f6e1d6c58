"""Words that copying has split, joined or robbed of letters."""
