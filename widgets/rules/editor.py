"""The popover that edits a rule: for whom, when, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from designer.document.queries import contents, phases
from designer.language import _
from designer.records import (
    ALWAYS,
    HIDDEN,
    AllOf,
    AnyOf,
    Between,
    Condition,
    During,
    Experiment,
    Hide,
    InSegment,
    Module,
    Outcome,
    Rule,
    Run,
    Segment,
    Show,
    Slot,
    Window,
)
from widgets.inspector.chips import ChipChoice
from widgets.inspector.fields.choice import stretched
from widgets.inspector.fields.moment import MomentEdit
from widgets.inspector.popup import Popup
from widgets.inspector.quiet import Combo
from widgets.look.buttons import Button, SegmentedControl
from widgets.look.controls import Text
from widgets.rules.wording import choice_words, segments_of, simple_parts, window_dates, words_of

if TYPE_CHECKING:
    from widgets.session import Session


class RuleEditor(Popup):
    """Edits a rule of a slot; a rule that is there changes at once, a new one when it is added."""

    made = Signal(object)
    """The rule as the user wants it now."""
    added = Signal(object)
    removed = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, padding=14, spacing=12)
        self._session = session
        self._slot: Slot | None = None
        self._rule = Rule(id="", outcome=Hide())
        self.title = Text("", "strong")
        self.audience = AudienceEdit(session)
        self.audience.made.connect(lambda made: self._put(audience=made))
        self.window_ = WindowEdit(session)
        self.window_.made.connect(lambda made: self._put(window=made))
        self.outcome = OutcomeEdit(session)
        self.outcome.made.connect(lambda made: self._put(outcome=made))
        self.remove = Button(_("Remove"), tone="quiet", icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.done = Button(_("Done"), tone="primary")
        self.done.clicked.connect(self._finish)
        self.body.addWidget(self.title)
        for label, widget in (
            (_("Who"), self.audience), (_("When"), self.window_), (_("Sees"), self.outcome),
        ):  # fmt: skip
            self.body.addWidget(_titled(label, widget))
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.body.addLayout(foot)

    def edit(self, slot: Slot, rule: Rule, anchor: QWidget) -> None:
        """Open on a rule; one without an id is new."""
        self._slot, self._rule = slot, rule
        new = not rule.id
        self.title.setText(_("New rule") if new else _("Edit the rule"))
        self.done.setText(_("Add the rule") if new else _("Done"))
        self.done.updateGeometry()
        self.remove.setVisible(not new)
        self.audience.show_audience(rule.audience)
        self.window_.show_window(rule.window)
        self.outcome.show_outcome(slot, rule.outcome)
        self.open_at(anchor, width=328)
        self.audience.setFocus()

    def rule(self) -> Rule:
        """The rule as it stands."""
        return self._rule

    def sentence(self) -> str:
        """The rule in words."""
        assert self._slot is not None
        return words_of(self._session.document, self._slot, self._rule).plain()

    def _put(self, **parts: Condition | Window | Outcome) -> None:
        self._rule = msgspec.structs.replace(self._rule, **parts)
        if self._rule.id:
            self.made.emit(self._rule)
        self.fit()

    def _finish(self) -> None:
        self.close()
        if not self._rule.id:
            self.added.emit(self._rule)

    def _remove(self) -> None:
        self.close()
        self.removed.emit(self._rule.id)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


class AudienceEdit(QWidget):
    """Segments as chips, all of them or any; other conditions in the condition builder."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._audience: Condition = AllOf()
        self.chips = ChipChoice()
        self.chips.setAccessibleName(_("Segments"))
        self.chips.changed.connect(self._chose)
        self.joint = SegmentedControl([("all", _("in all of them")), ("any", _("in any of them"))])
        self.joint.chosen.connect(lambda __: self._chose(self.chips.on()))
        self.words = Text("", "caption")
        self.words.setWordWrap(True)
        self.more = Button(_("Own condition…"), tone="quiet", icon="sliders-horizontal", height=26)
        self.more.clicked.connect(self._build)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.chips, stretched(self.joint), self.words):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.chips)

    def show_audience(self, audience: Condition) -> None:
        """Show an audience; one that is more than segments is shown as a sentence."""
        from designer.condition_words import sentence

        self._audience = audience
        document = self._session.document
        segments = [document.get(key, Segment) for key in document.shop.segments]
        parts, __ = simple_parts(audience)
        self.chips.show_choices([(s.id, s.name) for s in segments], on=parts or ())
        for segment in segments:
            self.chips.chips[segment.id].colour = segment.colour
            self.chips.chips[segment.id].updateGeometry()
        self.joint.choose("any" if isinstance(audience, AnyOf) else "all")
        self.joint.setVisible(len(parts or ()) > 1)
        said = sentence(audience, shop=document.shop, segments=segments_of(document))
        self.words.setText(said if parts is None else "" if parts else _("Everybody"))
        self.words.setVisible(not parts)
        self.updateGeometry()

    def _chose(self, on: list[str]) -> None:
        parts = tuple(InSegment(segment=key) for key in on)
        group = AnyOf if self.joint.choice() == "any" and len(parts) > 1 else AllOf
        made: Condition = parts[0] if len(parts) == 1 else group(of=parts)
        self.show_audience(made)
        self.made.emit(made)

    def _build(self) -> None:
        from widgets.crowds.asking import asked_condition

        made = asked_condition(self._session, self._audience, parent=self)
        if made is not None:
            self.show_audience(made)
            self.made.emit(made)


