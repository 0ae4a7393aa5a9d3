"""The history room: every step, and the versions with a name."""
