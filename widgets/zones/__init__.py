"""The editors of pictures with parts: hot zones drawn on one, and the cells of a cube."""
