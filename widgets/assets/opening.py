"""Opens the library of a window, or brings the one that is open to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from widgets.assets.library import Library
    from widgets.session import Session
    from widgets.window import Window


def open_library(session: Session, window: QWidget) -> Library:
    """The library of the project, beside its window."""
    from widgets.assets.library import Library

    made = window.findChild(Library) or Library(session, parent=window)
    made.show()
    made.raise_()
    made.activateWindow()
    return made


def show_library(window: Window) -> None:
    """The same as a command of the window."""
    open_library(window.session, window)
