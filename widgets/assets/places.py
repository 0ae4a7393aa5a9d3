"""The left side of the library: filters with their counts, and the folders to drop assets into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from designer.language import _
from widgets.assets.grid import ASSET_MIME, AnyIndex
from widgets.assets.order import ANYWHERE, FILTERS, folder_title
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.parts.bare_tree import BareTree

_KEY: Final = Qt.ItemDataRole.UserRole + 1
_COUNT: Final = Qt.ItemDataRole.UserRole + 2
_ICON: Final = Qt.ItemDataRole.UserRole + 3


class Places(BareTree):
    """Rows for filters and folders; exactly one is in force."""

    wanted = Signal(str, str)
    """A filter and a folder."""
    dropped = Signal(list, str)
    """Assets that were dropped on a folder."""
    renamed = Signal(str, str)
    """A folder and its new path; the empty path takes it away."""
    made = Signal(str)
    """A new folder inside this one is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._counts: Mapping[str, int] = {}
        self._folders: list[str] = []
        self._showing = False
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_PlaceLook(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Folders and filters"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.currentItemChanged.connect(self._chosen)
        self.itemChanged.connect(self._edited)

    def show_places(
        self, counts: Mapping[str, int], folders: Sequence[str], sizes: Mapping[str, int],
        *, current: tuple[str, str],
    ) -> None:  # fmt: skip
        """Show the filters with their counts and the folders with how many are in each."""
        self._showing = True
        if list(folders) != self._folders or not self._rows:
            self._rebuild(list(folders))
        for key, row in self._rows.items():
            count = counts.get(key[0], 0) if key[1] == ANYWHERE else sizes.get(key[1], 0)
            row.setData(0, _COUNT, count)
            said = f"{row.text(0)}, {count}"
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        self.setCurrentItem(self._rows.get(current, self._rows["all", ANYWHERE]))
        self._showing = False
        self.viewport().update()

    def row(self, filter_: str, folder: str = ANYWHERE) -> QTreeWidgetItem:
        """The row of a filter or a folder."""
        return self._rows[filter_, folder]

    def edit_folder(self, folder: str) -> None:
        """Let the name of a folder be typed."""
        self.editItem(self._rows["all", folder], 0)

    def menu_of(self, folder: str) -> QMenu:
        """What can be done with a folder."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new = menu.addAction(icons.icon("plus"), _("New folder in it"))
        new.triggered.connect(lambda: self.made.emit(folder))
        name = menu.addAction(icons.icon("pencil"), _("Rename"))
        name.triggered.connect(lambda: self.edit_folder(folder))
        away = menu.addAction(icons.icon("trash-2"), _("Take the folder away, keep what is in it"))
        above = folder.rpartition("/")[0]
        away.triggered.connect(lambda: self.renamed.emit(folder, above))
        return menu

    # ---- inside ----

    def _rebuild(self, folders: list[str]) -> None:
        self._folders = folders
        self.clear()
        self._rows = {}
        for key, (icon, title) in FILTERS.items():
            if key == "picture":
                self._gap()
            self._rows[key, ANYWHERE] = self._row(None, _(title), (key, ANYWHERE), icon)
        self._gap()
        self._rows["all", ""] = self._row(None, folder_title(""), ("all", ""), "import")
        for path in folders:
            above = self._rows.get(("all", path.rpartition("/")[0])) if "/" in path else None
            row = self._row(above, folder_title(path), ("all", path), "folder-open")
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled)
            row.setToolTip(0, path)
            self._rows["all", path] = row
        self.expandAll()

    def _row(
        self, above: QTreeWidgetItem | None, title: str, key: tuple[str, str], icon: str
    ) -> QTreeWidgetItem:
        row = QTreeWidgetItem([title])
        row.setData(0, _KEY, key)
        row.setData(0, _ICON, icon)
        if above is None:
            self.addTopLevelItem(row)
        else:
            above.addChild(row)
        return row

    def _gap(self) -> None:
        row = QTreeWidgetItem([""])
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addTopLevelItem(row)

    def _chosen(self, row: QTreeWidgetItem | None) -> None:
        if row is not None and not self._showing and row.data(0, _KEY):
            self.wanted.emit(*row.data(0, _KEY))

    def _edited(self, row: QTreeWidgetItem) -> None:
        key = row.data(0, _KEY)
        if self._showing or not key or row.text(0) == folder_title(key[1]):
            return
        name = row.text(0).replace("/", " ").strip()
        above = key[1].rpartition("/")[0]
        self._folders = []  # drawn anew, also when nothing comes of it
        if name:
            self.renamed.emit(key[1], f"{above}/{name}".lstrip("/"))

    def _ask_menu(self, at: QPoint) -> None:
        row = self.itemAt(at)
        key = row.data(0, _KEY) if row is not None else None
        if key and key[1] not in (ANYWHERE, ""):
            self.menu_of(key[1]).popup(self.viewport().mapToGlobal(at))

    # ---- dropping ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ASSET_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if self._folder_at(event.position().toPoint()) is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = self._folder_at(event.position().toPoint())
        text = bytes(event.mimeData().data(ASSET_MIME).data()).decode("utf-8", "replace")
        if folder is not None and text:
            event.acceptProposedAction()
            self.dropped.emit(text.split(","), folder)

    def _folder_at(self, at: QPoint) -> str | None:
        row = self.itemAt(at)
        key = row.data(0, _KEY) if row is not None else None
        return key[1] if key and key[1] != ANYWHERE else None


class _PlaceLook(QStyledItemDelegate):
    """An icon, a name and a count."""

    def __init__(self, view: Places) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, 32 if index.data(_KEY) else 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, rect = tokens.of(self._view), QRectF(option.rect)
        if not index.data(_KEY):
            line = QRectF(rect.left() + 12, rect.center().y(), rect.width() - 24, 1)
            painter.fillRect(line, look.colour("line"))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        plate = QRectF(6, rect.top() + 1, self._view.viewport().width() - 12, rect.height() - 2)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            fill(painter, plate, look.colour("accent_soft" if chosen else "hover"), radius=7)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            outline(painter, plate.adjusted(1, 1, -1, -1), look.colour("accent"), radius=7)
        ink = look.colour("accent_text" if chosen else "muted")
        at = QRectF(rect.left() + 12, rect.top(), 20, rect.height())
        icons.paint(painter, index.data(_ICON), at=at, colour=ink, size=15)
        self._paint_words(painter, rect, index, look, chosen=chosen)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, look: tokens.Tokens, *, chosen: bool
    ) -> None:
        count = str(index.data(_COUNT) or "")
        small = fonts.font(fonts.SMALL)
        room = QFontMetrics(small).horizontalAdvance(count) + 12
        weight = fonts.MEDIUM if chosen else fonts.REGULAR
        painter.setFont(fonts.font(fonts.BODY, weight=weight))
        painter.setPen(look.colour("text"))
        words = rect.adjusted(40, 0, -14 - room, 0)
        cut = QFontMetrics(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, count)
