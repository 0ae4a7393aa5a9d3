"""The field for a colour: the theme's tokens as swatches, or a colour of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from designer.kinds.settings.base import COLOURS
from designer.kinds.settings.colour import Colour
from designer.language import _, mark
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.look import tokens
from widgets.look.buttons import Pressable
from widgets.look.controls import Elided
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.line import Line

NAMES = {
    "primary": mark("Primary"), "on-primary": mark("On primary"), "accent": mark("Accent"),
    "on-accent": mark("On accent"), "paper": mark("Paper"), "surface": mark("Surface"),
    "ink": mark("Ink"), "muted": mark("Muted text"), "line": mark("Line"), "price": mark("Price"),
    "gold": mark("Gold"), "night": mark("Night"), "on-night": mark("On night"),
}  # fmt: skip
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
        colours = self.place.session.document.shop.theme.colours
        for token, swatch in self.swatches.items():
            swatch.show_colour(colours.get(token, ""))
            swatch.setChecked(token == self._value)
        own = self._value if self._value.startswith("#") else ""
        self.own.show_colour(own)
        self.own.setChecked(bool(own))
        words = NAMES.get(self._value)
        self.name.setText(_("{name}, follows the theme", name=_(words)) if words else "")

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
        return row

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
        start = QColor(self.own.colour or self.place.session.document.shop.theme.colours["primary"])
        picked = QColorDialog.getColor(start, self, _("Choose a colour"))
        if picked.isValid():
            self.show_value(picked.name())
            self._made(picked.name())
        else:
            self.refresh()


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
