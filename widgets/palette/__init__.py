"""The palette: kinds, pictures and products to take onto the page."""
