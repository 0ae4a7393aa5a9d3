"""The cube with all that belongs to it: arrangements, grid, and the form of the cell in hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import TEMPLATES, Template
from designer.kinds.settings.cube import MOST, Cell
from designer.kinds.settings.image import Image
from designer.language import _
from designer.records import Asset, Label
from widgets.inspector.bringing import bring
from widgets.inspector.fields.field import Place
from widgets.inspector.fields.link import LinkEdit
from widgets.inspector.fields.picture import PictureField
from widgets.look import tokens
from widgets.look.buttons import Button, Pressable
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.line import Line
from widgets.parts.quiet import Spin
from widgets.zones.cube_board import CubeBoard
from widgets.zones.cube_subject import CubeSubject
from widgets.zones.problems import Problems


class CubeDesk(QWidget):
    """Everything for one cube, one below the other, or the grid large beside the rest."""

    sealed = Signal()

    def __init__(self, place: Place, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = CubeSubject(place.session, self)
        self.board = CubeBoard(self.subject)
        self.templates = Templates()
        self.templates.chosen.connect(self.subject.use)
        self.columns = self._count(_("Columns"))
        self.rows = self._count(_("Rows"))
        self.form = CellForm(self.subject, place)
        self.hint = Text(_("Drag over cells to merge them, over borders to move them."), "small")
        self.hint.setWordWrap(True)
        self.board.opened.connect(self._open)
        self.board.brought.connect(self._bring)
        self.board.dropped.connect(self._drop)
        self.subject.changed.connect(self.refresh)
        self._lay_out(wide=wide)

    def _count(self, name: str) -> Spin:
        spin = Spin(low=1, high=MOST)
        spin.setPrefix(f"{name}  ")
        spin.setAccessibleName(name)
        spin.setButtonSymbols(Spin.ButtonSymbols.UpDownArrows)
        spin.valueChanged.connect(self._shape)
        return spin

    def _lay_out(self, *, wide: bool) -> None:
        counts = QHBoxLayout()
        counts.setSpacing(6)
        counts.addWidget(self.columns)
        counts.addWidget(self.rows)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(self.templates)
        side.addLayout(counts)
        if not wide:
            side.addWidget(self.board)
        side.addWidget(self.hint)
        side.addWidget(self.form)
        if not wide:
            side.setContentsMargins(0, 0, 0, 0)
            self.setLayout(side)
            return
        side.addStretch(1)
        side.setContentsMargins(16, 16, 16, 16)
        panel = QWidget()
        panel.setLayout(side)
        area = QScrollArea()  # the form may grow; the grid under the hand must not move
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(336)
        area.setWidget(panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 0, 20)
        row.addWidget(self.board, 1)
        row.addWidget(area)

    def refresh(self) -> None:
        """Show the cube as it is now."""
        cube, free = self.subject.cube, not self.subject.read_only
        for spin, count in ((self.columns, cube.columns), (self.rows, cube.rows)):
            spin.show_number(count)
            spin.setEnabled(free)
        boxes = frozenset(cell.box for cell in cube.cells)
        self.templates.show_current((cube.columns, cube.rows), boxes)
        self.templates.setEnabled(free)
        self.form.refresh()

    def _shape(self) -> None:
        self.subject.shape(int(self.columns.value()), int(self.rows.value()))

    def _open(self, key: str) -> None:
        self.subject.choose(key)
        self.form.picture.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, cell: str, file: Path) -> None:
        asset = bring(self.subject.session, file, media="image/")
        if asset is not None:
            self._drop(cell, asset)

    def _drop(self, cell: str, asset: str) -> None:
        found = self.subject.session.document.find(asset)
        if isinstance(found, Asset) and found.media.startswith("image/"):
            self.subject.session.document.history.seal()
            self.subject.fill(cell, image={"asset": asset, "alt": found.alt})
            self.subject.choose(cell)


class CellForm(QWidget):
    """The cell in hand: picture, name, link, what is wrong, and what can be done with it."""

    def __init__(self, subject: CubeSubject, place: Place) -> None:
        super().__init__()
        self.subject = subject
        self.title = Text("", "strong")
        setting = Image(id="image", label=Label(zh="图片", en="Picture"))
        self.picture = PictureField(setting, place, crops=False)
        self.picture.edited.connect(lambda value: self._fill(image=value))
        self.picture.sealed.connect(self._seal)
        self.label = Line(placeholder=_("Name of the cell"))
        self.label.setAccessibleName(_("Name of the cell"))
        self.label.edited.connect(lambda text: self._fill(label=text))
        self.label.sealed.connect(self._seal)
        self.link = LinkEdit(subject.session, name=_("The cell leads to"))
        self.link.made.connect(lambda link: self._fill(link=link))
        self.link.address.sealed.connect(self._seal)
        self.problems = Problems()
        self.split = Button(_("Split"), icon="table-cells-split", height=28)
        self.split.clicked.connect(lambda: self.subject.split(self.subject.selected))
        self.clear = Button(_("Leave empty"), icon="trash-2", height=28)
        self.clear.clicked.connect(lambda: self.subject.clear([self.subject.selected]))
        self._shown: tuple[str, Any] | None = None
        foot = QHBoxLayout()
        foot.addWidget(self.split)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.picture, self.label, self.link, self.problems):
            column.addWidget(widget)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Show the cell in hand as it is now."""
        cell = self.subject.held()
        self.setVisible(cell is not None)
        if cell is None:
            self._shown = None
            return
        number = self.subject.cells.index(cell) + 1
        self.title.setText(_("Cell {number} · {wide} × {high}", number=number, wide=cell.w,
                             high=cell.h))  # fmt: skip
        self._show(cell)
        self.split.setVisible(cell.w * cell.h > 1)
        self.setEnabled(not self.subject.read_only)
        self.problems.show_problems(self.subject.problems_of(cell.id), mendable=False)

    def _show(self, cell: Cell) -> None:
        image = msgspec.json.decode(msgspec.json.encode(cell.image))
        if self._shown is None or self._shown[0] != cell.id:
            self.picture.begin()
        if self._shown != (cell.id, image):
            self._shown = (cell.id, image)
            self.picture.show_value(image)
        self.label.show_text(cell.label)
        self.link.show_link({"action": cell.link.action, "target": cell.link.target})

    def _fill(self, **parts: object) -> None:
        if self.subject.selected:
            if "image" in parts:
                self._shown = (self.subject.selected, parts["image"])
            self.subject.fill(self.subject.selected, **parts)

    def _seal(self) -> None:
        self.subject.session.document.history.seal()


