"""The gallery of starter layouts, and the dialogs that make layouts out of others."""
