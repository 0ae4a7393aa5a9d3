"""The easel: the picture at any zoom with its zones drawn over it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.kinds.geometry.box import Box, around
from designer.kinds.geometry.snapping import Line
from widgets.look import tokens
from widgets.look.paint import focus_ring, painting
from widgets.zones import drawing
from widgets.zones.lens import Lens, closest, fitted, stepped
from widgets.zones.source import Source
from widgets.zones.subject import Subject

REACH = 7.0
"""Pixels of the view within which things snap."""


class Easel(QWidget):
    """Shows a picture with zones through a lens; the board adds the hand."""

    zoomed = Signal(float)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self.lens = Lens()
        self.lines: tuple[Line, ...] = ()
        self.draft: Box | None = None
        self.net: Box | None = None
        self.busy = False
        """Whether a hand is at work, whose size is told."""
        self._is_fitted = True
        self.source = Source(subject.session.project.assets, self)
        self.source.ready.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 240)
        subject.changed.connect(self.refresh)
        subject.chosen.connect(self.refresh)
        self.refresh()

    # ---- what a gesture asks of its stage ----

    def pixel(self, at: QPointF) -> tuple[int, int]:
        """The corner of pixels nearest to a place of the view."""
        x, y = self.lens.to_picture(at)
        return round(x), round(y)

    def reach(self) -> int:
        """How near counts as snapping now, in pixels of the picture."""
        return int(REACH / self.lens.zoom)

    def push(self, dx: float, dy: float) -> None:
        """Push the picture along."""
        self._show(self.lens.shifted(dx, dy))

    # ---- seeing ----

    def refresh(self) -> None:
        """Show the picture and the zones as they are now."""
        picture = self.subject.picture.value.image
        self.source.show(self.subject.asset, picture.part())
        if self._is_fitted and not self.busy:
            self._lay()
        self.update()

    def fit(self) -> None:
        """Show the whole picture."""
        self._is_fitted = True
        self._lay()

    def fit_width(self) -> None:
        """Show the whole width of a tall picture."""
        self._show(fitted(self.subject.picture.size, self._room(), width_only=True))

    def show_selection(self) -> None:
        """Show what is selected as large as it goes."""
        boxes = [self.subject.picture.box(zone) for zone in self.subject.chosen_zones()]
        if boxes:
            self._show(closest(around(boxes), self._room()))

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom so that what is at a place stays there, the middle when none is given."""
        self._show(self.lens.zoomed(zoom, at or QRectF(self.rect()).center()))

    def step_zoom(self, by: int) -> None:
        """Zoom to the next round number above or below."""
        self.set_zoom(stepped(self.lens.zoom, by))

    def reveal(self, key: str) -> None:
        """Bring a zone into view."""
        zone = self.subject.zone(key)
        if zone is not None:
            box = self.subject.picture.box(zone)
            lens = self.lens.revealing(box, self._room())
            if lens != self.lens:
                self._show(lens)

    def rect_of(self, key: str) -> QRectF:
        """Where a zone is seen."""
        zone = self.subject.zone(key)
        assert zone is not None
        return self.lens.rect(self.subject.picture.box(zone))

    def _lay(self) -> None:
        self.lens = fitted(self.subject.picture.size, self._room())
        self.zoomed.emit(self.lens.zoom)
        self.update()

    def _show(self, lens: Lens) -> None:
        self._is_fitted = False
        self.lens = lens.kept(self.subject.picture.size, self._room())
        self.zoomed.emit(self.lens.zoom)
        self.update()

    def _room(self) -> QSizeF:
        return QSizeF(self.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay() if self._is_fitted else self._show(self.lens)

    # ---- drawing ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look, room = tokens.of(self), QRectF(self.rect())
        size = self.subject.picture.size
        with painting(self) as painter:
            painter.fillRect(room, look.colour("stage"))
            whole = self.lens.rect(Box(0, 0, *size))
            painter.fillRect(whole, look.colour("panel"))
            self.source.paint(painter, self.lens, size, room)
            drawing.grid(painter, self.lens, size, room)
            self._paint_zones(painter)
            drawing.snaps(painter, self.lines, self.lens)
            self._paint_held(painter)
            if self.hasFocus():
                focus_ring(painter, room.adjusted(0.5, 0.5, -0.5, -0.5), look, radius=0)

    def _paint_zones(self, painter: QPainter) -> None:
        chosen, problems = self.subject.selected, self.subject.problems()
        order = sorted(self.subject.zones, key=lambda zone: zone.id in chosen)
        for zone in order:
            held = len(chosen) == 1 and zone.id == chosen[0]
            mark = drawing.Mark(
                self.subject.number(zone.id), zone.label, zone.id in chosen, held, zone.locked,
                problems.get(zone.id, ()),
            )  # fmt: skip
            rect = self.rect_of(zone.id)
            drawing.zone(painter, rect, mark)
            if held and not zone.locked and not self.subject.read_only:
                drawing.handles(painter, rect)

    def _paint_held(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        if self.draft is not None:
            rect = self.lens.rect(self.draft)
            drawing.draft(painter, rect)
            drawing.measure(painter, rect, drawing.boxed(self.draft), room)
        if self.net is not None:
            drawing.net(painter, self.lens.rect(self.net))
        if self.busy and len(self.subject.selected) == 1:
            zone = self.subject.chosen_zones()[0]
            box = self.subject.picture.box(zone)
            words = f"{box.x}, {box.y}   {drawing.boxed(box)}"
            drawing.measure(painter, self.rect_of(zone.id), words, room)
