"""The bar of the hot-zone editor: a button for each deed, told apart by groups, and the zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Hairline, Text
from widgets.zones.deeds import DEEDS, Deed

GROUPS = ("time", "zone", "align", "spread", "check")


class Bar(QWidget):
    """Buttons for the deeds that have an icon; what cannot be done now is faint."""

    wanted = Signal(object)
    picture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, deeds: Sequence[Deed] = DEEDS) -> None:
        super().__init__(parent)
        self.buttons: dict[str, IconButton] = {}
        self._deeds = deeds
        self.zoom = Text("100 %", "caption")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(48)
        self.picture = Button(_("Picture…"), icon="image", height=30)
        self.picture.clicked.connect(self.picture_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PAD, 8, tokens.PAD, 8)
        row.setSpacing(2)
        for number, group in enumerate(GROUPS):
            if number:
                self._gap(row)
            self._group(row, group)
        row.addStretch(1)
        self._group(row, "zoom", after={"out": self.zoom})
        self._gap(row)
        row.addWidget(self.picture)

    def show_state(self, *, selected: int, read_only: bool) -> None:
        """Let only those be pressed that can do something."""
        for deed in self._deeds:
            if deed.name in self.buttons:
                able = selected >= deed.least and not (deed.writes and read_only)
                self.buttons[deed.name].setEnabled(able)
        self.picture.setEnabled(not read_only)

    def show_zoom(self, zoom: float) -> None:
        """Say the zoom."""
        self.zoom.setText(f"{zoom * 100:.0f} %")

    def _group(
        self, row: QHBoxLayout, group: str, *, after: dict[str, QWidget] | None = None
    ) -> None:
        for deed in self._deeds:
            if deed.group != group or not deed.icon:
                continue
            button = IconButton(deed.icon, _(deed.label), deed.keys[0])
            button.clicked.connect(lambda __=False, deed=deed: self.wanted.emit(deed))
            self.buttons[deed.name] = button
            row.addWidget(button)
            if after and deed.name in after:
                row.addWidget(after[deed.name])

    def _gap(self, row: QHBoxLayout) -> None:
        line = Hairline(Qt.Orientation.Vertical)
        line.setFixedHeight(18)
        row.addSpacing(6)
        row.addWidget(line)
        row.addSpacing(6)
