"""What the colours of a share bar stand for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, painting


class Legend(QWidget):
    """What the colours of the bar stand for, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str]] = []
        self.setFixedHeight(16)

    def show_parts(self, parts: list[tuple[str, str]]) -> None:
        """Show these: colour and words."""
        self._parts = parts
        self.setAccessibleName(", ".join(text for __, text in parts))
        self.setToolTip("\n".join(text for __, text in parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, font = tokens.of(self), fonts.font(fonts.SMALL)
        metrics, left = QFontMetrics(font), 0.0
        with painting(self) as painter:
            painter.setFont(font)
            for colour, text in self._parts:
                width = metrics.horizontalAdvance(text) + 24
                if left + width > self.width() + 10:
                    break
                fill(painter, QRectF(left, 5, 7, 7), look.colour(colour), radius=3.5)
                painter.setPen(look.colour("muted"))
                place = QRectF(left + 12, 0, width, 16)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
                left += width
