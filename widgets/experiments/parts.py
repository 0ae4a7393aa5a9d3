"""Small parts of the room: percent fields, discs with an arm's letter, notes with a sign."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.errors import DesignerError
from widgets.charts.parts import ink_on
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.controls import Text
from widgets.look.paint import fill, painting
from widgets.parts.quiet import Spin


class Percent(Spin):
    """A share typed in percent, told once it is finished; any number may be typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, low=-999, high=999, step=1)
        self.setDecimals(2)
        self.setSuffix(" %")
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self.setFixedWidth(84)

    def textFromValue(self, value: float) -> str:
        return f"{value:.2f}".rstrip("0").rstrip(".")

    def show_share(self, share: float) -> None:
        """Show a share of 1 without saying so."""
        blocked = self.blockSignals(True)
        self.setValue(round(share * 100, 4))
        self.blockSignals(blocked)

    def share(self) -> float:
        """The share of 1 that was typed."""
        return round(self.value() / 100, 6)


class Disc(QWidget):
    """A letter on a disc in a colour."""

    def __init__(self, letter: str, colour: str, *, size: int = 22) -> None:
        super().__init__()
        self._letter, self._colour = letter, colour
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = QColor(self._colour)
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), colour, radius=self.width() / 2)
            painter.setFont(fonts.font(round(self.width() * 0.52), weight=fonts.BOLD))
            painter.setPen(ink_on(colour))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class Sign(QWidget):
    """An icon in a tone beside a text."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setFixedSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            colour = tokens.of(self).colour(self._tone)
            icons.paint(painter, self._icon, at=QRectF(self.rect()), colour=colour, size=15)


class Note(QWidget):
    """A sentence with a sign before it, wrapped; without a text it is not there."""

    def __init__(self, text: str = "", *, icon: str = "triangle-alert", tone: str = "warn") -> None:
        super().__init__()
        self.label = Text(text, "caption")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, 1, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(Sign(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.setAccessibleName(text)
        if not text:  # shown before it has a place it would be a window of its own for a moment
            self.hide()

    def say(self, text: str) -> None:
        """Say something else, or nothing."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self.label.text()


def tried(work: Callable[[], object]) -> str:
    """Do something that may be refused; returns the sentence of a refusal, to be said in place."""
    try:
        work()
    except DesignerError as problem:
        return str(problem)
    return ""
