"""Small pictures of the project's assets, made off the main thread and remembered."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from designer.errors import DesignerError
from widgets.session import Assets
from widgets.tasks import Progress, Task

LIMIT = 600
LARGE = 16_000_000
"""Pixels from which on a picture is not left to Qt: it takes four bytes for each, and its time."""


class Thumbnails(QObject):
    """Pictures by SHA-256 and size; `arrived` tells that one more can be had."""

    arrived = Signal(str)

    def __init__(self, assets: Assets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._kept: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._asked: set[tuple[str, int, int]] = set()

    def get(self, sha256: str, *, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """The picture filling `size` logical pixels, cut at its edges; None until it has come."""
        wanted = size * ratio
        key = (sha256, wanted.width(), wanted.height())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked and self._assets.has(sha256):
            self._asked.add(key)
            self._fetch(key, ratio)
        return None

    def _fetch(self, key: tuple[str, int, int], ratio: float) -> None:
        size, assets = QSize(key[1], key[2]), self._assets

        def shrink(_progress: Progress) -> QImage:
            return shrunk(assets.get(key[0]), size)  # read here too: a file may weigh 100 MB

        task = Task(shrink, parent=self)
        task.finished.connect(lambda image: self._keep(key, image, ratio))
        task.start()

    def _keep(self, key: tuple[str, int, int], image: QImage, ratio: float) -> None:
        if image.isNull():
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self._kept[key] = picture
        while len(self._kept) > LIMIT:
            self._asked.discard(self._kept.popitem(last=False)[0])
        self.arrived.emit(key[0])


def shrunk(data: bytes, size: QSize) -> QImage:
    """The picture in `data` filling `size` device pixels, cut at its longer edges."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.width() * whole.height() > LARGE:
        return _cut(_by_other_means(data, size), size)  # Qt would hold Python up meanwhile
    if whole.isValid():
        grown = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(grown)
    image = reader.read()
    if image.isNull():
        image = _by_other_means(data, size)
    return _cut(image, size)


def _cut(image: QImage, size: QSize) -> QImage:
    """The middle of a picture."""
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image if image.isNull() else image.copy(left, top, size.width(), size.height())


def _by_other_means(data: bytes, size: QSize) -> QImage:
    """What Qt cannot read (AVIF, some very large files), read by Pillow; empty when that fails."""
    from designer.document.pictures import reduced

    try:
        small = reduced(data, 2 * max(size.width(), size.height()), name="").convert("RGBA")
    except DesignerError:
        return QImage()
    form = QImage.Format.Format_RGBA8888
    made = QImage(small.tobytes(), small.width, small.height, 4 * small.width, form)
    grow = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return made.scaled(size, grow, Qt.TransformationMode.SmoothTransformation)
