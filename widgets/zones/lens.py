"""How a picture is seen: its zoom, and where its corner lies in the view."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from designer.kinds.geometry.box import Box, Size

LEAST, MOST = 0.02, 16.0
STEPS = (0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16)
GRID = 8.0
"""From this zoom on single pixels are told apart by a grid."""
EDGE = 28.0
"""Room around the picture when it is fitted, in pixels of the view."""


@dataclass(frozen=True)
class Lens:
    """A zoom, and the place of the picture's top left corner in the view."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def to_view(self, x: float, y: float) -> QPointF:
        """Where a pixel of the picture is seen."""
        return QPointF(self.left + x * self.zoom, self.top + y * self.zoom)

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """Which pixel of the picture is seen at a place."""
        return (at.x() - self.left) / self.zoom, (at.y() - self.top) / self.zoom

    def rect(self, box: Box) -> QRectF:
        """Where a rectangle of the picture is seen."""
        return QRectF(self.to_view(box.x, box.y), self.to_view(box.right, box.bottom))

    def zoomed(self, zoom: float, at: QPointF) -> Lens:
        """Another zoom at which the same pixel is seen at a place."""
        zoom = min(MOST, max(LEAST, zoom))
        x, y = self.to_picture(at)
        return Lens(zoom, at.x() - x * zoom, at.y() - y * zoom)

    def shifted(self, dx: float, dy: float) -> Lens:
        """The picture pushed along."""
        return replace(self, left=self.left + dx, top=self.top + dy)

    def kept(self, size: Size, room: QSizeF) -> Lens:
        """Pushed back so that a good part of the picture stays in view."""
        return replace(
            self,
            left=_kept(self.left, size[0] * self.zoom, room.width()),
            top=_kept(self.top, size[1] * self.zoom, room.height()),
        )

    def revealing(self, box: Box, room: QSizeF) -> Lens:
        """Pushed no further than it takes to see a rectangle."""
        rect = self.rect(box)
        dx = _needed(rect.left(), rect.right(), room.width())
        dy = _needed(rect.top(), rect.bottom(), room.height())
        return self.shifted(dx, dy)


def fitted(size: Size, room: QSizeF, *, width_only: bool = False) -> Lens:
    """The lens that shows the whole picture, or its whole width, not larger than it is."""
    wide = (room.width() - 2 * EDGE) / size[0]
    high = wide if width_only else (room.height() - 2 * EDGE) / size[1]
    zoom = min(1.0, max(LEAST, min(wide, high)))
    left = _centred(size[0] * zoom, room.width())
    return Lens(zoom, left, _centred(size[1] * zoom, room.height()))


def closest(box: Box, room: QSizeF) -> Lens:
    """The lens that shows a rectangle as large as it goes."""
    wide = (room.width() - 4 * EDGE) / box.w
    high = (room.height() - 4 * EDGE) / box.h
    zoom = min(MOST, max(LEAST, min(wide, high)))
    middle = box.x + box.w / 2, box.y + box.h / 2
    return Lens(zoom, room.width() / 2 - middle[0] * zoom, room.height() / 2 - middle[1] * zoom)


def stepped(zoom: float, by: int) -> float:
    """The next round zoom above or below."""
    if by > 0:
        return next((step for step in STEPS if step > zoom * 1.001), MOST)
    return next((step for step in reversed(STEPS) if step < zoom * 0.999), STEPS[0])


def _kept(start: float, length: float, room: float) -> float:
    return min(room * 0.7, max(room * 0.3 - length, start))


def _centred(length: float, room: float) -> float:
    """Where it begins when it stands in the middle, on whole pixels; long ones at their start."""
    return float(round((room - length) / 2)) if length + 2 * EDGE <= room else EDGE


def _needed(low: float, high: float, room: float) -> float:
    if high - low > room - 2 * EDGE or low < EDGE:
        return EDGE - low if low < EDGE or low > room - EDGE else 0.0
    return room - EDGE - high if high > room - EDGE else 0.0
