"""Find and replace over the whole project: what is looked for, what was found, what comes of it."""
