"""The field for yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from PySide6Qlementine import Switch

from designer.kinds.settings.toggle import Toggle
from widgets.inspector.fields.field import Field, Place, Value, said


class ToggleField(Field):
    """A switch at the end of its label's line."""

    inline = True

    def __init__(self, setting: Toggle, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.switch = Switch()
        self.switch.setAccessibleName(said(setting.label))
        self.switch.toggled.connect(self._switched)
        self.setFocusProxy(self.switch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.switch)

    def show_value(self, value: Value) -> None:
        blocked = self.switch.blockSignals(True)
        self.switch.setChecked(bool(value))
        self.switch.blockSignals(blocked)

    def _switched(self, on: bool) -> None:
        self._made(on)
