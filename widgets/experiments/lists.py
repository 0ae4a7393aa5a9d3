"""The left column: tests, exclusion layers, and the share that no test ever sees."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.look import access, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton
from widgets.look.controls import Section, Text
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.stack import Stack

HEIGHT = 56


class Line(QWidget):
    """A test or a layer: colour, name, one line of terms, a figure, and a thin bar of its part."""

    removed = Signal(str)
    copied = Signal(str)

    def __init__(self, key: str, name: str, terms: str, *, colour: str) -> None:
        super().__init__()
        access.tell_role(self, access.ENTRY)
        self.key, self.name, self.terms = key, name, terms
        self._colour, self._figure = colour, ""
        self._bar: tuple[tuple[float, float, str], ...] = ()
        self._current, self._hovered = False, False
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(terms)
        self.setToolTip(f"{name}\n{terms}")

    def show_figure(self, text: str) -> None:
        """Say a word or number beside the name."""
        self._figure = text
        self.update()

    def show_bar(self, parts: Sequence[tuple[float, float, str]]) -> None:
        """Draw parts (start, end, colour) of a whole below the name."""
        self._bar = tuple(parts)
        self.update()

    def set_current(self, current: bool) -> None:
        """Mark the line whose page is open."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        elif control and event.key() == Qt.Key.Key_D:
            self.copied.emit(self.key)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            if self._current or self._hovered:
                ground = "accent_soft" if self._current else "hover"
                fill(painter, rect, look.colour(ground), radius=8)
            fill(painter, QRectF(11, 13, 9, 9), look.colour(self._colour), radius=4.5)
            self._paint_words(painter, look)
            self._paint_bar(painter, look)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)

    def _paint_words(self, painter: QPainter, look: tokens.Tokens) -> None:
        small = fonts.font(fonts.SMALL)
        room = QFontMetrics(small).horizontalAdvance(self._figure) + 16
        weight = fonts.BOLD if self._current else fonts.REGULAR
        ink = look.accent_text if self._current else look.text
        top = QRectF(30, 6, self.width() - 30 - room, 22)
        _draw(painter, top, self.name, fonts.BODY, ink, bold=weight == fonts.BOLD)
        _draw(painter, QRectF(30, 27, self.width() - 40, 18), self.terms, fonts.SMALL, look.muted)
        painter.setFont(small)
        painter.setPen(look.muted)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 6, self.width() - 10, 22), right, self._figure)

    def _paint_bar(self, painter: QPainter, look: tokens.Tokens) -> None:
        if not self._bar:
            return
        whole = QRectF(30, HEIGHT - 10, self.width() - 42, 4)
        fill(painter, whole, look.colour("pressed"), radius=2)
        for start, end, colour in self._bar:
            left, wide = whole.left() + start * whole.width(), (end - start) * whole.width()
            part = QRectF(left, whole.top(), max(2.0, wide - 1), 4)
            fill(painter, part, look.colour(colour), radius=2)


class Shelf(QWidget):
    """One list with its caption and a plus."""

    picked = Signal(str)
    added = Signal()
    removed = Signal(str)
    copied = Signal(str)

    def __init__(self, title: str, *, add: str, shortcut: str = "", empty: str) -> None:
        super().__init__()
        self.plus = IconButton("plus", add, shortcut, size=26)
        self.plus.clicked.connect(self.added)
        self.lines: dict[str, Line] = {}
        self.stack = Stack(spacing=2)
        self.stack.activated.connect(lambda index: self.picked.emit(list(self.lines)[index]))
        self.empty = Text(empty, "small")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        section = Section(title, action=self.plus)
        section.body.setSpacing(0)
        section.add(self.stack)
        section.add(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)

    def show_lines(self, lines: Sequence[Line], *, current: str | None) -> None:
        """Show these lines, one of them current; the keyboard stays where it was."""
        focused = next((key for key, line in self.lines.items() if line.hasFocus()), None)
        self.lines = {line.key: line for line in lines}
        for line in lines:
            line.removed.connect(self.removed)
            line.copied.connect(self.copied)
        self.mark(current)
        self.stack.show_rows(list(lines), movable=0)
        self.empty.setVisible(not lines)
        if focused in self.lines:
            self.lines[focused].setFocus()

    def mark(self, current: str | None) -> None:
        """Mark another line as current."""
        for key, line in self.lines.items():
            line.set_current(key == current)


def _draw(
    painter: QPainter, rect: QRectF, text: str, size: int, ink: str, *, bold: bool = False
) -> None:
    font = fonts.font(size, weight=fonts.BOLD if bold else fonts.REGULAR)
    painter.setFont(font)
    painter.setPen(ink)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, cut)
