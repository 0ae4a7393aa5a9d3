"""The phone's body: a frame of black glass round the page, as large as the window allows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from designer.phones import Phone as Model
from widgets.look import tokens
from widgets.look.paint import painting
from widgets.preview.phone import Phone

FRAME: Final = 11
"""The frame round the glass, in points of the phone."""
CORNER: Final = 34
"""The radius of the glass, in points of the phone."""
ROOM: Final = 18
"""Free room round the phone, in pixels."""
BLACK: Final = "#0c0d10"
RIM: Final = "#3a3d45"
EDGE: Final = 1.5
"""The rim of the body, in pixels."""
LARGEST: Final = 2.0


class _Corners(QWidget):
    """The round corners of the glass, painted over the page; touches go through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.radius = float(CORNER)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect, frame = QRectF(self.rect()), self.radius * FRAME / CORNER
        glass = _rounded(rect, self.radius)
        body = _rounded(rect.adjusted(-frame, -frame, frame, frame), self.radius + frame)
        inner = rect.adjusted(EDGE - frame, EDGE - frame, frame - EDGE, frame - EDGE)
        black = _rounded(inner, self.radius + frame - EDGE)
        whole = QPainterPath()
        whole.addRect(rect)
        with painting(self) as painter:
            painter.fillPath(whole - body, tokens.of(self).colour("stage"))
            painter.fillPath((whole & body) - black, QColor(RIM))
            painter.fillPath((whole & black) - glass, QColor(BLACK))


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


class Body(QWidget):
    """Holds the glass in the middle and fits it into the room there is; `fitted` has the scale."""

    fitted = Signal(float)

    def __init__(self, phone: Phone, model: Model, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phone, self.model = phone, model
        self.scale = 1.0
        phone.setParent(self)
        self._corners = _Corners(self)
        self.setMinimumSize(220, 320)

    def set_model(self, model: Model) -> None:
        """Be another phone."""
        self.model = model
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.model.width, self.model.height) + QSize(2, 2) * (FRAME + ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The largest scale at which the phone has room; near its own size it is its own size."""
        across = (self.width() - 2 * ROOM) / (self.model.width + 2 * FRAME)
        down = (self.height() - 2 * ROOM) / (self.model.height + 2 * FRAME)
        scale = max(0.3, min(across, down, LARGEST))
        wide = self.model.width if 1.0 <= scale < 1.06 else int(self.model.width * scale)
        self.scale = self.phone.set_size(QSize(self.model.width, self.model.height), width=wide)
        size = self.phone.size()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        self.phone.move(left, top)
        self._corners.setGeometry(left, top, size.width(), size.height())
        self._corners.radius = CORNER * self.scale
        self._corners.raise_()
        self.update()
        self.fitted.emit(self.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        frame = FRAME * self.scale
        glass = QRectF(self.phone.geometry())
        body = glass.adjusted(-frame, -frame, frame, frame)
        radius = CORNER * self.scale + frame
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("stage"))
            painter.setPen(Qt.PenStyle.NoPen)
            _shade(painter, body, radius)
            painter.setBrush(QColor(RIM))
            painter.drawRoundedRect(body, radius, radius)
            painter.setBrush(QColor(BLACK))
            black = body.adjusted(EDGE, EDGE, -EDGE, -EDGE)
            painter.drawRoundedRect(black, radius - EDGE, radius - EDGE)
            painter.setBrush(QColor("#2a2c33"))
            ear = QSizeF(54 * self.scale, max(2.0, 3 * self.scale))
            middle = QPointF(body.center().x() - ear.width() / 2, body.top() + frame / 2 - 1)
            painter.drawRoundedRect(QRectF(middle, ear), ear.height() / 2, ear.height() / 2)


def _shade(painter: QPainter, body: QRectF, radius: float) -> None:
    for step in range(14, 0, -2):
        painter.setBrush(QColor(20, 24, 36, 5))
        grown = body.adjusted(-step, 4 - step, step, 4 + step)
        painter.drawRoundedRect(grown, radius + step, radius + step)
