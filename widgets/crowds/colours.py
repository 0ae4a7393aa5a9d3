"""The colour of a segment or persona: a disc that opens a small palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from designer.actions.crowds import COLOURS
from designer.language import _
from widgets.inspector.fields.colour import Swatch
from widgets.look import tokens
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.popup import Popup


class ColourButton(Pressable):
    """A disc in the colour of a crowd; a click offers the others."""

    made = Signal(str)

    def __init__(self, *, size: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = "#8a94a6"
        self.setFixedSize(size, size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Change the colour"))
        self.setAccessibleName(_("Colour"))
        self.popup = Popup(self, padding=10)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.swatches = {colour: Swatch(_("Colour")) for colour in COLOURS}
        for place, (colour, swatch) in enumerate(self.swatches.items()):
            swatch.show_colour(colour)
            swatch.clicked.connect(lambda __=False, colour=colour: self._picked(colour))
            grid.addWidget(swatch, place // 6, place % 6)
        self.popup.body.addLayout(grid)
        self.clicked.connect(self._open)

    def show_colour(self, colour: str) -> None:
        """Show a colour."""
        self._colour = colour
        self.update()

    def _open(self) -> None:
        for colour, swatch in self.swatches.items():
            swatch.setChecked(colour.lower() == self._colour.lower())
        self.popup.open_at(self)

    def _picked(self, colour: str) -> None:
        self.popup.close()
        self.made.emit(colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            if self.underMouse():
                fill(painter, rect, look.colour("hover"), radius=rect.width() / 2)
            disc = rect.adjusted(4, 4, -4, -4)
            fill(painter, disc, QColor(self._colour), radius=disc.width() / 2)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=rect.width() / 2)
