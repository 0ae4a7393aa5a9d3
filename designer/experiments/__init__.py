"""What experiments do to a population."""
