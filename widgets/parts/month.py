"""A month to pick a day from, with what runs on its days drawn below the figures."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _, current
from widgets.look import access, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting

CELL = 34
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_ZH, _EN = "一二三四五六日", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True)
class Span:
    """Days that something runs on, both ends included, in a colour."""

    first: date
    last: date
    colour: str
    name: str


class Month(QWidget):
    """A head with two arrows, and the days below it."""

    picked = Signal(object)
    """A date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "strong")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = IconButton("chevron-left", _("Month before"), "PgUp", size=28)
        after = IconButton("chevron-right", _("Month after"), "PgDown", size=28)
        self.days = Days()
        before.clicked.connect(lambda: self.days.turn(-1))
        after.clicked.connect(lambda: self.days.turn(1))
        self.days.turned.connect(self._head)
        self.days.picked.connect(self.picked)
        row = QHBoxLayout()
        row.addWidget(before)
        row.addWidget(self.title, 1)
        row.addWidget(after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.days)
        self.setFocusProxy(self.days)

    def show_day(self, day: date, *, today: date, spans: Sequence[Span] = ()) -> None:
        """Show the month of a day, the day marked."""
        self.days.show_day(day, today=today, spans=spans)

    def _head(self) -> None:
        shown = self.days.first
        text = f"{shown.year} 年 {shown.month} 月" if current() == "zh_CN" else f"{shown:%B %Y}"
        self.title.setText(text)


class Days(QWidget):
    """Six weeks; arrow keys walk the days, PgUp and PgDown the months, Enter picks."""

    picked = Signal(object)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = self.at = self.today = date(2026, 1, 1)
        self.first = date(2026, 1, 1)
        self._spans: Sequence[Span] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Days of the month"))
        access.tell_role(self, access.DAYS)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(7 * CELL, 20 + 6 * CELL)

    def show_day(self, day: date, *, today: date, spans: Sequence[Span]) -> None:
        """Show the month of a day."""
        self.chosen = self.at = day
        self.today, self._spans = today, spans
        self._turn_to(day)

    def turn(self, months: int) -> None:
        """Show another month, the same day of it marked."""
        count = self.first.year * 12 + self.first.month - 1 + months
        year, month = min(9998, max(1, count // 12)), count % 12 + 1
        last = calendar.monthrange(year, month)[1]
        self.at = date(year, month, min(self.at.day, last))
        self._turn_to(self.at)

    def start(self) -> date:
        """The Monday that the grid begins with."""
        return self.first - timedelta(days=self.first.weekday())

    def rect_of(self, day: date) -> QRectF:
        """Where a day stands."""
        count = (day - self.start()).days
        return QRectF(count % 7 * CELL, 20 + count // 7 * CELL, CELL, CELL)

    def day_at(self, at: QPointF) -> date | None:
        """The day under a point."""
        if at.y() < 20 or not 0 <= at.x() < 7 * CELL:
            return None
        return self.start() + timedelta(days=int(at.y() - 20) // CELL * 7 + int(at.x()) // CELL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None:
            self._pick(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        names = [one.name for one in self._spans if day and one.first <= day <= one.last]
        self.setToolTip("\n".join(names))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.at += timedelta(days=step)
            self._turn_to(self.at)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self.at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        names = _ZH if current() == "zh_CN" else _EN
        with painting(self) as painter:
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(look.colour("muted"))
            for number, name in enumerate(names):
                head = QRectF(number * CELL, 0, CELL, 18)
                painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
            painter.setFont(fonts.font(fonts.CAPTION))
            for count in range(42):
                self._paint_day(painter, self.start() + timedelta(days=count), look)

    def _paint_day(self, painter: QPainter, day: date, look: tokens.Tokens) -> None:
        rect = self.rect_of(day)
        disc = QRectF(rect.center().x() - 13, rect.top() + 1, 26, 26)
        chosen, inside = day == self.chosen, day.month == self.first.month
        if chosen:
            fill(painter, disc, look.colour("accent"), radius=8)
        elif day == self.today:
            outline(painter, disc, look.colour("line_strong"), radius=8)
        ink = "on_accent" if chosen else "text" if inside else "faint"
        painter.setPen(look.colour(ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(day.day))
        running = [one for one in self._spans if one.first <= day <= one.last][:2]
        for number, one in enumerate(running):
            left = rect.left() + (5 if day == one.first else 0)
            right = rect.right() - (5 if day == one.last else 0)
            bar = QRectF(left, rect.bottom() - 6 + number * 3, right - left, 2)
            fill(painter, bar, look.colour(one.colour), radius=1)
        if self.hasFocus() and day == self.at:
            focus_ring(painter, disc, look, radius=8)

    def _pick(self, day: date) -> None:
        self.chosen = self.at = day
        self._turn_to(day)
        self.picked.emit(day)

    def _turn_to(self, day: date) -> None:
        self.first = day.replace(day=1)
        self.turned.emit()
        self.update()
