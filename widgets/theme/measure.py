"""A slider with a box beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.parts.quiet import Slider, Spin


class Measure(QWidget):
    """A whole number by feel and by figure."""

    made = Signal(float)
    sealed = Signal()

    def __init__(
        self, *, low: int, high: int, unit: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.slider = Slider()
        self.slider.setRange(low, high)
        self.slider.setAccessibleName(name)
        self.box = Spin(low=low, high=high, unit=unit)
        self.box.setAccessibleName(name)
        self.box.setFixedWidth(76)
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

    def show_value(self, value: float) -> None:
        """Show a value without telling it."""
        self.box.show_number(value)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(value))
        self.slider.blockSignals(blocked)

    def _slid(self, value: int) -> None:
        self.box.show_number(value)
        self.made.emit(float(value))

    def _typed(self, value: float) -> None:
        self.show_value(value)
        self.made.emit(value)
