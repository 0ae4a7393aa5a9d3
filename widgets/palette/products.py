"""The products tab: the catalogue with picture, price and sales, to look up and to drag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from designer.document.diff import Diff
from designer.language import _
from designer.records import Asset, Product
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.controls import Button, EmptyState, SearchField
from widgets.look.paint import fill
from widgets.palette.hollow import Hollow
from widgets.palette.shelf import RECORD, Shelf
from widgets.starters.invitation import open_gallery

if TYPE_CHECKING:
    from designer.document.document import Document
    from widgets.look.thumbnails import Thumbnails
    from widgets.session import Session

PRODUCT_MIME: Final = "application/x-duplex-product"
PICTURE: Final = QSize(44, 44)
AnyIndex = QModelIndex | QPersistentModelIndex


class ProductDelegate(QStyledItemDelegate):
    """Draws one product in two lines beside its picture."""

    def __init__(self, document: Document, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._thumbnails = document, thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(160, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, record = tokens.within(option.palette), index.data(RECORD)
        assert isinstance(record, Product)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        frame = QRectF(rect.left() + tokens.PAD, rect.top() + 8, PICTURE.width(), PICTURE.height())
        self._paint_picture(painter, frame, record, look)
        left = round(frame.right()) + 10
        place = QRect(left, rect.top() + 9, rect.right() - left - tokens.PAD, 20)
        self._paint_words(painter, place, record, look)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, frame: QRectF, record: Product, look: tokens.Tokens
    ) -> None:
        fill(painter, frame, look.colour("raised"), radius=7)
        asset = self._document.find(record.image)
        if not isinstance(asset, Asset):
            return
        ratio = painter.device().devicePixelRatio()
        picture = self._thumbnails.get(asset.sha256, size=PICTURE, ratio=ratio)
        if picture is None:
            return
        shape = QPainterPath()
        shape.addRoundedRect(frame, 7, 7)
        painter.setClipPath(shape)
        painter.drawPixmap(frame.topLeft(), picture)
        painter.setClipping(False)

    def _paint_words(
        self, painter: QPainter, place: QRect, record: Product, look: tokens.Tokens
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font())
        painter.setPen(look.colour("text"))
        name = QFontMetrics(painter.font()).elidedText(
            record.short or record.title, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, name)
        below = place.translated(0, 21)
        painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.BOLD))
        painter.setPen(look.colour("danger"))
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, price(record.price))
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(look.colour("muted"))
        sold = _("{count} sold", count=f"{record.sales:,}") if record.sales else ""
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignRight, sold)


class ProductsPanel(QWidget):
    """The catalogue, searched by title, tag or id."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.shelf: Shelf[Product] = Shelf(PRODUCT_MIME, _words, self)
        self.search = SearchField(_("Search products"))
        self.search.textChanged.connect(self.shelf.find)
        self.rows = QListView()
        self.rows.viewport().setAutoFillBackground(False)
        self.rows.setModel(self.shelf)
        self.rows.setItemDelegate(ProductDelegate(session.document, thumbnails, self))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setMouseTracking(True)
        self.rows.setDragEnabled(True)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setAccessibleName(_("Products"))
        said = _("A starter brings products of its trade along; then they are dragged from here.")
        nothing = EmptyState("shopping-bag", _("No products yet"), said, button=self._starter())
        self.hollow = Hollow(self.rows, search=self.search, nothing=nothing)
        thumbnails.arrived.connect(self._repaint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.hollow, 1)
        session.changed.connect(self._changed)
        self.shelf.put(session.document.all(Product))

    def _starter(self) -> Button:
        choose = Button(_("Choose a starter…"), icon="layout-template")
        choose.clicked.connect(lambda: open_gallery(self.session, self.window()))
        choose.setEnabled(not self.session.project.read_only)
        return choose

    def _repaint(self, _sha256: str) -> None:
        self.rows.viewport().update()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Product, Asset):
            self.shelf.put(self.session.document.all(Product))


def price(fen: int) -> str:
    """A price in yuan without needless zeros."""
    return f"¥{fen / 100:,.2f}".removesuffix("00").removesuffix(".")


def _words(record: Product) -> str:
    return " ".join((record.title, record.short, record.id, *record.tags))
