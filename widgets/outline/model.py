"""The outline as a tree: the pages with their layouts, then the floors with their modules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from designer.actions.modules import move_module, rename
from designer.language import _
from designer.records import HIDDEN, Floor, Module
from widgets.dragging import KIND_MIME, add_here, dragged_in
from widgets.outline.nodes import Node, all_below, picture_of, tree_of

if TYPE_CHECKING:
    from widgets.session import Session

MODULES_MIME: Final = "application/x-duplex-modules"
NODE: Final = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """The tree Qt shows; it is read anew from the session whenever structure changes."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.advice: Mapping[str, str] = {}
        self._root = Node("pages", "", "")
        self._nodes: dict[str, Node] = {}
        self._numbered: dict[int, Node] = {}
        self._count = 0
        self.rebuild()

    # ---- reading the session ----

    def rebuild(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._root = tree_of(self.session)
        self._number()
        self.endResetModel()

    def refresh_seen(self) -> None:
        """Another persona or instant: who sees what may differ, the rows are the same."""
        for node in self._nodes.values():
            if node.kind == "module":
                node.is_hidden = self.session.seen(node.key) == HIDDEN
        self._tell_all()

    def refresh_pictures(self, variants: Collection[str]) -> None:
        """The chips of the modules these variants belong to, where they changed."""
        for key in {user for variant in variants for user in self.session.document.users(variant)}:
            node, module = self._nodes.get(key), self.session.document.find(key)
            if node is None or not isinstance(module, Module):
                continue
            asset = picture_of(self.session, module)
            if asset != node.asset:
                node.asset = asset
                self.dataChanged.emit(self._index(node), self._index(node))

    def set_advice(self, advice: Mapping[str, str]) -> None:
        """Take the shortest advice for each record to its row."""
        self.advice = advice
        self._tell_all()

    def index_of(self, key: str) -> QModelIndex:
        """The row of a record; an invalid index when it has none."""
        node = self._nodes.get(key)
        return QModelIndex() if node is None else self._index(node)

    def node(self, index: AnyIndex) -> Node:
        """The node behind an index."""
        return self._numbered.get(index.internalId(), self._root) if index.isValid() else self._root

    def _number(self) -> None:
        """Give every node a number of its own for Qt to hold: a bare pointer would outlive it."""
        found = all_below(self._root)
        for number, node in enumerate(found, self._count + 1):
            node.number = number
        self._count += len(found)
        self._nodes = {node.key: node for node in found}
        self._numbered = {node.number: node for node in found}

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _tell_all(self) -> None:
        for node in self._nodes.values():
            if node.below:
                first = self._index(node.below[0])
                last = self._index(node.below[-1])
                self.dataChanged.emit(first, last)

    # ---- Qt's tree ----

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self.node(parent).below
        if not 0 <= row < len(below) or column != 0:
            return QModelIndex()
        return self._index(below[row])

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).above
        if above is None or above is self._root:
            return QModelIndex()
        return self._index(above)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).below)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.advice.get(node.key) or None
        return node if role == NODE else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node, name = self.node(index), str(value).strip()
        if not name or name == node.title:
            return False
        work = self.session.attempt
        return work(lambda: rename(self.session.document, id=node.key, name=name)) is not None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        node, flag = self.node(index), Qt.ItemFlag
        base = flag.ItemIsEnabled
        if not index.isValid():
            return base
        if node.kind == "floor":
            return base | flag.ItemIsDropEnabled
        if node.kind == "pages":
            return base
        able = base | flag.ItemIsSelectable
        if self.session.project.read_only:
            return able
        able |= flag.ItemIsEditable
        return able | flag.ItemIsDragEnabled if node.kind == "module" else able

    # ---- dragging ----

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [MODULES_MIME, KIND_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = [node.key for node in map(self.node, indexes) if node.kind == "module"]
        data.setData(MODULES_MIME, msgspec.json.encode(keys))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        node = self.node(parent)
        floor = node if node.kind == "floor" else None
        return floor is not None and any(data.hasFormat(one) for one in self.mimeTypes())

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        node = self.node(parent)
        if node.kind != "floor":
            return False
        index = row if row >= 0 else len(node.below)
        dragged = dragged_in(data)
        if dragged is not None:
            add_here(self.session, dragged, floor=node.key, index=index)
        elif data.hasFormat(MODULES_MIME):
            self._move(msgspec.json.decode(bytes(data.data(MODULES_MIME).data())), node.key, index)
        return False  # the document has told us already; Qt need not take rows out

    def _move(self, keys: Sequence[str], floor: str, index: int) -> None:
        document = self.session.document
        there = document.get(floor, Floor).modules
        before = sum(key in there and there.index(key) < index for key in keys)
        self.session.attempt(lambda: move_all(self.session, keys, floor=floor, at=index - before))


def move_all(session: Session, keys: Sequence[str], *, floor: str, at: int) -> None:
    """Bring modules to a floor, one after another from `at`, as one step."""
    document = session.document
    with document.transaction(_("Move modules")):
        for offset, key in enumerate(keys):
            move_module(document, module=key, floor=floor, index=at + offset)
