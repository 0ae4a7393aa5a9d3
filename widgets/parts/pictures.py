"""Small pictures of a project's assets, decoded once a size and cut to fill their place."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap

from designer.errors import DesignerError
from designer.records import Asset

if TYPE_CHECKING:
    from widgets.session import Session

LARGEST = 12_000
"""Pixels a side beyond which a picture is not decoded."""


def asset_of(session: Session, key: str | None) -> Asset | None:
    """The asset record, when the project has it."""
    found = session.document.find(key)
    return found if isinstance(found, Asset) else None


def thumbnail(session: Session, key: str | None) -> Callable[[QSize, float], QPixmap | None]:
    """A painter of one asset: given a size and a screen's ratio it gives the picture, or None."""

    def picture(size: QSize, ratio: float) -> QPixmap | None:
        return covering(session, key, size=size, ratio=ratio)

    return picture


def covering(
    session: Session,
    key: str | None,
    *,
    size: QSize,
    ratio: float = 1.0,
    focus: tuple[float, float] = (0.5, 0.5),
) -> QPixmap | None:
    """The asset filling `size`, cut around its focal point; None when it is no readable picture."""
    asset = asset_of(session, key)
    if asset is None or not asset.media.startswith("image/"):
        return None
    image = _decoded(session, asset.sha256, size * ratio)
    if image is None or image.isNull():
        return None
    made = QPixmap.fromImage(_cut(image, size * ratio, focus))
    made.setDevicePixelRatio(ratio)
    return made


def _decoded(session: Session, sha256: str, at_least: QSize) -> QImage | None:
    try:
        data = session.project.assets.get(sha256)
    except (DesignerError, KeyError):
        return None
    return _scaled(sha256, _Bytes(data), at_least.width(), at_least.height())


class _Bytes:
    """Bytes that count as equal for the cache: the SHA-256 beside them already tells them apart."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=256)
def _scaled(sha256: str, source: _Bytes, width: int, height: int) -> QImage | None:
    del sha256
    buffer = QBuffer()
    buffer.setData(QByteArray(source.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid() or max(whole.width(), whole.height()) > LARGEST:
        return None
    reader.setScaledSize(
        whole.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    )
    return reader.read()


def _cut(image: QImage, size: QSize, focus: tuple[float, float]) -> QImage:
    left = round((image.width() - size.width()) * focus[0])
    top = round((image.height() - size.height()) * focus[1])
    return image.copy(QRect(max(0, left), max(0, top), size.width(), size.height()))
