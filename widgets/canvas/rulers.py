"""Rulers beside the page, in design pixels of the floor in hand; guides are drawn out of them."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.language import _
from widgets.canvas.sight import Lie
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import painting

THICK: Final = 20
"""Across a ruler, in pixels."""
ROOM: Final = 56
"""The least room between two figures, in pixels."""
Axis = Literal["x", "y"]


class Ruler(QWidget):
    """The level ruler measures x and gives level guides; the upright one measures y."""

    dragged = Signal(QPointF, str)
    """A guide is held at a place of the screen; then "keep" or "drop", before that nothing."""

    def __init__(self, axis: Axis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = axis
        self.lie = Lie()
        self._pointer: float | None = None
        self._held = False
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((free, fixed) if axis == "x" else (fixed, free)))
        level = axis == "x"
        name = _("Ruler across the page") if level else _("Ruler down the page")
        self.setAccessibleName(name)
        self.setToolTip(_("Drag a guide from here onto the page"))
        shape = Qt.CursorShape.SizeVerCursor if level else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)

    def sizeHint(self) -> QSize:
        return QSize(THICK, THICK)

    def set_lie(self, lie: Lie) -> None:
        """Measure this floor."""
        self.lie = lie
        self.update()

    def set_pointer(self, at: float | None) -> None:
        """Mark where the pointer is over the page."""
        if at != self._pointer:
            self._pointer = at
            self.update()

    def value_at(self, at: float) -> float:
        """The design pixel at a place along the ruler."""
        return (at - self._origin()) / self.lie.unit

    def place_of(self, value: float) -> float:
        """The place along the ruler of a design pixel."""
        return self._origin() + value * self.lie.unit

    def _origin(self) -> float:
        return self.lie.x if self.axis == "x" else self.lie.y

    # ---- drawing a guide out ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.lie.floor:
            self._held = True
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self.dragged.emit(event.globalPosition(), "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.dragged.emit(event.globalPosition(), "keep")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._held and event.key() == Qt.Key.Key_Escape:
            self._held = False
            self.dragged.emit(QPointF(), "drop")
            return
        super().keyPressEvent(event)

    # ---- painting: everything along the ruler, turned for the upright one ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        length = float(self.width() if self.axis == "x" else self.height())
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("panel"))
            self._paint_floor(painter, look, length)
            self._paint_chosen(painter, look)
            painter.setFont(fonts.font(10))
            self._paint_ticks(painter, look, length)
            if self._pointer is not None:
                self._line(painter, self._pointer, THICK, look.colour("danger"))
            self._band(painter, 0, length, look.colour("line"), first=THICK - 1, deep=1)

    def _paint_floor(self, painter: QPainter, look: tokens.Tokens, length: float) -> None:
        size = self.lie.width if self.axis == "x" else self.lie.height
        start = self._origin()
        for first, last in ((0.0, start), (start + size, length)):
            if self.lie.floor and last > first:
                self._band(painter, first, last, look.colour("raised"))

    def _paint_chosen(self, painter: QPainter, look: tokens.Tokens) -> None:
        if self.lie.chosen is None:
            return
        left, top, right, bottom = self.lie.chosen
        first, last = (left, right) if self.axis == "x" else (top, bottom)
        self._band(painter, first, last, look.colour("accent_soft"))
        for edge in (first, last):
            self._line(painter, edge, THICK, look.colour("accent"))

    def _paint_ticks(self, painter: QPainter, look: tokens.Tokens, length: float) -> None:
        if not self.lie.floor:
            return
        step = step_for(self.lie.unit)
        value = int(self.value_at(0) // step) * step
        while self.place_of(value) <= length:
            at = self.place_of(value)
            self._line(painter, at, 9, look.colour("faint"))
            if at > -3:
                self._figure(painter, at, value, look.colour("muted"))
            for part in range(1, 5 if step >= 5 else 1):
                deep = 4 if part * 2 != 5 else 6
                self._line(
                    painter, at + part * step / 5 * self.lie.unit, deep, look.colour("line_strong")
                )
            value += step

    def _figure(self, painter: QPainter, at: float, value: int, colour: QColor) -> None:
        painter.setPen(colour)
        if self.axis == "x":
            painter.drawText(QRectF(at + 3, 0, ROOM, 12), Qt.AlignmentFlag.AlignVCenter, str(value))
            return
        painter.save()
        painter.translate(0, at - 3)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, ROOM, 12), Qt.AlignmentFlag.AlignVCenter, str(value))
        painter.restore()

    def _line(self, painter: QPainter, at: float, deep: float, colour: QColor) -> None:
        """A line across the ruler from its inner edge, on a whole pixel."""
        self._band(painter, round(at), round(at) + 1, colour, first=THICK - deep, deep=deep)

    def _band(
        self, painter: QPainter, start: float, end: float, colour: QColor, *,
        first: float = 0, deep: float = THICK,
    ) -> None:  # fmt: skip
        size = end - start
        rect = QRectF(start, first, size, deep)
        painter.fillRect(rect if self.axis == "x" else QRectF(first, start, deep, size), colour)


def step_for(unit: float) -> int:
    """The distance of figures in design pixels, so that they have room at this scale."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if step * unit >= ROOM:
            return step
    return 10_000
