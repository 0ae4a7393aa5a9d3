"""The left column: segments, personas and populations, each list with its order and a plus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.look import access, icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton
from widgets.look.controls import Section, Text
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.stack import Stack


class Entry(QWidget):
    """One line: a mark in the thing's colour, its name, and a figure at the right."""

    removed = Signal(str)

    def __init__(
        self, key: str, name: str, *, colour: str = "", letter: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self.key, self.name = key, name
        self._colour, self._letter, self._icon = colour, letter, icon
        self._figure, self._current, self._hovered = "", False, False
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_figure(self, text: str) -> None:
        """Say a number beside the name."""
        self._figure = text
        self.setAccessibleDescription(text)
        access.tell_role(self, access.ENTRY)
        self.update()

    def figure(self) -> str:
        """The number beside the name."""
        return self._figure

    def set_current(self, current: bool) -> None:
        """Mark the entry whose page is open."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 34)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
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
            if self._current:
                fill(painter, rect, look.colour("accent_soft"), radius=7)
            elif self._hovered:
                fill(painter, rect, look.colour("hover"), radius=7)
            self._paint_mark(painter, rect, look)
            font = fonts.font(fonts.SMALL)
            figure_width = QFontMetrics(font).horizontalAdvance(self._figure) + 12
            self._paint_name(painter, rect.adjusted(36, 0, -figure_width, 0), look)
            painter.setFont(font)
            painter.setPen(look.colour("muted"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect.adjusted(0, 0, -10, 0), right, self._figure)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)

    def _paint_mark(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        if self._icon:
            at = QRectF(6, 0, 22, rect.height())
            icons.paint(painter, self._icon, at=at, colour=look.colour("muted"), size=15)
        elif self._letter:
            disc = QRectF(7, rect.center().y() - 10, 20, 20)
            colour = QColor(self._colour)
            fill(painter, disc, colour, radius=10)
            painter.setFont(fonts.font(10, weight=fonts.BOLD))
            painter.setPen(QColor("#ffffff" if colour.lightnessF() < 0.68 else "#15171c"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._letter)
        else:
            disc = QRectF(12, rect.center().y() - 5, 10, 10)
            fill(painter, disc, QColor(self._colour), radius=5)

    def _paint_name(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        font = fonts.font(fonts.BODY, weight=fonts.BOLD if self._current else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(look.colour("accent_text" if self._current else "text"))
        cut = QFontMetrics(font).elidedText(
            self.name, Qt.TextElideMode.ElideRight, int(rect.width())
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, cut)


class Shelf(QWidget):
    """One list with its caption; its signals say what the user wants done."""

    picked = Signal(str)
    moved = Signal(int, int)
    added = Signal()
    removed = Signal(str)

    def __init__(self, title: str, *, add: str, empty: str, ordered: bool = True) -> None:
        super().__init__()
        self.plus = IconButton("plus", add, size=26)
        self.plus.clicked.connect(self.added)
        self._ordered = ordered
        self.entries: dict[str, Entry] = {}
        self.stack = Stack(spacing=1)
        self.stack.activated.connect(self._activated)
        self.stack.moved.connect(self.moved)
        self.empty = Text(empty, "small")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        self.section = Section(title, action=self.plus)
        self.section.body.setSpacing(0)
        self.section.add(self.stack)
        self.section.add(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def show_entries(self, entries: Sequence[Entry], *, current: str | None) -> None:
        """Show these entries, one of them current; the keyboard stays where it was."""
        focused = next((key for key, entry in self.entries.items() if entry.hasFocus()), None)
        self.entries = {entry.key: entry for entry in entries}
        for entry in entries:
            entry.set_current(entry.key == current)
            entry.removed.connect(self.removed)
        self.stack.show_rows(list(entries), movable=len(entries) if self._ordered else 0)
        self.empty.setVisible(not entries)
        if focused in self.entries:
            self.entries[focused].setFocus()

    def mark(self, current: str | None) -> None:
        """Mark another entry as current."""
        for key, entry in self.entries.items():
            entry.set_current(key == current)

    def _activated(self, index: int) -> None:
        self.picked.emit(list(self.entries)[index])
