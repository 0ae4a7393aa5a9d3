"""The render room: records become the HTML and CSS that the canvas shows and the package holds."""
