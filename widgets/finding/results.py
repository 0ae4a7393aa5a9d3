"""What was found, as a list under the places it stands at, with what replacing would make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from designer.document.queries import name_of
from designer.document.search import Hit, groups
from designer.document.texts import label_of
from designer.language import _
from designer.records import Module, Record
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.words import letter_of

if TYPE_CHECKING:
    from designer.actions.replacing import Change
    from widgets.session import Session

ROW: Final = Qt.ItemDataRole.UserRole
HEADER_HEIGHT: Final = 32
HIT_HEIGHT: Final = 46
BEFORE: Final = 14
"""Signs of context before the first match."""
AnyIndex = QModelIndex | QPersistentModelIndex
Plan = Callable[[Hit], "Change | None"]


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a hit with what its place is called."""

    title: str
    hit: Hit | None = None
    count: int = 0


class ResultModel(QAbstractListModel):
    """Headings and hits from top to bottom."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[Row] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List exactly these hits under page › layout › module."""
        self.beginResetModel()
        self.rows = []
        for page, layout, module, found in groups(hits):
            title = self._title(page, layout, module)
            self.rows.append(Row(title, count=sum(len(hit.spans) for hit in found)))
            self.rows += [Row(self._place(hit), hit) for hit in found]
        self.endResetModel()

    def hits(self) -> list[Hit]:
        """Every listed hit."""
        return [row.hit for row in self.rows if row.hit is not None]

    def _title(self, page: str, layout: str, module: str) -> str:
        document = self._session.document
        records = [found for key in (page, layout, module) if (found := document.find(key))]
        if not records:
            return _("Shop, catalogue and crowds")
        names = [name_of(record) for record in records]
        same = len(names) > 1 and names[0] == names[1]
        return " › ".join(names[1:] if same else names)

    def _place(self, hit: Hit) -> str:
        document, leaf = self._session.document, hit.leaf
        label = label_of(document, leaf, library=self._session.library)
        record = document.find(leaf.record)
        module = document.find(leaf.module)
        if leaf.setting and isinstance(module, Module) and len(module.variants) > 1:
            letter = letter_of(module, leaf.record)
            return f"{letter} · {label}"
        if leaf.setting or not isinstance(record, Record):
            return label
        if leaf.module == leaf.record or (leaf.page and not leaf.module):
            return label
        return f"{name_of(record)} · {label}"

    # ---- Qt's list ----

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if row.hit is None else f"{row.title}: {row.hit.leaf.text}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].hit is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class ResultList(QListView):
    """The hits; `opened` when one is clicked or Enter is pressed on it."""

    opened = Signal(object)

    def __init__(self, model: ResultModel, *, named: Callable[[str], str], plan: Plan) -> None:
        super().__init__()
        self.found = model
        self.setModel(model)
        self.setItemDelegate(_HitLook(self, named, plan))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Matches"))
        self.clicked.connect(self._open)

    def chosen(self) -> list[Hit]:
        """The selected hits from top to bottom."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = (self.found.rows[row].hit for row in rows)
        return [hit for hit in found if hit is not None]

    def step(self, by: int) -> Hit | None:
        """Choose the hit after or before the current one, from the end to the start again."""
        places = [n for n, row in enumerate(self.found.rows) if row.hit is not None]
        if not places:
            return None
        now = self.currentIndex().row() if self.currentIndex().isValid() else -1
        if by > 0:
            row = next((n for n in places if n > now), places[0])
        else:
            row = next((n for n in reversed(places) if n < now), places[-1])
        self.choose(row)
        return self.found.rows[row].hit

    def choose(self, row: int) -> None:
        """Choose the hit in a row."""
        index = self.found.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.hit is not None:
            self.opened.emit(row.hit)


class _HitLook(QStyledItemDelegate):
    """Draws a heading, or a place with the text around its match."""

    def __init__(self, view: ResultList, named: Callable[[str], str], plan: Plan) -> None:
        super().__init__(view)
        self._view, self._named, self._plan = view, named, plan

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ROW)
        is_hit = isinstance(row, Row) and row.hit is not None
        return QSize(100, HIT_HEIGHT if is_hit else HEADER_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, look = index.data(ROW), tokens.of(self._view)
        rect = option.rect
        if not isinstance(row, Row) or not isinstance(rect, QRect):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.hit is None:
            _paint_heading(painter, rect, row, look)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(rect, look.colour("accent_soft"))
                painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()),
                                 look.colour("accent"))  # fmt: skip
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, look.colour("hover"))
            self._paint_hit(painter, rect.adjusted(14, 5, -10, -5), row, row.hit, look)
        painter.restore()

    def _paint_hit(
        self, painter: QPainter, rect: QRect, row: Row, hit: Hit, look: tokens.Tokens
    ) -> None:
        change = self._plan(hit)
        problem = change.problem if change is not None else ""
        upper = QRect(rect.left(), rect.top(), rect.width(), 16)
        lower = QRect(rect.left(), rect.top() + 18, rect.width(), 18)
        said = f"{row.title}: {problem}" if problem else row.title
        _write(painter, upper, said, look, colour="danger" if problem else "muted",
               font=fonts.font(fonts.SMALL))  # fmt: skip
        if hit.leaf.role in ("picture", "link", "colour") and not hit.leaf.text.startswith("http"):
            new = self._named(change.text) if change is not None and change.text else ""
            _write(painter, lower, self._named(hit.leaf.text) + (f" → {new}" if new else ""), look)
            return
        _paint_context(painter, lower, hit, look, () if problem or change is None else change.parts)


def _paint_heading(painter: QPainter, rect: QRect, row: Row, look: tokens.Tokens) -> None:
    font = fonts.font(fonts.CAPTION, weight=fonts.BOLD)
    count = str(row.count)
    width = QFontMetrics(font).horizontalAdvance(count)
    inner = rect.adjusted(14, 6, -10, 0)
    _write(painter, inner.adjusted(0, 0, -width - 8, 0), row.title, look, font=font,
           cut=Qt.TextElideMode.ElideMiddle)  # fmt: skip
    painter.setPen(look.colour("muted"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)


def _paint_context(
    painter: QPainter, rect: QRect, hit: Hit, look: tokens.Tokens, instead: Sequence[str]
) -> None:
    """The text from a little before its first match on; matches stand on a coloured ground."""
    text = hit.leaf.text.replace("\n", " ")
    start = max(0, hit.spans[0][0] - BEFORE)
    left = rect.left()
    at = start
    painter.setClipRect(rect)
    if start:
        left = _piece(painter, rect, left, "…", look)
    for number, (begin, end) in enumerate(hit.spans):
        left = _piece(painter, rect, left, text[at:begin], look)
        left = _piece(painter, rect, left, text[begin:end], look, ground="warn_soft",
                      gone=bool(instead))  # fmt: skip
        if instead:
            left = _piece(painter, rect, left, instead[number], look, ground="good_soft")
        at = end
    _piece(painter, rect, left, text[at : at + 120], look)
    painter.setClipping(False)


def _piece(
    painter: QPainter, rect: QRect, left: int, text: str, look: tokens.Tokens,
    *, ground: str = "", gone: bool = False,
) -> int:  # fmt: skip
    """Write a piece and return where the next begins."""
    if not text or left > rect.right():
        return left
    font = fonts.font(fonts.CAPTION)
    font.setStrikeOut(gone)
    width = QFontMetrics(font).horizontalAdvance(text)
    place = QRect(left, rect.top(), width + 1, rect.height())
    if ground:
        painter.fillRect(place.adjusted(-1, 1, 0, -1), look.colour(ground))
    painter.setFont(font)
    painter.setPen(look.colour("danger" if gone else "text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
    return left + width


def _write(
    painter: QPainter, rect: QRect, text: str, look: tokens.Tokens, *, colour: str = "text",
    font: QFont | None = None, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:  # fmt: skip
    used = font or fonts.font(fonts.CAPTION)
    painter.setFont(used)
    painter.setPen(look.colour(colour))
    shown = QFontMetrics(used).elidedText(text, cut, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
