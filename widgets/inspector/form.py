"""A form made from declared settings: which rows show, what they hold, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.errors import DesignerError
from designer.kinds.settings.base import Setting
from designer.kinds.settings.choice import Choice
from widgets.inspector.fields.field import Place
from widgets.inspector.label import Source
from widgets.inspector.row import SettingRow

_PATH = re.compile(r"^[a-z][\w.]*: ")


class Form(QWidget):
    """The rows of some settings; used for a module, and inside it for each of its blocks."""

    sealed = Signal()
    reset = Signal(str)
    wanted = Signal(str, str)
    """A setting and what should be done with its source."""

    def __init__(
        self, settings: Sequence[Setting], place: Place, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self.rows: dict[str, SettingRow] = {}
        self._values: Mapping[str, Any] = {}
        self._needle = ""
        self._fresh = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for setting in settings:
            row = SettingRow(setting, place.field_for(setting, place))
            row.edited.connect(self._edited)
            row.sealed.connect(self.sealed)
            row.reset.connect(self.reset)
            row.wanted.connect(self.wanted)
            self.rows[setting.id] = row
            column.addWidget(row)

    def show_values(
        self,
        values: Mapping[str, Any],
        *,
        given: frozenset[str],
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        """Show completed values; `given` names those that were filled in and not defaulted."""
        self._values = values
        known = sources or {}
        for key, row in self.rows.items():
            row.show_value(values.get(key), given=key in given, source=known.get(key))
        self._sift()
        self._fresh = False

    def search(self, text: str) -> int:
        """Leave the rows that hold this text in name or value, marked; returns how many there
        are."""
        self._needle = " ".join(text.casefold().split())
        return self._sift()

    def begin(self) -> None:
        """Forget what was shown before: another variant comes next."""
        self._fresh = True
        for row in self.rows.values():
            row.begin()

    def _sift(self) -> int:
        """Show the rows that matter now and are searched for."""
        found = 0
        for key, row in self.rows.items():
            matters = self._place.kind.visible(row.setting, self._values)
            shown = matters and self._holds(row.setting, self._values.get(key))
            row.label.mark(self._needle)
            if shown and row.isHidden() and not self._fresh and not self._needle:
                row.appear()
            else:
                row.setVisible(shown)
            found += shown
        return found

    def _holds(self, setting: Setting, value: object) -> bool:
        return not self._needle or any(self._needle in one for one in _words(setting, value))

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


def _words(setting: Setting, value: object) -> Iterator[str]:
    """Everything a setting can be found by: its names, and the texts of its value."""
    names = [setting.id, setting.label.zh, setting.label.en]
    if isinstance(setting, Choice):
        options = (one.label for one in setting.options if one.value == value)
        names += [text for label in options for text in (label.zh, label.en)]
    yield from (name.casefold() for name in names)
    yield from (text.casefold() for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


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
