"""Where a colour is chosen by feel: a square of saturation and brightness, and a strip of hues."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.language import _
from widgets.look import access, tokens
from widgets.look.paint import fill, focus_ring, outline, painting

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class _Field(QWidget):
    """A surface on which a point is dragged or walked with the arrow keys."""

    moved = Signal()
    sealed = Signal()
    """The hand has let go, or a key was pressed: what comes next is another step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        access.tell_role(self, access.SLIDER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._aimed(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._aimed(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.sealed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self._walked(step[0] * far, step[1] * far)
        self.update()
        self.moved.emit()
        self.sealed.emit()

    def _aimed(self, at: QPointF) -> None:
        x = min(1.0, max(0.0, at.x() / max(1, self.width() - 1)))
        y = min(1.0, max(0.0, at.y() / max(1, self.height() - 1)))
        self._take(x, y)
        self.update()
        self.moved.emit()

    def _take(self, x: float, y: float) -> None:
        raise NotImplementedError

    def _walked(self, dx: int, dy: int) -> None:
        raise NotImplementedError


class Square(_Field):
    """Saturation from left to right, brightness from the bottom up, of one hue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hue, self.saturation, self.value = 0.0, 0.0, 0.0
        self.setFixedHeight(136)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Saturation and brightness"))

    def show_point(self, hue: float, saturation: float, value: float) -> None:
        """Show a colour, each part from 0 to 1."""
        self.hue, self.saturation, self.value = hue, saturation, value
        self.update()

    def _take(self, x: float, y: float) -> None:
        self.saturation, self.value = x, 1 - y

    def _walked(self, dx: int, dy: int) -> None:
        self.saturation = min(1.0, max(0.0, self.saturation + dx / 100))
        self.value = min(1.0, max(0.0, self.value + dy / 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        across = QLinearGradient(rect.topLeft(), rect.topRight())
        across.setColorAt(0, QColor("#ffffff"))
        across.setColorAt(1, QColor.fromHsvF(min(0.9999, self.hue), 1, 1))
        down = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, QColor(0, 0, 0))
        with painting(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            for ground in (across, down):
                painter.setBrush(ground)
                painter.drawRoundedRect(rect, 7, 7)
            x, y = self.saturation * rect.width(), (1 - self.value) * rect.height()
            _paint_knob(painter, QPointF(x, y))
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


class Strip(_Field):
    """All hues from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hue = 0.0
        self.setFixedHeight(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Hue"))

    def show_hue(self, hue: float) -> None:
        """Show a hue from 0 to 1."""
        self.hue = hue
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 16)

    def _take(self, x: float, y: float) -> None:
        self.hue = min(0.9999, x)

    def _walked(self, dx: int, dy: int) -> None:
        self.hue = (self.hue + (dx + dy) / 360) % 1

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        band = QLinearGradient(rect.topLeft(), rect.topRight())
        for part in range(7):
            band.setColorAt(part / 6, QColor.fromHsvF(min(0.9999, part / 6), 1, 1))
        with painting(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawRoundedRect(rect, 6, 6)
            x = min(rect.width() - 7, max(7.0, self.hue * rect.width()))
            _paint_knob(painter, QPointF(x, rect.center().y()))
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), tokens.of(self), radius=7)


def _paint_knob(painter: QPainter, at: QPointF) -> None:
    ring = QRectF(at.x() - 7, at.y() - 7, 14, 14)
    outline(painter, ring.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 90), radius=8, width=1.5)
    outline(painter, ring, QColor("#ffffff"), radius=7, width=2.4)
    fill(painter, QRectF(at.x() - 1, at.y() - 1, 2, 2), QColor("#ffffff"), radius=1)
