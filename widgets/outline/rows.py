"""How a row of the outline is drawn: a chip, a name, and what is worth knowing at its right end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.outline.model import NODE
from widgets.outline.nodes import Node

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from widgets.look.thumbnails import Thumbnails

CHIP: Final = QSize(30, 24)
AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws sections, pages, layouts and modules; a name is edited in place."""

    def __init__(self, library: Library, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._thumbnails = thumbnails
        self.advice: dict[str, str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        node = _node(index)
        section = node.kind in ("pages", "floor")
        small = node.kind in ("page", "layout")
        return QSize(120, 36 if section else 30 if small else tokens.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node, look = _node(index), tokens.within(_palette(option))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = _rect(option)
        state = _state(option)
        if node.kind in ("pages", "floor"):
            open_ = bool(state & QStyle.StateFlag.State_Open)
            self._paint_section(painter, rect, node, look, is_open=open_)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_ground(painter, rect, state, look)
            self._paint_row(painter, rect, node, look, is_chosen=chosen)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        return QLineEdit(parent)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        rect = _rect(option)
        editor.setGeometry(rect.adjusted(_left(_node(index)) - 6, 2, -8, -2))

    # ---- drawing ----

    def _paint_section(
        self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens, *, is_open: bool
    ) -> None:
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.colour("muted"))
        line = QRect(rect.left() + 14, rect.top() + 6, rect.width() - 28, rect.height() - 8)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, node.title)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, str(len(node.below)))
        after = line.left() + QFontMetrics(painter.font()).horizontalAdvance(node.title) + 4
        chevron = QRectF(after, line.top(), 14, line.height())
        shown = "chevron-down" if is_open else "chevron-right"
        icons.paint(painter, shown, at=chevron, colour=look.colour("faint"), size=12)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, look: tokens.Tokens
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
            bar = QRect(rect.left(), rect.top(), 2, rect.height())
            painter.fillRect(bar, look.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))

    def _paint_row(
        self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens, *, is_chosen: bool
    ) -> None:
        right = self._paint_marks(painter, rect, node, look)
        left = rect.left() + _left(node)
        if node.kind == "module":
            chip = QRectF(rect.left() + 14, rect.center().y() - 11.5, CHIP.width(), CHIP.height())
            self._paint_chip(painter, chip, node, look)
        elif node.kind == "page":
            at = QRectF(rect.left() + 14, rect.top(), 18, rect.height())
            icons.paint(painter, "smartphone", at=at, colour=look.colour("muted"), size=15)
        else:
            at = QRectF(rect.left() + 34, rect.top(), 18, rect.height())
            icons.paint(painter, "layers", at=at, colour=look.colour("faint"), size=14)
        painter.setFont(fonts.font(weight=fonts.BOLD if is_chosen else fonts.REGULAR))
        painter.setPen(look.colour("muted" if node.is_hidden and not is_chosen else "text"))
        place = QRect(left, rect.top(), right - left - 6, rect.height())
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(node.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_chip(self, painter: QPainter, chip: QRectF, node: Node, look: tokens.Tokens) -> None:
        ratio = painter.device().devicePixelRatio()
        picture = self._thumbnails.get(node.asset, size=CHIP, ratio=ratio) if node.asset else None
        shape = QPainterPath()
        shape.addRoundedRect(chip, 5, 5)
        painter.setOpacity(0.45 if node.is_hidden else 1.0)
        if picture is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(chip.topLeft(), picture)
            painter.setClipping(False)
        else:
            fill(painter, chip, look.colour("raised"), radius=5)
            self._paint_kind(painter, chip, node, look)
        outline(painter, chip.adjusted(0.5, 0.5, -0.5, -0.5), _edge(look), radius=4.5)
        painter.setOpacity(1.0)

    def _paint_kind(self, painter: QPainter, chip: QRectF, node: Node, look: tokens.Tokens) -> None:
        source = self._library.sources.get(node.module_kind)
        if source is None or source.icon is None:
            icons.paint(painter, "box", at=chip, colour=look.colour("muted"), size=14)
            return
        picture = icons.pixmap_of(
            source.icon, size=QSize(16, 16), colour=look.muted,
            ratio=painter.device().devicePixelRatio(),
        )  # fmt: skip
        corner = chip.center() - QRectF(0, 0, 16, 16).center()
        painter.drawPixmap(corner, picture)

    def _paint_marks(self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens) -> int:
        """Paint the marks from the right end and return where they begin."""
        right = rect.right() - 12
        if node.key in self.advice:
            at = QRectF(right - 16, rect.top(), 16, rect.height())
            icons.paint(painter, "triangle-alert", at=at, colour=look.colour("warn"), size=14)
            right -= 22
        if node.is_tested:
            right = _pill(painter, rect, right, _("Test"), "violet", look)
        if node.rules:
            right = _pill(painter, rect, right, str(node.rules), "accent_text", look)
        if node.is_default:
            right = _pill(painter, rect, right, _("Default"), "muted", look)
        if node.is_hidden:
            at = QRectF(right - 16, rect.top(), 16, rect.height())
            icons.paint(painter, "eye-off", at=at, colour=look.colour("faint"), size=14)
            right -= 20
        return right


def _pill(
    painter: QPainter, rect: QRect, right: int, text: str, colour: str, look: tokens.Tokens
) -> int:
    font = fonts.font(fonts.SMALL)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 84)
    width = max(18, metrics.horizontalAdvance(shown) + 10)
    place = QRectF(right - width, rect.center().y() - 8.5, width, 18)
    ground = look.colour(colour)
    ground.setAlphaF(0.12)
    fill(painter, place, ground, radius=5)
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
    return right - width - 6


def _edge(look: tokens.Tokens) -> QColor:
    colour = look.colour("text")
    colour.setAlphaF(0.08)
    return colour


def _left(node: Node) -> int:
    return {"module": 54, "page": 38, "layout": 58}.get(node.kind, 14)


def _node(index: AnyIndex) -> Node:
    node = index.data(NODE)
    assert isinstance(node, Node)
    return node


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect = option.rect
    assert isinstance(rect, QRect)
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state = option.state
    assert isinstance(state, QStyle.StateFlag)
    return state


def _palette(option: QStyleOptionViewItem) -> QPalette:
    palette = option.palette
    assert isinstance(palette, QPalette)
    return palette
