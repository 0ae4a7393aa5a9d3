"""The rules room: who sees what in the selected slot, and why."""
