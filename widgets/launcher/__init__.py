"""The launcher: any command, place or thing by a few letters of its name."""
