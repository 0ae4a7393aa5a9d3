"""The time line: the campaign's phases as bars, and a cursor that moves the simulated instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Campaign, Phase, Shop
from widgets.calendar.dates import boundaries, days, phase_at, phases, short, spoken
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, focus_ring, painting
from widgets.session import Focus, Session

COLOURS: Final = {
    "daily": "#667085", "seeding": "#0f766e", "presale": "#a8600c", "warmup": "#3b5bfd",
    "peak": "#c92a1c", "encore": "#7c3aed",
}  # fmt: skip
"""The ground of each type of phase; white text keeps 4.5:1 on all of them."""
GAP: Final = "#a7b0c0"
MARGIN: Final = 20
BAR: Final = 20
TOP: Final = 14
FRAME: Final = 16
"""Milliseconds that moves of the cursor are gathered for before the store is told."""
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
SPAN: Final = timedelta(days=10)


class Timeline(QWidget):
    """Drag, click, wheel or use the keys: the instant follows, one signal a frame."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._instant = session.focus.instant
        self._dragging = False
        self._tell = QTimer(self, singleShot=True, interval=FRAME)
        self._tell.timeout.connect(self._told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Campaign calendar"))
        self.setToolTip(_("Drag to move the time. Arrow keys: an hour, with Shift a day."))
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(600, 76)

    # ---- places and instants ----

    def x_of(self, instant: datetime) -> float:
        """Where an instant stands, in pixels."""
        whole = (self._end - self._start).total_seconds()
        share = (instant - self._start).total_seconds() / whole
        return MARGIN + share * (self.width() - 2 * MARGIN)

    def instant_at(self, x: float) -> datetime:
        """The full quarter of an hour nearest to a place."""
        width = max(1, self.width() - 2 * MARGIN)
        share = min(1.0, max(0.0, (x - MARGIN) / width))
        exact = self._start + share * (self._end - self._start)
        step = timedelta(minutes=15)
        back = exact - datetime.min.replace(tzinfo=exact.tzinfo)
        return exact - back % step + (step if back % step >= step / 2 else timedelta())

    def move_to(self, instant: datetime) -> None:
        """Put the cursor at an instant; the session hears of it within a frame."""
        self._instant = instant.astimezone(self._zone())
        self._include(self._instant)
        if not self._tell.isActive():
            self._tell.start()
        self.update()

    # ---- following ----

    def _told(self) -> None:
        self.session.look(instant=self._instant)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Campaign, Shop):
            self._fit()
            self.update()

    def _selected(self, focus: Focus) -> None:
        if focus.instant != self._instant and not self._tell.isActive():
            self._instant = focus.instant
            self._include(focus.instant)
            self.update()

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.session.document.shop.time_zone)

    def _fit(self) -> None:
        """Show every phase with some days around."""
        edges = boundaries(self.session.document) or (self._instant,)
        pad = timedelta(days=4) if len(edges) > 1 else SPAN
        self._start, self._end = edges[0] - pad, edges[-1] + pad
        self._include(self._instant)

    def _include(self, instant: datetime) -> None:
        self._start = min(self._start, instant - DAY)
        self._end = max(self._end, instant + DAY)

    # ---- hands ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self.move_to(self.instant_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.move_to(self.instant_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        self.move_to(self._instant - steps * HOUR)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = DAY if big else HOUR
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Left:
            self.move_to(self._instant - step)
        elif key == Qt.Key.Key_Right:
            self.move_to(self._instant + step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._jump(forward=key == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

    def _jump(self, *, forward: bool) -> None:
        """Go to the next or last place where a phase begins or ends."""
        edges = boundaries(self.session.document)
        after = [one for one in edges if one > self._instant]
        before = [one for one in edges if one < self._instant]
        if forward and after:
            self.move_to(after[0])
        elif not forward and before:
            self.move_to(before[-1])

    # ---- drawing ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("panel"))
            self._paint_gaps(painter)
            for phase, lane in self._lanes():
                self._paint_phase(painter, phase, lane)
            self._paint_days(painter, look)
            self._paint_cursor(painter, look)
            if self.hasFocus():
                ring = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
                focus_ring(painter, ring, look, radius=8)

    def _lanes(self) -> list[tuple[Phase, int]]:
        """Each phase with its lane: those that overlap stand below one another."""
        ends: list[datetime] = []
        placed = []
        for phase in phases(self.session.document):
            free = next((at for at, end in enumerate(ends) if end <= phase.start), len(ends))
            ends[free : free + 1] = [phase.end]
            placed.append((phase, free))
        return placed

    def _bar(self, start: datetime, end: datetime, lane: int = 0) -> QRectF:
        lanes = max((at for __, at in self._lanes()), default=0) + 1
        height = BAR if lanes == 1 else 2 * BAR / lanes
        left, right = self.x_of(start), self.x_of(end)
        return QRectF(left + 1, TOP + lane * (height + 2), max(3.0, right - left - 2), height)

    def _paint_gaps(self, painter: QPainter) -> None:
        """The days between phases."""
        at = self._start
        for phase in phases(self.session.document):
            if phase.start > at:
                self._paint_bar(painter, self._bar(at, phase.start), COLOURS["daily"], "")
            at = max(at, phase.end)
        if at < self._end:
            self._paint_bar(painter, self._bar(at, self._end), COLOURS["daily"], "")

    def _paint_phase(self, painter: QPainter, phase: Phase, lane: int) -> None:
        bar = self._bar(phase.start, phase.end, lane)
        self._paint_bar(painter, bar, COLOURS[phase.type], phase.name)

    def _paint_bar(self, painter: QPainter, bar: QRectF, colour: str, name: str) -> None:
        look = tokens.of(self)
        ground = look.colour(colour)
        daily = colour == COLOURS["daily"]
        if daily:
            ground.setAlphaF(0.16)
        fill(painter, bar, ground, radius=5)
        painter.setFont(fonts.font(fonts.SMALL, weight=fonts.MEDIUM))
        painter.setPen(look.colour("muted") if daily else look.colour("#ffffff"))
        place = bar.adjusted(8, 0, -4, 0)
        metrics = QFontMetrics(painter.font())
        if place.width() < 14:
            return
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_days(self, painter: QPainter, look: tokens.Tokens) -> None:
        painter.setFont(fonts.font(fonts.SMALL))
        wide = self.x_of(self._start + DAY) - self.x_of(self._start)
        step = next((one for one in (1, 2, 4, 7, 14, 28) if one * wide >= 74), 56)
        start, end = (one.astimezone(self._zone()) for one in (self._start, self._end))
        for day in days(start, end, step=step):
            x = self.x_of(day)
            near = abs(x - self.x_of(self._instant)) < 64 and (self._dragging or self.hasFocus())
            if not near and x < self.width() - 44:
                painter.setPen(look.colour("line_strong"))
                painter.drawLine(QPointF(x, TOP + 2 * BAR - 12), QPointF(x, TOP + 2 * BAR - 8))
                painter.setPen(look.colour("muted"))
                place = QRectF(x - 30, TOP + 2 * BAR - 8, 60, 18)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short(day))

    def _paint_cursor(self, painter: QPainter, look: tokens.Tokens) -> None:
        x = round(self.x_of(self._instant)) + 0.5
        ink = look.colour("text")
        painter.setPen(QPen(look.colour("panel"), 4))
        painter.drawLine(QPointF(x, 6), QPointF(x, TOP + 2 * BAR - 8))
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(x, 6), QPointF(x, TOP + 2 * BAR - 8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        head = [QPointF(x - 5, 3), QPointF(x + 5, 3), QPointF(x + 5, 7), QPointF(x, 12)]
        painter.drawPolygon(QPolygonF([*head, QPointF(x - 5, 7)]))
        if self._dragging or self.hasFocus():
            self._paint_bubble(painter, x, look)

    def _paint_bubble(self, painter: QPainter, x: float, look: tokens.Tokens) -> None:
        """What the cursor stands on, under the bars."""
        phase = phase_at(self.session.document, self._instant)
        text = spoken(self._instant) + (f" · {phase.name}" if phase else "")
        painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
        width = QFontMetrics(painter.font()).horizontalAdvance(text) + 16
        left = min(max(4.0, x - width / 2), self.width() - width - 4)
        place = QRectF(left, TOP + 2 * BAR - 8, width, 19)
        fill(painter, place, look.colour("text"), radius=6)
        painter.setPen(look.colour("panel"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
