"""What every field of the inspector is: it shows a value and says when the user made another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QPlainTextEdit, QWidget

from designer.kinds.settings.base import Setting
from designer.language import _, current
from designer.records import Label

if TYPE_CHECKING:
    from designer.kinds.manifest import Kind
    from widgets.session import Session

Value = Any
"""A setting's value as JSON, of the shape its type says."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a field stands, and what it may ask of the form around it."""

    session: Session
    kind: Kind
    variant: Callable[[], str]
    """The variant that is filled in now; a form serves all variants of its kind."""
    submit: Callable[[str, object], str]
    """Fill in the setting at a path; the answer is what is wrong with the value, or nothing."""
    field_for: Callable[[Setting, Place], Field]
    """The field of any setting, for fields that hold others."""
    path: Callable[[str], str] = str
    """Where a setting of this form stands in its variant, such as `slides.2.map`."""


class Field(QWidget):
    """The control for one setting; subclasses draw one type of value."""

    edited = Signal(object)
    """The user made this value."""
    sealed = Signal()
    """A burst of edits is over: what comes next is another undo step."""

    inline = False
    """Whether the control is small enough to stand on the line of its label."""

    def __init__(self, setting: Setting, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._hint = ""
        self.setAccessibleName(said(setting.label))

    def show_value(self, value: Value) -> None:
        """Show a value from the document; emits nothing, and an equal value keeps the caret."""
        raise NotImplementedError

    def show_mixed(self, value: Value) -> None:
        """Stand for several values, `value` being one of them, until the user makes a new one."""
        self.show_value(value)
        line: Any = getattr(self, "line", None)
        box = getattr(self, "box", None)
        if isinstance(line, QLineEdit | QPlainTextEdit):
            self._hint = line.placeholderText()
            line.show_text("")  # type: ignore[union-attr]
            line.setPlaceholderText(_("Several values"))
        elif isinstance(box, QDoubleSpinBox):
            box.lineEdit().setText("")
            box.lineEdit().setPlaceholderText("—")

    def end_mixed(self) -> None:
        """Stand for one value again."""
        line = getattr(self, "line", None)
        if isinstance(line, QLineEdit | QPlainTextEdit):
            line.setPlaceholderText(self._hint)

    def begin(self) -> None:
        """Forget what belongs to the thing shown before: another one is shown next."""

    def refresh(self) -> None:
        """Look up again what the document knows by other records: names, prices, pictures."""

    def _made(self, value: object) -> None:
        """Announce a value that is a step of its own."""
        self.edited.emit(value)
        self.sealed.emit()


def said(label: Label | None) -> str:
    """A text in the interface's language."""
    if label is None:
        return ""
    return label.zh if current() == "zh_CN" else label.en
