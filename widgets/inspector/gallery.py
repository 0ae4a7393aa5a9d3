"""The project's pictures in a popup grid: search, pick with mouse or keys, or import a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer.language import _
from designer.records import Asset
from widgets.assets.order import ANYWHERE, Query, folders
from widgets.assets.order import found as found_assets
from widgets.assets.pasting import pasted
from widgets.inspector.bringing import FILES, asked, local_files
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button
from widgets.look.controls import SearchField, Text
from widgets.look.paint import fill, outline
from widgets.parts.choosing import Option, option_at, paint_picture
from widgets.parts.popup import Popup
from widgets.parts.quiet import Combo
from widgets.parts.records import asset_option

if TYPE_CHECKING:
    from widgets.session import Session

CELL = QSize(104, 104)


class Gallery(Popup):
    """All assets of one media type."""

    picked = Signal(str)
    brought = Signal(Path)

    def __init__(self, session: Session, owner: QWidget, *, media: str = "image/") -> None:
        super().__init__(owner, padding=10, spacing=8)
        self._session, self._media = session, media
        self.search = SearchField(_("Search pictures"))
        self.search.textChanged.connect(self._filter)
        self.bring = Button(_("Import…"), icon="upload")
        self.bring.clicked.connect(self._ask)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.bring)
        self.folder = Combo()
        self.folder.setAccessibleName(_("Folder"))
        self.folder.currentIndexChanged.connect(lambda _at: self._filter(self.search.text()))
        self.grid = _Grid()
        self.grid.picked.connect(self._pick)
        self.nothing = Text("", "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(88)
        self.body.addLayout(head)
        self.body.addWidget(self.folder)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.nothing)
        self.setAcceptDrops(True)

    def open_with(self, anchor: QWidget, *, current: str) -> None:
        """Open under `anchor`, the current picture marked."""
        self.grid.current = current
        self.search.clear()
        self._fill_folders()
        self._filter("")
        self.open_at(anchor, width=3 * CELL.width() + 40)
        self.grid.setFocus()

    def _filter(self, text: str) -> None:
        wanted = Query(text=text, folder=str(self.folder.currentData() or ANYWHERE))
        found = [
            asset_option(self._session, one)
            for one in found_assets(self._session.document, wanted)
            if one.media.startswith(self._media)
        ]
        self.grid.show_options(found)
        self.grid.setVisible(bool(found))
        self.nothing.setVisible(not found)
        narrowed = text.strip() or wanted.folder != ANYWHERE
        said = _("Nothing matches.") if narrowed else _("This project has no such file yet.")
        self.nothing.setText(said)
        if self.isVisible():
            self.fit()

    def _fill_folders(self) -> None:
        """All folders to choose among; no list when there are none."""
        found = folders(self._session.document.all(Asset))
        blocked = self.folder.blockSignals(True)
        self.folder.clear()
        self.folder.addItem(_("All folders"), ANYWHERE)
        for path in found:
            self.folder.addItem(path.replace("/", " / "), path)
        self.folder.blockSignals(blocked)
        self.folder.setVisible(bool(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._bring(pasted())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData(), FILES[self._media]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._bring(local_files(event.mimeData(), FILES[self._media]))

    def _bring(self, files: list[Path]) -> None:
        """Take the first of some files in, and choose it."""
        if files:
            self.close()
            self.brought.emit(files[0])

    def _pick(self, key: str) -> None:
        self.close()
        self.picked.emit(key)

    def _ask(self) -> None:
        self.close()
        file = asked(self, media=self._media)
        if file is not None:
            self.brought.emit(file)


class _Grid(QListView):
    """Thumbnails in rows of three, decoded when they come into view."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.current = ""
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pictures"))
        self.clicked.connect(self._picked)

    def show_options(self, options: list[Option]) -> None:
        """Show these pictures."""
        self._model.clear()
        for option in options:
            item = QStandardItem(option.title)
            item.setEditable(False)
            item.setToolTip(f"{option.title}\n{option.note}")
            item.setData(option, Qt.ItemDataRole.UserRole + 1)
            self._model.appendRow(item)
        places = [i for i, one in enumerate(options) if one.value == self.current]
        self.setCurrentIndex(self._model.index(places[0] if places else 0, 0))
        rows = min(3, (len(options) + 2) // 3)
        self.setFixedHeight(rows * CELL.height() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._picked(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Paste):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _picked(self, index: QModelIndex) -> None:
        self.picked.emit(option_at(index).value)


class _Cell(QStyledItemDelegate):
    """A thumbnail with its name below; the picture in use carries a tick."""

    def __init__(self, view: _Grid) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return CELL

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown, look = option_at(index), tokens.of(self._view)
        rect = QRectF(option.rect).adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, rect, look.colour("accent_soft" if chosen else "hover"), radius=9)
        place = QRectF(rect.left() + 5, rect.top() + 5, rect.width() - 10, rect.height() - 28)
        if shown.picture is not None:
            paint_picture(painter, place, shown.picture, look)
        if chosen:
            outline(painter, place, look.colour("accent"), radius=6, width=1.6)
        if shown.value == self._view.current:
            disc = QRectF(place.right() - 20, place.top() + 4, 16, 16)
            fill(painter, disc, look.colour("accent"), radius=8)
            icons.paint(painter, "check", at=disc, colour=look.colour("on_accent"), size=11)
        _paint_name(painter, QRectF(place.left(), place.bottom() + 3, place.width(), 18),
                    shown.title, look)  # fmt: skip
        painter.restore()


def _paint_name(painter: QPainter, rect: QRectF, text: str, look: tokens.Tokens) -> None:
    font = fonts.font(fonts.SMALL)
    painter.setFont(font)
    painter.setPen(look.colour("muted"))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cut)
