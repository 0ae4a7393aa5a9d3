"""The arms of a test: names, weights that add up to 100 %, one more or one less."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.experiments import set_experiment
from designer.language import _
from designer.records import Arm, Experiment
from widgets.charts.parts import Edge, Part, PartsBar
from widgets.experiments import sums
from widgets.experiments.parts import Disc, Note, Percent, tried
from widgets.experiments.words import arm_colour, percent
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Section, Text
from widgets.parts.line import Line
from widgets.words import letter

if TYPE_CHECKING:
    from widgets.session import Session

MOST = 10
"""Arms of one test; each further arm only makes all of them too small."""


class ArmsEdit(QWidget):
    """A bar of the split with edges to drag, and a row for each arm."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, ""
        self._draft: dict[str, float] = {}
        self.rows: dict[str, ArmRow] = {}
        self.bar = PartsBar()
        self.bar.setAccessibleName(_("Weights of the arms"))
        self.bar.dragged.connect(self._dragged)
        self.bar.sealed.connect(session.document.history.seal)
        self.equalise = Button(_("Equal weights"), tone="quiet", icon="equal", height=26)
        self.equalise.setToolTip(_("Give every arm the same share"))
        self.equalise.clicked.connect(self._equalise)
        self.add = Button(_("Add an arm"), tone="quiet", icon="plus", height=26)
        self.add.clicked.connect(self._add)
        self.total = Text("", "caption")
        self.note = Note(tone="danger", icon="circle-alert")
        self.fit = Button(_("Make it 100 %"), tone="plain", height=28)
        self.fit.setToolTip(_("Scale the weights so that they add up to 100 %"))
        self.fit.clicked.connect(self._fit)
        self._lay_out()

    def show_experiment(self, experiment: Experiment) -> None:
        """Show the arms as they are; weights that are not kept yet stay."""
        if experiment.id != self._key or {a.id for a in experiment.arms} != set(self.rows):
            self._draft = {}
            self._key = experiment.id
            self._rebuild(experiment.arms)
        edges = list(itertools.accumulate(arm.weight for arm in experiment.arms))
        starts = [0.0, *edges]
        self.bar.show_parts(
            [
                Part(start=starts[n], end=edges[n], colour=arm_colour(n), text=letter(n))
                for n in range(len(experiment.arms))
            ],
            [
                Edge(at=edges[n], low=starts[n], high=edges[n + 1],
                     name=f"{letter(n)} | {letter(n + 1)}")
                for n in range(len(edges) - 1)
            ],
        )  # fmt: skip
        for arm in experiment.arms:
            self.rows[arm.id].show_arm(arm, self._draft.get(arm.id, arm.weight))
            self.rows[arm.id].remove.setEnabled(len(experiment.arms) > 2)
        self.add.setEnabled(len(experiment.arms) < MOST)
        self._judge()

    # ---- inside ----

    def _lay_out(self) -> None:
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(2)
        buttons.addWidget(self.equalise)
        buttons.addWidget(self.add)
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.total)
        foot.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.fit)
        card = Card(padding=12)
        card.add(self.bar)
        card.body.addLayout(self.column)
        card.body.addLayout(foot)
        section = Section(_("Arms"), action=actions)
        section.add(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section)

    def _rebuild(self, arms: tuple[Arm, ...]) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {arm.id: ArmRow(n, arm) for n, arm in enumerate(arms)}
        for row in self.rows.values():
            row.renamed.connect(self._rename)
            row.weighed.connect(self._weigh)
            row.removed.connect(self._remove)
            row.sealed.connect(self._session.document.history.seal)
            self.column.addWidget(row)

    def _experiment(self) -> Experiment:
        return self._session.document.get(self._key, Experiment)

    def _put(self, arms: tuple[Arm, ...]) -> None:
        made = msgspec.structs.replace(self._experiment(), arms=arms)
        self._draft = {}
        self._problem = tried(lambda: set_experiment(self._session.document, experiment=made))
        self.show_experiment(self._experiment())
        if self._problem:
            self.note.say(self._problem)

    def _once(self, arms: tuple[Arm, ...]) -> None:
        self._put(arms)
        self._session.document.history.seal()

    def _judge(self) -> None:
        """Say what the weights add up to, and why they are not kept when they are not."""
        arms = self._experiment().arms
        weights = sums.drafted(arms, self._draft)
        total = math.fsum(weights)
        for arm, weight in zip(arms, weights, strict=True):
            if self._draft:
                self.rows[arm.id].weight.show_share(weight)
        self.total.setText(_("Together {share}", share=percent(total)))
        self.note.say(_fault(weights, total) if self._draft else "")
        self.fit.setVisible(bool(self._draft))

    # ---- deeds ----

    def _weigh(self, key: str, share: float) -> None:
        arms = self._experiment().arms
        self._draft = {key: share} if len(arms) == 2 else {**self._draft, key: share}
        weights = sums.drafted(arms, self._draft)
        if _fault(weights, math.fsum(weights)):
            self._judge()
        else:
            self._once(sums.weighed(arms, weights))

    def _fit(self) -> None:
        arms = self._experiment().arms
        weights = [min(max(w, 0.0), 1.0) for w in sums.drafted(arms, self._draft)]
        self._once(sums.weighed(arms, sums.tidy(weights)))

    def _dragged(self, index: int, at: float) -> None:
        self._put(sums.edge_moved(self._experiment().arms, index, at))

    def _equalise(self) -> None:
        self._once(sums.equal(self._experiment().arms))

    def _add(self) -> None:
        arms = self._experiment().arms
        self._once(sums.with_arm(arms, letter(len(arms))))
        name = list(self.rows.values())[-1].name
        name.setFocus()
        name.selectAll()

    def _remove(self, key: str) -> None:
        if len(self._experiment().arms) > 2:
            self._once(sums.without_arm(self._experiment().arms, key))

    def _rename(self, key: str, name: str) -> None:
        if not name.strip():
            return
        arms = tuple(
            msgspec.structs.replace(arm, name=name) if arm.id == key else arm
            for arm in self._experiment().arms
        )
        self._put(arms)


