"""The cards of the start screen: a picture of a page with a name and a line below it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting

WIDE, HIGH = 156, 208
"""The picture of a card, in pixels."""
FOOT = 68


class PictureCard(Pressable):
    """A project, a sample or a starter to open; what cannot be opened is pale."""

    menu_wanted = Signal()
    walked = Signal(int)
    """The keyboard goes to the next card (1) or the one before (-1)."""

    def __init__(
        self, title: str, note: str, *, place: str = "", picture: Path | None = None,
        icon: str = "store", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._title, self._note, self._where, self._icon = title, note, place, icon
        self._picture = _loaded(picture, self.devicePixelRatioF())
        self.setFixedSize(QSize(WIDE, HIGH + FOOT))
        self.setAccessibleName(f"{title}, {note}")
        self.setToolTip("\n".join(one for one in (title, note, place) if one))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        frame = QRectF(0.5, 0.5, WIDE - 1, HIGH - 1)
        with painting(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            fill(painter, frame, look.colour("raised"), radius=10)
            if self._picture.isNull():
                at = QRectF(0, 0, WIDE, HIGH)
                icons.paint(painter, self._icon, at=at, colour=look.colour("faint"), size=30)
            else:
                self._paint_picture(painter, frame)
            lit = self.underMouse() or self.isDown()
            outline(painter, frame, look.colour("accent" if lit else "line_strong"), radius=10)
            if self.hasFocus():
                focus_ring(painter, frame, look, radius=10)
            self._paint_words(painter, look)

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(frame, 10, 10)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(0, 0, self._picture)
        painter.restore()

    def _paint_words(self, painter: QPainter, look: tokens.Tokens) -> None:
        right, middle = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
        lines = ((self._title, fonts.BODY, fonts.BOLD, "text", HIGH + 8, right),
                 (self._note, fonts.CAPTION, fonts.REGULAR, "muted", HIGH + 27, right),
                 (self._where, fonts.SMALL, fonts.REGULAR, "muted", HIGH + 45, middle))  # fmt: skip
        for text, size, weight, colour, top, elision in lines:
            font = fonts.font(size, weight=weight)
            painter.setFont(font)
            painter.setPen(look.colour(colour))
            shown = QFontMetrics(font).elidedText(text, elision, WIDE - 4)
            place = QRectF(2, top, WIDE - 4, 18)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _loaded(picture: Path | None, ratio: float) -> QPixmap:
    """The top of a picture as large as the card shows it; a null one when there is none."""
    found = QPixmap(str(picture)) if picture is not None and picture.is_file() else QPixmap()
    if found.isNull():
        return found
    smooth = Qt.TransformationMode.SmoothTransformation
    size = QSize(round(WIDE * ratio), round(HIGH * ratio))
    filling = found.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, smooth)
    left = (filling.width() - size.width()) // 2
    shown = filling.copy(left, 0, size.width(), size.height())
    shown.setDevicePixelRatio(ratio)
    return shown
