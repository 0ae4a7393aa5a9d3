"""The controls every room is built from; each draws itself in the tokens of the theme in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.language import _
from designer.records import Persona
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton, SegmentedControl, Tabs
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.look.states import EmptyState, Toast
from widgets.look.text import Elided, Hairline, Text

__all__ = [
    "Avatar", "Badge", "Button", "Card", "Elided", "EmptyState", "Hairline", "IconButton", "Panel",
    "Pill", "Row", "SearchField", "Section", "SegmentedControl", "ShareBar", "Tabs", "Text",
    "Toast",
]  # fmt: skip


class Panel(QWidget):
    """A white, quiet surface with a column layout in `.body`."""

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = tokens.PAD, spacing: int = 8
    ) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append a widget."""
        self.body.addWidget(widget, stretch)


class Section(QWidget):
    """A captioned group: the caption, an optional action at its right, then `.body`."""

    def __init__(
        self, title: str, *, action: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.title = Elided(title, "caption")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        if action is not None:
            head.addWidget(action)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)

    def add(self, widget: QWidget) -> None:
        """Append a widget below the caption."""
        self.body.addWidget(widget)


class Row(QWidget):
    """One form row: the label at the left, its field filling the rest."""

    def __init__(
        self, label: str, field: QWidget, *, label_width: int = 84, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.label = Elided(label, "caption")
        self.label.setFixedWidth(label_width)
        self.label.setBuddy(field)
        self.field = field
        row.addWidget(self.label)
        row.addWidget(field, 1)
        self.setMinimumHeight(tokens.ROW)
        if not field.accessibleName():
            field.setAccessibleName(label)


class Card(QFrame):
    """A hairlined surface that can be clicked and marked as current; `.body` is its column."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, padding: int = 10) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding + 2, padding, padding + 2, padding)
        self.body.setSpacing(6)
        self._current = False
        self._hovered = False

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self.body.addWidget(widget)

    def set_current(self, current: bool) -> None:
        """Mark the card as the one in hand, or not."""
        self._current = current
        self.update()

    def is_current(self) -> bool:
        """Whether the card is the one in hand."""
        return self._current

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("panel"), radius=tokens.CARD_RADIUS)
            line = "accent" if self._current else "line_strong" if self._hovered else "line"
            width = 1.5 if self._current else 1.0
            outline(painter, rect, look.colour(line), radius=tokens.CARD_RADIUS, width=width)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=tokens.CARD_RADIUS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class Pill(QWidget):
    """A short word on a soft ground: a count, a state, a crowd's name."""

    def __init__(
        self, text: str = "", colour: str = "accent_text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._colour = text, colour
        self.setFont(fonts.font(fonts.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_text(self, text: str, *, colour: str | None = None) -> None:
        """Say something else, in another colour (a token or #rrggbb) if given."""
        self._text, self._colour = text, colour or self._colour
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What the pill says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._text) + 12, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = tokens.of(self).colour(self._colour)
        ground = QColor(colour)
        ground.setAlphaF(0.12)
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), ground, radius=5)
            painter.setPen(tokens.of(self).colour(_readable(self._colour)))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class Badge(Pill):
    """A number on a soft ground, at least as wide as high."""

    def __init__(
        self, count: int, colour: str = "accent_text", parent: QWidget | None = None
    ) -> None:
        super().__init__(str(count), colour, parent)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), hint.height()), hint.height())


def _readable(colour: str) -> str:
    """Crowd colours colour the ground; on it the text keeps the ink of the theme."""
    return "text" if colour.startswith("#") else colour


class SearchField(QLineEdit):
    """A line to search with: a lens, a hint, and a cross that empties it."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setFixedHeight(32)
        self.addAction(icons.icon("search", size=16), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            clears = any(one.objectName() for one in button.actions())  # Qt's own has a name
            button.setAccessibleName(_("Clear the search") if clears else hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Avatar(QWidget):
    """A persona as a disc in its own colour with the first letter of its name."""

    def __init__(
        self, persona: Persona | None, *, size: int = 34, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._persona = persona
        self.setFixedSize(size, size)

    def set_persona(self, persona: Persona | None) -> None:
        """Show somebody else; None is the visitor nobody knows."""
        self._persona = persona
        self.setAccessibleName(persona.name if persona else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = QColor(self._persona.colour if self._persona else "#8a94a6")
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), colour, radius=self.width() / 2)
            if self._persona is None:
                icons.paint(painter, "user", at=QRectF(self.rect()), colour="#ffffff",
                            size=self.width() // 2)  # fmt: skip
                return
            painter.setFont(fonts.font(round(self.width() * 0.4), weight=fonts.BOLD))
            painter.setPen(QColor("#ffffff" if colour.lightnessF() < 0.68 else "#15171c"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._persona.name[:1])


class ShareBar(QWidget):
    """Shares of a whole as one bar; each part is (share 0…1, colour)."""

    def __init__(
        self,
        parts: Sequence[tuple[float, str]] = (),
        *,
        height: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setFixedHeight(height)

    def set_parts(self, parts: Sequence[tuple[float, str]]) -> None:
        """Show other shares."""
        self._parts = tuple(parts)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, whole = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, whole, look.colour("pressed"), radius=whole.height() / 2)
            painter.setClipRect(whole)
            left = 0.0
            for share, colour in self._parts:
                part = QRectF(left, 0, max(share * whole.width(), 0.0), whole.height())
                self._paint_part(painter, part, look.colour(colour))
                left += part.width()

    def _paint_part(self, painter: QPainter, part: QRectF, colour: QColor) -> None:
        first, last = part.left() <= 0.5, part.right() >= self.width() - 0.5
        radius = part.height() / 2
        fill(painter, part, colour, radius=radius if first or last else 0)
        half = QRectF(QPointF(part.center().x(), part.top()), part.bottomRight())
        if first and not last and part.width() > 2 * radius:
            fill(painter, half, colour, radius=0)
        elif last and not first:
            fill(painter, part.adjusted(0, 0, -part.width() / 2, 0), colour, radius=0)
