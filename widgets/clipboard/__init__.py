"""Copying, cutting and pasting, and the pictures that come from outside."""
