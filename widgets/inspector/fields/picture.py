"""The field for a picture: a thumbnail to click a focal point on, a picker, and the alt text."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.kinds.settings.image import Image
from designer.language import _
from widgets.inspector.bringing import FILES, bring, local_files
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.gallery import Gallery
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Elided, Row
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.line import Line
from widgets.parts.pictures import asset_of, covering
from widgets.parts.records import measures

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class PictureField(Field):
    """A picture of the project, its alt text and its focal point."""

    def __init__(self, setting: Image, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._ratio = setting.ratio
        self._value: dict[str, object] = setting.initial()
        self.view = PictureView(place)
        self.view.setAccessibleName(_("{name}: focal point", name=said(setting.label)))
        self.view.focused.connect(lambda point: self._put(focus=point))
        self.view.wanted.connect(self._choose)
        self.view.brought.connect(self._bring)
        self.view.sealed.connect(self.sealed)
        self.alt = Line(placeholder=_("What the picture shows"))
        self.alt.setAccessibleName(_("{name}: alt text", name=said(setting.label)))
        self.alt.edited.connect(lambda text: self._put(alt=text))
        self.alt.sealed.connect(self.sealed)
        self.described = Row(_("Alt text"), self.alt, label_width=56)
        self.measure = Elided("", "small")
        self.choose = Button(_("Choose…"), icon="image", height=28)
        self.choose.clicked.connect(self._choose)
        self.remove = IconButton("trash-2", _("No picture"), size=28)
        self.remove.clicked.connect(self._clear)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.measure, 1)
        foot.addWidget(self.choose)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view)
        column.addLayout(foot)
        column.addWidget(self.described)
        self.setFocusProxy(self.choose)

    @cached_property
    def gallery(self) -> Gallery:
        """The project's pictures, made when it is first opened."""
        made = Gallery(self.place.session, self)
        made.picked.connect(self._picked)
        made.brought.connect(self._bring)
        return made

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self.alt.show_text(str(value.get("alt", "")))
        self.refresh()

    def refresh(self) -> None:
        asset = asset_of(self.place.session, self._asset())
        self.view.show_picture(self._asset(), self._focus(), missing=asset is None)
        self.measure.setText(self._said())
        self.described.setVisible(asset is not None)
        self.remove.setVisible(self._asset() is not None)
        self.choose.setText(_("Replace…") if asset else _("Choose…"))

    def _said(self) -> str:
        asset = asset_of(self.place.session, self._asset())
        wanted = "{} : {}".format(*self._ratio) if self._ratio else ""
        if asset is None:
            return _("Best at {ratio}", ratio=wanted) if wanted else ""
        off = self._ratio and asset.height and _far(asset.width / asset.height, self._ratio)
        drawn = _("drawn for {ratio}", ratio=wanted) if off else ""
        return " · ".join(filter(None, (measures(asset), drawn)))

    def _asset(self) -> str | None:
        found = self._value.get("asset")
        return str(found) if found else None

    def _focus(self) -> tuple[float, float]:
        point: Value = self._value.get("focus") or (0.5, 0.5)
        return float(point[0]), float(point[1])

    def _put(self, **parts: object) -> None:
        self._value = {**self._value, **parts}
        self.refresh()
        self.edited.emit(self._value)

    def _choose(self) -> None:
        self.gallery.open_with(self.choose, current=self._asset() or "")

    def _picked(self, key: str) -> None:
        asset = asset_of(self.place.session, key)
        alt = self._value.get("alt") or (asset.alt if asset else "")
        self.alt.show_text(str(alt))
        self._put(asset=key, alt=alt, focus=[0.5, 0.5])
        self.sealed.emit()

    def _bring(self, file: Path) -> None:
        key = bring(self.place.session, file, media="image/")
        if key:
            self._picked(key)

    def _clear(self) -> None:
        self._put(asset=None, focus=[0.5, 0.5])
        self.sealed.emit()
        self.choose.setFocus()


class PictureView(QWidget):
    """The picture over the whole width; a click or the arrow keys set what crops keep in view."""

    focused = Signal(object)
    sealed = Signal()
    wanted = Signal()
    brought = Signal(Path)

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = place.session
        self._asset: str | None = None
        self._missing = True
        self._focus = (0.5, 0.5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(84)

    def show_picture(
        self, asset: str | None, focus: tuple[float, float], *, missing: bool
    ) -> None:
        """Show a picture with its focal point, or an inviting empty place."""
        self._asset, self._focus, self._missing = asset, focus, missing
        shape = Qt.CursorShape.PointingHandCursor if missing else Qt.CursorShape.CrossCursor
        self.setCursor(shape)
        self.setToolTip(
            "" if missing else _("Click what must stay in view when the picture is cropped")
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asset = asset_of(self._session, self._asset)
        if self._missing or asset is None or not asset.width:
            return 84
        return max(84, min(190, round(width * asset.height / asset.width)))

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._missing:
            self.wanted.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._aim(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._missing and event.buttons() & Qt.MouseButton.LeftButton:
            self._aim(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.sealed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self._missing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.wanted.emit()
        elif step is not None and not self._missing:
            far = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
            self._tell(self._focus[0] + step[0] * far, self._focus[1] + step[1] * far)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData(), FILES["image/"]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for file in local_files(event.mimeData(), FILES["image/"])[:1]:
            event.acceptProposedAction()
            self.brought.emit(file)

    def _aim(self, at: QPointF) -> None:
        rect = self.picture_rect()
        self._tell((at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height())

    def _tell(self, x: float, y: float) -> None:
        self._focus = (round(min(1, max(0, x)), 3), round(min(1, max(0, y)), 3))
        self.update()
        self.focused.emit(list(self._focus))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            if self._missing:
                self._paint_empty(painter, rect, look)
            else:
                self._paint_picture(painter, rect, look)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)

    def _paint_empty(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        gone = self._asset is not None
        fill(painter, rect, look.colour("raised"), radius=8)
        outline(painter, rect, look.colour("danger" if gone else "line_strong"), radius=8)
        at = QRectF(rect.left(), rect.top() + 14, rect.width(), 26)
        icons.paint(painter, "image", at=at, colour=look.colour("muted"), size=20)
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.colour("danger" if gone else "muted"))
        text = _("The picture is gone") if gone else _("Choose a picture or drop one here")
        below = QRectF(rect.left(), rect.top() + 44, rect.width(), 22)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_picture(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        place = self.picture_rect()
        clip = QPainterPath()
        clip.addRoundedRect(rect, 8, 8)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(rect, look.colour("stage"))
        found = covering(self._session, self._asset, size=place.size().toSize(),
                         ratio=self.devicePixelRatioF())  # fmt: skip
        if found is not None:
            painter.drawPixmap(place.topLeft(), found)
        painter.restore()
        edge = look.colour("text")
        edge.setAlphaF(0.1)
        outline(painter, rect, edge, radius=8)
        _paint_aim(painter, place, self._focus)


def _paint_aim(painter: QPainter, place: QRectF, focus: tuple[float, float]) -> None:
    centre = place.topLeft() + QPointF(place.width() * focus[0], place.height() * focus[1])
    for radius, colour, width in ((10.0, "#66000000", 3.5), (10.0, "#ffffff", 1.6)):
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        outline(painter, disc, QColor(colour), radius=radius, width=width)
    fill(painter, QRectF(centre.x() - 2, centre.y() - 2, 4, 4), QColor("#ffffff"), radius=2)


def _far(ratio: float, wanted: tuple[int, int]) -> bool:
    """Whether a picture's shape is more than 4 % off."""
    return abs(ratio * wanted[1] / wanted[0] - 1) > 0.04
