"""How a row of the outline is drawn: fold mark, picture, name, and its marks at the right end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPalette, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.outline.marks import Deed, button_at, paint_marks
from widgets.outline.model import OutlineModel
from widgets.outline.nodes import Node
from widgets.outline.sketches import Sketches

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails

CHIP: Final = QSize(30, 24)
SKETCH: Final = QSize(28, 36)
HEIGHT: Final = {"pages": 36, "floor": 36, "page": 32, "layout": 44, "variant": 32}
_CHIP_LEFT: Final = {"module": 18, "variant": 46, "layout": 38, "page": 18}
_FOLD_LEFT: Final = {"module": 3, "page": 3}
AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws sections, pages, layouts, modules and variants; a name is edited in place."""

    def __init__(self, tree: OutlineModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._tree, self._library = tree, tree.session.library
        self._thumbnails = thumbnails
        self.sketches = Sketches(tree.session, self)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, HEIGHT.get(self._tree.node(index).kind, tokens.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node, look = self._tree.node(index), tokens.within(_palette(option))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, state = _rect(option), _state(option)
        flags = QStyle.StateFlag
        is_open, is_hovered = bool(state & flags.State_Open), bool(state & flags.State_MouseOver)
        right = self._paint_back(painter, rect, node, look, state)
        if node.kind in ("pages", "floor"):
            _paint_section(painter, rect, node, look, right=right, is_open=is_open)
        else:
            if node.below and not (node.kind == "module" and len(node.below) < 2):
                _paint_fold(painter, rect, node, look, is_open=is_open, is_hovered=is_hovered)
            chosen = bool(state & flags.State_Selected)
            self._paint_picture(painter, rect, node, look)
            self._paint_name(painter, rect, node, look, right=right, is_chosen=chosen)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        return QLineEdit(parent)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        rect = _rect(option)
        height = min(rect.height() - 4, 30)
        top = rect.center().y() - height // 2
        left = rect.left() + name_left(self._tree.node(index)) - 6
        editor.setGeometry(QRect(left, top, rect.right() - left - 6, height))

    # ---- what is under the pointer ----

    def button_at(self, rect: QRect, node: Node, at: QPoint) -> Deed | None:
        """The deed of the button under a point of a row."""
        return button_at(rect, node, at, self._tree.facts, may_change=self._may_change())

    def is_fold(self, node: Node, at: QPoint) -> bool:
        """Whether a point of a row lies on its fold mark."""
        if node.kind not in _FOLD_LEFT or not node.below:
            return False
        if node.kind == "module" and len(node.below) < 2:
            return False
        return at.x() < _CHIP_LEFT[node.kind]

    def is_beside_name(self, rect: QRect, node: Node, at: QPoint) -> bool:
        """Whether a point lies on the free ground to the right of the name."""
        name = QFontMetrics(fonts.font(weight=fonts.BOLD)).horizontalAdvance(node.title)
        return at.x() > rect.left() + name_left(node) + name + 12

    # ---- drawing ----

    def _may_change(self) -> bool:
        return not self._tree.session.project.read_only

    def _paint_back(
        self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens,
        state: QStyle.StateFlag,
    ) -> int:  # fmt: skip
        """The ground and the marks; returns where the marks begin."""
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 2, rect.height()), look.colour("accent")
            )
        elif hovered and node.kind not in ("pages", "floor"):
            painter.fillRect(rect, look.colour("hover"))
        return paint_marks(
            painter, rect, node, self._tree.facts, look,
            is_hovered=hovered, may_change=self._may_change(),
        )  # fmt: skip

    def _paint_name(
        self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens,
        *, right: int, is_chosen: bool,
    ) -> None:  # fmt: skip
        faded = self._is_faded(node) and not is_chosen
        painter.setFont(fonts.font(weight=fonts.BOLD if is_chosen else fonts.REGULAR))
        painter.setPen(look.colour("muted" if faded else "text"))
        left = rect.left() + name_left(node)
        place = QRect(left, rect.top(), right - left - 4, rect.height())
        text = QFontMetrics(painter.font()).elidedText(
            node.title, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _is_faded(self, node: Node) -> bool:
        return self._tree.facts.hidden(node) or self._tree.facts.hidden_from_all(node)

    def _paint_picture(
        self, painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens
    ) -> None:
        if node.kind == "page":
            at = QRectF(rect.left() + 18, rect.top(), 18, rect.height())
            icons.paint(painter, "smartphone", at=at, colour=look.colour("muted"), size=15)
            return
        size = SKETCH if node.kind == "layout" else CHIP
        left = rect.left() + _CHIP_LEFT[node.kind]
        chip = QRectF(left, rect.center().y() + 0.5 - size.height() / 2, size.width(),
                      size.height())  # fmt: skip
        picture = self._picture(node, size, painter.device().devicePixelRatio())
        painter.setOpacity(0.45 if self._is_faded(node) else 1.0)
        if picture is not None:
            shape = QPainterPath()
            shape.addRoundedRect(chip, 5, 5)
            painter.setClipPath(shape)
            painter.drawPixmap(chip.topLeft(), picture)
            painter.setClipping(False)
        else:
            fill(painter, chip, look.colour("raised"), radius=5)
            self._paint_sign(painter, chip, node, look)
        outline(painter, chip.adjusted(0.5, 0.5, -0.5, -0.5), _edge(look), radius=4.5)
        if node.kind == "variant" and picture is not None:
            _paint_letter(painter, chip, node, look)
        painter.setOpacity(1.0)

    def _picture(self, node: Node, size: QSize, ratio: float) -> QPixmap | None:
        if node.kind == "layout":
            return self.sketches.get(node.key, size=size, ratio=ratio)
        asset = self._tree.facts.picture(node)
        return self._thumbnails.get(asset, size=size, ratio=ratio) if asset else None

    def _paint_sign(self, painter: QPainter, chip: QRectF, node: Node, look: tokens.Tokens) -> None:
        if node.kind == "layout":
            icons.paint(painter, "layers", at=chip, colour=look.colour("faint"), size=14)
            return
        if node.kind == "variant":
            painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
            painter.setPen(look.colour("muted"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, node.letter)
            return
        source = self._library.sources.get(node.module_kind)
        if source is None or source.icon is None:
            icons.paint(painter, "box", at=chip, colour=look.colour("muted"), size=14)
            return
        picture = icons.pixmap_of(
            source.icon, size=QSize(16, 16), colour=look.muted,
            ratio=painter.device().devicePixelRatio(),
        )  # fmt: skip
        painter.drawPixmap(chip.center() - QRectF(0, 0, 16, 16).center(), picture)


def name_left(node: Node) -> int:
    """Where a name begins, from the left of its row."""
    if node.kind == "page":
        return 42
    width = SKETCH.width() if node.kind == "layout" else CHIP.width()
    return _CHIP_LEFT.get(node.kind, 14) + width + 10


def _paint_section(
    painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens, *, right: int, is_open: bool
) -> None:
    painter.setFont(fonts.font(fonts.CAPTION))
    painter.setPen(look.colour("muted"))
    line = QRect(rect.left() + 14, rect.top() + 6, right - rect.left() - 18, rect.height() - 8)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, node.title)
    painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, str(len(node.below)))
    after = line.left() + QFontMetrics(painter.font()).horizontalAdvance(node.title) + 4
    chevron = QRectF(after, line.top(), 14, line.height())
    shown = "chevron-down" if is_open else "chevron-right"
    icons.paint(painter, shown, at=chevron, colour=look.colour("faint"), size=12)


def _paint_fold(
    painter: QPainter, rect: QRect, node: Node, look: tokens.Tokens,
    *, is_open: bool, is_hovered: bool,
) -> None:  # fmt: skip
    at = QRectF(rect.left() + _FOLD_LEFT[node.kind], rect.top(), 14, rect.height())
    shown = "chevron-down" if is_open else "chevron-right"
    ink = look.colour("muted" if is_hovered else "faint")
    icons.paint(painter, shown, at=at, colour=ink, size=12)


def _paint_letter(painter: QPainter, chip: QRectF, node: Node, look: tokens.Tokens) -> None:
    """The letter of a variant on a corner of its picture."""
    place = QRectF(chip.right() - 11, chip.bottom() - 11, 12, 12)
    fill(painter, place, look.colour("panel"), radius=4)
    painter.setFont(fonts.font(9, weight=fonts.BOLD))
    painter.setPen(look.colour("text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, node.letter)


def _edge(look: tokens.Tokens) -> QColor:
    colour = look.colour("text")
    colour.setAlphaF(0.08)
    return colour


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
