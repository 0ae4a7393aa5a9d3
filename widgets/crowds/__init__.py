"""The crowds room: segments, personas and populations."""
