"""A finger: mouse presses on the phone's glass reach the page as touches."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_POINT = 1
_MOUSE = (
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonDblClick, QEvent.Type.HoverMove, QEvent.Type.HoverEnter,
    QEvent.Type.HoverLeave, QEvent.Type.ContextMenu,
)  # fmt: skip


@cache
def screen() -> QPointingDevice:
    """The touch screen our finger is on; Qt knows no other way to make one from a program."""
    return QTest.createTouchDevice()


class Finger(QObject):
    """Turns the mouse over a web view into one finger, so that Chromium scrolls, flings, snaps and
    taps as on a phone; the page hears no hovering."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._down = False
        view.installEventFilter(self)
        for child in view.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and isValid(child):
                child.installEventFilter(self)  # the page's own widget comes when it loads
            return False
        if kind not in _MOUSE or not isinstance(watched, QWidget):
            return False
        if isinstance(event, QMouseEvent):
            self._touch(watched, event)
        return True

    def _touch(self, glass: QWidget, event: QMouseEvent) -> None:
        kind, at = event.type(), event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._down = True
            self._send(glass, "press", at)
        elif self._down and kind == QEvent.Type.MouseMove:
            self._send(glass, "move", at)
        elif self._down and left and kind == QEvent.Type.MouseButtonRelease:
            self._down = False
            self._send(glass, "release", at)

    def _send(self, glass: QWidget, deed: str, at: QPoint) -> None:
        touch = QTest.touchEvent(glass, screen(), autoCommit=False)
        getattr(touch, deed)(_POINT, at, glass)
        touch.commit(processEvents=False)
