"""The structure tab: the tree of the page in focus, in step with the selection."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Floor, Layout, Module, Page, Shop, Variant
from widgets.look.thumbnails import Thumbnails
from widgets.outline.model import OutlineModel
from widgets.outline.rows import RowDelegate
from widgets.session import Focus, Session


class Outline(QTreeView):
    """Pages, layouts, floors and modules; picking, ordering and renaming happen right here."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.tree = OutlineModel(session, self)
        self.rows = RowDelegate(session.library, thumbnails, self)
        self._following = False
        self._pressed = ""
        self._place: tuple[str, str] = ("", "")
        self.setModel(self.tree)
        self.setItemDelegate(self.rows)
        self._set_manners()
        thumbnails.arrived.connect(self._repaint)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self._rebuild()

    def set_advice(self, advice: Mapping[str, str]) -> None:
        """Show the shortest advice beside each record it is about."""
        self.rows.advice = dict(advice)
        self.tree.set_advice(advice)

    # ---- following the session ----

    def _repaint(self, _sha256: str) -> None:
        self.viewport().update()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Shop, Page, Layout, Floor, Module):
            self._rebuild()
        elif touched := diff.ids(Variant):
            self.tree.refresh_pictures(touched)

    def _selected(self, focus: Focus) -> None:
        if (focus.page, focus.layout) != self._place:
            self._rebuild()
        else:
            self.tree.refresh_seen()
            self._follow()

    def _rebuild(self) -> None:
        focus = self.session.focus
        shut = self._shut()
        top = self.verticalScrollBar().value()
        self._following = True
        self.tree.rebuild()
        self._following = False
        self._place = (focus.page, focus.layout)
        for row in range(self.tree.rowCount()):
            index = self.tree.index(row, 0)
            self.setExpanded(index, self.tree.node(index).key not in shut)
        self.expand(self.tree.index_of(focus.page))
        self.verticalScrollBar().setValue(top)
        self._follow()

    def _shut(self) -> set[str]:
        """The sections that are folded; at first the pages are, as the bar above names the page."""
        indexes = [self.tree.index(row, 0) for row in range(self.tree.rowCount())]
        if not self._place[0]:
            return {"pages"}
        return {self.tree.node(one).key for one in indexes if not self.isExpanded(one)}

    def _follow(self) -> None:
        """Mark the rows of what is selected, or of the layout when nothing is."""
        focus = self.session.focus
        keys = focus.modules or (focus.layout, focus.page)[: 1 if self._has(focus.layout) else 2]
        chosen = QItemSelection()
        for key in keys:
            index = self.tree.index_of(key)
            chosen.select(index, index)
        self._following = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if focus.modules:
            last = self.tree.index_of(focus.modules[-1])
            self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(last)
        self._following = False

    def _has(self, key: str) -> bool:
        return self.tree.index_of(key).isValid()

    # ---- the hand ----

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._following:
            return
        nodes = [self.tree.node(index) for index in self.selectedIndexes()]
        modules = tuple(node.key for node in nodes if node.kind == "module")
        current = self.tree.node(self.currentIndex())
        if modules:
            order = self.session.modules()
            self.session.look(modules=tuple(sorted(modules, key=order.index)))
        elif current.kind == "layout":
            self.session.look(layout=current.key, modules=())
        elif current.kind == "page":
            self.session.look(page=current.key, modules=())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._section_at(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed and self._pressed == self._section_at(event):
            index = self.tree.index_of(self._pressed)
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            variant = self.session.variant()
            if variant is not None:
                self.session.wanted.emit(variant, "")
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        event.accept()

    def _section_at(self, event: QMouseEvent) -> str:
        """The section under the left button, empty elsewhere."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return ""
        node = self.tree.node(index)
        return node.key if node.kind in ("pages", "floor") else ""

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
