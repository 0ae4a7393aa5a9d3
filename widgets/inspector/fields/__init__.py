"""One field per setting type."""
