"""Nodes as a tree Qt can show, whose rows can be moved, added and taken out one by one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from widgets.outline.nodes import Node, all_below, renumber

AnyIndex = QModelIndex | QPersistentModelIndex


class Rows(QAbstractItemModel):
    """The nodes under one unseen root, by key and by the number that Qt holds of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = Node("pages", "", "")
        self.nodes: dict[str, Node] = {}
        self._numbered: dict[int, Node] = {}
        self._count = 0

    def plant(self, root: Node) -> None:
        """Show another tree."""
        self.beginResetModel()
        self.root = root
        self._number()
        self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """The row of a record; an invalid index when it has none."""
        node = self.nodes.get(key)
        return QModelIndex() if node is None else self.place(node)

    def node(self, index: AnyIndex) -> Node:
        """The node behind an index."""
        return self._numbered.get(index.internalId(), self.root)  # an invalid index has the id 0

    def find(self, key: str) -> Node | None:
        """The node of a record."""
        return self.nodes.get(key)

    def place(self, node: Node) -> QModelIndex:
        """The index of a node."""
        return self.createIndex(node.row, 0, node.number)

    # ---- single rows ----

    def shift(self, node: Node, above: Node, row: int) -> None:
        """Move a row with what is below it to a place, counted as the rows are now."""
        was = node.above
        if was is None or (was is above and row in (node.row, node.row + 1)):
            return
        self.beginMoveRows(self.place(was), node.row, node.row, self.place(above), row)
        del was.below[node.row]
        above.below.insert(row - (was is above and node.row < row), node)
        node.above = above
        renumber(was)
        renumber(above)
        self.endMoveRows()

    def bring_in(self, node: Node, above: Node, row: int) -> None:
        """Add a row with what is below it."""
        self.beginInsertRows(self.place(above), row, row)
        above.below.insert(row, node)
        node.above = above
        renumber(above)
        for one in (node, *all_below(node)):
            self._count += 1
            one.number = self._count
            self.nodes[one.key] = self._numbered[one.number] = one
        self.endInsertRows()

    def take_out(self, node: Node) -> None:
        """Take out a row with what is below it."""
        above = node.above
        assert above is not None
        self.beginRemoveRows(self.place(above), node.row, node.row)
        del above.below[node.row]
        renumber(above)
        for one in (node, *all_below(node)):
            del self._numbered[one.number]
            if self.nodes[one.key] is one:  # it may have come in elsewhere meanwhile
                del self.nodes[one.key]
        self.endRemoveRows()

    def _number(self) -> None:
        """Give every node a number of its own for Qt to hold: a bare pointer would outlive it."""
        found = [*all_below(self.root)]
        for number, node in enumerate(found, self._count + 1):
            node.number = number
        self._count += len(found)
        self.nodes = {node.key: node for node in found}
        self._numbered = {node.number: node for node in found}

    # ---- Qt's tree ----

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self.node(parent).below
        if not 0 <= row < len(below) or column != 0:
            return QModelIndex()
        return self.place(below[row])

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).above
        if above is None or above is self.root:
            return QModelIndex()
        return self.place(above)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).below)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        return bool(self.node(parent).below)
