"""A form made from declared settings: which rows show, what they hold, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.errors import DesignerError
from designer.kinds.settings.base import Setting
from widgets.inspector.fields.field import Place
from widgets.inspector.row import SettingRow

_PATH = re.compile(r"^[a-z][\w.]*: ")


class Form(QWidget):
    """The rows of some settings; used for a module, and inside it for each of its blocks."""

    sealed = Signal()
    reset = Signal(str)

    def __init__(
        self, settings: Sequence[Setting], place: Place, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self.rows: dict[str, SettingRow] = {}
        self._values: Mapping[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for setting in settings:
            row = SettingRow(setting, place.field_for(setting, place))
            row.edited.connect(self._edited)
            row.sealed.connect(self.sealed)
            row.reset.connect(self.reset)
            self.rows[setting.id] = row
            column.addWidget(row)

    def show_values(self, values: Mapping[str, Any], *, given: frozenset[str]) -> None:
        """Show completed values; `given` names those that were filled in and not defaulted."""
        self._values = values
        for key, row in self.rows.items():
            row.show_value(values.get(key), given=key in given)
            row.setVisible(self._place.kind.visible(row.setting, values))

    def begin(self) -> None:
        """Forget what was shown before: another variant comes next."""
        for row in self.rows.values():
            row.begin()

    def refresh(self) -> None:
        """Look up again what fields show of other records."""
        for row in self.rows.values():
            row.field.refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        for row in self.rows.values():
            if not row.isHidden():
                row.field.setFocus()
                return

    def _edited(self, key: str, value: object) -> None:
        row = self.rows[key]
        row.keep(value)
        problem = _wrong(row.setting, value) or self._place.submit(key, value)
        row.say(problem)


def _wrong(setting: Setting, value: object) -> str:
    """What is wrong with a value, without the path that the row already says."""
    try:
        setting.check(value)
    except DesignerError as problem:
        return in_place(str(problem))
    return ""


def in_place(sentence: str) -> str:
    """A sentence about a setting as it reads under that setting's own field."""
    said = _PATH.sub("", sentence)
    return said[:1].upper() + said[1:]
