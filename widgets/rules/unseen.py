"""A line that names a variant nobody gets."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, painting


class UnseenRow(Pressable):
    """The variant, and why nobody gets it; a click shows it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__()
        self._why = why
        self.setText(name)
        self.setAccessibleName(f"{name}: {why}")
        self.setToolTip(f"{name}: {why}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            ground = self.ground()
            if ground is not None:
                fill(painter, rect, ground, radius=6)
            at = QRectF(4, 0, 20, rect.height())
            icons.paint(painter, "triangle-alert", at=at, colour=look.colour("warn"), size=13)
            font = fonts.font(fonts.CAPTION)
            painter.setFont(font)
            painter.setPen(look.colour("warn"))
            words = rect.adjusted(28, 0, -8, 0)
            cut = QFontMetrics(font).elidedText(
                f"{self.text()} · {self._why}", Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)
