"""A line under the top bar that says why nothing can be changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look.controls import Text
from widgets.look.paint import painting


class Banner(QWidget):
    """Open for looking only, and the reason."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(42, 7, 16, 7)
        row.setSpacing(10)
        row.addWidget(Text(_("For looking only"), "strong"))
        self.reason = Text(reason)
        self.reason.setWordWrap(True)
        row.addWidget(self.reason, 1)
        self.setAccessibleName(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("warn_soft"))
            at = QRectF(12, 0, 24, self.height())
            icons.paint(painter, "lock", at=at, colour=look.colour("warn"), size=16)
