"""The preview: a phone in a window of its own, where the page behaves as it will."""
