"""The page of an exclusion layer: its traffic map, and the part of each test in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.experiments import set_experiment, set_layer
from designer.language import _
from designer.records import Experiment, Layer
from widgets.experiments import sums
from widgets.experiments.parts import Disc, Note, tried
from widgets.experiments.traffic import LayerMap, Stretch
from widgets.experiments.words import colour_of, percent
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Section, Text
from widgets.parts.name_line import NameLine

if TYPE_CHECKING:
    from widgets.session import Session


class LayerPage(QWidget):
    """The centre of the workspace for a layer."""

    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.key = session, ""
        self.name = NameLine(size=fonts.HEADING)
        self.name.setFixedHeight(32)
        self.name.setAccessibleName(_("Name of the layer"))
        self.name.named.connect(self._rename)
        self.remove = IconButton("trash-2", _("Remove the layer"))
        self.remove.clicked.connect(lambda: self.removed.emit(self.key))
        self.map = LayerMap(session)
        self.map.moved.connect(self._cut)
        self.rows: dict[str, _TestRow] = {}
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        self.note = Note(tone="danger", icon="circle-alert")
        self.free = Text("", "caption")
        self.seed = Text("", "small")
        self.seed.setWordWrap(True)
        self._lay_out()

    def show_layer(self, key: str) -> None:
        """Show a layer as it is now."""
        self.key = key
        layer = self._session.document.get(key, Layer)
        self.name.show_name(layer.name)
        self.map.show_layer(key)
        self._show_rows()
        self.note.say("")
        left = max(0.0, 1 - sums.taken(self._session.document, key))
        free = _("{share} of the layer is free", share=percent(left))
        self.free.setText(free if left > 1e-9 else _("The layer is full"))
        said = _("Seed “{seed}”: it draws who falls where, and stays as it is.", seed=layer.seed)
        self.seed.setText(said)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        about = Text(_("Tests in one layer never share a person: each takes a part of its own."),
                     "caption")  # fmt: skip
        about.setWordWrap(True)
        card = Card(padding=12)
        card.add(self.map)
        card.body.addLayout(self.column)
        card.add(self.note)
        card.add(self.free)
        section = Section(_("Traffic map"))
        section.add(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addWidget(about)
        whole.addWidget(section)
        whole.addWidget(self.seed)
        whole.addStretch(1)

    def _show_rows(self) -> None:
        found = sums.slices(self._session.document, self.key)
        if list(self.rows) != [one.id for __, __, one in found]:
            for row in self.rows.values():
                row.hide()
                row.deleteLater()
            self.rows = {one.id: self._row(one) for __, __, one in found}
        for start, end, one in found:
            self.rows[one.id].open.setText(one.name)
            self.rows[one.id].part.show_part(start, end)

    def _row(self, one: Experiment) -> _TestRow:
        row = _TestRow(one, colour_of(self._session.document, one.id))
        row.part.moved.connect(lambda start, end: self._typed(one.id, start, end))
        row.open.clicked.connect(lambda: self.opened.emit(one.id))
        self.column.addWidget(row)
        return row

    def _rename(self, name: str) -> None:
        document = self._session.document
        made = msgspec.structs.replace(document.get(self.key, Layer), name=name)
        self._session.attempt(lambda: set_layer(document, layer=made))

    def _cut(self, key: str, start: float, end: float) -> None:
        document = self._session.document
        before = document.get(key, Experiment)
        assert before.slice is not None
        part = msgspec.structs.replace(before.slice, start=start, end=end)
        made = msgspec.structs.replace(before, slice=part)
        problem = tried(lambda: set_experiment(document, experiment=made))
        if problem:
            self.note.say(problem)
        else:
            self.show_layer(self.key)

    def _typed(self, key: str, start: float, end: float) -> None:
        self._cut(key, start, end)
        self._session.document.history.seal()


class _TestRow(QWidget):
    def __init__(self, one: Experiment, colour: str) -> None:
        super().__init__()
        self.open = Button(one.name, tone="ghost", height=28)
        self.open.setToolTip(_("Open the test"))
        self.part = Stretch(one.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Disc("", colour, size=10))
        row.addWidget(self.open)
        row.addStretch(1)
        row.addWidget(self.part)
