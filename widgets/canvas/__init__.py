"""The canvas: the exported page on our own URL scheme, with the editor drawn over it."""
