"""The document room: records in memory, the diff, and what must always hold."""
