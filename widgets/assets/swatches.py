"""The colours of a picture in a row; a click copies one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting


class Swatch(Pressable):
    """One colour."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour = colour
        self.setFixedSize(QSize(28, 22))
        said = _("Copy {colour}", colour=colour)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour(self.colour), radius=6)
            line = look.colour("text")
            line.setAlphaF(0.5 if self.underMouse() else 0.14)
            outline(painter, rect, line, radius=6)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)


class Swatches(QWidget):
    """All of them; nothing is shown while none are known."""

    def __init__(self) -> None:
        super().__init__()
        self.swatches: list[Swatch] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()

    def show_colours(self, colours: Sequence[str]) -> None:
        """Show these colours."""
        if list(colours) != [one.colour for one in self.swatches]:
            for old in self.swatches:
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.swatches = [Swatch(colour) for colour in colours]
            for place, one in enumerate(self.swatches):
                self._row.insertWidget(place, one)
        self.setVisible(bool(colours))
