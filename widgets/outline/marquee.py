"""A frame drawn around rows with the mouse: the modules it touches are selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from widgets.look import tokens

EDGE: Final = 24
STEP: Final = 14


class Marquee(QObject):
    """Begun by a press on free ground; `drawn` tells the frame, in the content's own pixels."""

    drawn = Signal(QRect)

    def __init__(self, area: QAbstractScrollArea, top: Callable[[], int]) -> None:
        super().__init__(area)
        self._area, self._top = area, top
        self._from: QPoint | None = None
        self._to = QPoint()
        self._mouse = QPoint()
        self.is_on = False
        self._clock = QTimer(self, interval=30)
        self._clock.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        """A press from which a frame may be drawn."""
        self._from = event.position().toPoint() + QPoint(0, self._top())
        self.is_on = False

    def move(self, event: QMouseEvent) -> bool:
        """The mouse goes on; True while a frame is being drawn."""
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        self._mouse = event.position().toPoint()
        self._to = self._mouse + QPoint(0, self._top())
        if not self.is_on:
            far = (self._to - self._from).manhattanLength()
            self.is_on = far >= QApplication.startDragDistance()
        if self.is_on:
            self._clock.start()
            self._tell()
        return True

    def release(self) -> bool:
        """The mouse is let go; True when a frame had been drawn."""
        was, self.is_on, self._from = self.is_on, False, None
        self._clock.stop()
        self._area.viewport().update()
        return was

    def frame(self) -> QRect:
        """The frame in the content's pixels."""
        if self._from is None:
            return QRect()
        return QRect(self._from, self._to).normalized()

    def paint(self) -> None:
        """Draw the frame over the rows."""
        if not self.is_on:
            return
        look = tokens.of(self._area)
        painter = QPainter(self._area.viewport())
        rect = self.frame().translated(0, -self._top())
        ground = look.colour("accent")
        ground.setAlphaF(0.10)
        painter.fillRect(rect, ground)
        painter.setPen(look.colour("accent"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.end()

    def _tell(self) -> None:
        self.drawn.emit(self.frame())
        self._area.viewport().update()

    def _scroll(self) -> None:
        """Beyond the edges the rows come to meet the mouse."""
        bar, height = self._area.verticalScrollBar(), self._area.viewport().height()
        y = self._mouse.y()
        by = -STEP if y < EDGE else STEP if y > height - EDGE else 0
        before = bar.value()
        bar.setValue(before + by)
        if bar.value() != before:
            self._to = self._mouse + QPoint(0, self._top())
            self._tell()
