"""Where a test runs: a card a slot with what its arms show, and running it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.rules import add_rule, remove_rule, set_rule
from designer.document.queries import contents, slot
from designer.language import _
from designer.records import (
    ALWAYS,
    EVERYBODY,
    HIDDEN,
    Condition,
    Experiment,
    Module,
    Page,
    Rule,
    Run,
    Show,
    Slot,
)
from widgets.experiments.parts import Disc
from widgets.experiments.words import Running, arm_colour, every_slot, path_of, places_of
from widgets.look.buttons import Button, IconButton, SegmentedControl
from widgets.look.controls import Card, Elided, Pill, Section, Text
from widgets.parts.choosing import Chooser, Option
from widgets.parts.popup import Popup
from widgets.parts.quiet import Combo
from widgets.rules.audience import AudienceEdit
from widgets.rules.cards import Dots
from widgets.rules.wording import choice_words, words_of
from widgets.words import letter

if TYPE_CHECKING:
    from widgets.session import Session


class ArmChoices(QWidget):
    """For each arm what the slot shows to it."""

    made = Signal(object)
    """Arm id → choice, as the user has it now."""

    def __init__(self, session: Session, *, columns: int = 2) -> None:
        super().__init__()
        self._session, self._columns = session, columns
        self.combos: dict[str, Combo] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def show_choices(self, at: Slot, experiment: Experiment, arms: Mapping[str, str]) -> None:
        """Show what each arm of a test gets in a slot."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.combos = {}
        for n, arm in enumerate(experiment.arms):
            combo = self._combo(at, arms.get(arm.id, at.default))
            combo.setAccessibleName(_("Arm {letter} shows", letter=letter(n)))
            combo.setToolTip(arm.name)
            row, column = divmod(n, self._columns)
            self._grid.addWidget(Disc(letter(n), arm_colour(n)), row, 2 * column)
            self._grid.addWidget(combo, row, 2 * column + 1)
            self.combos[arm.id] = combo

    def arms(self) -> dict[str, str]:
        """Arm id → choice."""
        return {arm: str(combo.currentData()) for arm, combo in self.combos.items()}

    def _combo(self, at: Slot, choice: str) -> Combo:
        combo = Combo()
        for key in (*contents(at), *((HIDDEN,) if isinstance(at, Module) else ())):
            combo.addItem(choice_words(self._session.document, at, key), key)
        combo.show_data(choice)
        combo.activated.connect(lambda __: self.made.emit(self.arms()))
        return combo


class PlaceCard(Card):
    """One slot: where it stands, for whom the test runs there, and what each arm shows."""

    edited = Signal(object)
    removed = Signal()
    opened = Signal()

    def __init__(self, session: Session, place: Running, experiment: Experiment) -> None:
        super().__init__(padding=12)
        self.place = place
        document = session.document
        words = words_of(document, place.slot, place.rule)
        self.title = Elided(place.slot.name, "strong")
        self.path = Elided(path_of(document, place.slot), "caption")
        self.go = IconButton("external-link", _("Open in Design"), size=26)
        self.go.clicked.connect(self.opened)
        self.remove = IconButton("trash-2", _("Stop running it here"), size=26)
        self.remove.clicked.connect(self.removed)
        self.choices = ArmChoices(session)
        self.choices.show_choices(place.slot, experiment, place.run.arms)
        self.choices.made.connect(self._chose)
        dots = Dots()
        dots.show_colours(words.colours)
        joined = f" {words.joint} ".join(words.whom)
        number = place.slot.rules.index(place.rule) + 1
        self.audience = Elided(f"{joined} · {words.when}", "caption")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.path, 1)
        head.addWidget(self.go)
        head.addWidget(self.remove)
        middle = QHBoxLayout()
        middle.setSpacing(7)
        middle.addWidget(dots)
        middle.addWidget(self.audience, 1)
        middle.addWidget(Pill(_("rule {number}", number=number), "muted"))
        self.body.addLayout(head)
        self.body.addLayout(middle)
        self.body.addSpacing(2)
        self.add(self.choices)
        self.setAccessibleName(f"{place.slot.name}, {joined}")

    def _chose(self, arms: Mapping[str, str]) -> None:
        run = msgspec.structs.replace(self.place.run, arms=arms)
        self.edited.emit(msgspec.structs.replace(self.place.rule, outcome=run))


