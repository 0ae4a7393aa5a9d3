"""The outline as a tree Qt can show: the pages with their layouts, then floors with modules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from designer.actions.modules import rename
from designer.document.inheritance import heirs
from designer.document.queries import parent
from designer.language import _, plural
from widgets.outline.dropping import TYPES, carried, drop, may_drop
from widgets.outline.facts import Facts, Note
from widgets.outline.nodes import Node, read_again, tree_of
from widgets.outline.tree import AnyIndex, Rows

if TYPE_CHECKING:
    from widgets.session import Session

NAMED: Final = ("page", "layout", "module", "variant")
_FLAG = Qt.ItemFlag
_SECTION = _FLAG.ItemIsEnabled | _FLAG.ItemIsDropEnabled
_ROW = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
_LEAF = _ROW | _FLAG.ItemIsEditable | _FLAG.ItemIsDragEnabled
_BRANCH = _LEAF | _FLAG.ItemIsDropEnabled
_FLAGS: Final[Mapping[str, tuple[Qt.ItemFlag, Qt.ItemFlag]]] = {
    "pages": (_SECTION, _SECTION), "floor": (_SECTION, _SECTION),
    "page": (_ROW, _BRANCH), "layout": (_ROW, _BRANCH), "module": (_ROW, _BRANCH),
    "variant": (_ROW, _LEAF),
}  # fmt: skip
"""What can be done with a row of each kind, in a project only to be read and in one's own; made
once, for Qt asks at every row of every layout."""


class OutlineModel(Rows):
    """The tree Qt shows; it is read anew when structure changes, else row by row."""

    retold = Signal()
    """Marks and pictures of any row may differ; names and places are as they were."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.facts = Facts(session)
        self.rebuild()

    # ---- reading the session ----

    def rebuild(self) -> None:
        """Read everything anew."""
        self.facts.forget_seen()
        self.plant(tree_of(self.session))

    def refresh(self, keys: Collection[str]) -> None:
        """Read the rows of these records again; their places are as they were."""
        self.facts.forget_seen()
        for node in [self.nodes[key] for key in keys if key in self.nodes]:
            read_again(self.session, node)
            if node.kind == "variant" and node.above is not None:
                read_again(self.session, node.above)
            self.dataChanged.emit(self.place(node), self.place(node))
        self.retold.emit()

    def refill(self, variants: Collection[str]) -> None:
        """Settings of these variants changed: only their rows and their modules' show it."""
        document = self.session.document
        shown = {heir for key in variants for heir in heirs(document, key)} | set(variants)
        above = {at.id for key in shown if (at := parent(document, key)) is not None}
        for node in [self.nodes[key] for key in shown | above if key in self.nodes]:
            self.dataChanged.emit(self.place(node), self.place(node))

    def refresh_seen(self) -> None:
        """Another persona or instant: who sees what may differ, the rows are the same."""
        self.facts.forget_seen()
        self.retold.emit()

    def set_notes(self, notes: Mapping[str, Note]) -> None:
        """Take what lint says to the rows."""
        self.facts.notes = dict(notes)
        self.retold.emit()

    # ---- what a row tells ----

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._told(node)) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(self._told(node))
        return None

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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        fixed, changing = _FLAGS[self.node(index).kind]
        return fixed if self.session.project.read_only else changing

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
