"""The design workspace: outline, canvas, panels and calendar side by side."""