class Templates(QWidget):
    """The arrangements to begin with, as small drawings."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {one.name: TemplateButton(one) for one in TEMPLATES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda __=False, name=name: self._chose(name))
            grid.addWidget(button, number // 6, number % 6)

    def show_current(self, shape: tuple[int, int], boxes: frozenset[Box]) -> None:
        """Mark the arrangement that the cube has, if it has one of these."""
        for button in self.buttons.values():
            one = button.template
            button.show_current(one.shape == shape and frozenset(one.tiles) == boxes)

    def _chose(self, name: str) -> None:
        self.chosen.emit(self.buttons[name].template)


class TemplateButton(Pressable):
    """One arrangement."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        self._current = False
        name = _("Arrangement {name}", name=template.name)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFixedHeight(34)
        self.setMinimumWidth(36)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def show_current(self, current: bool) -> None:
        """Mark it as the one in use."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(44, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = look.colour("accent_soft") if self._current else self.ground()
        columns, rows = self.template.shape
        inner = QRectF(rect.center().x() - 13, rect.center().y() - 9, 26, 18)
        with painting(self) as painter:
            fill(painter, rect, ground or look.colour("field"), radius=7)
            line = "accent" if self._current else "line"
            outline(painter, rect, look.colour(line), radius=7)
            wide, high = inner.width() / columns, inner.height() / rows
            ink = self.ink("accent_text" if self._current else "muted")
            for tile in self.template.tiles:
                at = QRectF(inner.left() + tile.x * wide, inner.top() + tile.y * high,
                            tile.w * wide, tile.h * high)  # fmt: skip
                fill(painter, at.adjusted(0.8, 0.8, -0.8, -0.8), ink, radius=1.5)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)
