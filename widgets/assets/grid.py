"""The grid of assets: drawn cell by cell as it scrolls, pictures made small on other threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer.language import _, plural
from designer.lint.files import is_heavy
from designer.records import Asset
from widgets.assets.order import kind_word, uses
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.parts.records import measures, weight

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails
    from widgets.session import Session

ASSET_MIME: Final = "application/x-duplex-asset"
"""Ids of dragged assets, with commas between them."""
RECORD: Final = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex
FOOT: Final = 42
"""Height of the words under a picture."""
SIGNS: Final = {"video": "video", "model": "box"}


class AssetsModel(QAbstractListModel):
    """Assets as rows; a drag carries their ids."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.assets: list[Asset] = []

    def show_assets(self, assets: list[Asset]) -> None:
        """Show these; nothing happens when they are the same."""
        if assets != self.assets:
            self.beginResetModel()
            self.assets = assets
            self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.assets)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asset = self.assets[index.row()]
        if role == RECORD:
            return asset
        if role == Qt.ItemDataRole.DisplayRole:
            return asset.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._about(asset)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ASSET_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = ",".join(self.assets[index.row()].id for index in indexes)
        data.setData(ASSET_MIME, keys.encode())
        data.setText(keys)
        return data

    def _about(self, asset: Asset) -> str:
        count = uses(self._session.document, asset)
        used = plural("used {count} time", "used {count} times", count=count) if count else _(
            "not used")  # fmt: skip
        return "\n".join(filter(None, (asset.name, asset.alt, measures(asset), used)))


class AssetGrid(QListView):
    """Many assets at once; chosen with mouse and keys, opened with Enter or a double-click."""

    picked = Signal(list)
    """The ids that are chosen now."""
    opened = Signal(str)
    unwanted = Signal()
    """Delete was pressed."""

    def __init__(
        self, session: Session, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.assets = AssetsModel(session, self)
        self.setModel(self.assets)
        self.look = AssetLook(session, thumbnails, self)
        self.setItemDelegate(self.look)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Assets"))
        self.selectionModel().selectionChanged.connect(self._selected)
        self.activated.connect(lambda index: self.opened.emit(index.data(RECORD).id))
        thumbnails.arrived.connect(self._repaint)

    def show_assets(self, assets: list[Asset]) -> None:
        """Show these, keeping what is chosen among them chosen."""
        chosen = set(self.chosen())
        self.assets.show_assets(assets)
        if chosen and chosen != set(self.chosen()):
            self.choose([key for key in chosen if any(one.id == key for one in assets)])

    def chosen(self) -> list[str]:
        """The chosen ids, in the order of the grid."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.assets.assets[row].id for row in rows if row < len(self.assets.assets)]

    def choose(self, keys: Sequence[str]) -> None:
        """Choose just these, and bring the first into view."""
        wanted, model = set(keys), self.selectionModel()
        blocked = model.blockSignals(True)
        model.clear()
        first = QModelIndex()
        for row, asset in enumerate(self.assets.assets):
            if asset.id in wanted:
                index = self.assets.index(row, 0)
                model.select(index, model.SelectionFlag.Select)
                first = first if first.isValid() else index
        model.blockSignals(blocked)
        if first.isValid():
            model.setCurrentIndex(first, model.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        self.viewport().update()
        self.picked.emit(self.chosen())

    def set_cell(self, side: int) -> None:
        """Make the pictures larger or smaller."""
        self.look.side = side
        self.look.sizeHintChanged.emit(QModelIndex())
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen():
            self.unwanted.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(RECORD).id)
        else:
            super().keyPressEvent(event)

    def _selected(self, *_what: object) -> None:
        self.picked.emit(self.chosen())

    def _repaint(self, _sha256: str) -> None:
        self.viewport().update()


class AssetLook(QStyledItemDelegate):
    """A picture with its name and measures below, and signs for what is worth knowing."""

    def __init__(self, session: Session, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._thumbnails = session, thumbnails
        self._view = parent
        self.side = 148

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.side + 12, round(self.side * 0.78) + FOOT + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, asset = tokens.of(self._view), index.data(RECORD)
        rect = QRectF(option.rect).adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, rect, look.colour("accent_soft" if chosen else "hover"), radius=10)
        frame = QRectF(rect.left() + 5, rect.top() + 5, rect.width() - 10,
                       rect.height() - FOOT - 4)  # fmt: skip
        self._paint_picture(painter, frame, asset, look)
        width, ink = (2.0, "accent") if chosen else (1.0, "line")
        edge = frame.adjusted(0.5, 0.5, -0.5, -0.5)
        outline(painter, edge, look.colour(ink), radius=7, width=width)
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), look.colour("accent"), radius=10)
        self._paint_signs(painter, frame, asset, look)
        self._paint_words(painter, rect, frame, asset, look)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, frame: QRectF, asset: Asset, look: tokens.Tokens
    ) -> None:
        fill(painter, frame, look.colour("stage"), radius=7)
        found = None
        if asset.media.startswith("image/"):
            ratio = painter.device().devicePixelRatio()
            size = frame.size().toSize()
            found = self._thumbnails.get(asset.sha256, size=size, ratio=ratio)
        if found is None:
            sign = SIGNS.get(asset.media.partition("/")[0], "image")
            icons.paint(painter, sign, at=frame, colour=look.colour("faint"), size=26)
            return
        shape = QPainterPath()
        shape.addRoundedRect(frame, 7, 7)
        painter.setClipPath(shape)
        painter.drawPixmap(frame.topLeft(), found)
        painter.setClipping(False)

    def _paint_signs(
        self, painter: QPainter, frame: QRectF, asset: Asset, look: tokens.Tokens
    ) -> None:
        left = frame.left() + 6
        if is_heavy(asset):
            left = _sign(painter, left, frame.top() + 6, weight(asset.size), look, ink="danger")
        if not asset.media.startswith("image/") or asset.media in ("image/gif", "image/svg+xml"):
            left = _sign(painter, left, frame.top() + 6, kind_word(asset), look, ink="text")
        if not uses(self._session.document, asset):
            _sign(painter, left, frame.top() + 6, _("unused"), look, ink="muted")

    def _paint_words(
        self, painter: QPainter, rect: QRectF, frame: QRectF, asset: Asset, look: tokens.Tokens
    ) -> None:
        lines = (
            (asset.name, fonts.CAPTION, "text", frame.bottom() + 4),
            (measures(asset), fonts.SMALL, "muted", frame.bottom() + 20),
        )
        for text, size, ink, top in lines:
            painter.setFont(fonts.font(size))
            painter.setPen(look.colour(ink))
            place = QRectF(rect.left() + 7, top, rect.width() - 14, 17)
            cut = QFontMetrics(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideMiddle, int(place.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)


def _sign(
    painter: QPainter, left: float, top: float, text: str, look: tokens.Tokens, *, ink: str
) -> float:
    """A small plate with a word; returns where the next one starts."""
    painter.setFont(fonts.font(fonts.SMALL))
    width = QFontMetrics(painter.font()).horizontalAdvance(text) + 12
    plate = QRectF(left, top, width, 18)
    ground = look.colour("panel")
    ground.setAlphaF(0.92)
    fill(painter, plate, ground, radius=5)
    painter.setPen(look.colour(ink))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
    return left + width + 4
