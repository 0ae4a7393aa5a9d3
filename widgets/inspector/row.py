"""One row of the form: label, reset marker, field, hint, and what is wrong with the value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.kinds.settings.base import Setting
from designer.language import _
from widgets.inspector.fields.field import Field, Value, said
from widgets.look import tokens
from widgets.look.buttons import IconButton
from widgets.look.controls import Elided, Text

_UNSET = object()


class SettingRow(QWidget):
    """A setting on the form; a wrong value stays in the field with the reason below it."""

    edited = Signal(str, object)
    sealed = Signal()
    reset = Signal(str)

    def __init__(self, setting: Setting, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting, self.field = setting, field
        self._shown: object = _UNSET
        self.label = Elided(said(setting.label), "caption")
        self.label.setBuddy(field)
        self.back = IconButton("rotate-ccw", _("Back to the default"), size=22)
        self.back.clicked.connect(lambda: self.reset.emit(setting.id))
        self.hint = _note(said(setting.info), "small")
        self.problem = _note("", "danger")
        field.edited.connect(lambda value: self.edited.emit(setting.id, value))
        field.sealed.connect(self.sealed)
        self._lay_out()
        self.mark(given=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self.field.inline:
            self.field.setFixedWidth(128)
            head.addWidget(self.field)
            self.setMinimumHeight(tokens.ROW)
            column.addLayout(head)
        else:
            self.label.setMinimumHeight(22)
            column.addLayout(head)
            column.addWidget(self.field)
        for note in (self.hint, self.problem):
            column.addWidget(note)

    def show_value(self, value: Value, *, given: bool) -> None:
        """Show the document's value when it is another than the one shown last."""
        self.mark(given=given)
        if self._shown is not _UNSET and value == self._shown:
            return
        self._shown = value
        self.field.show_value(value)
        self.say("")

    def begin(self) -> None:
        """Forget the value and the complaint of the thing shown before."""
        self._shown = _UNSET
        self.say("")
        self.field.begin()

    def keep(self, value: Value) -> None:
        """Remember that the field already shows this value, so that its caret stays."""
        self._shown = value

    def mark(self, *, given: bool) -> None:
        """Offer the way back to the default when the value was filled in here."""
        keep = self.back.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keep)
        self.back.setVisible(given)

    def say(self, problem: str) -> None:
        """Say under the field what is wrong with its value, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.hint.setVisible(bool(self.hint.text()) and not problem)
        self.field.setProperty("wrong", bool(problem))
        self.field.setAccessibleDescription(problem or self.hint.text())


def _note(text: str, role: str) -> Text:
    note = Text(text, "danger" if role == "danger" else "small")
    note.setWordWrap(True)
    if not text:  # shown only inside its row; alone it would be a window
        note.hide()
    note.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return note
