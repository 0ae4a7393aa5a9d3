"""The differences as a table: a row for each module, a column for each person after the first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from designer.decide.compare import differences
from designer.document.document import Document
from designer.language import _
from designer.records import HIDDEN, Layout, Module
from widgets.look import access, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, focus_ring
from widgets.personas.people import Seen, choice_name, in_test
from widgets.words import letter_of

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Cell:
    """One person’s choice in one row, and whether it differs from the first person’s."""

    short: str
    full: str
    colour: str
    differs: bool
    persona: str
    module: str


class Differences(QAbstractTableModel):
    """Rows: the layout, then the first person’s modules; columns: names, then the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._heads: list[tuple[str, str]] = []
        self._cells: list[list[Cell]] = []

    def show(self, document: Document, seen: tuple[Seen, ...]) -> None:
        """Compare everybody with the first."""
        self.beginResetModel()
        others = seen[1:]
        self._heads = [(one.persona.name, one.persona.colour) for one in others]
        modules = list(seen[0].decision.choices) if seen else []
        names = [document.get(key, Module).name for key in modules]
        self._names = [_("Layout"), *names] if seen else []
        self._cells = [[_layout_cell(document, seen[0], one) for one in others]] if seen else []
        changed = {one.persona.id: _changes(seen[0], one) for one in others}
        for key in modules:
            row = [_cell(document, key, one, changed[one.persona.id]) for one in others]
            self._cells.append(row)
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The choice under an index; None in the column of names."""
        if not index.isValid() or index.column() == 0:
            return None
        return self._cells[index.row()][index.column() - 1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == _ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[index.row()] if cell is None else cell.short
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._names[index.row()] if cell is None else cell.full
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return _("Module") if role == Qt.ItemDataRole.DisplayRole else None
        name, colour = self._heads[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return name[:3]
        if role == Qt.ItemDataRole.ToolTipRole:
            return name
        return QColor(colour) if role == Qt.ItemDataRole.ForegroundRole else None


def _changes(first: Seen, one: Seen) -> set[str]:
    return {found.module for found in differences(first.decision, one.decision)}


def _layout_cell(document: Document, first: Seen, one: Seen) -> Cell:
    name = document.get(one.decision.layout, Layout).name
    return Cell(
        short=name, full=name, colour=one.persona.colour, persona=one.persona.id,
        module=one.decision.page, differs=one.decision.layout != first.decision.layout,
    )  # fmt: skip


def _cell(document: Document, module: str, one: Seen, changed: set[str]) -> Cell:
    choice = one.decision.choices.get(module)
    if choice is None:
        short, full = "–", _("Not on this person's layout")
    elif choice == HIDDEN:
        short, full = _("Hidden"), _("Hidden")
    else:
        letter = letter_of(document.get(module, Module), choice)
        test = in_test(document, module, choice)
        short = _("Test {letter}", letter=letter) if test else letter
        full = choice_name(document, module, choice)
    return Cell(
        short=short, full=full, colour=one.persona.colour, differs=module in changed,
        persona=one.persona.id, module=module,
    )  # fmt: skip


class _Painter(QStyledItemDelegate):
    """Names as text, the same as a quiet sign, what differs as a pill in the person’s colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        look, rect = tokens.of(view), QRectF(option.rect)
        cell = index.data(_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None:
            _words(painter, rect, str(index.data()), look.colour("text"))
        elif cell.differs:
            _pill(painter, rect, cell, look)
        else:
            same = cell.short if cell.short == "–" else "＝"
            _words(painter, rect, same, look.colour("faint"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(1, 3, -1, -3), look, radius=6)
        painter.restore()


def _words(painter: QPainter, rect: QRectF, text: str, colour: QColor) -> None:
    font = fonts.font(fonts.CAPTION)
    painter.setFont(font)
    painter.setPen(colour)
    room = rect.adjusted(8, 0, -4, 0)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


def _pill(painter: QPainter, rect: QRectF, cell: Cell, look: tokens.Tokens) -> None:
    font = fonts.font(fonts.SMALL, weight=fonts.MEDIUM)
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(cell.short) + 12.0, rect.width() - 8)
    box = QRectF(rect.left() + 5, rect.center().y() - 10, width, 20)
    ground = QColor(cell.colour)
    ground.setAlphaF(0.13 if look.name == "light" else 0.3)
    fill(painter, box, ground, radius=6)
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    cut = metrics.elidedText(cell.short, Qt.TextElideMode.ElideRight, int(width - 8))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cut)


class _Head(QHeaderView):
    """Captions on the panel's own ground, people in their colour, a hairline below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        access.tell_role(self, access.HEADER)
        self.setAccessibleName(_("Who is compared"))
        self.setFixedHeight(30)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, area = tokens.of(self), QRectF(rect)
        model = self.model()
        horizontal, roles = Qt.Orientation.Horizontal, Qt.ItemDataRole
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, look.colour("panel"))
        text = str(model.headerData(section, horizontal, roles.DisplayRole))
        colour = model.headerData(section, horizontal, roles.ForegroundRole)
        if isinstance(colour, QColor):
            dot = QRectF(area.left() + 5, area.center().y() - 3, 6, 6)
            fill(painter, dot, colour, radius=3)
            area.setLeft(area.left() + 7)
        _words(painter, area, text, look.colour("muted"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class DifferenceTable(QTableView):
    """The table; moving to a cell asks why."""

    def __init__(self, model: Differences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Differences from the first person"))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.ROW)
        head = _Head(self)
        self.setHorizontalHeader(head)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(52)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        """The names take what the people leave, and never less than can be read."""
        people = self.model().columnCount() - 1
        for column in range(1, people + 1):
            self.setColumnWidth(column, 62)
        self.setColumnWidth(0, max(104, self.viewport().width() - 62 * people))
