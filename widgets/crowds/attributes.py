"""The attributes of a persona as a form made from the dictionary; each can also be unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Attribute, AttributeValue
from widgets.crowds.values import choices_of, split
from widgets.inspector.fields.field import said
from widgets.look.buttons import SegmentedControl
from widgets.look.controls import Elided, Text
from widgets.parts.chips import Chip, ChipChoice
from widgets.parts.line import Line
from widgets.parts.quiet import Combo

UNKNOWN = ""
"""The key of “unknown” among choices."""


class Known(QWidget):
    """The control for one attribute; `made` carries a value, or None for unknown."""

    made = Signal(object)
    sealed = Signal()

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.attribute = attribute
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_value(self, value: AttributeValue | None) -> None:
        """Show a value; None is unknown."""
        raise NotImplementedError


class KnownChoice(Known):
    """One of the declared values, or unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.combo = Combo()
        self.combo.setAccessibleName(said(attribute.label))
        self.combo.addItem(_("Unknown"), UNKNOWN)
        for key, text in choices_of(attribute):
            self.combo.addItem(text, key)
        self.combo.activated.connect(lambda: self.made.emit(self.combo.currentData() or None))
        self.row.addWidget(self.combo)

    def show_value(self, value: AttributeValue | None) -> None:
        self.combo.show_data(UNKNOWN if value is None else value)


class KnownFlag(Known):
    """Yes, no or unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.segments = SegmentedControl([("yes", _("Yes")), ("no", _("No")), ("", _("Unknown"))])
        self.segments.setAccessibleName(said(attribute.label))
        values = {"yes": True, "no": False}
        self.segments.chosen.connect(lambda key: self.made.emit(values.get(key)))
        self.row.addWidget(self.segments)
        self.row.addStretch(1)

    def show_value(self, value: AttributeValue | None) -> None:
        self.segments.choose("" if value is None else "yes" if value else "no")


class KnownText(Known):
    """A text; an empty line is unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.line = Line(placeholder=_("Unknown"))
        self.line.setAccessibleName(said(attribute.label))
        self.line.edited.connect(lambda text: self.made.emit(text.strip() or None))
        self.line.sealed.connect(self.sealed)
        self.row.addWidget(self.line)

    def show_value(self, value: AttributeValue | None) -> None:
        if str(value or "") != self.line.text().strip():
            self.line.show_text(str(value or ""))


class KnownNumber(Known):
    """A number with its unit; an empty line is unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.line = Line(placeholder=_("Unknown"))
        self.line.setAccessibleName(said(attribute.label))
        self.line.setValidator(QDoubleValidator(self.line))
        self.line.setMaximumWidth(140)
        self.line.edited.connect(self._typed)
        self.line.sealed.connect(self.sealed)
        self.row.addWidget(self.line)
        self.row.addWidget(Text(attribute.unit, "caption"))
        self.row.addStretch(1)

    def show_value(self, value: AttributeValue | None) -> None:
        number = float(value) if isinstance(value, int | float) else None
        if _number(self.line.text()) != number:
            self.line.show_text("" if number is None else f"{number:g}")

    def _typed(self, text: str) -> None:
        number = _number(text)
        if number is not None or not text.strip():
            self.made.emit(number)


class KnownTags(Known):
    """Any of the declared tags, none of them, or unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.unknown = Chip("", _("Unknown"))
        self.unknown.clicked.connect(self._not_known)
        self.chips = ChipChoice()
        self.chips.setAccessibleName(said(attribute.label))
        self.chips.changed.connect(lambda on: self.made.emit(tuple(on)))
        self.chips.show_choices(choices_of(attribute), on=())
        self.row.addWidget(self.unknown, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.chips, 1)

    def show_value(self, value: AttributeValue | None) -> None:
        on = value if isinstance(value, tuple) else ()
        known = dict(choices_of(self.attribute))
        strange = [(tag, tag) for tag in on if tag not in known]
        self.chips.show_choices([*known.items(), *strange], on=on)
        self.unknown.setChecked(value is None)

    def _not_known(self) -> None:
        self.made.emit(None if self.unknown.isChecked() else ())


class KnownWords(KnownText):
    """Tags of no declared list, with commas between them; an empty line is unknown."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.line.edited.disconnect()
        self.line.edited.connect(lambda text: self.made.emit(split(text) or None))

    def show_value(self, value: AttributeValue | None) -> None:
        tags = value if isinstance(value, tuple) else ()
        if tags != split(self.line.text()):
            self.line.show_text(_(", ").join(tags))


def known(attribute: Attribute) -> Known:
    """The control for an attribute."""
    declared = bool(attribute.choices)
    made: Mapping[str, Callable[[Attribute], Known]] = {
        "enum": KnownChoice if declared else KnownText, "text": KnownText,
        "number": KnownNumber, "bool": KnownFlag, "tags": KnownTags if declared else KnownWords,
    }  # fmt: skip
    return made.get(attribute.type, KnownText)(attribute)


class AttributeForm(QWidget):
    """All attributes of the dictionary; how many are known is said above."""

    made = Signal(str, object)
    sealed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared: tuple[Attribute, ...] = ()
        self.rows: dict[str, Known] = {}
        self.count = Text("", "caption")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        for place in (0, 2):
            self.grid.setColumnMinimumWidth(place, 92)
            self.grid.setColumnStretch(place + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.count)
        column.addLayout(self.grid)

    def show_attributes(
        self, declared: tuple[Attribute, ...], values: Mapping[str, AttributeValue]
    ) -> None:
        """Show the values of somebody; attributes without one are unknown."""
        declared = tuple(one for one in declared if one.type != "id")
        if declared != self._declared:
            self._build(declared)
        for key, row in self.rows.items():
            row.show_value(values.get(key))
        have = sum(key in values for key in self.rows)
        self.count.setText(
            _("{count} of {all} attributes known", count=have, all=len(self.rows))
        )

    def _build(self, declared: tuple[Attribute, ...]) -> None:
        self._declared = declared
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {attribute.key: self._row(attribute) for attribute in declared}
        line, column = 0, 0
        for attribute in declared:
            row = self.rows[attribute.key]
            wide = isinstance(row, KnownTags)
            if column and wide:
                line, column = line + 1, 0
            label = Elided(said(attribute.label), "caption")
            label.setFixedHeight(32)
            self.grid.addWidget(label, line, 2 * column, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(row, line, 2 * column + 1, 1, 3 if wide else 1)
            column = 0 if wide else 1 - column
            line += 0 if column else 1

    def _row(self, attribute: Attribute) -> Known:
        row = known(attribute)
        row.made.connect(lambda value: self.made.emit(attribute.key, value))
        row.sealed.connect(self.sealed)
        return row


def _number(text: str) -> int | float | None:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
