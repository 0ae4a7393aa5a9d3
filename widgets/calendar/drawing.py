"""How the time line is drawn: the scale of time, phases as bars, days as ticks, the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from designer.records import Phase
from widgets.calendar.dates import days, short
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill

COLOURS: Final = {
    "daily": "#667085", "seeding": "#0f766e", "presale": "#a8600c", "warmup": "#3b5bfd",
    "peak": "#c92a1c", "encore": "#7c3aed",
}  # fmt: skip
"""The ground of each type of phase; white text keeps 4.5:1 on all of them."""
MARGIN: Final = 20
BAR: Final = 20
TOP: Final = 14
BELOW: Final = TOP + 2 * BAR - 8
"""Where the ticks and the bubble stand, under the bars."""
DAY: Final = timedelta(days=1)
STEP: Final = timedelta(minutes=15)


class Scale(NamedTuple):
    """Which instants stand between the margins of a line `width` pixels wide."""

    start: datetime
    end: datetime
    width: int

    def x_of(self, instant: datetime) -> float:
        """Where an instant stands, in pixels."""
        share = (instant - self.start) / (self.end - self.start)
        return MARGIN + share * (self.width - 2 * MARGIN)

    def instant_at(self, x: float) -> datetime:
        """The full quarter of an hour nearest to a place."""
        share = (x - MARGIN) / max(1, self.width - 2 * MARGIN)
        exact = self.start + min(1.0, max(0.0, share)) * (self.end - self.start)
        past = (exact - datetime.min.replace(tzinfo=exact.tzinfo)) % STEP
        return exact - past + (STEP if past >= STEP / 2 else timedelta())

    def including(self, instant: datetime) -> Scale:
        """The same line, widened to hold an instant and a day around it."""
        return self._replace(start=min(self.start, instant - DAY), end=max(self.end, instant + DAY))


def lanes(phases: Sequence[Phase]) -> list[tuple[Phase, int]]:
    """Each phase with its lane: those that overlap stand below one another."""
    ends: list[datetime] = []
    placed = []
    for phase in phases:
        free = next((at for at, end in enumerate(ends) if end <= phase.start), len(ends))
        ends[free : free + 1] = [phase.end]
        placed.append((phase, free))
    return placed


class Drawing:
    """One painting of the line."""

    def __init__(self, painter: QPainter, scale: Scale, look: tokens.Tokens) -> None:
        self.painter, self.scale, self.look = painter, scale, look

    def phases(self, phases: Sequence[Phase]) -> None:
        """The bars, and between them the days as any day."""
        placed = lanes(phases)
        count = max((lane for __, lane in placed), default=0) + 1
        at = self.scale.start
        for phase, lane in placed:
            if phase.start > at:
                self._bar(self._place(at, phase.start, 0, count), "daily", "")
            self._bar(self._place(phase.start, phase.end, lane, count), phase.type, phase.name)
            at = max(at, phase.end)
        if at < self.scale.end:
            self._bar(self._place(at, self.scale.end, 0, count), "daily", "")

    def days(self, zone: ZoneInfo, *, clear_of: float | None) -> None:
        """Ticks with dates, wide enough apart to be read; none under the bubble at `clear_of`."""
        painter, scale = self.painter, self.scale
        painter.setFont(fonts.font(fonts.SMALL))
        wide = scale.x_of(scale.start + DAY) - scale.x_of(scale.start)
        step = next((one for one in (1, 2, 4, 7, 14, 28) if one * wide >= 74), 56)
        for day in days(scale.start.astimezone(zone), scale.end.astimezone(zone), step=step):
            x = scale.x_of(day)
            if x < scale.width - 44 and (clear_of is None or abs(x - clear_of) >= 84):
                painter.setPen(self.look.colour("line_strong"))
                painter.drawLine(QPointF(x, BELOW - 4), QPointF(x, BELOW))
                painter.setPen(self.look.colour("muted"))
                place = QRectF(x - 30, BELOW, 60, 18)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short(day))

    def cursor(self, instant: datetime) -> None:
        """The line that stands at the instant."""
        painter, ink = self.painter, self.look.colour("text")
        x = round(self.scale.x_of(instant)) + 0.5
        for colour, width in ((self.look.colour("panel"), 4), (ink, 2)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(x, 6), QPointF(x, BELOW))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        head = [QPointF(x - 5, 3), QPointF(x + 5, 3), QPointF(x + 5, 7), QPointF(x, 12)]
        painter.drawPolygon(QPolygonF([*head, QPointF(x - 5, 7)]))

    def bubble(self, instant: datetime, text: str) -> None:
        """What the cursor stands on, under the bars."""
        painter = self.painter
        painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
        width = QFontMetrics(painter.font()).horizontalAdvance(text) + 16
        left = self.scale.x_of(instant) - width / 2
        left = min(max(4.0, left), self.scale.width - width - 4)
        place = QRectF(left, BELOW, width, 19)
        fill(painter, place, self.look.colour("text"), radius=6)
        painter.setPen(self.look.colour("panel"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _place(self, start: datetime, end: datetime, lane: int, count: int) -> QRectF:
        height = BAR if count == 1 else 2 * BAR / count
        left, right = self.scale.x_of(start), self.scale.x_of(end)
        return QRectF(left + 1, TOP + lane * (height + 2), max(3.0, right - left - 2), height)

    def _bar(self, bar: QRectF, type: str, name: str) -> None:
        ground = self.look.colour(COLOURS[type])
        if type == "daily":
            ground.setAlphaF(0.16)
        fill(self.painter, bar, ground, radius=5)
        place = bar.adjusted(8, 0, -4, 0)
        if not name or place.width() < 14:
            return
        self.painter.setFont(fonts.font(fonts.SMALL, weight=fonts.MEDIUM))
        self.painter.setPen(self.look.colour("muted" if type == "daily" else "#ffffff"))
        shown = QFontMetrics(self.painter.font()).elidedText(
            name, Qt.TextElideMode.ElideRight, round(place.width())
        )
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(place, middle, shown)
