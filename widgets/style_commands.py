"""What can be done in the inspector as a whole: find a setting, paste a part, edit the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.language import _, mark
from widgets.command import Command

if TYPE_CHECKING:
    from widgets.inspector.copying import Part
    from widgets.window import Window


def _changing(window: Window) -> str:
    """Why nothing can be pasted onto the selection."""
    if window.session.project.read_only:
        return window.session.project.read_only
    return "" if window.session.focus.modules else _("Select a module first.")


def search_settings(window: Window) -> None:
    """Put the keyboard on the search of the settings on show."""
    from widgets.inspector.panel import InspectorPanel

    panels = window.design().panels
    shown = panels.stack.currentWidget()
    if not isinstance(shown, InspectorPanel):
        shown = panels.show_tab("content")
    assert isinstance(shown, InspectorPanel)
    shown.search_settings()


def edit_theme(window: Window) -> None:
    """Show the theme of the shop, with nothing selected."""
    window.session.look(workspace="design", modules=())
    window.design().panels.show_tab("style")


def _paste(window: Window, part: Part) -> None:
    from widgets.inspector.copying import paste

    paste(window.session, part=part)


COMMANDS: tuple[Command, ...] = (
    Command("settings.search", mark("Search settings"), "panels", ("Ctrl+Alt+I",), search_settings),
    Command("settings.paste_style", mark("Paste the style only"), "edit", (),
            lambda window: _paste(window, "style"), _changing),
    Command("settings.paste_content", mark("Paste the content only"), "edit", (),
            lambda window: _paste(window, "content"), _changing),
    Command("theme.edit", mark("Theme of the shop"), "edit", ("Ctrl+Alt+B",), edit_theme),
)  # fmt: skip
"""The commands of the inspector and the theme."""
