"""Whom a test takes: coverage, and its part of an exclusion layer on a map of the traffic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.experiments import add_layer, set_experiment
from designer.document.document import Document
from designer.language import _
from designer.records import Experiment, Layer, LayerSlice
from widgets.charts.parts import Edge, Part, PartsBar
from widgets.experiments import sums
from widgets.experiments.parts import Note, Percent, tried
from widgets.experiments.words import colour_of, percent
from widgets.look.controls import Card, Row, Section, Text
from widgets.parts.quiet import Combo, Slider

if TYPE_CHECKING:
    from widgets.session import Session

NONE, NEW = "", "new"
LABEL = 76


class LayerMap(PartsBar):
    """An exclusion layer from 0 to 100 % with the parts that tests take; some can be moved."""

    moved = Signal(str, float, float)
    """A test should take this part of the layer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._document: Document = session.document
        self._ends: list[tuple[Experiment, bool]] = []
        self.dragged.connect(self._told)
        self.sealed.connect(session.document.history.seal)
        self.setAccessibleName(_("Traffic map of the layer"))

    def show_layer(self, layer: str, *, own: str = "") -> None:
        """Show a layer; only `own` can be moved, or every test when none is named."""
        found = sums.slices(self._document, layer)
        parts = [
            Part(start=start, end=end, colour=colour_of(self._document, one.id), text=one.name,
                 faint=bool(own) and one.id != own)
            for start, end, one in found
        ]  # fmt: skip
        movable = [one for __, __, one in found if not own or one.id == own]
        self._ends = [(one, first) for one in movable for first in (True, False)]
        self.show_parts(parts, [self._edge(one, first=first) for one, first in self._ends])

    def _edge(self, one: Experiment, *, first: bool) -> Edge:
        part = one.slice
        assert part is not None
        low, high = sums.limits(self._document, one)
        if first:
            least = round(part.end - self._step, 6)
            return Edge(at=part.start, low=low, high=max(low, least),
                        name=_("{name} from", name=one.name))  # fmt: skip
        least = round(part.start + self._step, 6)
        return Edge(at=part.end, low=min(high, least), high=high,
                    name=_("{name} until", name=one.name))  # fmt: skip

    def _told(self, index: int, at: float) -> None:
        one, first = self._ends[index]
        assert one.slice is not None
        start, end = (at, one.slice.end) if first else (one.slice.start, at)
        self.moved.emit(one.id, start, end)


class Stretch(QWidget):
    """From and until in percent."""

    moved = Signal(float, float)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.start = Percent(_("{name} from", name=name).strip())
        self.end = Percent(_("{name} until", name=name).strip())
        for spin in (self.start, self.end):
            spin.valueChanged.connect(lambda __: self._told())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(Text("–", "caption"))
        row.addWidget(self.end)

    def show_part(self, start: float, end: float) -> None:
        """Show a part of the layer."""
        self.start.show_share(start)
        self.end.show_share(end)

    def _told(self) -> None:
        self.moved.emit(self.start.share(), self.end.share())


