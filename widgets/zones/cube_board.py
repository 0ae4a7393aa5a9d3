"""The cube under the hand: drag over places to merge them, drag borders, drop pictures on cells."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from designer.kinds.geometry.box import Box, spanned
from widgets.dragging import ASSET_MIME, Rows, carried_in
from widgets.inspector.bringing import FILES, local_files
from widgets.zones import cube_drawing as drawing
from widgets.zones.cube_grid import Border, CubeGrid
from widgets.zones.cube_subject import CubeSubject

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


_KEYS = (*_STEPS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_G)
"""What the board takes for itself from the shortcuts of the window."""


class CubeBoard(CubeGrid):
    """The grid with its cells, merged, split, bordered and filled by hand."""

    opened = Signal(str)
    """A cell was double-clicked, or Enter was pressed on it."""
    brought = Signal(str, Path)
    dropped = Signal(str, str)
    """A cell, and the asset that was dropped on it."""

    def __init__(self, subject: CubeSubject, parent: QWidget | None = None) -> None:
        super().__init__(subject, parent)
        self._start: tuple[int, int] | None = None
        self._swapping = ""
        self._border: Border | None = None
        self._bursts = 0
        self._cursor_at = (0, 0)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.installEventFilter(self)

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        place = self.cell_at(at)
        found = self.subject.at(*place)
        self._cursor_at = place
        if not self.subject.read_only and (border := self.border_at(at)) is not None:
            self._border = border
            self._bursts += 1
            return
        if found is not None and drawing.splitter(self.rect_of(found.box), found).contains(at):
            if not self.subject.read_only:
                self.subject.split(found.id)
            return
        self._start = place
        self.subject.choose(found.id if found else "", None if found else Box(*place, 1, 1))
        if found is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._swapping = found.id

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        place = self.cell_at(at)
        if self._border is not None:
            self._drag_border(at)
        elif self._swapping:
            self.over = place
        elif self._start is not None and not self.subject.read_only:
            if place != self._start or self.subject.area is not None:
                self._reach(self._start, place)
        else:
            self.over = place
            self._point(at)
        self.update()

    def _reach(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        box = spanned(start, end)
        self.subject.take(box._replace(w=box.w + 1, h=box.h + 1))

    def _drag_border(self, at: QPointF) -> None:
        assert self._border is not None
        cell = self.subject.cell(self._border.cell)
        if cell is None:
            return
        place, cube = self.place(), self.subject.cube
        if self._border.edge == "right":
            wanted = round((at.x() - place.left()) * cube.columns / place.width())
            by = wanted - cell.box.right
        else:
            wanted = round((at.y() - place.top()) * cube.rows / place.height())
            by = wanted - cell.box.bottom
        if by:
            burst = f"border{self._bursts}"
            self.subject.move_border(cell.id, self._border.edge, by, burst=burst)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        swapping, self._swapping = self._swapping, ""
        if self._border is not None:
            self.subject.session.document.history.seal()
        elif swapping:
            other = self.subject.at(*self.cell_at(event.position()))
            if other is not None and other.id != swapping:
                self.subject.swap(swapping, other.id)
        elif self._start is not None and self._takes_several():
            self.subject.merge()
        self._start = self._border = None
        self.update()

    def _takes_several(self) -> bool:
        """Whether what is held is more than one cell or one empty place."""
        area = self.subject.area
        return area is not None and area not in {cell.box for cell in self.subject.cells}

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.subject.at(*self.cell_at(event.position()))
        if found is not None:
            self.opened.emit(found.id)

    def leaveEvent(self, event: QEvent) -> None:
        self.over = None
        self.update()

    def give_up(self) -> bool:
        """Let go of what a drag has taken hold of; False when there is nothing."""
        held = self._start is not None or self._border is not None or self.subject.area is not None
        self._start, self._border, self._swapping = None, None, ""
        if self.subject.area is not None:
            self.subject.choose(self.subject.selected)
        return held

    def _point(self, at: QPointF) -> None:
        border = None if self.subject.read_only else self.border_at(at)
        if border is not None:
            across = border.edge == "right"
            self.setCursor(Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    # ---- keyboard ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        escaping = event.key() == Qt.Key.Key_Escape and self.subject.area is not None
        if event.key() in _KEYS or escaping:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = _STEPS.get(Qt.Key(event.key())), event.modifiers()
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        free, key = not self.subject.read_only, event.key()
        if step is not None:
            self._walk(step, extend=shift and free)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.subject.area is None:
            if self.subject.selected:
                self.opened.emit(self.subject.selected)
        elif free and (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                       or (key == Qt.Key.Key_G and ctrl and not shift)):  # fmt: skip
            self.subject.merge()
        elif free and key == Qt.Key.Key_G and ctrl and self.subject.selected:
            self.subject.split(self.subject.selected)
        elif free and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.subject.selected:
            self.subject.clear([self.subject.selected])
        elif key == Qt.Key.Key_Escape and self.give_up():
            return
        else:
            super().keyPressEvent(event)

    def _walk(self, step: tuple[int, int], *, extend: bool) -> None:
        """Go to the next place; with Shift take hold of all from the cell in hand to there."""
        cube, held = self.subject.cube, self.subject.held()
        area = self.subject.area
        if extend:
            area = area or (held.box if held else Box(*self._cursor_at, 1, 1))
            grown = Box(area.x + min(step[0], 0), area.y + min(step[1], 0),
                        area.w + abs(step[0]), area.h + abs(step[1]))  # fmt: skip
            whole = Box(0, 0, cube.columns, cube.rows)
            self.subject.take(grown.inside_of(whole))
            return
        x, y = self._cursor_at
        box = held.box if held else Box(x, y, 1, 1)
        x = (
            box.right
            if step[0] > 0
            else box.x - 1
            if step[0] < 0
            else min(max(x, box.x), box.right - 1)
        )
        y = (
            box.bottom
            if step[1] > 0
            else box.y - 1
            if step[1] < 0
            else min(max(y, box.y), box.bottom - 1)
        )
        self._cursor_at = min(max(x, 0), cube.columns - 1), min(max(y, 0), cube.rows - 1)
        found = self.subject.at(*self._cursor_at)
        empty = None if found else Box(*self._cursor_at, 1, 1)
        self.subject.choose(found.id if found else "", empty)

    # ---- pictures dropped ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        carried = carried_in(event.mimeData())
        asset = isinstance(carried, Rows) and carried.mime == ASSET_MIME
        files = bool(local_files(event.mimeData(), FILES["image/"]))
        if self.subject.read_only or not (asset or files):
            event.ignore()
            return
        self.over = self.cell_at(event.position())
        event.acceptProposedAction()
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.over = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        cell = self.subject.at(*self.cell_at(event.position()))
        self.over = None
        if cell is None:
            event.ignore()
            return
        event.acceptProposedAction()
        carried = carried_in(event.mimeData())
        if isinstance(carried, Rows):
            self.dropped.emit(cell.id, carried.ids[0])
            return
        files = local_files(event.mimeData(), FILES["image/"])
        places = [one.id for one in self.subject.cells]
        rest = places[places.index(cell.id) :]
        for key, file in zip(rest, files, strict=False):  # several files fill the cells after it
            self.brought.emit(key, file)
