"""The picture under the zones: decoded off the main thread, kept at the size it is seen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap

from designer.errors import DesignerError
from designer.kinds.settings.crop import Crop
from designer.records import Asset
from widgets.session import Assets
from widgets.tasks import Progress, Task
from widgets.zones.lens import Lens

LARGEST = 12_000
"""Pixels a side beyond which a picture is shown smaller than it is."""


class Source(QObject):
    """One picture, asked for by its asset; `ready` comes when it can be drawn."""

    ready = Signal()

    def __init__(self, assets: Assets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._sha = ""
        self._image: QImage | None = None
        self._scaled: tuple[int, QPixmap] | None = None
        self._task: Task[tuple[str, QImage]] | None = None

    @property
    def loaded(self) -> bool:
        """Whether there is something to draw."""
        return self._image is not None

    def show(self, asset: Asset | None, part: Crop | None = None) -> None:
        """Show another picture, or a part of it, or none."""
        sha = f"{asset.sha256} {part or ''}" if asset is not None else ""
        if sha == self._sha:
            return
        self._sha, self._image, self._scaled = sha, None, None
        if asset is None:
            return
        try:
            data = self._assets.get(asset.sha256)
        except (DesignerError, KeyError):
            return

        def work(_progress: Progress) -> tuple[str, QImage]:
            return sha, cut(decoded(data), part)

        task = Task(work, parent=self)
        task.finished.connect(self._keep)
        self._task = task.start()

    def paint(self, painter: QPainter, lens: Lens, size: tuple[int, int], room: QRectF) -> None:
        """Draw what can be seen of it through a lens, where the picture of `size` lies."""
        if self._image is None:
            return
        place = QRectF(lens.left, lens.top, size[0] * lens.zoom, size[1] * lens.zoom)
        seen = place.intersected(room)
        if seen.isEmpty():
            return
        ratio = painter.device().devicePixelRatioF()
        small = lens.zoom * ratio < 1
        whole = self._shrunk(place.size() * ratio) if small else self._full()
        scale = whole.width() / place.width()
        part = QRectF((seen.left() - place.left()) * scale, (seen.top() - place.top()) * scale,
                      seen.width() * scale, seen.height() * scale)  # fmt: skip
        smooth = scale > 0.6
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=smooth)
        painter.drawPixmap(seen, whole, part)

    def _full(self) -> QPixmap:
        if self._scaled is None or self._scaled[0]:
            assert self._image is not None
            self._scaled = (0, QPixmap.fromImage(self._image))
        return self._scaled[1]

    def _shrunk(self, size: QSizeF) -> QPixmap:
        """The picture at a size on screen, kept until another is asked for."""
        assert self._image is not None
        width = max(1, round(size.width()))
        if self._scaled is None or self._scaled[0] != width:
            how = Qt.TransformationMode.SmoothTransformation
            made = self._image.scaledToWidth(width, how)
            self._scaled = (width, QPixmap.fromImage(made))
        return self._scaled[1]

    def _keep(self, found: tuple[str, QImage]) -> None:
        sha, image = found
        if sha == self._sha and not image.isNull():
            self._image, self._scaled = image, None
            self.ready.emit()


def cut(image: QImage, part: Crop | None) -> QImage:
    """The part of a picture that is shown."""
    if part is None or image.isNull():
        return image
    wide, high = part.size(image.width(), image.height())
    return image.copy(round(part.x * image.width()), round(part.y * image.height()), wide, high)


def decoded(data: bytes) -> QImage:
    """The picture in these bytes, upright, not larger than can be held."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > LARGEST:
        reader.setScaledSize(whole.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
