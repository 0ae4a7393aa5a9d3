"""The right side of the wall: the differences as a table, and the reason for one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Module, Page, Persona
from widgets.look.controls import EmptyState, Panel, Tabs, Text
from widgets.personas.table import Differences, DifferenceTable
from widgets.personas.view import WallView
from widgets.rules.why import Why
from widgets.session import Session

WIDTH = 348


class Side(QWidget):
    """Two tabs: what differs, and why."""

    asked = Signal(str, str)
    """A persona and a slot whose reason is wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self.tabs = Tabs([("differences", _("Differences")), ("why", _("Why"))])
        self.stack = QStackedWidget()
        self.model = Differences(self)
        self.table = DifferenceTable(self.model)
        self.why = Why(session)
        self.head = Text("", "caption")
        self.place = Text("", "strong")
        self._slot: str | None = None
        self.stack.addWidget(self._differences())
        self.stack.addWidget(self._reasons())
        self.tabs.chosen.connect(self.show_tab)
        self.table.clicked.connect(self._ask)
        self.table.activated.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.show_tab("differences")

    def show_tab(self, key: str) -> None:
        """Bring one of the two to the front."""
        self.tabs.choose(key)
        self.stack.setCurrentIndex(0 if key == "differences" else 1)

    def show_seen(self, view: WallView) -> None:
        """Compare what everybody on the wall sees, and explain anew."""
        seen = view.seen()
        self.model.show(self.session.document, seen)
        if seen:
            name, count = seen[0].persona.name, len(seen[0].decision.choices)
            said = _("Compared with “{name}”, {count} modules", name=name, count=count)
            self.head.setText(said)
        if self._slot is not None and self.session.document.find(self._slot) is None:
            self._slot = None
        self._explain()

    def explain(self, slot: str) -> None:
        """Show the reason for a slot, for the persona in view."""
        self._slot = slot
        self._explain()
        self.show_tab("why")

    def _explain(self) -> None:
        self.empty.setVisible(self._slot is None)
        self.answer.setVisible(self._slot is not None)
        if self._slot is None:
            return
        found = self.session.document.find(self._slot)
        if isinstance(found, Module | Page):
            self.place.setText(found.name)
            self.why.show_slot(self._slot)

    def _ask(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None and isinstance(self.session.document.find(cell.persona), Persona):
            self.asked.emit(cell.persona, cell.module)

    def _differences(self) -> QWidget:
        panel = Panel(padding=12)
        panel.add(self.head)
        panel.add(self.table, 1)
        return panel

    def _reasons(self) -> QWidget:
        text = _("Click a module on anybody's page, or a cell of the table.")
        self.empty = EmptyState("circle-help", _("Why this?"), text)
        self.answer = QWidget()
        column = QVBoxLayout(self.answer)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.place)
        column.addWidget(self.why)
        column.addStretch(1)
        inside = QWidget()
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.empty, 1)
        stack.addWidget(self.answer, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area
