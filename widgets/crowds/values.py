"""What stands at the right of a comparison: the control for a value of the attribute's type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Attribute, Leaf
from widgets.crowds.tree import Value
from widgets.inspector.fields.field import said
from widgets.look.buttons import SegmentedControl
from widgets.look.controls import Text
from widgets.parts.chips import ChipChoice
from widgets.parts.line import Line, Paragraph
from widgets.parts.quiet import Combo, Spin


class ValueEdit(QWidget):
    """One control; `made` carries the value as a leaf holds it."""

    made = Signal(object)
    sealed = Signal()
    wide = False
    """Whether the control wants a line of its own."""

    def show_value(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError

    def _row(self, *widgets: QWidget) -> None:
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        for widget in widgets:
            self.row.addWidget(widget)


class Nothing(ValueEdit):
    """`known` and `unknown` compare with nothing."""

    def show_value(self, value: Value) -> None:
        """There is nothing to show."""


class OneOf(ValueEdit):
    """One of the declared values."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.combo = Combo()
        self.combo.setAccessibleName(_("Value"))
        self.combo.addItem(_("Choose…"), "")
        for key, text in choices_of(attribute):
            self.combo.addItem(text, key)
        self.combo.activated.connect(lambda: self.made.emit(self.combo.currentData()))
        self._row(self.combo)

    def show_value(self, value: Value) -> None:
        self.combo.show_data(value)


class SomeOf(ValueEdit):
    """Any number of the declared values."""

    wide = True

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self._choices = choices_of(attribute)
        self.chips = ChipChoice()
        self.chips.setAccessibleName(_("Values"))
        self.chips.changed.connect(lambda on: self.made.emit(tuple(on)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chips)

    def show_value(self, value: Value) -> None:
        on = [str(one) for one in value] if isinstance(value, tuple) else []
        strange = [(one, one) for one in on if one not in dict(self._choices)]
        self.chips.show_choices([*self._choices, *strange], on=on)


class OneText(ValueEdit):
    """One text."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.line = Line(placeholder=said(attribute.label))
        self.line.setAccessibleName(_("Value"))
        self.line.edited.connect(lambda text: self.made.emit(text.strip()))
        self.line.sealed.connect(self.sealed)
        self._row(self.line)

    def show_value(self, value: Value) -> None:
        if str(value or "") != self.line.text().strip():
            self.line.show_text(str(value or ""))


class SomeTexts(ValueEdit):
    """Several texts, with commas between them."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.line = Line(placeholder=_("Several, with commas between them"))
        self.line.setAccessibleName(_("Values"))
        self.line.edited.connect(lambda text: self.made.emit(split(text)))
        self.line.sealed.connect(self.sealed)
        self._row(self.line)

    def show_value(self, value: Value) -> None:
        shown = [str(one) for one in value] if isinstance(value, tuple) else []
        if tuple(shown) != split(self.line.text()):
            self.line.show_text(_(", ").join(shown))


class Listed(ValueEdit):
    """Many ids, one a line."""

    wide = True

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.text = Paragraph(placeholder=_("One id a line"))
        self.text.setAccessibleName(_("Ids"))
        self.text.edited.connect(lambda text: self.made.emit(split(text)))
        self.text.sealed.connect(self.sealed)
        self._row(self.text)

    def show_value(self, value: Value) -> None:
        shown = [str(one) for one in value] if isinstance(value, tuple) else []
        if tuple(shown) != split(self.text.toPlainText()):
            self.text.show_text("\n".join(shown))


class OneNumber(ValueEdit):
    """A number with the attribute's unit."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.box = _spin(attribute)
        self.box.valueChanged.connect(lambda: self.made.emit(self.box.number()))
        self.box.editingFinished.connect(self.sealed)
        self._row(self.box)

    def show_value(self, value: Value) -> None:
        self.box.show_number(float(value) if isinstance(value, int | float) else 0)


class TwoNumbers(ValueEdit):
    """From a number to just below another."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.low, self.high = _spin(attribute), _spin(attribute)
        self.low.setAccessibleName(_("From"))
        self.high.setAccessibleName(_("To below"))
        for box in (self.low, self.high):
            box.valueChanged.connect(self._tell)
            box.editingFinished.connect(self.sealed)
        self._row(self.low, Text(_("to below"), "caption"), self.high)

    def show_value(self, value: Value) -> None:
        if isinstance(value, tuple) and len(value) == 2:
            self.low.show_number(float(value[0]))
            self.high.show_number(float(value[1]))

    def _tell(self) -> None:
        self.made.emit((self.low.number(), self.high.number()))


class YesNo(ValueEdit):
    """Yes or no."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.segments = SegmentedControl([("yes", _("Yes")), ("no", _("No"))])
        self.segments.setAccessibleName(_("Value"))
        self.segments.chosen.connect(lambda key: self.made.emit(key == "yes"))
        self._row(self.segments)
        self.row.addStretch(1)

    def show_value(self, value: Value) -> None:
        self.segments.choose("yes" if value else "no")


def value_edit(attribute: Attribute, leaf: Leaf) -> ValueEdit:
    """The control for the value of a comparison."""
    if leaf.operator in ("known", "unknown"):
        return Nothing()
    declared = bool(attribute.choices)
    made: dict[str, Callable[[Attribute], ValueEdit]] = {
        "is": YesNo if attribute.type == "bool" else OneOf if declared else OneText,
        "between": TwoNumbers, "at_least": OneNumber, "less_than": OneNumber, "in_list": Listed,
    }  # fmt: skip
    return made.get(leaf.operator, SomeOf if declared else SomeTexts)(attribute)


def choices_of(attribute: Attribute) -> Sequence[tuple[str, str]]:
    """The declared values of an attribute: key and label."""
    return [(choice.key, said(choice.label)) for choice in attribute.choices]


def split(text: str) -> tuple[str, ...]:
    """The texts between commas (also Chinese ones), semicolons and line breaks, each once."""
    for mark in ("，", "、", ";", "；", "\n"):
        text = text.replace(mark, ",")
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _spin(attribute: Attribute) -> Spin:
    box = Spin(unit=attribute.unit)
    box.setAccessibleName(said(attribute.label))
    box.setMinimumWidth(84)
    return box

