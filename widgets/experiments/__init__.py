"""The experiments workspace: A/B tests, whom they take, where they run, and how they look."""
