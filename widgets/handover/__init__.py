"""The hand-over workspace: what the page package holds, making it, and checking it."""
