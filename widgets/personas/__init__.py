"""The persona wall: several people's pages side by side."""
