"""Spin boxes, lists and sliders that leave the wheel to the panel until they are chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QSizePolicy,
    QSlider,
    QWidget,
)

from widgets.look import icons, tokens
from widgets.look.paint import fill, focus_ring, outline, painting


class Spin(QDoubleSpinBox):
    """A number with as many decimals as its step has."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        low: float = -1e9,
        high: float = 1e9,
        step: float = 1,
        unit: str = "",
    ) -> None:
        super().__init__(parent)
        self.setDecimals(_decimals(step))
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(56)
        self.setFixedHeight(30)
        self.lineEdit().setFrame(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        held = self.hasFocus()
        with painting(self) as painter:
            fill(painter, rect, look.colour("field"), radius=7)
            outline(painter, rect, look.colour("accent" if held else "line_strong"), radius=7)
            if held:
                focus_ring(painter, rect, look, radius=7)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lineEdit().setFixedHeight(24)
        self.lineEdit().setGeometry(self.rect().adjusted(3, 3, -3, -3))

    def number(self) -> int | float:
        """The value, whole when it can be."""
        value = self.value()
        return int(value) if value.is_integer() else value

    def show_number(self, value: float) -> None:
        """Show a value without saying so."""
        if value != self.value():
            blocked = self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel(self, event) or super().wheelEvent(event)


class Combo(QComboBox):
    """A list to choose from; each item carries its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def sizeHint(self) -> QSize:
        return QSize(120, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("hover" if self.underMouse() else "field"), radius=7)
            outline(painter, rect, look.colour("line_strong"), radius=7)
            painter.setPen(look.colour("text" if self.isEnabled() else "faint"))
            words = rect.adjusted(8, 0, -26, 0)
            cut = self.fontMetrics().elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            at = QRectF(rect.right() - 24, rect.top(), 20, rect.height())
            icons.paint(painter, "chevron-down", at=at, colour=look.colour("muted"), size=14)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)

    def show_data(self, value: object) -> None:
        """Choose the item that carries `value` without saying so; none when there is none."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.place_of(value))
        self.blockSignals(blocked)

    def place_of(self, value: object) -> int:
        """The place of the item that carries `value`, or -1."""
        places = (i for i in range(self.count()) if self.itemData(i) == value)
        return next(places, -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel(self, event) or super().wheelEvent(event)


class Slider(QSlider):
    """A horizontal slider in whole steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, middle = tokens.of(self), self.height() / 2
        span = max(1, self.maximum() - self.minimum())
        share = (self.value() - self.minimum()) / span
        at = 8 + share * (self.width() - 16)
        with painting(self) as painter:
            track = QRectF(2, middle - 2, self.width() - 4, 4)
            fill(painter, track, look.colour("line"), radius=2)
            track.setRight(at)
            fill(painter, track, look.colour("accent"), radius=2)
            knob = QRectF(at - 7.5, middle - 7.5, 15, 15)
            fill(painter, knob, look.colour("on_accent"), radius=7.5)
            line = "accent" if self.hasFocus() or self.isSliderDown() else "faint"
            outline(painter, knob, look.colour(line), radius=7.5, width=1.4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel(self, event) or super().wheelEvent(event)


def _wheel(widget: QWidget, event: QWheelEvent) -> bool:
    """Leave the wheel to the panel when the widget has not been chosen."""
    if widget.hasFocus():
        return False
    event.ignore()
    return True


def _decimals(step: float) -> int:
    text = f"{step:.6f}".rstrip("0")
    return len(text.partition(".")[2])
