"""Gestures that Qt hears before the page: Ctrl with the wheel, and two fingers on the pad."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

SPEED: Final = 0.0014
"""How much a turn of the wheel zooms: one click by a sixth."""
Pinch = Callable[[float, float, float], None]
"""Takes a factor and a place of the view."""


class Gestures(QObject):
    """Zooms by `pinch`; left to Chromium, a busy page would be zoomed in its own way."""

    def __init__(self, view: QWidget, pinch: Pinch) -> None:
        super().__init__(view)
        self._view, self._pinch = view, pinch
        view.installEventFilter(self)
        for child in view.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and isValid(child):
                child.installEventFilter(self)  # the page's own widget comes when it loads
        return False

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()  # else it goes on to the parents
        turned = event.angleDelta().y() or event.pixelDelta().y()
        if turned:
            place = self._view.mapFromGlobal(event.globalPosition())
            self._pinch(math.exp(turned * SPEED), place.x(), place.y())
        return True

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        event.accept()
        place = self._view.mapFromGlobal(event.globalPosition())
        self._pinch(1 + event.value(), place.x(), place.y())
        return True
