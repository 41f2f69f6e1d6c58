"""Rules as data: read, checked, matched and explained."""
