"""Rules as data: read, checked, matched together, explained."""
