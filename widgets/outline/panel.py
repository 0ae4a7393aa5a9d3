"""The outline with a line to filter it and buttons to fold and unfold it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from widgets.look.controls import IconButton, SearchField, Text
from widgets.outline.view import Outline


class OutlinePanel(QWidget):
    """What stands on the structure tab."""

    def __init__(self, outline: Outline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = outline
        self.search = SearchField(_("Filter: name, kind, crowd, hidden, locked…"))
        self.search.setFixedHeight(30)
        self.search.textChanged.connect(self._filter)
        self.fold = IconButton("chevrons-down-up", _("Fold all"), size=28)
        self.unfold = IconButton("chevrons-up-down", _("Unfold all"), size=28)
        self.fold.clicked.connect(outline.fold_all)
        self.unfold.clicked.connect(outline.expandAll)
        self.nothing = Text(_("No row fits. Clear the filter to see them all."), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(20, 18, 20, 18)
        self.nothing.hide()
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 8, 6)
        top.setSpacing(2)
        top.addWidget(self.search, 1)
        top.addSpacing(4)
        top.addWidget(self.fold)
        top.addWidget(self.unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(outline, 1)
        self.setFocusProxy(outline)

    def _filter(self, text: str) -> None:
        self.outline.filter(text)
        tree = self.outline.tree
        rows = range(tree.rowCount())
        root = self.outline.rootIndex()
        empty = all(self.outline.isRowHidden(row, root) for row in rows)
        self.nothing.setVisible(empty)
