"""Finding, the launcher, and the keys: how they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.language import mark
from widgets.command import Command

if TYPE_CHECKING:
    from widgets.finding.panel import FindPanel
    from widgets.window import Window


def launch(window: Window) -> None:
    """Open the launcher."""
    window.launcher().open()


def panel(window: Window) -> FindPanel:
    """The panel of find and replace, brought to the front."""
    from widgets.finding.panel import FindPanel

    found = window.design().side.show_over("find", lambda: FindPanel(window))
    assert isinstance(found, FindPanel)
    return found


def find(window: Window) -> None:
    """Look for something."""
    panel(window).begin()


def replace(window: Window) -> None:
    """Look for something and put something else there."""
    panel(window).begin_replacing()


def find_next(window: Window) -> None:
    """Go to the next match."""
    panel(window).step(1)


def find_previous(window: Window) -> None:
    """Go to the match before."""
    panel(window).step(-1)


def keys(window: Window) -> None:
    """Show every key."""
    from widgets.keys.sheet import KeySheet

    KeySheet(window).open_overview()


def change_keys(window: Window) -> None:
    """Show every key and let them be changed."""
    from widgets.keys.sheet import KeySheet

    KeySheet(window).open_changing()


COMMANDS: tuple[Command, ...] = (
    Command("find.open", mark("Find…"), "edit", ("Ctrl+F",), find),
    Command("find.replace", mark("Find and replace…"), "edit", ("Ctrl+H",), replace),
    Command("find.next", mark("Next match"), "edit", ("F3",), find_next),
    Command("find.previous", mark("Previous match"), "edit", ("Shift+F3",), find_previous),
    Command("launcher.open", mark("Run or go to anything…"), "view", ("Ctrl+K", "Ctrl+Shift+P"),
            launch),
    Command("keys.sheet", mark("Keyboard shortcuts"), "help", ("F1", "Ctrl+/", "?"), keys),
    Command("keys.change", mark("Change shortcuts…"), "help", (), change_keys),
)  # fmt: skip
