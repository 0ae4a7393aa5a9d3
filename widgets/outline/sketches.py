"""Small pictures of whole layouts: their modules in proportion, drawn off the main thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from designer.document.queries import floor_at
from designer.errors import DesignerError
from designer.records import HIDDEN, Asset, Module
from widgets.look.thumbnails import shrunk
from widgets.outline.facts import first_picture
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from widgets.session import Session

WIDE: Final = 750
"""Design pixels of a page's width."""
HEIGHTS: Final = {"store_sign": 150, "title": 110, "spacer": 60, "notice": 90, "coupons": 220}
"""How high kinds without a picture of their own are drawn; others take `OTHER`."""
OTHER: Final = 380
KEPT: Final = 80


class Band(NamedTuple):
    """One module in a sketch: its height in design pixels and its picture, if it has one."""

    height: int
    sha256: str | None


Spec = tuple[str, str, tuple[Band, ...]]
"""The ground, the ink and the bands of a page from its top."""


class Sketches(QObject):
    """Sketches by layout; `arrived` tells that one more can be had."""

    arrived = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._specs: dict[str, tuple[int, Spec]] = {}
        self._kept: OrderedDict[tuple[Spec, int, int], QPixmap] = OrderedDict()
        self._last: dict[str, QPixmap] = {}
        self._asked: set[tuple[Spec, int, int]] = set()

    def get(self, layout: str, *, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """The sketch in logical pixels; the one before until a new one has come, or None."""
        spec, wanted = self._spec(layout, size), size * ratio
        key = (spec, wanted.width(), wanted.height())
        if key in self._kept:
            self._last[layout] = self._kept[key]
        elif key not in self._asked:
            self._asked.add(key)
            self._draw(key, layout, ratio)
        return self._last.get(layout)

    def _spec(self, layout: str, size: QSize) -> Spec:
        revision = self._session.document.revision
        known = self._specs.get(layout)
        if known is None or known[0] != revision:
            known = (revision, spec_of(self._session, layout, size=size))
            self._specs[layout] = known
        return known[1]

    def _draw(self, key: tuple[Spec, int, int], layout: str, ratio: float) -> None:
        spec, size = key[0], QSize(key[1], key[2])
        data = {band.sha256: self._bytes(band.sha256) for band in spec[2] if band.sha256}

        def draw(_progress: Progress) -> QImage:
            return drawn(spec, size, data.get)

        task = Task(draw, parent=self)
        task.finished.connect(lambda image: self._keep(key, layout, image, ratio))
        task.start()

    def _bytes(self, sha256: str) -> bytes | None:
        try:
            return self._session.project.assets.get(sha256)
        except (DesignerError, KeyError):
            return None

    def _keep(self, key: tuple[Spec, int, int], layout: str, image: QImage, ratio: float) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self._kept[key] = self._last[layout] = picture
        while len(self._kept) > KEPT:
            self._asked.discard(self._kept.popitem(last=False)[0])
        self.arrived.emit(layout)


def spec_of(session: Session, layout: str, *, size: QSize) -> Spec:
    """What a layout's sketch shows: its first floor as far down as the sketch reaches."""
    document, bands, used = session.document, list[Band](), 0
    reach = WIDE * size.height() // max(size.width(), 1)
    floor = floor_at(document, layout, 1)
    for key in floor.modules if floor is not None else ():
        module = document.get(key, Module)
        if used >= reach:
            break
        bands.append(_band(session, module))
        used += bands[-1].height
    colours = document.shop.theme.colours
    return colours.get("paper", "#ffffff"), colours.get("primary", "#888888"), tuple(bands)


def _band(session: Session, module: Module) -> Band:
    document = session.document
    chosen = module.variants[0] if module.default == HIDDEN else module.default
    sha256 = first_picture(session, chosen, module.kind)
    if sha256 is None:
        return Band(HEIGHTS.get(module.kind, OTHER), None)
    sides = next((one for one in document.all(Asset) if one.sha256 == sha256 and one.width), None)
    height = WIDE * sides.height // sides.width if sides is not None else OTHER
    return Band(max(60, min(height, 1200)), sha256)


def drawn(spec: Spec, size: QSize, data: Callable[[str], bytes | None]) -> QImage:
    """The sketch in device pixels; it may be drawn on any thread."""
    paper, ink, bands = spec
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(paper))
    painter = QPainter(image)
    scale, top = size.width() / WIDE, 0.0
    for band in bands:
        height = max(2, round(band.height * scale))
        rect = QRect(0, round(top), size.width(), height)
        found = data(band.sha256) if band.sha256 else None
        picture = shrunk(found, rect.size()) if found else QImage()
        if picture.isNull():
            _write_lines(painter, rect, QColor(ink))
        else:
            painter.drawImage(rect.topLeft(), picture)
        top += height
    painter.end()
    return image


def _write_lines(painter: QPainter, rect: QRect, ink: QColor) -> None:
    """What has no picture is words: a heading and a line below it."""
    width = rect.width()
    painter.setPen(Qt.PenStyle.NoPen)
    ink.setAlphaF(0.5)
    painter.setBrush(ink)
    top = rect.top() + max(1, rect.height() // 4)
    painter.drawRect(width // 5, top, width * 3 // 5, max(1, width // 14))
    ink.setAlphaF(0.2)
    painter.setBrush(ink)
    painter.drawRect(width // 4, top + max(3, width // 7), width // 2, max(1, width // 20))
