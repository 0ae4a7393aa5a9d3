"""A picture to aim and to crop on: a focal point that stays in view, and the part that is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from designer.kinds.settings.crop import WHOLE, Crop
from designer.language import _
from widgets.dragging import ASSET_MIME, Rows, carried_in
from widgets.inspector import crop_hand
from widgets.inspector.bringing import FILES, local_files
from widgets.inspector.fields.field import Place
from widgets.inspector.picture_paint import paint_crop, paint_empty, paint_picture
from widgets.look import tokens
from widgets.look.paint import focus_ring, painting
from widgets.parts.pictures import asset_of

if TYPE_CHECKING:
    from widgets.session import Session

NEAR = 9
"""Pixels within which a grip is caught."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor, (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor, (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor, (1, 0): Qt.CursorShape.SizeHorCursor,
}  # fmt: skip


class PictureView(QWidget):
    """The picture over the whole width; a drag or the arrow keys aim, or crop while cropping."""

    focused = Signal(object)
    cropped = Signal(object)
    """Left, top, width and height of the part, as fractions."""
    sealed = Signal()
    wanted = Signal()
    brought = Signal(Path)
    pasted = Signal(QImage)
    chosen = Signal(str)
    """A picture of the project was dropped here, by its id."""
    ended = Signal()
    """Cropping is over, by Enter or Esc."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = place.session
        self._asset: str | None = None
        self._missing = True
        self._focus = (0.5, 0.5)
        self._crop = WHOLE
        self._shape: float | None = None
        self.cropping = False
        self._held: tuple[crop_hand.Grip | None, QPointF, Crop] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(84)

    def show_picture(
        self,
        asset: str | None,
        focus: tuple[float, float],
        *,
        missing: bool,
        crop: Crop | None = None,
    ) -> None:
        """Show a picture with its focal point and its part, or an inviting empty place."""
        self._asset, self._focus, self._missing = asset, focus, missing
        self._crop = crop or WHOLE
        if missing:
            self.cropping = False
        shape = Qt.CursorShape.PointingHandCursor if missing else Qt.CursorShape.CrossCursor
        self.setCursor(shape)
        self.setToolTip("" if missing else self._hint())
        self.updateGeometry()
        self.update()

    def crop_with(self, *, on: bool, shape: float | None = None) -> None:
        """Begin or end cropping; `shape` is width to height in fractions of the picture."""
        self.cropping, self._shape = on and not self._missing, shape
        self._held = None
        self.setToolTip("" if self._missing else self._hint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asset = asset_of(self._session, self._asset)
        if self._missing or asset is None or not asset.width:
            return 84
        return max(84, min(230, round(width * asset.height / asset.width)))

    def picture_rect(self) -> QRectF:
        """Where the picture itself lies."""
        asset = asset_of(self._session, self._asset)
        room = QRectF(self.rect())
        if asset is None or not asset.width:
            return room
        size = QSize(asset.width, asset.height).scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        left = (room.width() - size.width()) / 2
        return QRectF(left, (room.height() - size.height()) / 2, size.width(), size.height())

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._missing:
            self.wanted.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            if self.cropping:
                self._held = (self._grip_at(event.position()), event.position(), self._crop)
            else:
                self._aim(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._missing:
            return
        if self.cropping and self._held is not None:
            self._drag(event.position())
        elif self.cropping:
            self._point(event.position())
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._aim(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.sealed.emit()

    # ---- keyboard ----

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.matches(QKeySequence.StandardKey.Paste) or (
                self.cropping and event.key() == Qt.Key.Key_Escape
            )
            if own or Qt.Key(event.key()) in _STEPS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, key = _STEPS.get(Qt.Key(event.key())), event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif self._missing and key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.wanted.emit()
        elif self.cropping and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.ended.emit()
        elif step is not None and not self._missing:
            self._step(step, event.modifiers())
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Take the picture that is on the clipboard: a file of it, or the picture itself."""
        data: QMimeData | None = QApplication.clipboard().mimeData()
        if data is None:  # an empty clipboard may hold nothing at all
            return
        if files := local_files(data, FILES["image/"]):
            self.brought.emit(files[0])
        elif data.hasImage():
            self.pasted.emit(QApplication.clipboard().image())

    # ---- dropping ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if (
            own_picture(self._session, data)
            or local_files(data, FILES["image/"])
            or data.hasImage()
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData(), FILES["image/"])
        if own := own_picture(self._session, event.mimeData()):
            event.acceptProposedAction()
            self.chosen.emit(own)
        elif files:
            event.acceptProposedAction()
            self.brought.emit(files[0])
        elif event.mimeData().hasImage():
            event.acceptProposedAction()
            self.pasted.emit(QImage(event.mimeData().imageData()))

    # ---- inside ----

    def _fraction(self, at: QPointF) -> tuple[float, float]:
        rect = self.picture_rect()
        return (at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height()

    def _grip_at(self, at: QPointF) -> crop_hand.Grip | None:
        """The grip under a point, (0, 0) for the inside, None for the outside."""
        rect = self.picture_rect()
        for grip in crop_hand.GRIPS:
            x, y = crop_hand.place_of(self._crop, grip)
            spot = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
            if (spot - at).manhattanLength() <= NEAR:
                return grip
        x, y = self._fraction(at)
        part = self._crop
        inside = part.x <= x <= part.x + part.w and part.y <= y <= part.y + part.h
        return (0, 0) if inside and not part.is_whole() else None

    def _drag(self, at: QPointF) -> None:
        assert self._held is not None
        grip, start, before = self._held
        here, first = self._fraction(at), self._fraction(start)
        if grip is None:
            if (at - start).manhattanLength() < 4:
                return
            made = crop_hand.drawn(first, here, shape=self._shape)
        elif grip == (0, 0):
            made = crop_hand.moved(before, here[0] - first[0], here[1] - first[1])
        else:
            made = crop_hand.pulled(before, grip, here, shape=self._shape)
        self._tell_crop(made)

    def _point(self, at: QPointF) -> None:
        grip = self._grip_at(at)
        inside = Qt.CursorShape.SizeAllCursor if grip == (0, 0) else Qt.CursorShape.CrossCursor
        self.setCursor(_CURSORS.get(grip, inside) if grip is not None else inside)

    def _step(self, step: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        far = 10 if held & Qt.KeyboardModifier.ShiftModifier else 1
        if not self.cropping:
            share = 0.01 * far
            self._tell(self._focus[0] + step[0] * share, self._focus[1] + step[1] * share)
            return
        asset = asset_of(self._session, self._asset)
        width, height = (asset.width, asset.height) if asset and asset.width else (100, 100)
        dx, dy = step[0] * far / width, step[1] * far / height
        if held & Qt.KeyboardModifier.AltModifier:
            part = self._crop
            corner = (part.x + part.w + dx, part.y + part.h + dy)
            grip = (1 if dx else 0, 1 if dy else 0)
            self._tell_crop(crop_hand.pulled(part, grip, corner, shape=self._shape))
        else:
            self._tell_crop(crop_hand.moved(self._crop, dx, dy))
        self.sealed.emit()

    def _aim(self, at: QPointF) -> None:
        self._tell(*self._fraction(at))

    def _tell(self, x: float, y: float) -> None:
        self._focus = (round(min(1, max(0, x)), 3), round(min(1, max(0, y)), 3))
        self.update()
        self.focused.emit(list(self._focus))

    def _tell_crop(self, crop: Crop) -> None:
        x, y = (round(max(0.0, side), 4) for side in crop[:2])
        w, h = min(round(crop.w, 4), 1 - x), min(round(crop.h, 4), 1 - y)
        self._crop = Crop(x, y, round(w, 4), round(h, 4))
        self.update()
        self.cropped.emit(list(self._crop))

    def _hint(self) -> str:
        if self.cropping:
            return _("Drag the sides or draw anew; arrow keys move, with Alt they resize")
        return _("Click what must stay in view when the picture is cropped")

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            if self._missing:
                paint_empty(painter, rect, look, gone=bool(self._asset), hot=self.underMouse())
            else:
                place = self.picture_rect()
                paint_picture(painter, self, self._session, self._asset, place)
                paint_crop(painter, place, self._crop, look, cropping=self.cropping,
                           focus=self._focus)  # fmt: skip
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)


def own_picture(session: Session, data: QMimeData) -> str:
    """The one picture of the project that is dragged; empty when it is something else."""
    held = carried_in(data)
    if not isinstance(held, Rows) or held.mime != ASSET_MIME or len(held.ids) != 1:
        return ""
    asset = asset_of(session, held.ids[0])
    return asset.id if asset is not None and asset.media.startswith("image/") else ""
