"""The differences of two states as a list in words, with ticks for what shall come back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from designer.document.comparing import Comparison, Item
from designer.document.detailing import Detail
from designer.language import _, mark
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.parts.bare_tree import BareTree

AnyIndex = QModelIndex | QPersistentModelIndex
_DATA: Final = Qt.ItemDataRole.UserRole + 1
TICK: Final = 34
"""Pixels from the left within which a click ticks."""
LOOKS: Final = {
    "added": ("plus", "good", mark("added")), "removed": ("minus", "danger", mark("removed")),
    "moved": ("move-down", "violet", mark("moved")),
    "changed": ("pencil", "accent_text", mark("changed")),
}  # fmt: skip
"""Sign, colour and word of each change; the sign and the word say it without the colour."""


class Changes(BareTree):
    """Groups, the records in them, and under each what is otherwise."""

    chosen = Signal(str)
    """A record that was clicked."""
    ticked = Signal(int)
    """How many records have a tick now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_ChangeLook(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(_("Differences"))
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)
        self.itemChanged.connect(lambda *__: self.ticked.emit(len(self.chosen_ids())))

    def show_comparison(self, found: Comparison) -> None:
        """Show these differences; ticks of records that are still there stay."""
        kept = set(self.chosen_ids())
        blocked = self.blockSignals(True)
        self.clear()
        self._rows = {}
        for group in found.groups:
            head = QTreeWidgetItem(self, [group.title])
            head.setData(0, _DATA, group.title)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for item in group.items:
                self._add(head, item, kept)
        self.expandAll()
        self.blockSignals(blocked)
        self.ticked.emit(len(self.chosen_ids()))

    def chosen_ids(self) -> list[str]:
        """The records with a tick."""
        ticked = Qt.CheckState.Checked
        return [key for key, row in self._rows.items() if row.checkState(0) == ticked]

    def tick_all(self) -> None:
        """Tick every record, or none when all are."""
        all_ = len(self.chosen_ids()) == len(self._rows)
        state = Qt.CheckState.Unchecked if all_ else Qt.CheckState.Checked
        for row in self._rows.values():
            row.setCheckState(0, state)

    def pick(self, key: str) -> None:
        """Mark a record and bring it into view."""
        row = self._rows.get(key)
        if row is not None:
            self.setCurrentItem(row)
            self.scrollToItem(row, QAbstractItemView.ScrollHint.PositionAtTop)

    def row(self, key: str) -> QTreeWidgetItem:
        """The row of a record."""
        return self._rows[key]

    def _add(self, head: QTreeWidgetItem, item: Item, kept: set[str]) -> None:
        row = QTreeWidgetItem(head, [item.title])
        row.setData(0, _DATA, item)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = Qt.CheckState.Checked if item.id in kept else Qt.CheckState.Unchecked
        row.setCheckState(0, ticked)
        said = _(LOOKS[item.change][2])
        row.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, f"{item.noun}, {said}")
        self._rows[item.id] = row
        for detail in item.details:
            line = QTreeWidgetItem(row, [f"{detail.what}: {detail.before} → {detail.after}"])
            line.setData(0, _DATA, detail)
            line.setToolTip(0, f"{detail.what}\n{detail.before} → {detail.after}")
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren)

    def _clicked(self, row: QTreeWidgetItem) -> None:
        found = row.data(0, _DATA)
        if isinstance(found, Detail):
            found = row.parent().data(0, _DATA)
        if isinstance(found, Item):
            self.chosen.emit(found.id)


class _ChangeLook(QStyledItemDelegate):
    """Draws the three sorts of rows."""

    def __init__(self, view: Changes) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        found = index.data(_DATA)
        if not isinstance(found, Detail):
            return QSize(100, 36)
        width = max(120, self._view.viewport().width() - 62)
        return QSize(100, 22 + sum(self._tall(text, width) for text in _texts(found)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        found, look = index.data(_DATA), tokens.of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(found, Item):
            self._paint_item(painter, rect, option, found, look, index)
        elif isinstance(found, Detail):
            self._paint_detail(painter, rect, found, look)
        else:
            painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.MEDIUM))
            painter.setPen(look.colour("muted"))
            painter.drawText(rect.adjusted(16, 8, -12, 0), Qt.AlignmentFlag.AlignVCenter, found)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:  # fmt: skip
        """The tick is where it is drawn; the rest of the row takes clicks of its own."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        on_tick = event.position().x() < option.rect.left() + TICK
        if event.type() != QEvent.Type.MouseButtonRelease or not on_tick:
            return False
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        new = Qt.CheckState.Unchecked if ticked == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)

    def _paint_item(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, item: Item,
        look: tokens.Tokens, index: AnyIndex,
    ) -> None:  # fmt: skip
        plate = rect.adjusted(6, 1, -6, -1)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, plate, look.colour("accent_soft" if chosen else "hover"), radius=7)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, plate.adjusted(1, 1, -1, -1), look.colour("accent"), radius=7)
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        self._paint_tick(painter, rect, state == Qt.CheckState.Checked, look)
        icon, ink, word = LOOKS[item.change]
        icons.paint(painter, icon, at=QRectF(rect.left() + 36, rect.top(), 20, rect.height()),
                    colour=look.colour(ink), size=15)  # fmt: skip
        small = fonts.font(fonts.SMALL)
        said = f"{item.noun} · {_(word)}"
        room = QFontMetrics(small).horizontalAdvance(said) + 12
        painter.setFont(fonts.font(fonts.BODY, weight=fonts.MEDIUM))
        painter.setPen(look.colour("text"))
        words = rect.adjusted(62, 0, -16 - room, 0)
        cut = QFontMetrics(painter.font()).elidedText(
            item.title, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(small)
        painter.setPen(look.colour(ink))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, said)

    def _paint_tick(
        self, painter: QPainter, rect: QRectF, ticked: bool, look: tokens.Tokens
    ) -> None:
        box = QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16)
        if ticked:
            fill(painter, box, look.colour("accent"), radius=4)
            icons.paint(painter, "check", at=box, colour=look.colour("on_accent"), size=12)
        else:
            outline(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), look.colour("faint"), radius=4)

    def _paint_detail(
        self, painter: QPainter, rect: QRectF, detail: Detail, look: tokens.Tokens
    ) -> None:
        left, width = rect.left() + 46, int(rect.width()) - 62
        painter.fillRect(QRectF(rect.left() + 45.5, rect.top(), 1, rect.height()),
                         look.colour("line"))  # fmt: skip
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(look.colour("muted"))
        painter.drawText(QRectF(left + 16, rect.top() + 2, width, 16), detail.what)
        top = rect.top() + 18
        both = bool(detail.before and detail.after)
        for text, ink, struck in (
            (detail.before, "danger", True), (detail.after, "good" if both else "text", False),
        ):  # fmt: skip
            if text:
                tall = self._tall(text, width)
                place = QRectF(left + 16, top, width, tall)
                self._paint_text(painter, place, text, look.colour(ink).name(), struck=struck)
                top += tall

    def _paint_text(
        self, painter: QPainter, place: QRectF, text: str, ink: str, *, struck: bool
    ) -> None:
        font = QFont(fonts.font(fonts.CAPTION))
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(ink)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(place, text, wrap)

    def _tall(self, text: str, width: int) -> int:
        flags = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap
        metrics = QFontMetrics(fonts.font(fonts.CAPTION))
        return metrics.boundingRect(QRect(0, 0, width, 10_000), int(flags), text).height() + 2


def _texts(detail: Detail) -> list[str]:
    return [text for text in (detail.before, detail.after) if text]
