"""One picture as large as the window lets it be; the arrows go on to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from designer.language import _
from designer.records import Asset
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, painting
from widgets.parts.records import measures

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails

EDGE = 48
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class Lightbox(QWidget):
    """Lies over its host; a click, Esc, Enter or the space bar closes it."""

    def __init__(self, host: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(host)
        self._host = host
        self._thumbnails = thumbnails
        self._assets: list[Asset] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        thumbnails.arrived.connect(self._arrived)
        self.hide()

    def show_assets(self, assets: Sequence[Asset], *, first: str) -> None:
        """Show the pictures among these, beginning with one."""
        self._assets = [one for one in assets if one.media.startswith("image/")]
        places = [n for n, one in enumerate(self._assets) if one.id == first]
        if not places:
            return
        self._at = places[0]
        self._say()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def asset(self) -> Asset:
        """The picture that is shown."""
        return self._assets[self._at]

    def _say(self) -> None:
        self.setAccessibleName(_("Picture {name}", name=self.asset().name))
        self.update()

    def _arrived(self, _sha256: str) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            self.close()
            return
        self._at = (self._at + step) % len(self._assets)
        self._say()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, asset = tokens.of(self), self.asset()
        ground = look.colour("stage")
        ground.setAlphaF(0.97)
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), ground, radius=0)
            place = self._place(asset)
            ratio = self.devicePixelRatioF()
            found = self._thumbnails.get(asset.sha256, size=place.size(), ratio=ratio)
            if found is None:
                icons.paint(painter, "image", at=QRectF(self.rect()), colour=look.faint, size=36)
            else:
                painter.drawPixmap(place, found)
            painter.setFont(fonts.font(fonts.CAPTION))
            painter.setPen(look.colour("muted"))
            foot = QRect(0, self.height() - EDGE + 6, self.width(), 24)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter,
                             f"{asset.name} · {measures(asset)}")  # fmt: skip

    def _place(self, asset: Asset) -> QRect:
        """As large as fits, never larger than the picture itself."""
        whole = QSize(asset.width or 400, asset.height or 300)
        room = self.size() - QSize(2 * EDGE, 2 * EDGE)
        fits = whole.width() <= room.width() and whole.height() <= room.height()
        size = whole if fits else whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(1, 1))
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRect(left, top, size.width(), size.height())
