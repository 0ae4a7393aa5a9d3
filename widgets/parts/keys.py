"""Keys that mean something in a panel itself, so that the window's shortcuts leave them alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

OWN = frozenset((
    "Del", "Backspace", "F2", "Ctrl+D", "Ctrl+G", "Ctrl+Shift+G", "Ctrl+I", "Ctrl+Up", "Ctrl+Down",
))  # fmt: skip
"""What removes, renames, copies, groups and moves; elsewhere it does so to the selected module."""


def claims(event: QEvent) -> bool:
    """Whether this asks if a key of ours is wanted here; if so it is accepted.

    Qt asks the focused control first and then what stands around it, so a panel claims for all
    that is inside: Del on a rule, or beside one, never removes the module.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    if name not in OWN:
        return False
    event.accept()
    return True
