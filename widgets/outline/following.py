"""Keeps the outline in step with the session: rows, folds, and what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject

from designer.document.diff import Diff, only_fills
from designer.records import Asset, Floor, Layout, Module, Page, Product, Shop
from widgets.outline.arranging import arrange

if TYPE_CHECKING:
    from widgets.outline.view import Outline
    from widgets.session import Focus

_LISTS: tuple[tuple[type, str], ...] = (
    (Shop, "pages"), (Page, "layouts"), (Layout, "floors"), (Floor, "modules"),
    (Module, "variants"),
)  # fmt: skip


_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate


class Following(QObject):
    """What the outline does when the session moves on."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline)
        self._outline, self._session = outline, outline.session
        self._place: tuple[str, str] = ("", "")
        self.shut = {"pages"}  # the bar above names the page
        self.open = set[str]()
        self.busy = False
        outline.expanded.connect(self._opened)
        outline.collapsed.connect(self._closed)
        self._session.changed.connect(self._changed)
        self._session.selected.connect(self._selected)

    def rebuild(self) -> None:
        """Read every row anew; folds and the place on screen stay."""
        outline, focus = self._outline, self._session.focus
        top = outline.verticalScrollBar().value()
        current = outline.tree.node(outline.currentIndex()).key
        self.busy = True
        outline.tree.rebuild()
        self._place = (focus.page, focus.layout)
        self.unfold()
        if outline.query.strip():  # rows that were hidden are shown again by reading them anew
            outline.refilter()
        back = outline.tree.index_of(current)
        outline.selectionModel().setCurrentIndex(back, _NO_UPDATE)
        self.busy = False
        outline.verticalScrollBar().setValue(top)
        self.follow()

    def unfold(self) -> None:
        """Fold every row as the user had it: sections open, the rest shut, save the page's own."""
        outline = self._outline
        self.busy = True
        for node in outline.tree.root.below:
            outline.setExpanded(outline.tree.index_of(node.key), node.key not in self.shut)
        for key in self.open | {self._session.focus.page}:
            if key not in self.shut:
                outline.expand(outline.tree.index_of(key))
        self.busy = False

    def follow(self) -> None:
        """Mark the rows of what is selected, or of the layout when nothing is."""
        outline, focus = self._outline, self._session.focus
        on_page = outline.tree.node(outline.currentIndex()).key == focus.page
        keys = focus.modules or (focus.page if on_page else focus.layout,)
        if len(keys) == 1 and focus.variant and self._is_open(keys[0]):
            keys = (focus.variant,)
        chosen = QItemSelection()
        for key in keys:
            index = outline.tree.index_of(key)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.busy = True
        outline.selectionModel().select(chosen, flags.ClearAndSelect)
        if focus.modules:
            last = outline.tree.index_of(keys[-1])
            outline.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            outline.scrollTo(last)
        self.busy = False

    def _is_open(self, key: str) -> bool:
        return self._outline.isExpanded(self._outline.tree.index_of(key))

    def _opened(self, index: QModelIndex) -> None:
        if not self.busy:
            key = self._outline.tree.node(index).key
            self.shut.discard(key)
            self.open.add(key)

    def _closed(self, index: QModelIndex) -> None:
        if not self.busy:
            key = self._outline.tree.node(index).key
            self.open.discard(key)
            self.shut.add(key)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Asset, Product):
            self._outline.tree.facts.forget_pictures()
        if self._is_rearranged(diff):
            if not self._rearrange(diff):
                self.rebuild()
            return
        if only_fills(diff):
            self._outline.tree.refill(diff.ids())
        else:
            self._outline.tree.refresh(diff.ids())
        if self._outline.query.strip():
            self._outline.refilter()

    def _rearrange(self, diff: Diff) -> bool:
        """Move, add and take out single rows; False when all must be read anew."""
        outline, focus = self._outline, self._session.focus
        if self._place != (focus.page, focus.layout):
            return False
        top = outline.verticalScrollBar().value()
        current = outline.tree.node(outline.currentIndex()).key
        self.busy = True
        done = arrange(outline.tree, diff)
        if done:
            outline.tree.refresh(diff.ids())
            self.unfold()
            if outline.query.strip():
                outline.refilter()
            self.busy = True
            back = outline.tree.index_of(current)
            outline.selectionModel().setCurrentIndex(back, _NO_UPDATE)
            outline.verticalScrollBar().setValue(top)
            self.follow()
        self.busy = False
        return done

    @staticmethod
    def _is_rearranged(diff: Diff) -> bool:
        """Whether rows came, went or changed places."""
        for change in diff.changes.values():
            for of, field in _LISTS:
                if isinstance(change.before or change.after, of):
                    before = getattr(change.before, field, None)
                    if before != getattr(change.after, field, None):
                        return True
        return False

    def _selected(self, focus: Focus) -> None:
        if (focus.page, focus.layout) != self._place:
            self.rebuild()
        else:
            self._outline.tree.refresh_seen()
            self.follow()
