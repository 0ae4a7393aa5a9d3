"""Rows for lists in the inspector: a grip, a picture, words, and a button at the end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton, with_shortcut
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.choosing import Option, paint_picture


class ItemRow(QWidget):
    """One chosen thing in an ordered list; Del takes it out."""

    removed = Signal(str)

    def __init__(self, option: Option, *, height: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self._hovered = False
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(option.title)
        self.setAccessibleDescription(option.note)
        self.setToolTip(with_shortcut(_("Drag to change the order"), "Ctrl+Down"))
        self.remove = IconButton("x", _("Take out"), "Del", size=26)
        self.remove.clicked.connect(lambda: self.removed.emit(self.option.value))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 0)
        row.addStretch(1)
        row.addWidget(self.remove)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.option.value)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            if self._hovered:
                fill(painter, rect, look.colour("hover"), radius=7)
            grip = QRectF(0, 0, 18, rect.height())
            ink = look.colour("muted" if self._hovered or self.hasFocus() else "faint")
            icons.paint(painter, "grip-vertical", at=grip, colour=ink, size=13)
            left = 20.0
            if self.option.picture is not None:
                place = QRectF(left, rect.center().y() - 18, 36, 36)
                paint_picture(painter, place, self.option.picture, look)
                left += 44
            words = QRectF(left, 0, rect.width() - left - 32, rect.height())
            paint_words(painter, words, self.option.title, self.option.note, look)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


def paint_words(
    painter: QPainter, rect: QRectF, title: str, note: str, look: tokens.Tokens
) -> None:
    """A title, and a quieter note below it when there is one."""
    middle = rect.center().y()
    upper = QRectF(rect.left(), middle - 18, rect.width(), 18) if note else rect
    lower = QRectF(rect.left(), middle, rect.width(), 16)
    for place, text, size, ink in (
        (upper, title, fonts.BODY, look.text), (lower, note, fonts.SMALL, look.muted),
    ):  # fmt: skip
        font = fonts.font(size)
        painter.setFont(font)
        painter.setPen(ink)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)