class TrafficEdit(QWidget):
    """Coverage, layer and slice of one test, and what they leave of everybody."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, ""
        self.slider = Slider()
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(_("Coverage"))
        self.slider.valueChanged.connect(lambda value: self._cover(value / 100))
        self.slider.sliderReleased.connect(session.document.history.seal)
        self.coverage = Percent(_("Coverage in percent"))
        self.coverage.valueChanged.connect(lambda __: self._cover(self.coverage.share()))
        self.layer = Combo()
        self.layer.setAccessibleName(_("Exclusion layer"))
        self.layer.activated.connect(lambda __: self._other_layer(self.layer.currentData()))
        self.map = LayerMap(session)
        self.map.moved.connect(lambda __, start, end: self._cut(start, end))
        self.part = Stretch(_("This test"))
        self.part.moved.connect(self._typed)
        self.note = Note(tone="danger", icon="circle-alert")
        self.sum = Text("", "caption")
        self.sum.setWordWrap(True)
        self._lay_out()

    def show_experiment(self, experiment: Experiment) -> None:
        """Show whom the test takes."""
        self._key = experiment.id
        self._show_coverage(experiment.coverage)
        part = experiment.slice
        self._fill_layers(part.layer if part else NONE)
        for widget in (self.map, self.part_row):
            widget.setVisible(part is not None)
        if part is not None:
            self.map.show_layer(part.layer, own=experiment.id)
            self.part.show_part(part.start, part.end)
        self.note.say("")
        self._say(experiment)

    # ---- inside ----

    def _lay_out(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.coverage)
        held = QWidget()
        beside = QHBoxLayout(held)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.part)
        beside.addStretch(1)
        self.part_row = Row(_("Part of it"), held, label_width=LABEL)
        card = Card(padding=12)
        card.add(Row(_("Coverage"), both, label_width=LABEL))
        card.add(Row(_("Layer"), self.layer, label_width=LABEL))
        card.add(self.map)
        card.add(self.part_row)
        card.add(self.note)
        card.add(self.sum)
        section = Section(_("Who takes part"))
        section.add(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section)

    def _fill_layers(self, current: str) -> None:
        self.layer.clear()
        self.layer.addItem(_("No layer: may share people with other tests"), NONE)
        for layer in self._session.document.all(Layer):
            self.layer.addItem(layer.name, layer.id)
        self.layer.addItem(_("A new layer"), NEW)
        self.layer.show_data(current)

    def _show_coverage(self, coverage: float) -> None:
        self.coverage.show_share(coverage)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(coverage * 100))
        self.slider.blockSignals(blocked)

    def _say(self, experiment: Experiment) -> None:
        holdout = self._session.document.shop.holdout.share
        factors = [percent(1 - holdout) + " " + _("not held out")]
        if experiment.slice is not None:
            width = experiment.slice.end - experiment.slice.start
            factors.append(percent(width) + " " + _("of the layer"))
        factors.append(percent(experiment.coverage) + " " + _("coverage"))
        reach = percent(sums.reach(experiment, holdout))
        product = " × ".join(factors)
        self.sum.setText(_("{factors} = {reach} of its audience takes part",
                           factors=product, reach=reach))  # fmt: skip

    def _experiment(self) -> Experiment:
        return self._session.document.get(self._key, Experiment)

    def _put(self, made: Experiment) -> None:
        """Keep it; when it is refused the typed figures stay and the reason stands below."""
        problem = tried(lambda: set_experiment(self._session.document, experiment=made))
        if problem:
            self.note.say(problem)
        else:
            self.show_experiment(self._experiment())

    def _cover(self, share: float) -> None:
        self._put(msgspec.structs.replace(self._experiment(), coverage=share))

    def _cut(self, start: float, end: float) -> None:
        before = self._experiment()
        assert before.slice is not None
        part = msgspec.structs.replace(before.slice, start=start, end=end)
        self._put(msgspec.structs.replace(before, slice=part))

    def _typed(self, start: float, end: float) -> None:
        self._cut(start, end)
        self._session.document.history.seal()

    def _other_layer(self, layer: str) -> None:
        before, document = self._experiment(), self._session.document
        if before.slice is not None and before.slice.layer == layer:
            return
        with_layer = _("Put {name} in a layer", name=before.name)
        if layer == NEW:
            problem = tried(lambda: _into_new(document, before, with_layer))
            self.note.say(problem)
            if not problem:
                self.show_experiment(self._experiment())
            return
        part = sums.widest(document, layer, without=before.id) if layer else None
        if layer and part is None:
            name = document.get(layer, Layer).name
            self._fill_layers(before.slice.layer if before.slice else NONE)
            self.note.say(_("“{name}” is full; make room on it first.", name=name))
            return
        self._put(msgspec.structs.replace(before, slice=part))


def _into_new(document: Document, experiment: Experiment, label: str) -> None:
    with document.transaction(label):
        layer = add_layer(document, name=_("New layer"))
        part = LayerSlice(layer=layer, start=0.0, end=1.0)
        set_experiment(document, experiment=msgspec.structs.replace(experiment, slice=part))
