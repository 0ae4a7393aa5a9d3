"""Words on the studio's surfaces in a few roles, and the hairline between two things."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import painting

Role = Literal["body", "strong", "title", "heading", "caption", "small", "accent", "danger"]

_TEXT: Final[dict[Role, tuple[int, bool, QPalette.ColorRole]]] = {
    "body": (fonts.BODY, False, QPalette.ColorRole.WindowText),
    "strong": (fonts.BODY, True, QPalette.ColorRole.WindowText),
    "title": (fonts.TITLE, True, QPalette.ColorRole.WindowText),
    "heading": (fonts.HEADING, True, QPalette.ColorRole.WindowText),
    "caption": (fonts.CAPTION, False, QPalette.ColorRole.PlaceholderText),
    "small": (fonts.SMALL, False, QPalette.ColorRole.PlaceholderText),
    "accent": (fonts.CAPTION, False, QPalette.ColorRole.Link),
    "danger": (fonts.CAPTION, False, QPalette.ColorRole.BrightText),
}


class Text(QLabel):
    """A label of plain text in one of the studio's roles."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        size, bold, colour = _TEXT[role]
        self.setFont(fonts.font(size, weight=fonts.BOLD if bold else fonts.REGULAR))
        self.setForegroundRole(colour)
        self.setTextFormat(Qt.TextFormat.PlainText)


class Elided(Text):
    """A label on one line that ends in … when the place is short; the whole text is its tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        with painting(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), int(self.alignment()), shown)


class Hairline(QWidget):
    """A one-pixel line between two things."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), tokens.of(self).colour("line"))