class PlacesEdit(QWidget):
    """All places of a test."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.key = session, ""
        self.cards: list[PlaceCard] = []
        self._shown: tuple[object, ...] = ()
        self.run = Button(_("Run it on…"), tone="quiet", icon="plus", height=26)
        self.run.setToolTip(_("Choose a page or module and what each arm shows there"))
        self.run.clicked.connect(self.choose_slot)
        self.chooser = Chooser(self, hint=_("Search pages and modules"))
        self.chooser.picked.connect(self._picked)
        self.popup = RunPopup(session, self)
        self.none = Text(_("It runs nowhere yet. Choose a page or a module, then say what each "
                           "arm shows there."), "caption")  # fmt: skip
        self.none.setWordWrap(True)
        self.section = Section(_("Where it runs"), action=self.run)
        self.section.add(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def show_experiment(self, experiment: Experiment) -> None:
        """Show where a test runs now; cards that say the same stay."""
        self.key = experiment.id
        places = places_of(self._session.document, experiment.id)
        self.none.setVisible(not places)
        shown = (experiment.arms, *((p.slot, p.rule) for p in places), self._names(places))
        if shown == self._shown:
            return
        self._shown = shown
        for card in self.cards:
            self.section.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(place, experiment) for place in places]
        for card in self.cards:
            self.section.add(card)

    def choose_slot(self) -> None:
        """Offer every page and module that does not run the test yet."""
        document = self._session.document
        running = {place.slot.id for place in places_of(document, self.key)}
        options = [
            Option(value=at.id, title=at.name, note=path_of(document, at),
                   icon="file" if isinstance(at, Page) else "layers")
            for at in every_slot(document)
            if at.id not in running
        ]  # fmt: skip
        self.chooser.open_with(options, self.run, width=320)

    # ---- inside ----

    def _names(self, places: Sequence[Running]) -> tuple[str, ...]:
        document = self._session.document
        return tuple(path_of(document, place.slot) for place in places)

    def _card(self, place: Running, experiment: Experiment) -> PlaceCard:
        document, session = self._session.document, self._session
        card, at, rule = PlaceCard(session, place, experiment), place.slot.id, place.rule.id
        card.edited.connect(
            lambda made: session.attempt(lambda: set_rule(document, slot=at, rule=made))
        )
        card.removed.connect(
            lambda: session.attempt(lambda: remove_rule(document, slot=at, rule=rule))
        )
        card.opened.connect(lambda: self.opened.emit(at))
        return card

    def _picked(self, key: str) -> None:
        experiment = self._session.document.get(self.key, Experiment)
        self.popup.open_for(slot(self._session.document, key), experiment, self.run)


class RunPopup(Popup):
    """Asks for whom a test runs on a slot, what each arm shows, and before or after which rules."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, padding=14, spacing=12)
        self._session = session
        self._slot: Slot | None = None
        self._experiment: Experiment | None = None
        self._audience: Condition = EVERYBODY
        self.title, self.path = Elided("", "strong"), Elided("", "caption")
        self.choices = ArmChoices(session, columns=1)
        self.audience = AudienceEdit(session)
        self.audience.made.connect(self._other_audience)
        self.place = SegmentedControl([("first", _("Before the other rules")),
                                       ("last", _("After the other rules"))])  # fmt: skip
        self.place.setAccessibleName(_("Order among the rules"))
        self.done = Button(_("Run it here"), tone="primary")
        self.done.clicked.connect(self._add)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.close)
        self.body.addWidget(self.title)
        self.body.addWidget(self.path)
        for label, widget in ((_("Arms show"), self.choices), (_("Who"), self.audience)):
            self.body.addWidget(Text(label, "caption"))
            self.body.addWidget(widget)
        self.body.addWidget(self.place)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.done)
        self.body.addLayout(foot)

    def open_for(self, at: Slot, experiment: Experiment, anchor: QWidget) -> None:
        """Open for a slot; its contents go to the arms in order to start with."""
        self._slot, self._experiment, self._audience = at, experiment, EVERYBODY
        self.title.setText(at.name)
        self.path.setText(path_of(self._session.document, at))
        self.choices.show_choices(at, experiment, starting(at, experiment))
        self.audience.show_audience(EVERYBODY)
        self.place.setVisible(bool(at.rules))
        self.place.choose("first" if catches_all(at) else "last")
        self.open_at(anchor, width=360)
        self.done.setFocus()

    def _other_audience(self, made: Condition) -> None:
        self._audience = made
        self.fit()

    def _add(self) -> None:
        at, experiment, session = self._slot, self._experiment, self._session
        assert at is not None
        assert experiment is not None
        run = Run(experiment=experiment.id, arms=self.choices.arms())
        index = 0 if self.place.choice() == "first" else None
        self.close()
        session.attempt(lambda: add_rule(
            session.document, slot=at.id, outcome=run, audience=self._audience, index=index
        ))  # fmt: skip


def starting(at: Slot, experiment: Experiment) -> dict[str, str]:
    """What the arms show to start with: the default for the control, then the others in turn."""
    own = contents(at)
    order = [at.default, *(key for key in own if key != at.default)]
    return {arm.id: order[n % len(order)] for n, arm in enumerate(experiment.arms)}


def catches_all(at: Slot) -> bool:
    """Whether some rule already serves everybody all the time, so that none below it is reached."""
    return any(_catches(rule) for rule in at.rules)


def _catches(rule: Rule) -> bool:
    everybody = rule.audience == EVERYBODY and rule.window == ALWAYS
    return everybody and isinstance(rule.outcome, Show)
