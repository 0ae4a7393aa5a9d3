"""The campaign calendar, where time is a place."""
