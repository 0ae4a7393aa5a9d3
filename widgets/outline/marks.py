"""The marks at the right end of a row, and the buttons that come there under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill

if TYPE_CHECKING:
    from widgets.outline.facts import Facts
    from widgets.outline.nodes import Node

Deed = Literal["hide", "lock", "add"]
SIDE = 22
_TONES = {"error": ("circle-alert", "danger"), "warn": ("triangle-alert", "warn")}


class RowButton(NamedTuple):
    """A button of a row: what it does, its icon, whether its state shows without the pointer."""

    deed: Deed
    icon: str
    stays: bool


def buttons_of(node: Node, facts: Facts, *, may_change: bool) -> list[RowButton]:
    """The buttons of a row from its right end."""
    if node.kind == "module":
        hidden, locked = facts.hidden_from_all(node), node.is_locked
        both = [
            RowButton("lock", "lock" if locked else "lock-open", locked),
            RowButton("hide", "eye-off" if hidden else "eye", hidden),
        ]
        return both if may_change else [one for one in both if one.stays]
    if node.kind in ("pages", "page", "floor") and may_change:
        return [RowButton("add", "plus", node.kind == "pages")]
    return []


def tip_of(node: Node, deed: Deed, facts: Facts) -> str:
    """What a button would do."""
    if deed == "hide":
        return _("Show again") if facts.hidden_from_all(node) else _("Hide from everybody")
    if deed == "lock":
        return _("Unlock") if node.is_locked else _("Lock")
    said = {"pages": _("New page"), "page": _("New layout"), "floor": _("New module")}
    return said[node.kind]


def button_at(
    rect: QRect, node: Node, at: QPoint, facts: Facts, *, may_change: bool
) -> Deed | None:
    """The deed of the button under a point of a row."""
    right = _first_right(rect, node)
    for button in buttons_of(node, facts, may_change=may_change):
        if QRect(right - SIDE, rect.top(), SIDE, rect.height()).contains(at):
            return button.deed
        right -= SIDE
    return None


def paint_marks(
    painter: QPainter, rect: QRect, node: Node, facts: Facts, look: tokens.Tokens,
    *, is_hovered: bool, may_change: bool,
) -> int:  # fmt: skip
    """Paint buttons and marks from the right end; returns where they begin."""
    right = _first_right(rect, node)
    for button in buttons_of(node, facts, may_change=may_change):
        if is_hovered or button.stays:
            at = QRectF(right - SIDE, rect.top(), SIDE, rect.height())
            ink = "muted" if is_hovered or node.kind == "pages" else "faint"
            icons.paint(painter, button.icon, at=at, colour=look.colour(ink), size=14)
            right -= SIDE
    if node.kind in ("pages", "floor"):
        return right
    return _paint_states(painter, rect, right - 2, node, facts, look)


def _paint_states(
    painter: QPainter, rect: QRect, right: int, node: Node, facts: Facts, look: tokens.Tokens
) -> int:
    if note := facts.notes.get(node.key):
        right = _paint_note(painter, rect, right, note.severity, note.findings, look)
    if node.is_tested:
        right = _paint_icon(painter, rect, right, "flask-conical", "violet", look)
    if node.rules:
        right = _pill(painter, rect, right, str(node.rules), "accent_text", look)
    if node.is_default:
        right = _pill(painter, rect, right, _("Default"), "muted", look)
    if node.is_linked:
        right = _paint_icon(painter, rect, right, "link-2", "good", look)
    if facts.hidden(node) and not facts.hidden_from_all(node):
        right = _paint_icon(painter, rect, right, "eye-off", "faint", look)
    return right


def _first_right(rect: QRect, node: Node) -> int:
    return rect.right() - (8 if node.kind in ("pages", "floor") else 6)


def _paint_icon(
    painter: QPainter, rect: QRect, right: int, icon: str, colour: str, look: tokens.Tokens
) -> int:
    at = QRectF(right - 16, rect.top(), 16, rect.height())
    icons.paint(painter, icon, at=at, colour=look.colour(colour), size=14)
    return right - 20


def _paint_note(
    painter: QPainter, rect: QRect, right: int, severity: str, count: int, look: tokens.Tokens
) -> int:
    icon, colour = _TONES.get(severity, _TONES["warn"])
    if count > 1:
        font = fonts.font(fonts.SMALL)
        width = QFontMetrics(font).horizontalAdvance(str(count))
        painter.setFont(font)
        painter.setPen(look.colour(colour))
        place = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(count))
        right -= width + 2
    return _paint_icon(painter, rect, right, icon, colour, look)


def _pill(
    painter: QPainter, rect: QRect, right: int, text: str, colour: str, look: tokens.Tokens
) -> int:
    font = fonts.font(fonts.SMALL)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 84)
    width = max(18, metrics.horizontalAdvance(shown) + 10)
    place = QRectF(right - width, rect.center().y() - 8.5, width, 18)
    ground = look.colour(colour)
    ground.setAlphaF(0.12)
    fill(painter, place, ground, radius=5)
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
    return right - width - 6
