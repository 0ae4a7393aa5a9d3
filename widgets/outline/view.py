"""The structure tab: the tree of the project's pages, in step with the selection."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QToolTip, QTreeView, QWidget

from designer.language import _
from widgets.look.thumbnails import Thumbnails
from widgets.outline import deeds
from widgets.outline.facts import Note
from widgets.outline.filtering import matching
from widgets.outline.following import Following
from widgets.outline.marks import tip_of
from widgets.outline.marquee import Marquee
from widgets.outline.model import OutlineModel
from widgets.outline.nodes import Node, all_below
from widgets.outline.rows import RowDelegate
from widgets.session import Session

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Outline(QTreeView):
    """Pages, layouts, floors, modules, variants; picking, ordering, renaming happen right here."""

    menu_wanted = Signal(QPoint)
    """The menu of the selected modules is asked for at a place of the screen."""
    kinds_wanted = Signal()
    """A new module is asked for."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.tree = OutlineModel(session, self)
        self.rows = RowDelegate(self.tree, thumbnails, self)
        self.query = ""
        self._pressed: tuple[str, str] = ("", "")
        self.following = Following(self)
        self.marquee = Marquee(self, lambda: self.verticalScrollBar().value())
        self.setModel(self.tree)
        self.setItemDelegate(self.rows)
        self._set_manners()
        thumbnails.arrived.connect(self._repaint)
        self.rows.sketches.arrived.connect(self._repaint)
        self.tree.retold.connect(self._repaint)
        self.marquee.drawn.connect(self._choose_within)
        self.following.rebuild()

    def set_notes(self, notes: Mapping[str, Note]) -> None:
        """Show what lint says beside each record it is about."""
        self.tree.set_notes(notes)

    def filter(self, query: str) -> int:
        """Show only the rows that fit, with those above them; returns how many modules fit."""
        self.query = query
        return self.refilter()

    def refilter(self) -> int:
        """Apply the filter to the rows there are now."""
        if not self.query.strip():
            if self._show_rows(None):
                self.following.unfold()
            return len(self.session.modules())
        sieve = matching(self.tree.root, self.query, session=self.session, facts=self.tree.facts)
        self._show_rows(sieve.shown)
        self.following.busy = True
        for node in all_below(self.tree.root):
            inside = any(below.key in sieve.fitting for below in all_below(node))
            if node.below and inside != self.isExpanded(self.tree.index_of(node.key)):
                self.setExpanded(self.tree.index_of(node.key), inside)
        self.following.busy = False
        return sum(key in sieve.shown for key in self.session.modules())

    def fold_all(self) -> None:
        """Fold every row; the floors stay open."""
        for node in all_below(self.tree.root):
            if node.below and node.kind != "floor":
                self.collapse(self.tree.index_of(node.key))

    def rename(self, key: str) -> None:
        """Edit a name right in its row."""
        index = self.tree.index_of(key)
        if index.isValid():
            self.expand(index.parent())
            self.scrollTo(index)
            self.setFocus()
            self.edit(index)

    def node_at(self, at: QPoint) -> Node | None:
        """The node of the row at a place."""
        index = self.indexAt(at)
        return self.tree.node(index) if index.isValid() else None

    # ---- following ----

    def _repaint(self, _what: str = "") -> None:
        self.viewport().update()

    def _show_rows(self, kept: frozenset[str] | None) -> bool:
        """Show these rows alone, all when None; tells whether that changed anything."""
        changed = False
        for node in all_below(self.tree.root):
            index = self.tree.index_of(node.key)
            hidden = kept is not None and node.key not in kept
            if self.isRowHidden(index.row(), index.parent()) != hidden:
                self.setRowHidden(index.row(), index.parent(), hidden)
                changed = True
        return changed

    # ---- the hand ----

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.following.busy:
            return
        nodes = [self.tree.node(index) for index in self.selectedIndexes()]
        deeds.look_at(self.session, nodes, self.tree.node(self.currentIndex()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        node = self.node_at(at)
        self._pressed = ("", "")
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if node is not None and (part := self._part_at(node, at)):
            self._pressed = (node.key, part)
            return
        if node is None or self.rows.is_beside_name(self._rect_of(node), node, at):
            self.marquee.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.marquee.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.marquee.release():
            self.setState(QAbstractItemView.State.NoState)
            return
        at = event.position().toPoint()
        node, (key, part) = self.node_at(at), self._pressed
        self._pressed = ("", "")
        if not part:
            super().mouseReleaseEvent(event)
        elif node is not None and node.key == key and self._part_at(node, at) == part:
            self._push(node, part)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        node = self.node_at(at)
        if node is not None and self._part_at(node, at):
            self.mousePressEvent(event)  # the second of two quick presses on a button
        elif node is not None and not self.rows.is_beside_name(self._rect_of(node), node, at):
            self.edit(self.tree.index_of(node.key))
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self.node_at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            node = self.tree.node(self.currentIndex())
        if node is None or node.kind == "module":
            self.menu_wanted.emit(event.globalPos())
        else:
            deeds.open_menu(self, node, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        node = self.tree.node(index)
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the field of a name left over is not for us
        elif event.key() in _ENTER and index.isValid():
            deeds.enter(self, node)
        elif deeds.is_own_key(event, node):
            deeds.press(self, node, event)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = deeds.is_own_key(event, self.tree.node(self.currentIndex()))
            if own:  # Del on a variant must not take its whole module
                event.accept()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            node = self.node_at(event.pos())
            deed = self.rows.button_at(self._rect_of(node), node, event.pos()) if node else None
            if node is not None and deed is not None:
                QToolTip.showText(event.globalPos(), tip_of(node, deed, self.tree.facts), self)
                return True
        return super().viewportEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.marquee.paint()

    # ---- inside ----

    def _rect_of(self, node: Node) -> QRect:
        rect = self.visualRect(self.tree.index_of(node.key))
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def _part_at(self, node: Node, at: QPoint) -> str:
        """The button or fold mark of a row at a place; empty on the row itself."""
        deed = self.rows.button_at(self._rect_of(node), node, at)
        if deed is not None:
            return deed
        return "fold" if node.kind in ("pages", "floor") or self.rows.is_fold(node, at) else ""

    def _push(self, node: Node, part: str) -> None:
        if part == "fold":
            index = self.tree.index_of(node.key)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            deeds.push(self, node, part)

    def _choose_within(self, frame: QRect) -> None:
        top = self.verticalScrollBar().value()
        chosen = QItemSelection()
        last = QModelIndex()
        for key in self.session.modules():
            index = self.tree.index_of(key)
            if self.visualRect(index).translated(0, top).intersects(frame):
                chosen.select(index, index)
                last = index
        flags = QItemSelectionModel.SelectionFlag
        if last.isValid():
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def _set_manners(self) -> None:
        self.setAccessibleName(_("Outline"))
        self.viewport().setAutoFillBackground(False)  # the panel shows through
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setAnimated(False)  # a row that is still unfolding would lose the click on it
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
