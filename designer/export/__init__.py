"""The export room: a project becomes a package that decides and shows by itself, and packages are
checked."""
