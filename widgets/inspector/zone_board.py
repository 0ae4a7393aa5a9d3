"""A picture to draw hot zones on: drag to draw, to move and to resize; arrow keys nudge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.pictures import asset_of, covering

if TYPE_CHECKING:
    from widgets.session import Session

GRIP = 7.0
"""Half the side of a corner's grip area, in pixels."""
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A zone in fractions of the picture from its top left."""

    x: float
    y: float
    w: float
    h: float

    def values(self) -> dict[str, float]:
        """The four fractions by name, on a fine grid and inside the picture."""
        return {key: round(value, 5) for key, value in asdict(self.inside()).items()}

    def inside(self) -> Box:
        """The same box kept within the picture."""
        w, h = min(self.w, 1.0), min(self.h, 1.0)
        return Box(min(max(self.x, 0.0), 1 - w), min(max(self.y, 0.0), 1 - h), w, h)

    def moved(self, dx: float, dy: float) -> Box:
        """The box elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy).inside()


def spanned(one: QPointF, other: QPointF) -> Box:
    """The box between two points given as fractions."""
    left, right = sorted((min(1.0, max(0.0, one.x())), min(1.0, max(0.0, other.x()))))
    top, bottom = sorted((min(1.0, max(0.0, one.y())), min(1.0, max(0.0, other.y()))))
    return Box(left, top, right - left, bottom - top)


class ZoneBoard(QWidget):
    """The picture with its zones; the zone in hand has grips at its corners."""

    chosen = Signal(int)
    drawn = Signal(object)
    shaped = Signal(int, object)
    deleted = Signal(int)
    sealed = Signal()
    opened = Signal()
    """The picture was double-clicked: it is wanted large."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asset: str | None = None
        self._boxes: list[Box] = []
        self._at = -1
        self._start: tuple[QPointF, Box | None, QPointF | None] | None = None
        self._draft: Box | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_zones(self, asset: str | None, boxes: Sequence[Box], *, at: int) -> None:
        """Show a picture with these zones, one of them in hand (or -1)."""
        self._asset, self._boxes, self._at = asset, list(boxes), at
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asset = asset_of(self._session, self._asset)
        if asset is None or not asset.width:
            return 120
        return max(60, min(420, round(width * asset.height / asset.width)))

    def place(self) -> QRectF:
        """Where the picture lies."""
        asset = asset_of(self._session, self._asset)
        if asset is None or not asset.width:
            return QRectF(self.rect())
        size = QSize(asset.width, asset.height).scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def rect_of(self, box: Box) -> QRectF:
        """Where a zone lies."""
        at = self.place()
        return QRectF(at.left() + box.x * at.width(), at.top() + box.y * at.height(),
                      box.w * at.width(), box.h * at.height())  # fmt: skip

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._fraction(event.position())
        anchor = self._opposite_corner(event.position())
        if anchor is not None:
            self._start = (at, None, anchor)
            return
        hit = self._hit(event.position())
        self._start = (at, self._boxes[hit] if hit >= 0 else None, None)
        if hit != self._at:
            self.chosen.emit(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            return
        start, held, anchor = self._start
        at = self._fraction(event.position())
        if anchor is not None:
            self.shaped.emit(self._at, spanned(anchor, at))
        elif held is not None:
            self.shaped.emit(self._at, held.moved(at.x() - start.x(), at.y() - start.y()))
        else:
            self._draft = spanned(start, at)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        draft, self._draft, self._start = self._draft, None, None
        size = self.rect_of(draft) if draft is not None else QRectF()
        if draft is not None and size.width() > 6 and size.height() > 6:
            self.drawn.emit(draft)
        else:
            self.sealed.emit()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._start = self._draft = None
        self.opened.emit()

    # ---- keyboard ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        held = 0 <= self._at < len(self._boxes)
        if held and step is not None:
            self._nudge(step, event.modifiers())
        elif held and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(self._at)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._boxes:
            by = 1 if event.key() == Qt.Key.Key_PageDown else -1
            self.chosen.emit((self._at + by) % len(self._boxes))
        else:
            super().keyPressEvent(event)

    def _nudge(self, step: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        """One pixel of the picture, ten with Shift; with Alt the far corner moves."""
        asset = asset_of(self._session, self._asset)
        width, height = (asset.width, asset.height) if asset and asset.width else (750, 750)
        far = 10 if held & Qt.KeyboardModifier.ShiftModifier else 1
        dx, dy = step[0] * far / width, step[1] * far / height
        box = self._boxes[self._at]
        if held & Qt.KeyboardModifier.AltModifier:
            grown = replace(box, w=max(1 / width, box.w + dx), h=max(1 / height, box.h + dy))
            self.shaped.emit(self._at, grown)
        else:
            self.shaped.emit(self._at, box.moved(dx, dy))

    # ---- finding ----

    def _fraction(self, at: QPointF) -> QPointF:
        place = self.place()
        return QPointF(
            (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
        )

    def _hit(self, at: QPointF) -> int:
        found = [i for i, box in enumerate(self._boxes) if self.rect_of(box).contains(at)]
        return self._at if self._at in found else found[-1] if found else -1

    def _opposite_corner(self, at: QPointF) -> QPointF | None:
        if not 0 <= self._at < len(self._boxes):
            return None
        box = self._boxes[self._at]
        for x, y in _CORNERS:
            corner = _corner(self.rect_of(box), x, y)
            if abs(corner.x() - at.x()) <= GRIP and abs(corner.y() - at.y()) <= GRIP:
                return QPointF(box.x + (1 - x) * box.w, box.y + (1 - y) * box.h)
        return None

    # ---- drawing ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look, place = tokens.of(self), self.place()
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), look.colour("stage"), radius=8)
            found = covering(self._session, self._asset, size=place.size().toSize(),
                             ratio=self.devicePixelRatioF())  # fmt: skip
            if found is not None:
                painter.drawPixmap(place.topLeft(), found)
            for index, box in enumerate(self._boxes):
                self._paint_zone(painter, index, box, look)
            if self._draft is not None:
                _paint_box(painter, self.rect_of(self._draft), look.colour("accent"), held=True)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), look, radius=8)

    def _paint_zone(self, painter: QPainter, index: int, box: Box, look: tokens.Tokens) -> None:
        rect, held = self.rect_of(box), index == self._at
        _paint_box(painter, rect, look.colour("accent"), held=held)
        tag = QRectF(rect.left(), rect.top(), 18, 16)
        fill(painter, tag, look.colour("accent"), radius=3)
        painter.setFont(fonts.font(10, weight=fonts.BOLD))
        painter.setPen(QColor("#ffffff"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        if held:
            for x, y in _CORNERS:
                corner = _corner(rect, x, y)
                grip = QRectF(corner.x() - 3.5, corner.y() - 3.5, 7, 7)
                fill(painter, grip, look.colour("accent"), radius=2)
                fill(painter, grip.adjusted(1.2, 1.2, -1.2, -1.2), QColor("#ffffff"), radius=1)


def _corner(rect: QRectF, x: int, y: int) -> QPointF:
    return QPointF(rect.right() if x else rect.left(), rect.bottom() if y else rect.top())


def _paint_box(painter: QPainter, rect: QRectF, colour: QColor, *, held: bool) -> None:
    ground = QColor(colour)
    ground.setAlphaF(0.26 if held else 0.14)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor("#ffffff"), 3.0))
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = Qt.PenStyle.SolidLine if held else Qt.PenStyle.DashLine
    painter.setPen(QPen(colour, 1.5, line))
    painter.drawRect(rect)
