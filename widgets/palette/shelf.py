"""What the assets and products tabs share: a searched list whose rows are drawn, not built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from designer.records import Asset, Product

R = TypeVar("R", Asset, Product)
AnyIndex = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole


class Shelf(QAbstractListModel, Generic[R]):
    """Records of one type in a list; a drag carries their ids as `mime`."""

    def __init__(self, mime: str, told: Callable[[R], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mime = mime
        self._told: Callable[[R], str] = told
        self._all: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._text = ""

    def put(self, records: Sequence[R]) -> None:
        """Hold these records."""
        self._all = tuple(records)
        self.find(self._text)

    def find(self, text: str) -> None:
        """Show only those whose words hold the text."""
        self._text = text.strip().lower()
        self.beginResetModel()
        self._shown = [one for one in self._all if self._text in self._told(one).lower()]
        self.endResetModel()

    def record(self, index: AnyIndex) -> R:
        """The record of a row."""
        return self._shown[index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _about(record)
        return record if role == RECORD else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [self._mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = ",".join(self.record(index).id for index in indexes)
        data.setData(self._mime, ids.encode())
        data.setText(ids)
        return data


def _name(record: Asset | Product) -> str:
    return record.name if isinstance(record, Asset) else record.short or record.title


def _about(record: Asset | Product) -> str:
    return record.alt or record.name if isinstance(record, Asset) else record.title
