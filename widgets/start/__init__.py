"""The start screen: what was worked on last, the samples, and shops to begin from."""
