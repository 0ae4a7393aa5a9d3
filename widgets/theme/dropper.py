"""Take a colour from anywhere in the window: a magnifier follows the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline, painting

GRAIN = 11
"""Pixels a side that the magnifier shows."""
ZOOM = 9
_STEPS = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1), Qt.Key.Key_Down: QPoint(0, 1),
}  # fmt: skip


class Dropper(QWidget):
    """Lies over a window and shows what it shows; a click or Enter takes, Esc gives up."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        picture = window.grab().toImage()  # before there is anything of this on the window
        super().__init__(window)
        self._picture = picture
        self._at = window.mapFromGlobal(window.cursor().pos())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setGeometry(window.rect())
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Take a colour from the window"))

    def begin(self) -> None:
        """Cover the window and take the keyboard."""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grabKeyboard()

    def colour_at(self, at: QPoint) -> str:
        """The colour under a point of the window."""
        ratio = self._picture.devicePixelRatio()
        x, y = round(at.x() * ratio), round(at.y() * ratio)
        inside = QRect(QPoint(0, 0), self._picture.size()).contains(x, y)
        return self._picture.pixelColor(x, y).name() if inside else "#000000"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._take()
        else:
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._at += step * far
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.drawImage(QPoint(0, 0), self._picture)
            self._paint_lens(painter)

    def _paint_lens(self, painter: QPainter) -> None:
        look, side = tokens.of(self), GRAIN * ZOOM
        place = QRectF(self._at.x() + 18, self._at.y() + 18, side, side + 24)
        if place.right() > self.width():
            place.moveRight(self._at.x() - 18)
        if place.bottom() > self.height():
            place.moveBottom(self._at.y() - 18)
        ratio = self._picture.devicePixelRatio()
        half = GRAIN // 2
        corner = QPointF(self._at) * ratio - QPointF(half, half)
        source = QRectF(corner, corner + QPointF(GRAIN, GRAIN))
        lens = QRectF(place.topLeft(), place.topLeft() + QPointF(side, side))
        fill(painter, place, look.colour("panel"), radius=9)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(lens.adjusted(3, 3, -3, -3), self._picture, source)
        middle = QRectF(lens.center().x() - ZOOM / 2, lens.center().y() - ZOOM / 2, ZOOM, ZOOM)
        outline(painter, middle, QColor("#ffffff"), radius=2, width=2)
        outline(painter, place, look.colour("line_strong"), radius=9)
        painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.MEDIUM))
        painter.setPen(look.colour("text"))
        words = QRectF(place.left(), lens.bottom(), side, 24)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.colour_at(self._at).upper())

    def _take(self) -> None:
        self.taken.emit(self.colour_at(self._at))
        self._leave()

    def _leave(self) -> None:
        self.releaseKeyboard()
        self.closed.emit()
        self.close()
