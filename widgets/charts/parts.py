"""A bar of coloured parts between 0 and 100 %, with edges to move by mouse and key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.look import access, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, focus_ring, outline, painting

RULER = 18
"""Height of the figures below the bar, in pixels."""
GRAB = 7
"""How near an edge the pointer takes hold of it, in pixels."""
INSET = 3
"""Room at both sides, so that an edge at 0 or 100 % can be taken hold of."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch [start, end) of the whole; a faint one belongs to somebody else."""

    start: float
    end: float
    colour: str
    text: str = ""
    faint: bool = False


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A place that can be moved between two others; `name` is said to screen readers."""

    at: float
    low: float
    high: float
    name: str


class PartsBar(QWidget):
    """Parts with a ruler below; arrow keys move the edge in hand, Up and Down choose another."""

    dragged = Signal(int, float)
    """The edge of this number should stand at this share."""
    sealed = Signal()

    def __init__(
        self, *, height: int = 34, step: float = 0.01, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        access.tell_role(self, access.CHART)
        self._bar, self._step = height, step
        self.parts: tuple[Part, ...] = ()
        self.edges: tuple[Edge, ...] = ()
        self._current, self._held = 0, False
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFixedHeight(height + RULER)
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part], edges: Sequence[Edge] = ()) -> None:
        """Show these parts; the edges are those that can be moved."""
        self.parts, self.edges = tuple(parts), tuple(edges)
        self._current = min(self._current, max(0, len(edges) - 1))
        can = Qt.FocusPolicy.StrongFocus if edges else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(can)
        said = (f"{part.text} {_share(part.start)}–{_share(part.end)}" for part in parts)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._bar + RULER)

    def x_of(self, share: float) -> float:
        """Where a share stands, in pixels from the left."""
        return INSET + share * (self.width() - 2 * INSET)

    def share_at(self, x: float) -> float:
        """The share at a place, in whole steps."""
        share = (x - INSET) / max(1, self.width() - 2 * INSET)
        return round(round(share / self._step) * self._step, 6)

    # ---- moving ----

    def _move(self, index: int, share: float) -> None:
        edge = self.edges[index]
        at = round(min(max(share, edge.low), edge.high), 6)
        if at != edge.at:
            self.dragged.emit(index, at)

    def _near(self, at: QPointF) -> int | None:
        """The edge under the pointer, the nearest when there are two."""
        reach = [(abs(self.x_of(edge.at) - at.x()), n) for n, edge in enumerate(self.edges)]
        near = [found for found in reach if found[0] <= GRAB]
        return min(near)[1] if near and self.isEnabled() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._current, self._held = found, True
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._move(self._current, self.share_at(event.position().x()))
            self._say(event.globalPosition())
            return
        self._hovered = self._near(event.position())
        held = Qt.CursorShape.SplitHCursor if self._hovered is not None else None
        self.setCursor(held) if held is not None else self.unsetCursor()
        part = self._part_at(event.position())
        self.setToolTip(_described(part) if part is not None else "")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.sealed.emit()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        turns = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if self.edges and key in steps:
            far = 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            edge = self.edges[self._current]
            self._move(self._current, edge.at + steps[key] * far * self._step)
        elif self.edges and key in turns:
            self._current = (self._current + turns[key]) % len(self.edges)
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if Qt.Key(event.key()) in arrows and not event.isAutoRepeat():
            self.sealed.emit()

    def _part_at(self, at: QPointF) -> Part | None:
        found = [p for p in self.parts if self.x_of(p.start) <= at.x() < self.x_of(p.end)]
        return found[0] if found and at.y() < self._bar else None

    def _say(self, at: QPointF) -> None:
        edge = self.edges[self._current]
        QToolTip.showText(at.toPoint(), f"{edge.name} {_share(edge.at)}", self)

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        whole = QRectF(INSET, 0.5, self.width() - 2 * INSET, self._bar - 1)
        with painting(self) as painter:
            fill(painter, whole, look.colour("raised"), radius=8)
            outline(painter, whole, look.colour("line"), radius=8)
            for part in self.parts:
                self._paint_part(painter, part, look)
            self._paint_ruler(painter, look)
            for index in range(len(self.edges)):
                self._paint_edge(painter, index, look)
            if self.hasFocus():
                focus_ring(painter, whole.adjusted(-3, 0, 3, 0), look, radius=9)

    def _paint_part(self, painter: QPainter, part: Part, look: tokens.Tokens) -> None:
        left, right = self.x_of(part.start), self.x_of(part.end)
        rect = QRectF(left + 1, 2, max(2.0, right - left - 2), self._bar - 4)
        colour = look.colour(part.colour)
        ground = QColor(colour)
        ground.setAlphaF(0.12 if part.faint else 1.0)
        fill(painter, rect, ground, radius=6)
        if part.faint:
            outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), colour, radius=6)
        ink = look.colour("text") if part.faint else ink_on(colour)
        painter.setPen(ink)
        painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.BOLD))
        words = rect.adjusted(9, 0, -9, 0)
        metrics = QFontMetrics(painter.font())
        text = f"{part.text}  {_share(part.end - part.start)}"
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
        if words.width() > 18:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_edge(self, painter: QPainter, index: int, look: tokens.Tokens) -> None:
        at, held = self.x_of(self.edges[index].at), index == self._current
        lit = index == self._hovered or (held and (self._held or self.hasFocus()))
        grip = QRectF(at - 3, self._bar / 2 - 10, 6, 20)
        fill(painter, grip, look.colour("panel"), radius=3)
        ink = look.colour("accent" if lit else "line_strong" if not self.isEnabled() else "muted")
        outline(painter, grip, ink, radius=3, width=2 if lit else 1)

    def _paint_ruler(self, painter: QPainter, look: tokens.Tokens) -> None:
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(look.colour("muted"))
        for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
            place = QRectF(self.x_of(mark) - 30, self._bar + 2, 60, RULER - 2)
            side = Qt.AlignmentFlag.AlignHCenter
            if mark in (0.0, 1.0):
                side = Qt.AlignmentFlag.AlignLeft if not mark else Qt.AlignmentFlag.AlignRight
                place.moveLeft(INSET if not mark else self.width() - INSET - 60)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, _share(mark))


def ink_on(colour: QColor) -> QColor:
    """White or near black, whichever stands out more from a colour."""
    return QColor("#ffffff" if _luminance(colour) < 0.2 else "#15171c")


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _share(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _described(part: Part) -> str:
    return f"{part.text}  {_share(part.start)}–{_share(part.end)}"
