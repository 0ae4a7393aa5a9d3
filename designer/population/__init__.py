"""Tables of consumers: made, imported, written, and decided for by the million."""
