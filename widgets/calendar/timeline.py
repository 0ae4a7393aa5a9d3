"""The time line: the campaign's phases as bars, and a cursor that moves the simulated instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Campaign, Shop
from widgets.calendar.dates import boundaries, phase_at, phases, spoken
from widgets.calendar.drawing import DAY, Drawing, Scale
from widgets.look import access, tokens
from widgets.look.paint import focus_ring, painting
from widgets.session import Focus, Session

FRAME: Final = 16
"""Milliseconds that moves of the cursor are gathered for before the store is told."""
HOUR: Final = timedelta(hours=1)
SPAN: Final = timedelta(days=10)


class Timeline(QWidget):
    """Drag, click, wheel or use the keys: the instant follows, one signal a frame."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        access.tell_role(self, access.SLIDER)
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
        self._scale = self._fitted()

    def sizeHint(self) -> QSize:
        return QSize(600, 76)

    # ---- places and instants ----

    def scale(self) -> Scale:
        """What stands where, at the present width."""
        return self._scale._replace(width=self.width())

    def x_of(self, instant: datetime) -> float:
        """Where an instant stands, in pixels."""
        return self.scale().x_of(instant)

    def instant_at(self, x: float) -> datetime:
        """The full quarter of an hour nearest to a place."""
        return self.scale().instant_at(x)

    def move_to(self, instant: datetime) -> None:
        """Put the cursor at an instant; the session hears of it within a frame."""
        self._instant = instant.astimezone(self._zone())
        self._scale = self._scale.including(self._instant)
        if not self._tell.isActive():
            self._tell.start()
        self.update()

    # ---- following ----

    def _told(self) -> None:
        self.session.look(instant=self._instant)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Campaign, Shop):
            self._scale = self._fitted()
            self.update()

    def _selected(self, focus: Focus) -> None:
        if focus.instant != self._instant and not self._tell.isActive():
            self._instant = focus.instant
            self._scale = self._scale.including(focus.instant)
            self.update()

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.session.document.shop.time_zone)

    def _fitted(self) -> Scale:
        """Every phase with some days around."""
        edges = boundaries(self.session.document) or (self._instant,)
        pad = timedelta(days=4) if len(edges) > 1 else SPAN
        whole = Scale(edges[0] - pad, edges[-1] + pad, self.width())
        return whole.including(self._instant)

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
        look, telling = tokens.of(self), self._dragging or self.hasFocus()
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("panel"))
            drawing = Drawing(painter, self.scale(), look)
            drawing.phases(phases(self.session.document))
            drawing.days(self._zone(), clear_of=self.x_of(self._instant) if telling else None)
            drawing.cursor(self._instant)
            if telling:
                drawing.bubble(self._instant, self._said())
            if self.hasFocus():
                ring = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
                focus_ring(painter, ring, look, radius=8)

    def _said(self) -> str:
        phase = phase_at(self.session.document, self._instant)
        return spoken(self._instant) + (f" · {phase.name}" if phase else "")
