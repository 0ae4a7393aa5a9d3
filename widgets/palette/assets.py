"""The assets tab: the project's pictures as a grid, and a way to bring more in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPainterPath,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from designer.document.diff import Diff
from designer.language import _
from designer.records import Asset
from widgets.assets.bringing import PATTERN, Bringing
from widgets.assets.grid import ASSET_MIME, SIGNS
from widgets.assets.opening import open_library
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.controls import Button, EmptyState, IconButton, SearchField
from widgets.look.paint import fill, outline
from widgets.palette.hollow import Hollow
from widgets.palette.shelf import RECORD, Shelf

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails
    from widgets.session import Session

CELL: Final = QSize(118, 112)
PICTURE: Final = QSize(110, 78)
AnyIndex = QModelIndex | QPersistentModelIndex


class AssetDelegate(QStyledItemDelegate):
    """Draws a picture with its name below."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, record = tokens.within(option.palette), index.data(RECORD)
        assert isinstance(record, Asset)
        rect = option.rect
        frame = QRectF(rect.left() + 4, rect.top() + 4, PICTURE.width(), PICTURE.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter, frame, record, look)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        line = look.colour("accent" if chosen else "line")
        edge = frame.adjusted(0.5, 0.5, -0.5, -0.5)
        outline(painter, edge, line, radius=8, width=2.0 if chosen else 1.0)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(look.colour("text" if chosen else "muted"))
        below = QRect(rect.left() + 6, round(frame.bottom()) + 2, PICTURE.width() - 4, 22)
        name = QFontMetrics(painter.font()).elidedText(
            record.name, Qt.TextElideMode.ElideMiddle, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, frame: QRectF, record: Asset, look: tokens.Tokens
    ) -> None:
        fill(painter, frame, look.colour("raised"), radius=8)
        picture = None
        if record.media.startswith("image/") and "svg" not in record.media:
            ratio = painter.device().devicePixelRatio()
            picture = self._thumbnails.get(record.sha256, size=PICTURE, ratio=ratio)
        if picture is None:
            shown = SIGNS.get(record.media.partition("/")[0], "image")
            icons.paint(painter, shown, at=frame, colour=look.colour("faint"), size=22)
            return
        shape = QPainterPath()
        shape.addRoundedRect(frame, 8, 8)
        painter.setClipPath(shape)
        painter.drawPixmap(frame.topLeft(), picture)
        painter.setClipping(False)


class AssetsPanel(QWidget):
    """The pictures of the project; more come in by the plus or by dropping files here."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.shelf: Shelf[Asset] = Shelf(ASSET_MIME, _words, self)
        self.search = SearchField(_("Search pictures"))
        self.search.textChanged.connect(self.shelf.find)
        self.more = IconButton("plus", _("Bring in pictures…"), size=32)
        self.more.clicked.connect(self._ask)
        self.more.setEnabled(not session.project.read_only)
        self.library = IconButton("maximize", _("Open the asset library"), "Ctrl+Alt+A", size=32)
        self.library.clicked.connect(lambda: open_library(session, self.window()))
        self.bringing = Bringing(session, self)
        self.grid = _grid(self.shelf, AssetDelegate(thumbnails, self))
        self.hollow = Hollow(self.grid, search=self.search, nothing=self._nothing())
        thumbnails.arrived.connect(self._repaint)
        self._lay_out()
        self.setAcceptDrops(not session.project.read_only)
        session.changed.connect(self._changed)
        self.shelf.put(session.document.all(Asset))

    def bring(self, files: list[Path]) -> None:
        """Take files and folders into the project as one step, read beside the window."""
        self.bringing.start(files)

    def _ask(self) -> None:
        kinds = _("Pictures, videos and 3D models") + f" ({PATTERN})"
        files, __ = QFileDialog.getOpenFileNames(self, _("Bring in pictures…"), "", kinds)
        self.bring([Path(file) for file in files])

    def _repaint(self, _sha256: str) -> None:
        self.grid.viewport().update()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Asset):
            self.shelf.put(self.session.document.all(Asset))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.bring(
            [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PAD - 4, 12, 6, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, tokens.PAD - 6, 0)
        top.setSpacing(6)
        top.addWidget(self.search, 1)
        top.addWidget(self.library)
        top.addWidget(self.more)
        column.addLayout(top)
        column.addWidget(self.hollow, 1)

    def _nothing(self) -> EmptyState:
        bring = Button(_("Bring in pictures…"), icon="upload")
        bring.clicked.connect(self._ask)
        bring.setEnabled(self.more.isEnabled())
        said = _("Drop pictures, videos or 3D models here, or bring them in from a folder.")
        return EmptyState("image", _("No pictures yet"), said, button=bring)


def _grid(shelf: Shelf[Asset], delegate: AssetDelegate) -> QListView:
    grid = QListView()
    grid.viewport().setAutoFillBackground(False)
    grid.setModel(shelf)
    grid.setItemDelegate(delegate)
    grid.setViewMode(QListView.ViewMode.IconMode)
    grid.setResizeMode(QListView.ResizeMode.Adjust)
    grid.setMovement(QListView.Movement.Static)
    grid.setFrameShape(QFrame.Shape.NoFrame)
    grid.setDragEnabled(True)
    grid.setUniformItemSizes(True)
    grid.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    grid.setAccessibleName(_("Pictures"))
    return grid


def _words(record: Asset) -> str:
    return " ".join((record.name, record.alt, *record.tags, record.folder))
