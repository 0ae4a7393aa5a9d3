"""What a rule shows: a variant, nothing, or an experiment with a variant for each arm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from designer.document.queries import contents
from designer.language import _
from designer.records import (
    HIDDEN,
    Experiment,
    Hide,
    Module,
    Outcome,
    Run,
    Show,
    Slot,
)
from widgets.inspector.fields.choice import stretched
from widgets.look.buttons import SegmentedControl
from widgets.look.controls import Text
from widgets.parts.quiet import Combo
from widgets.rules.wording import choice_words

if TYPE_CHECKING:
    from widgets.session import Session


class OutcomeEdit(QWidget):
    """A variant, hidden, or an experiment with a variant for each arm."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._slot: Slot | None = None
        self.mode = SegmentedControl(
            [("show", _("Variant")), ("hide", _("Hidden")), ("run", _("Experiment"))]
        )
        self.mode.setAccessibleName(_("What they see"))
        self.mode.chosen.connect(self._chose_mode)
        self.variant = Combo()
        self.variant.setAccessibleName(_("Variant"))
        self.variant.activated.connect(lambda __: self._tell())
        self.experiment = Combo()
        self.experiment.setAccessibleName(_("Experiment"))
        self.experiment.activated.connect(self._other_experiment)
        self.arms: dict[str, Combo] = {}
        self.split = QWidget()
        self.grid = QGridLayout(self.split)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        self.none = Text(_("This project has no experiment yet."), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (stretched(self.mode), self.variant, self.experiment, self.split, self.none):
            column.addWidget(widget)

    def show_outcome(self, slot: Slot, outcome: Outcome) -> None:
        """Show an outcome of a slot."""
        self._slot = slot
        self.mode.button("hide").setVisible(isinstance(slot, Module))
        self._fill(self.variant, hidden=False)
        self.experiment.clear()
        for one in self._session.document.all(Experiment):
            self.experiment.addItem(one.name, one.id)
        if isinstance(outcome, Show):
            self.variant.show_data(outcome.variant)
        if isinstance(outcome, Run):
            self.experiment.show_data(outcome.experiment)
            self._show_arms(outcome)
        kinds = {Show: "show", Hide: "hide", Run: "run"}
        self._arrange(kinds[type(outcome)])

    def _arrange(self, mode: str) -> None:
        self.mode.choose(mode)
        self.variant.setVisible(mode == "show")
        some = self.experiment.count() > 0
        self.experiment.setVisible(mode == "run" and some)
        self.split.setVisible(mode == "run" and some)
        self.none.setVisible(mode == "run" and not some)

    def _fill(self, combo: Combo, *, hidden: bool) -> None:
        assert self._slot is not None
        combo.clear()
        for key in contents(self._slot):
            combo.addItem(choice_words(self._session.document, self._slot, key), key)
        if hidden and isinstance(self._slot, Module):
            combo.addItem(_("hidden"), HIDDEN)

    def _show_arms(self, outcome: Run) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.arms = {}
        experiment = self._session.document.get(outcome.experiment, Experiment)
        for place, arm in enumerate(experiment.arms):
            combo = Combo()
            combo.setAccessibleName(arm.name)
            self._fill(combo, hidden=True)
            combo.show_data(outcome.arms.get(arm.id))
            combo.activated.connect(lambda __: self._tell())
            text = Text(f"{arm.name}  {arm.weight * 100:.0f}%", "caption")
            self.grid.addWidget(text, place, 0)
            self.grid.addWidget(combo, place, 1)
            self.arms[arm.id] = combo

    def _chose_mode(self, mode: str) -> None:
        self._arrange(mode)
        if mode == "run" and self.experiment.count() and not self.arms:
            self._other_experiment()
        else:
            self._tell()

    def _other_experiment(self) -> None:
        assert self._slot is not None
        if self.experiment.currentIndex() < 0:
            self.experiment.setCurrentIndex(0)
        key = str(self.experiment.currentData())
        experiment = self._session.document.get(key, Experiment)
        places = contents(self._slot)
        arms = {arm.id: places[n % len(places)] for n, arm in enumerate(experiment.arms)}
        self._show_arms(Run(experiment=key, arms=arms))
        self._tell()

    def _tell(self) -> None:
        mode = self.mode.choice()
        if mode == "hide":
            self.made.emit(Hide())
        elif mode == "show":
            if self.variant.currentIndex() < 0:
                self.variant.setCurrentIndex(0)
            self.made.emit(Show(variant=str(self.variant.currentData())))
        elif self.arms:
            arms = {arm: str(combo.currentData()) for arm, combo in self.arms.items()}
            self.made.emit(Run(experiment=str(self.experiment.currentData()), arms=arms))