class WindowEdit(QWidget):
    """Always, during campaign phases, or between two instants."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.mode = SegmentedControl(
            [("always", _("Always")), ("phases", _("Phases")), ("between", _("Dates"))]
        )
        self.mode.setAccessibleName(_("When"))
        self.mode.chosen.connect(self._chose_mode)
        self.phases = ChipChoice()
        self.phases.setAccessibleName(_("Phases"))
        self.phases.changed.connect(lambda on: self._tell(During(phases=tuple(on))))
        self.dates = Text("", "small")
        self.dates.setWordWrap(True)
        self.start = MomentEdit(session, name=_("From"))
        self.end = MomentEdit(session, name=_("Until"))
        for edit in (self.start, self.end):
            edit.made.connect(lambda __: self._between())
        self.span = QWidget()
        grid = QGridLayout(self.span)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for place, (text, edit) in enumerate(((_("From"), self.start), (_("Until"), self.end))):
            grid.addWidget(Text(text, "caption"), place, 0)
            grid.addWidget(edit, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (stretched(self.mode), self.phases, self.span, self.dates):
            column.addWidget(widget)

    def show_window(self, window: Window) -> None:
        """Show a window."""
        plain = "always" if window == ALWAYS else "between"
        self._arrange("phases" if isinstance(window, During) else plain)
        known = phases(self._session.document)
        on = window.phases if isinstance(window, During) else ()
        self.phases.show_choices([(key, phase.name) for key, phase in known.items()], on=on)
        if isinstance(window, Between):
            self.start.show_moment(window.start)
            self.end.show_moment(window.end)
        self._say(window)

    def _arrange(self, mode: str) -> None:
        self.mode.choose(mode)
        self.phases.setVisible(mode == "phases")
        self.span.setVisible(mode == "between")
        self.dates.setVisible(mode == "phases")

    def _say(self, window: Window) -> None:
        none = _("This project has no campaign phases yet.")
        known = phases(self._session.document)
        said = window_dates(self._session.document, window) if known else none
        self.dates.setText(said)

    def _chose_mode(self, mode: str) -> None:
        if mode == "always":
            self._arrange(mode)
            self.made.emit(ALWAYS)
        elif mode == "phases":
            self.show_window(During(phases=tuple(self._current_phases())))
            self._tell(During(phases=tuple(self._current_phases())))
        else:
            self._arrange(mode)
            self._between()

    def _current_phases(self) -> list[str]:
        """The phase that runs at the instant in focus, to start from."""
        now = self._session.focus.instant
        known = phases(self._session.document)
        return [key for key, phase in known.items() if phase.start <= now < phase.end][:1]

    def _between(self) -> None:
        self._tell(Between(start=self.start.moment(), end=self.end.moment()))

    def _tell(self, window: Window) -> None:
        self._say(window)
        self.made.emit(window)


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


def _titled(label: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    column.addWidget(Text(label, "caption"))
    column.addWidget(widget)
    return holder


