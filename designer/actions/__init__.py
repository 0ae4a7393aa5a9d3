"""The verbs: one small function for each thing a user can do to a project."""
