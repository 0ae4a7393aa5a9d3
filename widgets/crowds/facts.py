"""The right column: a figure with its share, where a thing is used, and whom it overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.controls import Section, ShareBar, Text
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.records import percent


class Figure(QWidget):
    """A large number of people with its share of the population."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Text("", "heading")
        self.share = Text("", "caption")
        self.bar = ShareBar(height=8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.share, 1, Qt.AlignmentFlag.AlignBaseline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.bar)

    def show_count(self, count: int | None, share: float, *, colour: str, none: str) -> None:
        """Show a number of people; None says `none` instead."""
        self.number.setText(f"{count:,}" if count is not None else "–")
        of = _("people · {share} of the population", share=percent(share))
        self.share.setText(of if count is not None else none)
        self.bar.set_parts([(share, colour)] if count is not None else [])


@dataclass(frozen=True)
class Fact:
    """One line: a sign or colour, words, a quieter note, and what a click leads to."""

    text: str
    note: str = ""
    icon: str = ""
    ink: str = "muted"
    colour: str = ""
    key: str = ""


class FactRow(Pressable):
    """A fact; with a key it can be pressed."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{fact.text} {fact.note}".strip())
        self.setToolTip(f"{fact.text}\n{fact.note}".strip())
        if fact.key:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            ground = self.ground() if self.fact.key else None
            if ground is not None:
                fill(painter, rect.adjusted(-4, 0, 4, 0), ground, radius=6)
            if self.fact.colour:
                disc = QRectF(3, rect.center().y() - 4.5, 9, 9)
                fill(painter, disc, look.colour(self.fact.colour), radius=4.5)
            elif self.fact.icon:
                ink = look.colour(self.fact.ink)
                at = QRectF(0, 0, 16, rect.height())
                icons.paint(painter, self.fact.icon, at=at, colour=ink, size=14)
            self._paint_words(painter, rect, look)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)

    def _paint_words(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        body, small = fonts.font(fonts.CAPTION), fonts.font(fonts.SMALL)
        wanted = QFontMetrics(small).horizontalAdvance(self.fact.note) + 8
        room = min(wanted, self.width() * 0.55)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        _draw(painter, rect.adjusted(24, 0, -room, 0), self.fact.text, body, look.text, left)
        note = QRectF(rect.right() - room + 8, 0, room - 8, rect.height())
        _draw(painter, note, self.fact.note, small, look.muted, right)


def _draw(
    painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, cut)


class FactList(Section):
    """Facts under a caption, or one sentence when there are none."""

    def __init__(self, title: str, *, none: str) -> None:
        super().__init__(title)
        self.rows: list[FactRow] = []
        self.none = Text(none, "caption")
        self.none.setWordWrap(True)
        self.body.setSpacing(0)
        self.add(self.none)

    def show_facts(self, facts: Sequence[Fact]) -> Sequence[FactRow]:
        """Show these facts; returns their rows so that clicks can be heard."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FactRow(fact) for fact in facts]
        for row in self.rows:
            self.add(row)
        self.none.setVisible(not facts)
        return self.rows
