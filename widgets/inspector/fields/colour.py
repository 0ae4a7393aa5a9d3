"""The field for a colour: the theme's tokens as swatches, or a colour of its own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from designer.brand import PAIRS, TOKENS, colour_of
from designer.colours import AA, contrast
from designer.kinds.settings.base import COLOURS
from designer.kinds.settings.colour import Colour
from designer.language import _
from designer.records import Theme
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.look import tokens
from widgets.look.buttons import Pressable
from widgets.look.controls import Elided
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.line import Line
from widgets.theme.grade import Verdict

if TYPE_CHECKING:
    from widgets.theme.picker import ColourPicker


NAMES = TOKENS
"""The theme's tokens in words."""


class ColourField(Field):
    """Swatches that follow the theme, and below them a colour that does not."""

    def __init__(self, setting: Colour, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._value = ""
        self.swatches = {token: Swatch(_(NAMES[token])) for token in COLOURS}
        self.own = Swatch(_("Choose a colour"))
        self.own.clicked.connect(self._pick)
        self.line = Line(placeholder="#RRGGBB")
        self.line.setAccessibleName(_("{name}: own colour", name=said(setting.label)))
        self.line.setMaximumWidth(104)
        self.line.edited.connect(self._typed)
        self.line.sealed.connect(self.sealed)
        self.name = Elided("", "caption")
        self.read = Verdict()
        self.read.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid())
        column.addLayout(self._foot())
        self.setFocusProxy(self.swatches["primary"])

    def show_value(self, value: Value) -> None:
        self._value = str(value)
        self.refresh()
        hexed = self._value if self._value.startswith("#") else ""
        if not self.line.hasFocus() or hexed:
            self.line.show_text(hexed.upper())

    def refresh(self) -> None:
        theme = self.place.session.document.shop.theme
        for token, swatch in self.swatches.items():
            swatch.show_colour(colour_of(theme, token))
            swatch.setChecked(token == self._value)
        own = self._value if self._value.startswith("#") else ""
        self.own.show_colour(own)
        self.own.setChecked(bool(own))
        words = NAMES.get(self._value)
        self.name.setText(_("{name}, follows the theme", name=_(words)) if words else "")
        self._judge(theme)

    def show_mixed(self, value: Value) -> None:
        self.show_value(value)
        for swatch in (*self.swatches.values(), self.own):
            swatch.setChecked(False)
        self.line.clear()
        self.name.setText(_("Several values"))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        group = QButtonGroup(self)
        group.setExclusive(False)
        for place, (token, swatch) in enumerate(self.swatches.items()):
            grid.addWidget(swatch, place // 9, place % 9)
            group.addButton(swatch)
            swatch.clicked.connect(lambda __=False, token=token: self._choose(token))
        grid.setColumnStretch(9, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.own, self.line):
            row.addWidget(widget)
        row.addWidget(self.name, 1)
        row.addWidget(self.read)
        return row

    @cached_property
    def picker(self) -> ColourPicker:
        """Where a colour of one's own is found, made when it is first opened."""
        from widgets.theme.picker import ColourPicker

        made = ColourPicker(self)
        made.made.connect(self._own)
        made.sealed.connect(self.sealed)
        return made

    def _choose(self, token: str) -> None:
        self.line.clear()
        self.show_value(token)
        self._made(token)

    def _typed(self, text: str) -> None:
        shown = text.strip().lower()
        if shown and not shown.startswith("#"):
            shown = f"#{shown}"
        if shown:
            self.edited.emit(shown)
        if QColor.isValidColorName(shown) and len(shown) == 7:
            self.own.show_colour(shown)

    def _pick(self) -> None:
        theme = self.place.session.document.shop.theme
        self.own.setChecked(self._value.startswith("#"))
        others = {_(NAMES[token]): colour_of(theme, token) for token in COLOURS}
        start = self.own.colour or self._shown(theme)
        self.picker.open_with(self.own, colour=start, ground=self._words(theme), others=others)

    def _own(self, colour: str) -> None:
        self.show_value(colour)
        self.edited.emit(colour)

    def _shown(self, theme: Theme) -> str:
        """The colour of the present value."""
        own = self._value.startswith("#") and QColor.isValidColorName(self._value)
        return self._value if own else colour_of(theme, self._value or "primary")

    def _words(self, theme: Theme) -> tuple[str, ...]:
        """What this colour must be told from: its own words where a ground, its ground where
        words."""
        found = [
            pair.text if pair.ground == self._value else pair.ground
            for pair in PAIRS
            if self._value in (pair.text, pair.ground)
        ]
        return tuple(colour_of(theme, token) for token in found)

    def _judge(self, theme: Theme) -> None:
        """Say how well a theme colour is read with what it is paired with."""
        against = self._words(theme)
        self.read.setVisible(bool(against))
        if against:
            lowest = min(contrast(self._shown(theme), one) for one in against)
            self.read.show_ratio(lowest, least=AA)


class Swatch(Pressable):
    """A disc of colour; the chosen one has a ring and a gap around it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = ""
        self._name = name
        self.setCheckable(True)
        self.setFixedSize(26, 26)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_colour("")

    def show_colour(self, colour: str) -> None:
        """Show a colour as #rrggbb; nothing shows an empty place."""
        self.colour = colour
        self.setAccessibleName(self._name)
        self.setToolTip(f"{self._name}  {colour.upper()}".rstrip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with painting(self) as painter:
            disc = rect.adjusted(3, 3, -3, -3) if self.isChecked() else rect.adjusted(1, 1, -1, -1)
            radius = disc.width() / 2
            fill(painter, disc, QColor(self.colour or look.stage), radius=radius)
            edge = look.colour("text")
            edge.setAlphaF(0.16)
            outline(painter, disc.adjusted(0.5, 0.5, -0.5, -0.5), edge, radius=radius - 0.5)
            if not self.colour:
                painter.setPen(look.colour("muted"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "+")
            if self.isChecked():
                outline(painter, rect, look.colour("accent"), radius=rect.width() / 2, width=1.6)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=rect.width() / 2)
