"""How a picture setting is drawn: the picture on a checker, what is cut off, grips and the aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from designer.kinds.settings.crop import Crop
from designer.language import _
from widgets.inspector.crop_hand import GRIPS, place_of
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline
from widgets.parts.pictures import covering

if TYPE_CHECKING:
    from widgets.session import Session

SQUARE = 6


def paint_empty(
    painter: QPainter, rect: QRectF, look: tokens.Tokens, *, gone: bool, hot: bool
) -> None:
    """The inviting place where a picture can go, or a word that it is gone."""
    fill(painter, rect, look.colour("hover" if hot else "stage"), radius=8)
    outline(painter, rect, look.colour("danger" if gone else "line_strong"), radius=8)
    at = QRectF(rect.left(), rect.top() + 14, rect.width(), 26)
    icons.paint(painter, "image", at=at, colour=look.colour("muted"), size=20)
    painter.setFont(fonts.font(fonts.CAPTION))
    painter.setPen(look.colour("danger" if gone else "muted"))
    text = _("The picture is gone") if gone else _("Choose a picture or drop one here")
    below = QRectF(rect.left(), rect.top() + 44, rect.width(), 22)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def paint_picture(
    painter: QPainter, widget: QWidget, session: Session, asset: str | None, place: QRectF
) -> None:
    """The picture in its rounded place; what is see-through shows a checker."""
    look, rect = tokens.of(widget), QRectF(widget.rect())
    clip = QPainterPath()
    clip.addRoundedRect(rect, 8, 8)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(rect, look.colour("stage"))
    found = covering(session, asset, size=place.size().toSize(),
                     ratio=widget.devicePixelRatioF())  # fmt: skip
    if found is not None:
        if found.hasAlphaChannel():
            painter.fillRect(place, checker(look))
        painter.drawPixmap(place.topLeft(), found)
    painter.restore()
    edge = look.colour("text")
    edge.setAlphaF(0.1)
    outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), edge, radius=8)


def checker(look: tokens.Tokens) -> QBrush:
    """Small squares that stand for nothing."""
    tile = QPixmap(2 * SQUARE, 2 * SQUARE)
    tile.fill(QColor("#ffffff" if look.name == "light" else "#3a3d44"))
    painter = QPainter(tile)
    shade = QColor("#dfe2e8" if look.name == "light" else "#2b2e34")
    painter.fillRect(0, 0, SQUARE, SQUARE, shade)
    painter.fillRect(SQUARE, SQUARE, SQUARE, SQUARE, shade)
    painter.end()
    return QBrush(tile)


def paint_crop(
    painter: QPainter,
    place: QRectF,
    crop: Crop,
    look: tokens.Tokens,
    *,
    cropping: bool,
    focus: tuple[float, float],
) -> None:
    """What is cut off under a veil; grips and thirds while cropping, else the focal point."""
    part = QRectF(place.left() + crop.x * place.width(), place.top() + crop.y * place.height(),
                  crop.w * place.width(), crop.h * place.height())  # fmt: skip
    if cropping or not crop.is_whole():
        veil = QPainterPath()
        veil.addRect(place)
        hole = QPainterPath()
        hole.addRect(part)
        painter.fillPath(veil.subtracted(hole), QColor(10, 12, 16, 165 if cropping else 130))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), 1.2))
        painter.drawRect(part)
    if cropping:
        _paint_thirds(painter, part)
        _paint_grips(painter, place, crop, look)
    else:
        paint_aim(painter, place, focus)


def paint_aim(painter: QPainter, place: QRectF, focus: tuple[float, float]) -> None:
    """The ring around what stays in view."""
    centre = place.topLeft() + QPointF(place.width() * focus[0], place.height() * focus[1])
    for radius, colour, width in ((10.0, "#66000000", 3.5), (10.0, "#ffffff", 1.6)):
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        outline(painter, disc, QColor(colour), radius=radius, width=width)
    fill(painter, QRectF(centre.x() - 2, centre.y() - 2, 4, 4), QColor("#ffffff"), radius=2)


def _paint_thirds(painter: QPainter, part: QRectF) -> None:
    painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
    for share in (1 / 3, 2 / 3):
        x, y = part.left() + part.width() * share, part.top() + part.height() * share
        painter.drawLine(QPointF(x, part.top()), QPointF(x, part.bottom()))
        painter.drawLine(QPointF(part.left(), y), QPointF(part.right(), y))


def _paint_grips(painter: QPainter, place: QRectF, crop: Crop, look: tokens.Tokens) -> None:
    for grip in GRIPS:
        x, y = place_of(crop, grip)
        spot = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
        side = 9.0 if all(grip) else 7.0
        knob = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
        fill(painter, knob, QColor("#ffffff"), radius=2.5)
        outline(painter, knob, look.colour("accent"), radius=2.5, width=1.4)
