"""Campaigns and their phases: named, dated, and followed by rules."""
