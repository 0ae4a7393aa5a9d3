"""The command that opens the large editor of the selected module's hot zones or cube."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.language import _, mark
from widgets.command import Command
from widgets.zones.opening import editor_of

if TYPE_CHECKING:
    from widgets.window import Window


def edit_large(window: Window) -> None:
    """Open the editor of the selected module's hot zones or cube."""
    found = editor_of(window.session)
    if found is not None:
        window.design()
        window.session.editing.emit(*found)


def refused(window: Window) -> str:
    """Why there is no such editor now."""
    if editor_of(window.session) is None:
        return _("Select a module with hot zones or a cube.")
    return ""


COMMANDS: tuple[Command, ...] = (
    Command("zones.edit", mark("Edit hot zones or cube…"), "edit", ("Ctrl+Return",), edit_large,
            refused),
)  # fmt: skip
