"""The theme room: the brand's colours, type, corners and gaps, seen on the page at once."""
