"""The keys of every command: what they are, changing them, and the sheet that shows them."""
