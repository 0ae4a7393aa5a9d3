"""Rectangles on a picture and on a grid: where they stand, what they snap to, their order."""
