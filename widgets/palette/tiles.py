"""A tile of the palette: a picture with a name below it, to drag, to double-click, or by Enter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from designer.errors import NotFoundError
from widgets.dragging import Dragged, mime_of
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails

HIGH, FOOT = 84, 26
BESIDE: Final = 18
"""How far from the hand its picture hangs, in px, so that the mark beneath is seen."""
PICTURES: Final = Path(__file__).resolve().parents[2] / "assets" / "presets"


class Files:
    """Pictures in files, as thumbnails ask for them: the key is the path."""

    def get(self, sha256: str) -> bytes:
        """The bytes of a file; raises NotFoundError."""
        try:
            return Path(sha256).read_bytes()
        except OSError as error:
            raise NotFoundError(str(error)) from error

    def add(self, data: bytes) -> str:
        """Nothing is kept here."""
        raise NotImplementedError

    def has(self, sha256: str) -> bool:
        """Whether the file is there."""
        return bool(sha256) and Path(sha256).is_file()


class Tile(Pressable):
    """Something to put on a page; `wanted` gives it by a double-click or Enter."""

    wanted = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, name: str, dragged: Dragged, *, about: str = "", picture: str = "",
        thumbnails: Thumbnails | None = None, icon: Path | None = None, mark: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._dragged, self._picture, self._icon, self._mark = dragged, picture, icon, mark
        self._thumbnails = thumbnails
        self._pressed_at: QPoint | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(about or name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(96, HIGH + FOOT)
        self.setMaximumHeight(HIGH + FOOT)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        if thumbnails is not None:
            thumbnails.arrived.connect(self._arrived)

    def sizeHint(self) -> QSize:
        return QSize(112, HIGH + FOOT)

    def dragged(self) -> Dragged:
        """What a drag of this tile carries."""
        return self._dragged

    def in_hand(self) -> QPixmap:
        """The picture half as large, below and beside the hand: the words of the mark are read."""
        half = QRect(BESIDE, BESIDE, self.width() // 2, HIGH // 2)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(half.right() + 1, half.bottom() + 1) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with painting(picture) as painter:
            painter.setOpacity(0.85)
            painter.drawPixmap(half, self.grab(QRect(0, 0, self.width(), HIGH)))
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        moved = (event.position().toPoint() - (self._pressed_at or QPoint())).manhattanLength()
        if self._pressed_at is None or moved < far:
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(mime_of(self.dragged()))
        drag.setPixmap(self.in_hand())
        drag.setHotSpot(QPoint())
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit(self.dragged())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.dragged())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        frame = QRectF(0.5, 0.5, self.width() - 1, HIGH - 1)
        with painting(self) as painter:
            fill(painter, frame, look.colour("raised"), radius=tokens.CARD_RADIUS)
            self._paint_picture(painter, frame, look)
            line = "accent" if self.underMouse() else "line"
            outline(painter, frame, look.colour(line), radius=tokens.CARD_RADIUS)
            if self.hasFocus():
                focus_ring(painter, frame, look, radius=tokens.CARD_RADIUS)
            self._paint_foot(painter, look)

    def _paint_picture(self, painter: QPainter, frame: QRectF, look: tokens.Tokens) -> None:
        found = self._pixmap()
        if found is None:
            self._paint_icon(painter, frame, look)
            return
        shape = QPainterPath()
        shape.addRoundedRect(frame, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(0, 0, found)
        painter.restore()

    def _pixmap(self) -> QPixmap | None:
        if self._thumbnails is None or not self._picture:
            return None
        size = QSize(max(1, self.width()), HIGH)
        return self._thumbnails.get(self._picture, size=size, ratio=self.devicePixelRatioF())

    def _paint_icon(self, painter: QPainter, frame: QRectF, look: tokens.Tokens) -> None:
        if self._icon is None:
            icons.paint(painter, "box", at=frame, colour=look.colour("faint"), size=22)
            return
        picture = icons.pixmap_of(
            self._icon, size=QSize(24, 24), colour=look.accent_text, ratio=self.devicePixelRatioF()
        )
        painter.drawPixmap(frame.center() - QRectF(0, 0, 24, 24).center(), picture)

    def _paint_foot(self, painter: QPainter, look: tokens.Tokens) -> None:
        place = self.rect().adjusted(2, HIGH + 2, -2, 0)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(look.colour("muted"))
        right = QFontMetrics(painter.font()).horizontalAdvance(self._mark) if self._mark else 0
        if self._mark:
            sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(sides), self._mark)
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.colour("text"))
        place.setRight(place.right() - right - (4 if right else 0))
        name = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(
            place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name
        )

    def _arrived(self, key: str) -> None:
        if key == self._picture:
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)


def preset_picture(kind: str, preset: int) -> str:
    """The file with the picture of a preset; empty when there is none."""
    file = PICTURES / f"{kind}-{preset}.webp"
    return str(file) if file.is_file() else ""
