"""Palettes to take: ready ones, and those that grow from a brand colour or from the logo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from designer.brand import derived, dressed, palettes, with_palette
from designer.language import current
from designer.records import Theme
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.popup import Popup

SHOWN = ("primary", "accent", "surface", "ink", "night", "gold")


class PaletteCard(Pressable):
    """A palette as bands of colour with its name."""

    def __init__(
        self, name: str, colours: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.colours = colours
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(132, 58)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, self.ground() or look.colour("panel"), radius=9)
            outline(painter, rect, look.colour("line_strong"), radius=9)
            width = (rect.width() - 12) / len(SHOWN)
            for number, token in enumerate(SHOWN):
                band = QRectF(rect.left() + 6 + number * width, rect.top() + 6, width - 2, 22)
                fill(painter, band, QColor(self.colours[token]), radius=4)
            painter.setFont(fonts.font(fonts.CAPTION))
            painter.setPen(look.colour("text"))
            words = QRectF(rect.left() + 8, rect.top() + 30, rect.width() - 16, 24)
            cut = QFontMetrics(painter.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=9)


class Palettes(Popup):
    """Cards to choose among."""

    chosen = Signal(object)
    """The theme in the palette."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, padding=12, spacing=8)
        self.title = Text("", "caption")
        self.title.setWordWrap(True)
        self.holder = QWidget()
        self.grid = QGridLayout(self.holder)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)
        self.cards: list[PaletteCard] = []
        self.body.addWidget(self.title)
        self.body.addWidget(self.holder)

    def open_ready(self, anchor: QWidget, theme: Theme, *, title: str) -> None:
        """Offer the palettes that come with the program."""
        zh = current() == "zh_CN"
        found = [(one.name.zh if zh else one.name.en, dressed(theme, one)) for one in palettes()]
        self._open(anchor, found, title)

    def open_from(
        self, anchor: QWidget, theme: Theme, colours: Sequence[str], *, title: str
    ) -> None:
        """Offer a palette for each of some brand colours."""
        found = [(one.upper(), with_palette(theme, derived(one))) for one in colours]
        self._open(anchor, found, title)

    def _open(self, anchor: QWidget, found: Sequence[tuple[str, Theme]], title: str) -> None:
        for card in self.cards:
            self.grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, (name, theme) in enumerate(found):
            card = PaletteCard(name, theme.colours)
            card.clicked.connect(lambda __=False, theme=theme: self._choose(theme))
            self.grid.addWidget(card, number // 2, number % 2)
            card.show()
            self.cards.append(card)
        self.title.setText(title)
        self.open_at(anchor, width=304)
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, theme: Theme) -> None:
        self.close()
        self.chosen.emit(theme)
