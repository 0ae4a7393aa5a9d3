"""The fields for numbers: a box, and a slider beside a box when the range is small."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.kinds.settings.number import Number
from designer.kinds.settings.range import Range
from designer.kinds.settings.spacing import Spacing
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.fields.text import painted_first
from widgets.parts.quiet import Slider, Spin


class NumberField(Field):
    """A number in a box; also for spacings in design pixels."""

    inline = True

    def __init__(
        self, setting: Number | Spacing, place: Place, parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, place, parent)
        self.box = _spin(setting)
        self.box.valueChanged.connect(self._typed)
        self.box.editingFinished.connect(self.sealed)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def show_value(self, value: Value) -> None:
        self.box.show_number(float(value or 0))

    def _typed(self) -> None:
        painted_first(self.box)
        self.edited.emit(self.box.number())


class RangeField(Field):
    """A slider for the feel and a box for the exact figure."""

    def __init__(self, setting: Range, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.box = _spin(setting)
        self.box.setFixedWidth(88)
        self.slider = Slider()
        self.slider.setAccessibleName(said(setting.label))
        self.slider.setRange(0, round((self.box.maximum() - self._low) / self._step))
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.sealed)
        self.box.valueChanged.connect(self._typed)
        self.box.editingFinished.connect(self.sealed)
        self.setFocusProxy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)

    @property
    def _low(self) -> float:
        return self.box.minimum()

    @property
    def _step(self) -> float:
        return self.box.singleStep()

    def show_value(self, value: Value) -> None:
        self.box.show_number(float(value or 0))
        self._show_slider()

    def _show_slider(self) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round((self.box.value() - self._low) / self._step))
        self.slider.blockSignals(blocked)

    def _slid(self, place: int) -> None:
        self.box.show_number(self._low + place * self._step)
        self.edited.emit(self.box.number())

    def _typed(self) -> None:
        self._show_slider()
        painted_first(self.box)
        self.edited.emit(self.box.number())


def _spin(setting: Number | Range | Spacing) -> Spin:
    low = -1e6 if setting.min is None else setting.min
    high = 1e6 if setting.max is None else setting.max
    step = setting.step if isinstance(setting, Range) else 1
    unit = "px" if isinstance(setting, Spacing) else setting.unit
    box = Spin(low=low, high=high, step=step, unit=unit)
    box.setAccessibleName(said(setting.label))
    return box
