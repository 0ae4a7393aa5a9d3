"""The field for coupons: those in use are ticked and in order, the others follow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.kinds.settings.coupons import Coupons
from designer.language import _
from widgets.inspector.fields.field import Field, Place, Value
from widgets.inspector.rows import paint_words
from widgets.look import icons, tokens
from widgets.look.controls import Text
from widgets.look.paint import focus_ring, painting
from widgets.parts import records
from widgets.parts.choosing import Option
from widgets.parts.stack import Stack


class VouchersField(Field):
    """All coupons of the shop as a checklist whose ticked part has an order."""

    def __init__(self, setting: Coupons, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._most = setting.max
        self._value: list[str] = []
        self.stack = Stack(spacing=0)
        self.stack.moved.connect(self._move)
        self.empty = Text(_("This shop has no coupons yet."), "caption")
        self.count = Text("", "small")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.stack, self.empty, self.count):
            column.addWidget(widget)

    def show_value(self, value: Value) -> None:
        self._value = [str(key) for key in value]
        self.refresh()

    def refresh(self) -> None:
        known = {option.value: option for option in records.coupons(self.place.session)}
        others = [option for key, option in known.items() if key not in self._value]
        used = [known.get(key) or _gone(key) for key in self._value]
        full = len(used) >= self._most
        rows = [self._row(option, on=True) for option in used]
        rows += [self._row(option, on=False, closed=full) for option in others]
        self.stack.show_rows(rows, movable=len(used))
        self.empty.setVisible(not rows)
        self.count.setText(f"{len(used)} / {self._most}")

    def _row(self, option: Option, *, on: bool, closed: bool = False) -> VoucherRow:
        row = VoucherRow(option)
        row.box.setChecked(on)
        row.box.setEnabled(not closed)
        row.ticked.connect(self._toggle)
        return row

    def _toggle(self, key: str) -> None:
        kept = [one for one in self._value if one != key]
        self._value = kept if key in self._value else [*self._value, key]
        place = next(i for i, row in enumerate(self._vouchers()) if row.option.value == key)
        self.refresh()
        self.stack.focus_row(place)
        self._made(list(self._value))

    def _vouchers(self) -> list[VoucherRow]:
        return [row for row in self.stack.rows if isinstance(row, VoucherRow)]

    def _move(self, index: int, target: int) -> None:
        self._value.insert(target, self._value.pop(index))
        self.refresh()
        self.stack.focus_row(target)
        self._made(list(self._value))


class VoucherRow(QWidget):
    """A coupon with a box to tick; Space ticks it too."""

    ticked = Signal(str)

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.setFixedHeight(42)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(option.title)
        self.box = QCheckBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.setAccessibleName(option.title)
        self.box.clicked.connect(lambda: self.ticked.emit(option.value))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.box.isEnabled():
            self.ticked.emit(self.option.value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        words = rect.adjusted(30, 0, -24, 0)
        with painting(self) as painter:
            painter.setOpacity(1.0 if self.box.isEnabled() else 0.5)
            paint_words(painter, words, self.option.title, self.option.note, look)
            if self.box.isChecked():
                at = QRectF(rect.right() - 20, 0, 18, rect.height())
                icons.paint(painter, "grip-vertical", at=at, colour=look.colour("muted"), size=13)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


def _gone(key: str) -> Option:
    return Option(value=key, title=_("What was chosen is gone"))
