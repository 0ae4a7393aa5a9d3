"""Undo and redo for a window that stands beside the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from widgets.session import Session


def undo_here(window: QWidget, session: Session) -> None:
    """Bind the keys of undo and redo in a window to the session's steps."""
    for keys, deed in (("Ctrl+Z", session.undo), ("Ctrl+Shift+Z", session.redo),
                       ("Ctrl+Y", session.redo)):  # fmt: skip
        QShortcut(QKeySequence(keys), window).activated.connect(deed)
