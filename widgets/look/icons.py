"""Line icons, drawn from vector files in any colour and size, and remembered."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER: Final = Path(__file__).resolve().parents[2] / "assets" / "icons"


def icon(name: str, *, colour: str = "#646b78", size: int = 18) -> QIcon:
    """The icon `name` for Qt's own buttons; our controls draw it in their theme's colour."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, size=size, colour=colour, ratio=ratio))
    return made


def pixmap(name: str, *, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `size` logical pixels."""
    return _drawn(_source(FOLDER / f"{name}.svg"), QSize(size, size), colour, ratio)


def pixmap_of(file: Path, *, size: QSize, colour: str = "#646b78", ratio: float = 1.0) -> QPixmap:
    """A vector file as a picture; `currentColor` in it takes the colour."""
    return _drawn(_source(file), size, colour, ratio)


def paint(
    painter: QPainter, name: str, *, at: QRectF, colour: QColor | str, size: int = 16
) -> None:
    """Draw an icon in the middle of a rectangle."""
    ratio = painter.device().devicePixelRatio()
    shown = QColor(colour).name(QColor.NameFormat.HexRgb)
    corner = at.center() - QRectF(0, 0, size, size).center()
    painter.drawPixmap(corner, pixmap(name, size=size, colour=shown, ratio=ratio))


@lru_cache(maxsize=512)
def _source(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=2048)
def _drawn(source: str, size: QSize, colour: str, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
