"""The kinds room: what a module can be, declared as data and checked without running it."""
