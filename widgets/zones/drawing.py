"""How zones, handles, snap lines and the pixel grid are drawn over a picture."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from designer.kinds.geometry.box import HANDLES, Box, Handle
from designer.kinds.geometry.snapping import Line
from designer.lint.finding import Finding
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.zones.lens import GRID, Lens

GRIP = 4.5
"""Half the side of a handle, in pixels of the view."""
WHITE = QColor("#ffffff")
SNAP = "#e5317f"
"""What snap lines are drawn in: a colour that neither pictures nor the studio use much."""


class Mark(NamedTuple):
    """How one zone is to be drawn."""

    number: int
    label: str
    chosen: bool
    held: bool
    locked: bool
    problems: tuple[Finding, ...]


def tone_of(problems: tuple[Finding, ...]) -> str:
    """The colour that problems are told in; empty when there is none worth telling."""
    if any(one.severity == "error" for one in problems):
        return "danger"
    return "warn" if any(one.severity == "warn" for one in problems) else ""


def zone(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """A zone: its ground and edge, its number and name, a lock, and a sign when something is wrong.

    Colour is never alone: dashes tell what is not selected, a sign what is wrong.
    """
    tone = tone_of(mark.problems)
    colour = tokens.LIGHT.colour(tone or "accent")
    ground = QColor(colour)
    ground.setAlphaF(0.30 if mark.chosen else 0.16)
    painter.setPen(QPen(WHITE, 3.0))
    painter.setBrush(ground)
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = Qt.PenStyle.SolidLine if mark.chosen else Qt.PenStyle.DashLine
    painter.setPen(QPen(colour, 1.6 if mark.chosen else 1.2, line))
    painter.drawRect(rect)
    _tag(painter, rect, mark, colour, tone=tone)


def _tag(painter: QPainter, rect: QRectF, mark: Mark, colour: QColor, *, tone: str) -> None:
    """The number, and as much of the name as the zone is wide."""
    font = fonts.font(fonts.SMALL, weight=fonts.BOLD)
    metrics = QFontMetrics(font)
    signs = [name for name, wanted in (("triangle-alert", bool(tone)), ("lock", mark.locked))
             if wanted]  # fmt: skip
    room = max(18.0, rect.width()) - 12 - 15 * len(signs)
    text = f"{mark.number}  {mark.label}".strip()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(max(room, 0)))
    if len(shown) < len(str(mark.number)) + 1:
        shown = str(mark.number)
    width = metrics.horizontalAdvance(shown) + 10 + 15 * len(signs)
    tag = QRectF(rect.left(), rect.top(), width, 18)
    fill(painter, tag, colour, radius=0)
    at = tag.left() + 4
    for name in signs:
        icons.paint(painter, name, at=QRectF(at, tag.top(), 13, 18), colour=WHITE, size=12)
        at += 15
    painter.setFont(font)
    painter.setPen(WHITE)
    words = QRectF(at + 1, tag.top(), tag.right() - at, 18)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def handles(painter: QPainter, rect: QRectF) -> None:
    """The eight handles of the zone in hand."""
    accent = tokens.LIGHT.colour("accent")
    for handle in HANDLES:
        at = handle_at(rect, handle)
        grip = QRectF(at.x() - GRIP, at.y() - GRIP, 2 * GRIP, 2 * GRIP)
        fill(painter, grip.adjusted(-1, -1, 1, 1), accent, radius=3)
        fill(painter, grip.adjusted(0.6, 0.6, -0.6, -0.6), WHITE, radius=2)


def handle_at(rect: QRectF, handle: Handle) -> QPointF:
    """The place of a handle."""
    x = rect.left() if "w" in handle else rect.right() if "e" in handle else rect.center().x()
    y = rect.top() if "n" in handle else rect.bottom() if "s" in handle else rect.center().y()
    return QPointF(x, y)


def measure(painter: QPainter, rect: QRectF, text: str, room: QRectF) -> None:
    """A size below the rectangle, kept in view."""
    font = fonts.font(fonts.SMALL, weight=fonts.MEDIUM)
    width = QFontMetrics(font).horizontalAdvance(text) + 14
    left = min(max(rect.center().x() - width / 2, room.left() + 4), room.right() - width - 4)
    top = min(rect.bottom() + 8, room.bottom() - 24)
    tag = QRectF(left, top, width, 20)
    fill(painter, tag, QColor("#15171c"), radius=5)
    painter.setFont(font)
    painter.setPen(WHITE)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def draft(painter: QPainter, rect: QRectF) -> None:
    """A zone that is being drawn."""
    ground = tokens.LIGHT.colour("accent")
    ground.setAlphaF(0.24)
    painter.setPen(QPen(WHITE, 3.0))
    painter.setBrush(ground)
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.LIGHT.colour("accent"), 1.6))
    painter.drawRect(rect)


def net(painter: QPainter, rect: QRectF) -> None:
    """The rectangle that catches zones."""
    ground = tokens.LIGHT.colour("accent")
    outline(painter, rect, ground, radius=0)
    ground.setAlphaF(0.08)
    fill(painter, rect, ground, radius=0)


def snaps(painter: QPainter, lines: tuple[Line, ...], lens: Lens) -> None:
    """Why something snapped: thin lines across, and ends with a bar for even gaps."""
    painter.setPen(QPen(QColor(SNAP), 1.0))
    for line in lines:
        if line.kind == "edge":
            a, b = _ends(line.axis, line.at, line.start, line.end)
        else:
            a, b = _along(line)
        start, end = lens.to_view(*a), lens.to_view(*b)
        painter.drawLine(start, end)
        if line.kind == "gap":
            for at in (start, end):
                bar = QPointF(0, 4) if line.axis == "x" else QPointF(4, 0)
                painter.drawLine(at - bar, at + bar)


def _ends(axis: str, at: int, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return ((at, start), (at, end)) if axis == "x" else ((start, at), (end, at))


def _along(line: Line) -> tuple[tuple[int, int], tuple[int, int]]:
    if line.axis == "x":
        return (line.start, line.at), (line.end, line.at)
    return (line.at, line.start), (line.at, line.end)


def grid(painter: QPainter, lens: Lens, size: tuple[int, int], room: QRectF) -> None:
    """A line between pixels, once they are large enough to be told apart."""
    if lens.zoom < GRID:
        return
    left, top = (max(0, int(part)) for part in lens.to_picture(room.topLeft()))
    far = lens.to_picture(room.bottomRight())
    right, bottom = min(size[0], int(far[0]) + 1), min(size[1], int(far[1]) + 1)
    pen = QPen(QColor(127, 127, 127, 90), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    upright = [
        QLineF(lens.to_view(x, top), lens.to_view(x, bottom)) for x in range(left, right + 1)
    ]
    level = [QLineF(lens.to_view(left, y), lens.to_view(right, y)) for y in range(top, bottom + 1)]
    painter.drawLines([*upright, *level])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def boxed(box: Box) -> str:
    """A size in words."""
    return f"{box.w} × {box.h} px"
