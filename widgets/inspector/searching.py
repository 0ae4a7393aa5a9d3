"""A small line above the form to find a setting by its name or by what it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _
from widgets.look.buttons import with_shortcut
from widgets.look.controls import SearchField, Text


class SearchBar(QWidget):
    """The line, and how many settings were found."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SearchField(_("Search settings"))
        self.line.setFixedHeight(28)
        self.line.setToolTip(with_shortcut(_("Search settings"), "Ctrl+Alt+I"))
        self.line.textChanged.connect(self.changed)
        self.count = Text("", "small")
        self.count.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)

    def found(self, count: int, *, of: int) -> None:
        """Say how many of the settings match."""
        searching = bool(self.line.text().strip())
        self.count.setText(f"{count} / {of}" if count else _("Nothing matches."))
        self.count.setVisible(searching)
