"""A tree whose rows are drawn by their delegate alone, on the panel's own ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeWidget, QWidget


class BareTree(QTreeWidget):
    """The style would paint a ground of its own behind every row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        option, flags = QStyleOptionViewItem(options), QStyle.StateFlag
        option.rect = self.visualRect(index)
        state = flags.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= flags.State_Selected
        at = self.viewport().mapFromGlobal(QCursor.pos())
        if self.viewport().underMouse() and self.indexAt(at) == index:
            state |= flags.State_MouseOver
        if self.hasFocus() and self.currentIndex() == index:
            state |= flags.State_HasFocus
        option.state = state
        self.itemDelegate().paint(painter, option, index)
