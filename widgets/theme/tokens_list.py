"""The theme's colours as rows: a swatch, a name, the figures, and how well it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from designer.brand import PAIRS, TOKENS, Pair, colour_of, mended, ratio
from designer.colours import AA
from designer.language import _
from designer.records import Theme
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.theme.grade import Grade

GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("brand", ("primary", "on-primary", "accent", "on-accent")),
    ("page", ("paper", "surface", "ink", "muted", "line", "price")),
    ("night", ("night", "on-night", "gold")),
)
"""The tokens as they belong together."""


def grounds_of(theme: Theme, token: str) -> tuple[str, ...]:
    """The colours that words in this token must be read on."""
    return tuple(colour_of(theme, pair.ground) for pair in PAIRS if pair.text == token)


class TokenRow(Pressable):
    """One colour of the theme; a press opens the picker."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.token, self.colour = token, "#000000"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(_(TOKENS[token]))

    def show_colour(self, colour: str) -> None:
        """Show the colour it has now."""
        self.colour = colour
        self.setAccessibleName(f"{self.text()} {colour.upper()}")
        self.setToolTip(f"--c-{self.token}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            if (ground := self.ground()) is not None:
                fill(painter, rect, ground, radius=7)
            chip = QRectF(4, rect.center().y() - 11, 22, 22)
            fill(painter, chip, QColor(self.colour), radius=6)
            edge = look.colour("text")
            edge.setAlphaF(0.16)
            outline(painter, chip.adjusted(0.5, 0.5, -0.5, -0.5), edge, radius=6)
            painter.setFont(fonts.font(fonts.CAPTION))
            figures = self.colour.upper()
            side = QFontMetrics(painter.font()).horizontalAdvance(figures)
            painter.setPen(look.colour("text"))
            words = QRectF(36, 0, rect.width() - side - 50, rect.height())
            cut = QFontMetrics(painter.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            painter.setPen(look.colour("muted"))
            at = QRectF(rect.right() - side - 7, 0, side + 4, rect.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, figures)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


class PairRow(QWidget):
    """Words on a ground as they look, what they are, and how well they are read."""

    def __init__(self, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pair = pair
        self.sample = Sample()
        self.grade = Grade(verdict="last")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sample, 1)
        row.addWidget(self.grade)
        self.setToolTip(self.said())

    def said(self) -> str:
        """The pair in words."""
        text, ground = _(TOKENS[self.pair.text]), _(TOKENS[self.pair.ground])
        return _("{text} on {ground}", text=text, ground=ground)

    def show_theme(self, theme: Theme) -> None:
        """Show how the pair looks in a theme."""
        text, ground = (colour_of(theme, token) for token in self.pair[:2])
        self.sample.show_pair(text, ground, said=self.said())
        better = colour_of(mended(theme, self.pair), self.pair.text)
        self.grade.show_ratio(ratio(theme, self.pair), least=self.pair.least or AA, better=better)


class Sample(QWidget):
    """A few words of a colour on their ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._ground, self._said = "#000000", "#ffffff", ""
        self.setFixedHeight(28)
        self.setMinimumWidth(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pair(self, text: str, ground: str, *, said: str) -> None:
        """Show words that say what they are."""
        self._text, self._ground, self._said = text, ground, said
        self.setAccessibleName(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, QColor(self._ground), radius=7)
            edge = look.colour("text")
            edge.setAlphaF(0.12)
            outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), edge, radius=7)
            painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.MEDIUM))
            painter.setPen(QColor(self._text))
            words = rect.adjusted(9, 0, -6, 0)
            cut = QFontMetrics(painter.font()).elidedText(
                self._said, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
