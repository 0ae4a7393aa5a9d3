"""What a shelf says in place of its list while the list shows nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget

from designer.language import _
from widgets.look.controls import EmptyState


class Hollow(QWidget):
    """A list, or the invitation that stands for it: another one while a search finds nothing."""

    def __init__(self, view: QAbstractItemView, *, search: QLineEdit, nothing: EmptyState) -> None:
        super().__init__()
        self.view, self.nothing = view, nothing
        self.lost = EmptyState("search", _("Nothing found"), _("Try another word."))
        self._search = search
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (view, self.nothing, self.lost):
            column.addWidget(part, 1)
        view.model().modelReset.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the one of the three that is true now."""
        rows, searching = self.view.model().rowCount(), bool(self._search.text().strip())
        self.view.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0 and not searching)
        self.lost.setVisible(rows == 0 and searching)
