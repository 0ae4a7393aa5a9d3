"""A colour in a popup: by feel, by figures, from the theme, or taken from the window."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.colours import contrast, hexed, nearest, read, rgb
from designer.errors import InvalidError
from designer.language import _
from widgets.look import tokens
from widgets.look.buttons import IconButton, Pressable, SegmentedControl
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.chips import Flow
from widgets.parts.line import Line
from widgets.parts.popup import Popup
from widgets.theme.dropper import Dropper
from widgets.theme.grade import Grade
from widgets.theme.wheel import Square, Strip

MODES = ("HEX", "RGB", "HSL")
WIDTH = 264


class ColourPicker(Popup):
    """Everything to find a colour with; what is made is told at once, `sealed` ends a gesture."""

    made = Signal(str)
    sealed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, padding=12, spacing=10)
        self._owner = owner
        self._colour = "#000000"
        self._ground: tuple[str, ...] = ()
        self._least = 4.5
        self.square, self.strip = Square(), Strip()
        self.square.moved.connect(self._felt)
        self.strip.moved.connect(self._felt)
        self.mode = SegmentedControl([(mode, mode) for mode in MODES])
        self.mode.setAccessibleName(_("How the colour is written"))
        self.mode.chosen.connect(self._show_figures)
        self.figures = Line()
        self.figures.setAccessibleName(_("Colour"))
        self.figures.edited.connect(self._typed)
        self.drop = IconButton("pipette", _("Take a colour from the window"))
        self.drop.clicked.connect(self.take)
        self.grade = Grade()
        self.grade.mended.connect(self._mend)
        for part in (self.square, self.strip, self.figures):
            part.sealed.connect(self.sealed)
        self.others = QWidget()
        self._flow = Flow(self.others, gap=5)
        self.wrong = Text("", "danger")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        written = QHBoxLayout()
        written.setSpacing(6)
        written.addWidget(self.figures, 1)
        written.addWidget(self.drop)
        self.body.addWidget(self.square)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.mode)
        self.body.addLayout(written)
        for widget in (self.wrong, self.grade, self.others):
            self.body.addWidget(widget)

    def open_with(
        self,
        anchor: QWidget,
        *,
        colour: str,
        ground: Sequence[str] = (),
        least: float = 4.5,
        others: Mapping[str, str] | None = None,
    ) -> None:
        """Open beside a control with a colour.

        `ground` are the colours it must be read on, `others` colours to take (name → #rrggbb).
        """
        self._ground, self._least = tuple(ground), least
        self._offer(others or {})
        self.show_colour(colour)
        self.open_at(anchor, width=WIDTH)
        self.figures.setFocus(Qt.FocusReason.PopupFocusReason)
        self.figures.selectAll()

    def show_colour(self, colour: str) -> None:
        """Show a colour without telling it."""
        self._colour = colour
        hue, saturation, value = colorsys.rgb_to_hsv(*rgb(colour))
        grey = saturation < 0.004 or value < 0.004
        self.strip.show_hue(self.strip.hue if grey else hue)
        self.square.show_point(self.strip.hue, saturation, value)
        self._show_figures()
        self._show_grade()

    def colour(self) -> str:
        """The colour on show."""
        return self._colour

    def take(self) -> None:
        """Let the user take a colour from the window the picker belongs to."""
        window = self._owner.window()
        self.hide()
        dropper = Dropper(window)
        dropper.taken.connect(self._dropped)
        dropper.closed.connect(self._came_back)
        dropper.begin()

    # ---- inside ----

    def _felt(self) -> None:
        self.square.show_point(self.strip.hue, self.square.saturation, self.square.value)
        made = hexed(colorsys.hsv_to_rgb(self.strip.hue, self.square.saturation, self.square.value))
        self._colour = made
        self._show_figures()
        self._show_grade()
        self.made.emit(made)

    def _typed(self, text: str) -> None:
        try:
            found = read(text if self.mode.choice() != "HSL" else f"hsl({text})")
        except InvalidError:
            try:
                found = read(text)
            except InvalidError as problem:
                self._say(str(problem) if text.strip() else "")
                return
        self._say("")
        self._colour = found
        hue, saturation, value = colorsys.rgb_to_hsv(*rgb(found))
        self.strip.show_hue(hue if saturation else self.strip.hue)
        self.square.show_point(self.strip.hue, saturation, value)
        self._show_grade()
        self.made.emit(found)

    def _show_figures(self) -> None:
        self._say("")
        self.figures.show_text(written(self._colour, self.mode.choice()))

    def _show_grade(self) -> None:
        self.grade.setVisible(bool(self._ground))
        if self._ground:
            lowest = min(contrast(self._colour, one) for one in self._ground)
            better = nearest(self._colour, *self._ground, least=self._least)
            self.grade.show_ratio(lowest, least=self._least, better=better)

    def _mend(self, colour: str) -> None:
        self.show_colour(colour)
        self.made.emit(colour)
        self.sealed.emit()

    def _offer(self, others: Mapping[str, str]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name, colour in others.items():
            dot = Dot(name, colour, self.others)
            dot.clicked.connect(lambda __=False, colour=colour: self._mend(colour))
            self._flow.addWidget(dot)
            dot.show()
        self.others.setVisible(bool(others))

    def _dropped(self, colour: str) -> None:
        self._mend(colour)

    def _came_back(self) -> None:
        self.show()

    def _say(self, problem: str) -> None:
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))


class Dot(Pressable):
    """A small square of colour to take."""

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {colour.upper()}")
        self.setFixedSize(22, 22)

    def sizeHint(self) -> QSize:
        return QSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with painting(self) as painter:
            fill(painter, rect, QColor(self.colour), radius=5)
            edge = look.colour("text")
            edge.setAlphaF(0.5 if self.underMouse() else 0.16)
            outline(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), edge, radius=5)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=5)


def written(colour: str, mode: str) -> str:
    """A colour as figures in one of the modes."""
    if mode == "RGB":
        return ", ".join(str(round(one * 255)) for one in rgb(colour))
    if mode == "HSL":
        hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
        return f"{round(hue * 360)}, {round(saturation * 100)}%, {round(light * 100)}%"
    return colour.upper()
