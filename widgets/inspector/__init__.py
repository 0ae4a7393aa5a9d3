"""The inspector room: a form generated from the kind of the selected module."""
