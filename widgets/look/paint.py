"""A few strokes every control shares: rounded grounds, hairlines, the focus ring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen

from widgets.look.tokens import Tokens


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A smooth painter on a widget or picture, ended whatever happens."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def fill(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float) -> None:
    """A rounded ground without a line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def outline(
    painter: QPainter, rect: QRectF, colour: QColor, *, radius: float, width: float = 1.0
) -> None:
    """A rounded line without a ground, inside the rectangle."""
    inset = (width - 1) / 2
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, look: Tokens, *, radius: float) -> None:
    """The ring of what has the keyboard."""
    colour = look.colour("accent")
    colour.setAlphaF(0.45)
    outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), colour, radius=radius, width=2.0)
