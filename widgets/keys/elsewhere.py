"""Keys with a meaning of their own in one place: on the page, in the outline, in the editors."""

from __future__ import annotations

from typing import Final, NamedTuple

from designer.language import mark


class Gesture(NamedTuple):
    """One key or gesture and what it does; the label is said through `_`."""

    keys: tuple[str, ...]
    label: str


PLACES: Final[dict[str, tuple[Gesture, ...]]] = {
    mark("On the page"): (
        Gesture(("↑", "↓"), mark("Select the module above or below")),
        Gesture(("Ctrl", "click"), mark("Select one more")),
        Gesture(("Shift", "click"), mark("Select everything up to here")),
        Gesture(("double-click",), mark("Edit the text right here")),
        Gesture(("Enter",), mark("Edit the text right here")),
        Gesture(("←", "→"), mark("Go to the other floor")),
        Gesture(("Home", "End"), mark("Go to the first or last row")),
        Gesture(("Esc",), mark("Let go")),
        Gesture(("Alt",), mark("Measure distances")),
        Gesture(("Alt", "drag"), mark("Copy instead of moving")),
        Gesture(("Space", "drag"), mark("Move the view")),
        Gesture(("Ctrl", "wheel"), mark("Zoom at the pointer")),
    ),
    mark("In the outline"): (
        Gesture(("Enter",), mark("Go to its settings")),
        Gesture(("F2",), mark("Rename")),
        Gesture(("←", "→"), mark("Fold or unfold")),
        Gesture(("Home", "End"), mark("Go to the first or last row")),
        Gesture(("A…Z",), mark("Go to the row that begins so")),
        Gesture(("Ctrl", "drag"), mark("Copy instead of moving")),
        Gesture(("drag",), mark("Beside the names: draw a frame around rows")),
    ),
    mark("In the hot-zone editor"): (
        Gesture(("drag",), mark("Draw a zone")),
        Gesture(("arrows",), mark("Move by 1 px")),
        Gesture(("Shift", "arrows"), mark("Move by 10 px")),
        Gesture(("Ins",), mark("Add a zone")),
        Gesture(("Ctrl", "D"), mark("Duplicate")),
        Gesture(("Alt", "A"), mark("Align left")),
        Gesture(("Alt", "H"), mark("Align centres across")),
        Gesture(("Alt", "D"), mark("Align right")),
        Gesture(("Alt", "W"), mark("Align top")),
        Gesture(("Alt", "V"), mark("Align middles down")),
        Gesture(("Alt", "S"), mark("Align bottom")),
        Gesture(("Ctrl", "Shift", "L"), mark("Lock or unlock")),
        Gesture(("Ctrl", "Shift", "M"), mark("Mend all places")),
        Gesture(("Del",), mark("Delete")),
        Gesture(("Esc",), mark("Let go")),
    ),
    mark("In a text"): (
        Gesture(("Ctrl", "B"), mark("Bold")),
        Gesture(("Ctrl", "I"), mark("Italic")),
        Gesture(("Ctrl", "U"), mark("Underline")),
        Gesture(("Ctrl", "K"), mark("Link")),
        Gesture(("Ctrl", "Enter"), mark("Keep the text")),
        Gesture(("Ctrl", "Z"), mark("Undo inside the text")),
        Gesture(("Esc",), mark("Leave the text as it was")),
    ),
}
"""What stands on the sheet beside the commands; these keys cannot be changed."""

WORDS: Final = {
    "click": mark("click"), "double-click": mark("double-click"), "drag": mark("drag"),
    "wheel": mark("wheel"), "arrows": mark("arrows"),
}  # fmt: skip
"""The parts of a gesture that are said in the user's language."""
