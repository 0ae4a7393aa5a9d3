"""How the cells of a cube are drawn: pictures, names, the sign that splits, what is held."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from designer.kinds.geometry.box import Box
from designer.kinds.settings.crop import WHOLE
from designer.kinds.settings.cube import Cell, CubeValue
from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.parts.pictures import asset_of, covering
from widgets.zones.drawing import tone_of

if TYPE_CHECKING:
    from widgets.zones.cube_grid import CubeGrid

RADIUS = 7
SIGN = 24.0
"""Side of the sign that splits a merged cell, in pixels of the view."""


class State(NamedTuple):
    """How one cell is to be drawn."""

    number: int
    held: bool
    hovered: bool


def places(cube: CubeValue) -> list[Box]:
    """Every single place of the grid."""
    return [Box(x, y, 1, 1) for y in range(cube.rows) for x in range(cube.columns)]


def hole(painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
    """A place of the grid, seen where no cell covers it."""
    painter.setBrush(look.colour("raised"))
    painter.setPen(QPen(look.colour("line_strong"), 1.0, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def splitter(rect: QRectF, cell: Cell) -> QRectF:
    """Where a merged cell is clicked to take it apart; nowhere for a single place."""
    if cell.w * cell.h == 1:
        return QRectF()
    return QRectF(rect.right() - SIGN - 5, rect.top() + 5, SIGN, SIGN)


def cell(painter: QPainter, rect: QRectF, shown: Cell, state: State, board: CubeGrid) -> None:
    """A cell with its picture or an invitation, its name, and what can be done with it."""
    look = tokens.of(board)
    clip = QPainterPath()
    clip.addRoundedRect(rect, RADIUS, RADIUS)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(rect, look.colour("hover" if state.hovered else "panel"))
    found = _picture(rect, shown, board)
    if found is not None:
        painter.drawPixmap(rect, *found)
    painter.restore()
    _words(painter, rect, shown, state, pictured=found is not None, look=look)
    _sign(painter, rect, shown, state, board)
    line = "accent" if state.held else "line_strong"
    outline(painter, rect, look.colour(line), radius=RADIUS, width=2.0 if state.held else 1.0)


def _picture(rect: QRectF, shown: Cell, board: CubeGrid) -> tuple[QPixmap, QRectF] | None:
    """The cell's picture, or the part of it that is shown, and what of that fills the place."""
    session, ratio = board.subject.session, board.devicePixelRatioF()
    part, asset = shown.image.part() or WHOLE, asset_of(session, shown.image.asset)
    if asset is None or not asset.width or not asset.height:
        return None
    wide, high = part.size(asset.width, asset.height)
    scale = max(rect.width() / wide, rect.height() / high)
    size = QSize(math.ceil(asset.width * scale), math.ceil(asset.height * scale))
    found = covering(session, asset.id, size=size, ratio=ratio)
    if found is None:
        return None
    x, y = part.inside(shown.image.focus)
    left = part.x * asset.width * scale + (wide * scale - rect.width()) * x
    top = part.y * asset.height * scale + (high * scale - rect.height()) * y
    return found, QRectF(left * ratio, top * ratio, rect.width() * ratio, rect.height() * ratio)


def _words(
    painter: QPainter, rect: QRectF, shown: Cell, state: State, *, pictured: bool,
    look: tokens.Tokens,
) -> None:  # fmt: skip
    font = fonts.font(fonts.CAPTION, weight=fonts.MEDIUM)
    painter.setFont(font)
    text = f"{state.number}  {shown.label}".strip()
    room = rect.adjusted(8, 6, -8, -6)
    if pictured:
        foot = QRectF(rect.left(), rect.bottom() - 26, rect.width(), 26)
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(rect, RADIUS, RADIUS)
        painter.setClipPath(clip)
        painter.fillRect(foot, QColor(16, 18, 24, 165))
        painter.restore()
        room = foot.adjusted(8, 0, -8, 0)
    else:
        high = rect.height() > 62
        if high and rect.width() > 34:
            at = QRectF(rect.center().x() - 12, rect.center().y() - 18, 24, 24)
            icons.paint(painter, "image-plus", at=at, colour=look.colour("faint"), size=20)
    painter.setPen(QColor("#ffffff") if pictured else look.colour("text"))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    down = Qt.AlignmentFlag.AlignVCenter if pictured else Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, down | Qt.AlignmentFlag.AlignLeft, cut)


def _sign(painter: QPainter, rect: QRectF, shown: Cell, state: State, board: CubeGrid) -> None:
    look = tokens.of(board)
    at = splitter(rect, shown)
    if (state.hovered or state.held) and not at.isEmpty() and not board.subject.read_only:
        fill(painter, at, look.colour("panel"), radius=6)
        outline(painter, at, look.colour("line_strong"), radius=6)
        icons.paint(painter, "table-cells-split", at=at, colour=look.colour("text"), size=14)
    tone = tone_of(board.subject.problems_of(shown.id))
    if tone:
        mark = QRectF(rect.left() + 5, rect.top() + 5, 20, 20)
        fill(painter, mark, look.colour("panel"), radius=6)
        icons.paint(painter, "triangle-alert", at=mark, colour=look.colour(tone), size=13)


def area(painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
    """The places that will become one cell."""
    ground = tokens.LIGHT.colour("accent")
    ground.setAlphaF(0.22)
    fill(painter, rect, ground, radius=RADIUS)
    outline(painter, rect, look.colour("accent"), radius=RADIUS, width=2.0)
    font = fonts.font(fonts.CAPTION, weight=fonts.BOLD)
    text = _("Merge")
    width = QFontMetrics(font).horizontalAdvance(text) + 20
    if rect.width() > width:
        tag = QRectF(rect.center().x() - width / 2, rect.center().y() - 12, width, 24)
        fill(painter, tag, look.colour("accent"), radius=12)
        painter.setFont(font)
        painter.setPen(look.colour("on_accent"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
