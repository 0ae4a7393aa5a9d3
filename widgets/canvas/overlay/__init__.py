"""The overlay: script and sheets that draw the editor over the page, in their own world."""
