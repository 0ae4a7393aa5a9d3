"""The grid of a cube: where its cells and borders lie, in the shape they have on the page."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import Edge
from designer.language import _
from widgets.look import access, tokens
from widgets.look.paint import focus_ring, painting
from widgets.zones import cube_drawing as drawing
from widgets.zones.cube_subject import CubeSubject

GAP = 5.0
"""Room between cells, in pixels of the view."""
BORDER = 5.0
"""How near to a border it can be taken hold of."""


class Border(NamedTuple):
    """A border that can be moved: one of a cell's edges."""

    cell: str
    edge: Edge


class CubeGrid(QWidget):
    """Shows a cube; the board adds the hand."""

    def __init__(self, subject: CubeSubject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self.over: tuple[int, int] | None = None
        """The place under the pointer."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Cells of the cube"))
        access.tell_role(self, access.SURFACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        subject.changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        cube = self.subject.cube
        return max(80, min(720, round(width * self.subject.row_height() * cube.rows)))

    def sizeHint(self) -> QSize:
        width = max(220, self.width())
        return QSize(width, self.heightForWidth(width))

    # ---- where ----

    def place(self) -> QRectF:
        """Where the grid lies: in the shape it has on the page."""
        cube, room = self.subject.cube, QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ratio = 1 / max(0.02, self.subject.row_height() * cube.rows)
        width = min(room.width(), room.height() * ratio)
        height = width / ratio
        left = room.center().x() - width / 2
        return QRectF(left, room.center().y() - height / 2, width, height)

    def rect_of(self, box: Box) -> QRectF:
        """Where places of the grid lie."""
        at, cube = self.place(), self.subject.cube
        wide, high = at.width() / cube.columns, at.height() / cube.rows
        rect = QRectF(at.left() + box.x * wide, at.top() + box.y * high, box.w * wide, box.h * high)
        return rect.adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2)

    def cell_at(self, at: QPointF) -> tuple[int, int]:
        """The place of the grid at a place of the view, the nearest one outside."""
        place, cube = self.place(), self.subject.cube
        x = int((at.x() - place.left()) * cube.columns / place.width())
        y = int((at.y() - place.top()) * cube.rows / place.height())
        return min(max(x, 0), cube.columns - 1), min(max(y, 0), cube.rows - 1)

    def border_at(self, at: QPointF) -> Border | None:
        """The inner border near a place."""
        cube = self.subject.cube
        for cell in self.subject.cells:
            rect = self.rect_of(cell.box).adjusted(-GAP / 2, -GAP / 2, GAP / 2, GAP / 2)
            beside = rect.top() <= at.y() <= rect.bottom()
            if beside and cell.box.right < cube.columns and abs(at.x() - rect.right()) <= BORDER:
                return Border(cell.id, "right")
            above = rect.left() <= at.x() <= rect.right()
            if above and cell.box.bottom < cube.rows and abs(at.y() - rect.bottom()) <= BORDER:
                return Border(cell.id, "bottom")
        return None

    # ---- drawing ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look, subject = tokens.of(self), self.subject
        with painting(self) as painter:
            for place in drawing.places(subject.cube):
                drawing.hole(painter, self.rect_of(place), look)
            over = subject.at(*self.over) if self.over else None
            for number, cell in enumerate(subject.cells, 1):
                state = drawing.State(number, cell.id == subject.selected, over is cell)
                drawing.cell(painter, self.rect_of(cell.box), cell, state, self)
            if subject.area is not None:
                drawing.area(painter, self.rect_of(subject.area), look)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), look, radius=8)
