"""What the guide draws over the window: a ring around the place, and a bubble with the words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look.controls import Button, IconButton, Text
from widgets.look.paint import fill, outline, painting

WIDTH = 324
GAP = 12
SHORT = 80
"""Pixels: a place less high than this is a control, and a bubble stands below it."""
SHADOW = 12
"""Room around the surface for its shadow, in pixels."""


class Ring(QWidget):
    """A line around the place of a step; the hand goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def put_around(self, place: QRect) -> None:
        """Stand around a place of the window."""
        self.setGeometry(place.adjusted(-3, -3, 3, 3).intersected(self._host.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            halo = look.colour("accent")
            halo.setAlphaF(0.22)
            outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), halo, radius=11, width=5)
            line = rect.adjusted(2, 2, -2, -2)
            outline(painter, line, look.colour("accent"), radius=9, width=2)


class Dots(QWidget):
    """How far the lesson has come: one dot a step, the present one long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._at = 0, 0
        self.setFixedHeight(8)

    def show_step(self, at: int, *, of: int) -> None:
        """Mark step `at`, counted from 0."""
        self._count, self._at = of, at
        self.setFixedWidth(of * 12 + 12)
        self.setAccessibleName(_("Step {number} of {count}", number=at + 1, count=of))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            left = 0.0
            for number in range(self._count):
                wide = 18.0 if number == self._at else 6.0
                tone = "accent" if number <= self._at else "line_strong"
                fill(painter, QRectF(left, 1, wide, 6), look.colour(tone), radius=3)
                left += wide + 6


class Bubble(QWidget):
    """A card with a title, a sentence or two, and buttons; Esc asks to end."""

    ended = Signal()
    skipped = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self.dots = Dots()
        self.title = Text("", "title")
        self.text = Text("", "body")
        for words in (self.title, self.text):
            words.setWordWrap(True)
        self.close_button = IconButton("x", _("End the tour"), size=24)
        self.skip = Button(_("Skip this step"), tone="ghost", height=30)
        self.go_on = Button("", tone="primary", height=30)
        self.close_button.clicked.connect(self.ended)
        self.skip.clicked.connect(self.skipped)
        self.go_on.clicked.connect(self.accepted)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.dots)
        head.addStretch(1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column = self._column
        edge = SHADOW + 16
        column.setContentsMargins(edge, SHADOW + 12, edge, SHADOW + 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(2)
        column.addLayout(foot)

    def say(self, title: str, text: str, *, skip: str = "", go_on: str = "") -> None:
        """Show these words, with the buttons that have a name."""
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        for button, name in ((self.skip, skip), (self.go_on, go_on)):
            button.setText(name)
            button.setVisible(bool(name))

    def stand_beside(self, place: QRect | None) -> None:
        """Stand beside a place of the window, or in its middle."""
        size = self._wanted()
        self.setGeometry(QRect(beside(place, size, self._host.rect()), size))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        rect = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        with painting(self) as painter:
            for step in range(SHADOW, 0, -1):
                shade = look.colour("shadow")
                shade.setAlphaF(0.02)
                fill(painter, rect.adjusted(-step, 2 - step, step, step), shade, radius=14 + step)
            fill(painter, rect, look.colour("panel"), radius=14)
            outline(painter, rect, look.colour("line_strong"), radius=14)

    def _wanted(self) -> QSize:
        width = WIDTH + 2 * SHADOW
        self.setFixedWidth(width)
        self._column.invalidate()
        self._column.activate()
        return QSize(width, self._column.totalHeightForWidth(width))


def beside(place: QRect | None, size: QSize, host: QRect) -> QPoint:
    """Where a bubble of a size stands: right, left, below or above a place, all of it in the host.

    Without a place, or when there is no room beside it, it stands in the middle or over its end.
    """
    wide, tall = size.width(), size.height()
    if place is None:
        return QPoint((host.width() - wide) // 2, (host.height() - tall) // 2)
    level = min(max(place.top(), 0), max(0, host.height() - tall))
    across = min(max(place.center().x() - wide // 2, 0), max(0, host.width() - wide))
    if place.height() < SHORT and place.bottom() + GAP + tall <= host.height():
        return QPoint(across, place.bottom() + GAP - SHADOW)
    if place.right() + GAP + wide <= host.width():
        return QPoint(place.right() + GAP - SHADOW, level)
    if place.left() - GAP - wide >= 0:
        return QPoint(place.left() - GAP - wide + SHADOW, level)
    if place.bottom() + GAP + tall <= host.height():
        return QPoint(across, place.bottom() + GAP - SHADOW)
    return QPoint(across, max(0, place.top() - GAP - tall + SHADOW))
