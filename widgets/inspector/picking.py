"""A button that shows what is chosen and opens a list to choose something else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.choosing import Option, paint_picture


class PickButton(Pressable):
    """Looks like a list that is closed; the owner opens it on `clicked`."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._option: Option | None = None
        self._missing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_option(None)

    def show_option(self, option: Option | None, *, missing: bool = False) -> None:
        """Show what is chosen; `missing` says that it was chosen and is no longer there."""
        self._option, self._missing = option, missing and option is None
        said = option.title if option else self._said()
        self.setText(said)
        self.setAccessibleName(said)
        self.setFixedHeight(self.sizeHint().height())  # a style may have set a least height
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 46 if self._option and self._option.picture else 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("hover" if self.underMouse() else "field"), radius=8)
            line = "danger" if self._missing else "line_strong"
            outline(painter, rect, look.colour(line), radius=8)
            self._paint_content(painter, rect, look)
            at = QRectF(rect.right() - 26, rect.top(), 20, rect.height())
            icons.paint(painter, "chevron-down", at=at, colour=look.colour("muted"), size=14)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)

    def _paint_content(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        left = rect.left() + 10
        option = self._option
        if option and option.picture:
            place = QRectF(rect.left() + 5, rect.center().y() - 18, 36, 36)
            paint_picture(painter, place, option.picture, look)
            left += 40
        elif option and option.colour:
            dot = QRectF(left, rect.center().y() - 5, 10, 10)
            fill(painter, dot, look.colour(option.colour), radius=5)
            left += 18
        ink = "danger" if self._missing else "text" if option else "muted"
        self._line(painter, QRectF(left, rect.top(), rect.right() - 28 - left, rect.height()),
                   look.colour(ink).name())  # fmt: skip

    def _line(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        note = self._option.note if self._option and self._option.picture else ""
        upper = QRectF(rect.left(), rect.top() + 5, rect.width(), 18) if note else rect
        lines = [(upper, self.text(), fonts.BODY, ink)]
        if note:
            lower = QRectF(rect.left(), rect.top() + 22, rect.width(), 17)
            lines.append((lower, note, fonts.SMALL, tokens.of(self).muted))
        for place, text, size, colour in lines:
            painter.setFont(fonts.font(size))
            painter.setPen(colour)
            cut = QFontMetrics(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)

    def _said(self) -> str:
        return _("What was chosen is gone") if self._missing else self._empty
