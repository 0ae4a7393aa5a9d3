"""What is typed and chosen to find and replace: the lines, the switches, the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from designer.document.matching import What
from designer.language import _, mark
from widgets.look.controls import Button, IconButton, SearchField, Text
from widgets.parts.quiet import Combo

WHATS: Final[Mapping[What, str]] = {
    "text": mark("Find text"),
    "picture": mark("Find a picture"),
    "link": mark("Find a link"),
    "colour": mark("Find a colour"),
}


class FindForm(QWidget):
    """Above: what, with a line or a button to say it; below: what comes in its place."""

    changed = Signal()
    instead_changed = Signal()
    stepped = Signal(int)
    closed = Signal()
    asked = Signal(str)
    """A picture, target or colour is to be chosen: `wanted` or `instead`."""

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__()
        self._key, self._instead_key = "", ""
        self.sort = _combo(WHATS, _("What to find"))
        self.where = _combo(places, _("Where to look"))
        self.query = SearchField(_("Find"))
        self.instead = QLineEdit()
        self.instead.setPlaceholderText(_("Replace with"))
        self.instead.setAccessibleName(_("Replace with"))
        self.instead.setFixedHeight(32)
        self.query_button = Button(_("Choose what to find…"), trailing="chevron-down")
        self.instead_button = Button(_("Choose what comes instead…"), trailing="chevron-down")
        for button in (self.query_button, self.instead_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.case = _switch("case-sensitive", _("Match case"))
        self.word = _switch("whole-word", _("Whole words"))
        self.pattern = _switch("regex", _("Regular expression"))
        self.content = _switch("type", _("Only what is on the pages: no names, no notes"))
        self.unfold = _switch("replace", _("Replace"))
        self.up = IconButton("arrow-up", _("Previous match"), "Shift+F3", size=28)
        self.down = IconButton("arrow-down", _("Next match"), "F3", size=28)
        self.cross = IconButton("x", _("Close"), size=28)
        self.replace = Button(_("Replace"), height=30)
        self.replace_all = Button(_("Replace all"), tone="primary", height=30)
        self.problem = Text("", "danger")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self._connect()
        self._sorted()

    def what(self) -> What:
        """What is looked for."""
        return cast("What", self.sort.currentData())

    def text(self) -> str:
        """The text, or the id of what was chosen."""
        return self.query.text() if self.what() == "text" else self._key

    def instead_text(self) -> str:
        """What comes in its place."""
        return self.instead.text() if self.what() == "text" else self._instead_key

    def is_replacing(self) -> bool:
        """Whether the lower line is on show."""
        return self.unfold.isChecked()

    def can_replace(self) -> bool:
        """Whether it is said what comes instead; an empty text takes away."""
        return self.is_replacing() and (self.what() == "text" or bool(self._instead_key))

    def show_replacing(self, *, shown: bool) -> None:
        """Show the lower line, or hide it."""
        self.unfold.setChecked(shown)
        self._arrange()
        self.instead_changed.emit()

    def show_wanted(self, key: str, name: str) -> None:
        """Show the picture, target or colour that is looked for."""
        self._key = key
        self.query_button.setText(name)
        self.changed.emit()

    def show_instead(self, key: str, name: str) -> None:
        """Show what comes in its place."""
        self._instead_key = key
        self.instead_button.setText(name)
        self.instead_changed.emit()

    def allow(self, *, able: bool, chosen: int) -> None:
        """Let the buttons be pressed when there is something to do."""
        self.replace.setEnabled(able)
        self.replace_all.setEnabled(able)
        several = _("Replace {count}", count=chosen)
        self.replace.setText(several if chosen > 1 else _("Replace"))

    def tell(self, problem: str) -> None:
        """Say what is wrong with a pattern, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    # ---- inside ----

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(8)
        switches = _row(self.case, self.word, self.pattern, self.content)
        switches.addStretch(1)
        for one in (self.up, self.down):
            switches.addWidget(one)
        deeds = _row(self.replace, self.replace_all, gap=6)
        deeds.addStretch(1)
        self._deeds = QWidget()
        self._deeds.setLayout(deeds)
        column.addLayout(_row(self.sort, self.unfold, self.cross))
        column.addWidget(self.query)
        column.addWidget(self.query_button)
        column.addWidget(self.problem)
        column.addLayout(switches)
        column.addWidget(self.where)
        column.addWidget(self.instead)
        column.addWidget(self.instead_button)
        column.addWidget(self._deeds)

    def _connect(self) -> None:
        self.query.textChanged.connect(self.changed)
        self.instead.textChanged.connect(self.instead_changed)
        self.where.currentIndexChanged.connect(self.changed)
        self.sort.currentIndexChanged.connect(self._sorted)
        for switch in (self.case, self.word, self.pattern, self.content):
            switch.toggled.connect(self.changed)
        self.unfold.clicked.connect(lambda on: self.show_replacing(shown=on))
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.cross.clicked.connect(self.closed)
        self.query_button.clicked.connect(lambda: self.asked.emit("wanted"))
        self.instead_button.clicked.connect(lambda: self.asked.emit("instead"))

    def _sorted(self, _index: int = 0) -> None:
        """Another sort of thing is looked for: what was chosen before means nothing now."""
        self._key = self._instead_key = ""
        self.query_button.setText(_("Choose what to find…"))
        self.instead_button.setText(_("Choose what comes instead…"))
        self._arrange()
        self.changed.emit()
        self.instead_changed.emit()

    def _arrange(self) -> None:
        is_text, replacing = self.what() == "text", self.is_replacing()
        self.query.setVisible(is_text)
        self.query_button.setVisible(not is_text)
        for switch in (self.case, self.word, self.pattern, self.content):
            switch.setVisible(is_text)
        self.instead.setVisible(is_text and replacing)
        self.instead_button.setVisible(not is_text and replacing)
        self._deeds.setVisible(replacing)


def _combo(choices: Mapping[What, str] | Mapping[str, str], name: str) -> Combo:
    combo = Combo()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    with QSignalBlocker(combo):
        for key, text in choices.items():
            combo.addItem(_(text), key)
    return combo


def _switch(icon: str, tooltip: str) -> IconButton:
    button = IconButton(icon, tooltip, size=28)
    button.setCheckable(True)
    return button


def _row(*widgets: QWidget, gap: int = 2) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    return row
