"""The page of one test: what it asks, its arms, how they look, whom it takes, where it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.experiments import set_experiment
from designer.language import _
from designer.records import Experiment
from widgets.experiments.arms import ArmsEdit
from widgets.experiments.looks import LooksView
from widgets.experiments.parts import Note, tried
from widgets.experiments.places import PlacesEdit
from widgets.experiments.traffic import TrafficEdit
from widgets.experiments.words import METRICS, metric_name
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Text
from widgets.parts.line import Line
from widgets.parts.name_line import NameLine
from widgets.parts.quiet import Combo

if TYPE_CHECKING:
    from widgets.session import Session


class ExperimentPage(QWidget):
    """The centre of the workspace for a test."""

    removed = Signal(str)
    copied = Signal(str)
    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.key = session, ""
        self.deeds: list[IconButton] = []
        self.name = NameLine(size=fonts.HEADING)
        self.name.setFixedHeight(32)
        self.name.setAccessibleName(_("Name of the test"))
        self.name.named.connect(lambda name: self._put(name=name))
        self.hypothesis = Line(placeholder=_("Hypothesis: what you expect to happen, and why"))
        self.hypothesis.setAccessibleName(_("Hypothesis"))
        self.hypothesis.edited.connect(lambda text: self._put(hypothesis=text))
        self.hypothesis.sealed.connect(session.document.history.seal)
        self.measure = Combo()
        self.measure.setAccessibleName(_("Primary metric"))
        self.measure.activated.connect(lambda __: self._put(metric=self.measure.currentData()))
        self.seed = KeyEdit()
        self.seed.chosen.connect(self._rekey)
        self.arms = ArmsEdit(session)
        self.looks = LooksView(session)
        self.traffic = TrafficEdit(session)
        self.places = PlacesEdit(session)
        self.places.opened.connect(self.opened)
        self._lay_out()

    def show_experiment(self, key: str) -> None:
        """Show a test as it is now."""
        found = self._session.document.get(key, Experiment)
        self.name.show_name(found.name)
        self.hypothesis.show_text(found.hypothesis)
        self._show_metric(found.metric)
        self.seed.show_key(found.key, other=key != self.key)
        self.key = key
        for part in (self.arms, self.looks, self.traffic, self.places):
            part.show_experiment(found)

    def allow(self, *, writable: bool) -> None:
        """Take edits or not; looking at the arms is always possible."""
        parts = (self.name, self.hypothesis, self.measure, self.seed.line, self.arms,
                 self.traffic, self.places, *self.deeds)  # fmt: skip
        for part in parts:
            part.setEnabled(writable)

    # ---- inside ----

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name, 1)
        for icon, text, shortcut, signal in (
            ("copy", _("Duplicate the test"), "Ctrl+D", self.copied),
            ("trash-2", _("Remove the test"), "", self.removed),
        ):
            button = IconButton(icon, text, shortcut)
            button.clicked.connect(lambda __=False, signal=signal: signal.emit(self.key))
            head.addWidget(button)
            self.deeds.append(button)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addLayout(_titled(_("Primary metric"), self.measure), 1)
        pair.addLayout(_titled(_("Key (seed of the buckets)"), self.seed.line), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.hypothesis)
        column.addLayout(pair)
        column.addWidget(self.seed)
        for part in (self.arms, self.looks, self.traffic, self.places):
            column.addSpacing(8)
            column.addWidget(part)
        column.addStretch(1)

    def _show_metric(self, metric: str) -> None:
        keys = [*METRICS, *([] if metric in METRICS else [metric])]
        if [self.measure.itemData(n) for n in range(self.measure.count())] != keys:
            self.measure.clear()
            for key in keys:
                self.measure.addItem(metric_name(key), key)
        self.measure.show_data(metric)

    def _put(self, **parts: object) -> None:
        document = self._session.document
        made = msgspec.structs.replace(document.get(self.key, Experiment), **parts)
        self._session.attempt(lambda: set_experiment(document, experiment=made))

    def _rekey(self, key: str) -> None:
        document = self._session.document
        made = msgspec.structs.replace(document.get(self.key, Experiment), key=key)
        problem = tried(lambda: set_experiment(document, experiment=made))
        if problem:
            self.seed.refuse(problem)
        else:
            document.history.seal()


class KeyEdit(QWidget):
    """The key in a line; another one must be confirmed, because it reshuffles everybody."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.line = Line()
        self.line.setAccessibleName(_("Key (seed of the buckets)"))
        self.line.textChanged.connect(lambda __: self._compare())
        self.line.returnPressed.connect(self._take)
        self.note = Note()
        self.change = Button(_("Change and reshuffle"), tone="danger", height=28)
        self.change.clicked.connect(self._take)
        self.keep = Button(_("Keep the old key"), height=28)
        self.keep.clicked.connect(lambda: self.show_key(self._key, other=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.keep)
        row.addWidget(self.change)

    def show_key(self, key: str, *, other: bool) -> None:
        """Show the key; one that is being typed for the same test stays."""
        typing = not other and key == self._key
        self._key = key
        if not typing:
            self.line.show_text(key)
        self._compare()

    def refuse(self, problem: str) -> None:
        """Say why a key cannot be taken."""
        self.note.say(problem)

    def _compare(self) -> None:
        differs = self.line.text().strip() != self._key
        self.setVisible(differs)
        self.note.say(
            _("Another key reshuffles people: whoever was in one arm may land in another.")
        )

    def _take(self) -> None:
        wanted = self.line.text().strip()
        if wanted != self._key:
            self.chosen.emit(wanted)


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Text(title, "caption"))
    column.addWidget(widget)
    return column
