"""The outline as a tree Qt can show: the pages with their layouts, then floors with modules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from designer.actions.modules import rename
from designer.document.inheritance import heirs
from designer.document.queries import parent
from designer.language import _, plural
from widgets.outline.dropping import TYPES, carried, drop, may_drop
from widgets.outline.facts import Facts, Note
from widgets.outline.nodes import Node, all_below, read_again, tree_of

if TYPE_CHECKING:
    from widgets.session import Session

NODE: Final = Qt.ItemDataRole.UserRole
NAMED: Final = ("page", "layout", "module", "variant")
AnyIndex = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """The tree Qt shows; it is read anew when structure changes, else row by row."""

    retold = Signal()
    """Marks and pictures of any row may differ; names and places are as they were."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.facts = Facts(session)
        self.root = Node("pages", "", "")
        self._nodes: dict[str, Node] = {}
        self._numbered: dict[int, Node] = {}
        self._count = 0
        self.rebuild()

    # ---- reading the session ----

    def rebuild(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self.facts.forget_seen()
        self.root = tree_of(self.session)
        self._number()
        self.endResetModel()

    def refresh(self, keys: Collection[str]) -> None:
        """Read the rows of these records again; their places are as they were."""
        self.facts.forget_seen()
        for node in [self._nodes[key] for key in keys if key in self._nodes]:
            read_again(self.session, node)
            if node.kind == "variant" and node.above is not None:
                read_again(self.session, node.above)
            self.dataChanged.emit(self._index(node), self._index(node))
        self.retold.emit()

    def refill(self, variants: Collection[str]) -> None:
        """Settings of these variants changed: only their rows and their modules' show it."""
        document = self.session.document
        shown = {heir for key in variants for heir in heirs(document, key)} | set(variants)
        above = {at.id for key in shown if (at := parent(document, key)) is not None}
        for node in [self._nodes[key] for key in shown | above if key in self._nodes]:
            self.dataChanged.emit(self._index(node), self._index(node))

    def refresh_seen(self) -> None:
        """Another persona or instant: who sees what may differ, the rows are the same."""
        self.facts.forget_seen()
        self.retold.emit()

    def set_notes(self, notes: Mapping[str, Note]) -> None:
        """Take what lint says to the rows."""
        self.facts.notes = dict(notes)
        self.retold.emit()

    def index_of(self, key: str) -> QModelIndex:
        """The row of a record; an invalid index when it has none."""
        node = self._nodes.get(key)
        return QModelIndex() if node is None else self._index(node)

    def node(self, index: AnyIndex) -> Node:
        """The node behind an index."""
        return self._numbered.get(index.internalId(), self.root) if index.isValid() else self.root

    def find(self, key: str) -> Node | None:
        """The node of a record."""
        return self._nodes.get(key)

    def _number(self) -> None:
        """Give every node a number of its own for Qt to hold: a bare pointer would outlive it."""
        found = [*all_below(self.root)]
        for number, node in enumerate(found, self._count + 1):
            node.number = number
        self._count += len(found)
        self._nodes = {node.key: node for node in found}
        self._numbered = {node.number: node for node in found}

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    # ---- Qt's tree ----

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self.node(parent).below
        if not 0 <= row < len(below) or column != 0:
            return QModelIndex()
        return self._index(below[row])

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).above
        if above is None or above is self.root:
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
            return "\n".join(self._told(node)) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(self._told(node))
        return node if role == NODE else None

    def _told(self, node: Node) -> list[str]:
        """What the marks of a row mean, in words."""
        note = self.facts.notes.get(node.key)
        shown = "" if self.facts.hidden_from_all(node) else _("Not seen by the persona in view")
        told = (
            (self.facts.hidden_from_all(node), _("Hidden from everybody")),
            (bool(shown) and self.facts.hidden(node), shown),
            (node.is_locked, _("Locked")),
            (node.is_linked, _("Follows an original")),
            (node.is_default, _("Seen by everybody whom no rule catches")),
            (node.is_tested, _("An experiment decides")),
        )
        said = [text for holds, text in told if holds]
        if node.rules:
            said.append(plural("{count} rule", "{count} rules", count=node.rules))
        return said + ([note.message] if note else [])

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node, name = self.node(index), str(value).strip()
        if not name or name == node.title:
            return False
        work, key = self.session.attempt, node.key
        return work(lambda: rename(self.session.document, id=key, name=name)) is not None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        node, flag = self.node(index), Qt.ItemFlag
        base = flag.ItemIsEnabled
        if not index.isValid():
            return flag.NoItemFlags
        if node.kind in ("floor", "pages"):
            return base | flag.ItemIsDropEnabled
        able = base | flag.ItemIsSelectable
        if self.session.project.read_only:
            return able
        able |= flag.ItemIsEditable | flag.ItemIsDragEnabled
        return able if node.kind == "variant" else able | flag.ItemIsDropEnabled

    # ---- dragging ----

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return TYPES

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carried([self.node(index) for index in indexes])

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        return may_drop(self.session, data, self.node(parent))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        if may_drop(self.session, data, self.node(parent)):
            drop(self.session, data, self.node(parent), row=row, action=action)
        return False  # the document has told us already; Qt need not take rows out