class ArmRow(QWidget):
    """One arm: letter, name, weight, and the way out."""

    renamed = Signal(str, str)
    weighed = Signal(str, float)
    removed = Signal(str)
    sealed = Signal()

    def __init__(self, index: int, arm: Arm) -> None:
        super().__init__()
        self.key = arm.id
        self.name = Line(placeholder=_("Name of the arm"))
        self.name.setAccessibleName(_("Name of arm {letter}", letter=letter(index)))
        self.name.edited.connect(lambda text: self.renamed.emit(self.key, text))
        self.name.sealed.connect(self.sealed)
        self.control = Text(_("Control"), "small")
        if index:
            self.control.setText("")
        self.control.setFixedWidth(44)
        self.weight = Percent(_("Weight of arm {letter}", letter=letter(index)))
        self.weight.valueChanged.connect(
            lambda __: self.weighed.emit(self.key, self.weight.share())
        )
        self.remove = IconButton("x", _("Remove the arm"), size=26)
        self.remove.clicked.connect(lambda: self.removed.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Disc(letter(index), arm_colour(index)))
        row.addWidget(self.name, 1)
        row.addWidget(self.control)
        row.addWidget(self.weight)
        row.addWidget(self.remove)

    def show_arm(self, arm: Arm, weight: float) -> None:
        """Show the arm as it is."""
        self.name.show_text(arm.name)
        self.weight.show_share(weight)


def _fault(weights: tuple[float, ...], total: float) -> str:
    """Why weights are impossible; empty when they are not."""
    if any(not 0 <= weight <= 1 for weight in weights):
        return _("A weight lies between 0 % and 100 %; this is not kept.")
    if total > 1 + 1e-9:
        return _("{share} too much; not kept until they add up to 100 %.", share=percent(total - 1))
    if total < 1 - 1e-9:
        return _("{share} missing; not kept until they add up to 100 %.", share=percent(1 - total))
    return ""
