"""How many people see what: counted in the background for the page and the instant in focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.queries import slot
from designer.errors import CancelledError, DesignerError
from designer.language import _, plural
from designer.records import (
    HIDDEN,
    Attribute,
    Campaign,
    Condition,
    Experiment,
    Floor,
    Imported,
    Layer,
    Layout,
    Module,
    Outcome,
    Page,
    Population,
    Run,
    Segment,
    Shop,
    Show,
    Slot,
    Synthesis,
)
from widgets.crowds.presets import add_sample
from widgets.look import tokens
from widgets.look.buttons import Button
from widgets.look.controls import Elided, ShareBar, Text
from widgets.parts.records import percent
from widgets.rules.legend import Legend
from widgets.rules.wording import NOBODY_SPECIAL, choice_letter, short_choice, words_of
from widgets.session import Session
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from datetime import datetime

    from designer.decide.rulebook import Rulebook
    from designer.population.exposure import Exposure, Simulator, SlotExposure
    from designer.population.table import Table

WAIT = 50
"""Milliseconds without another change before counting starts."""
_COUNTED = (
    Shop, Page, Layout, Floor, Module, Segment, Experiment, Layer, Campaign, Population,
)  # fmt: skip
"""Records that the figures depend on."""
Source = tuple[Synthesis | Imported, tuple[Attribute, ...]]
"""What a table of consumers is made from."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """What is known about the population at one moment."""

    people: int = 0
    exposure: Exposure | None = None
    segments: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[Condition, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Order:
    """What one run of the counting reads; nothing of it changes meanwhile."""

    source: Source
    shop: Shop
    page: str
    book: Rulebook
    now: datetime
    arms: Mapping[str, str]
    conditions: tuple[Condition, ...]
    load: Callable[[str], bytes]
    kept: tuple[Source, Simulator] | None


class Figures(QObject):
    """Counts again after every edit that can change a decision; one run at a time.

    There is one for each session, which owns it; `of` finds it or makes it.
    """

    updated = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._chosen: str | None = None
        self._kept: tuple[Source, Simulator] | None = None
        self._task: Task[tuple[Source, Simulator, Count]] | None = None
        self._again = False
        self._asked: dict[object, Condition] = {}
        self.count = Count()
        self.problem = ""
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self._seen = self._key()
        self._timer.start()

    @classmethod
    def of(cls, session: Session) -> Figures:
        """The figures of a session."""
        found = session.findChild(cls)
        return found if isinstance(found, cls) else cls(session)

    # ---- asking ----

    @property
    def busy(self) -> bool:
        """Whether a count is under way or about to start."""
        return self._task is not None or self._timer.isActive()

    @property
    def people(self) -> int:
        """How many consumers were counted; 0 before the first count and without a population."""
        return self.count.people

    @property
    def table(self) -> Table | None:
        """The consumers counted last, for others to read; None before the first count."""
        return self._kept[1].table if self._kept is not None else None

    def population(self) -> Population | None:
        """The population that is counted: the chosen one, else the first."""
        document = self._session.document
        found = document.find(self._chosen)
        if isinstance(found, Population):
            return found
        return next(iter(document.all(Population)), None)

    def slot(self, key: str) -> SlotExposure | None:
        """The figures of a page or module; None while nobody has counted."""
        exposure = self.count.exposure
        return exposure.slots.get(key) if exposure is not None else None

    def segment(self, key: str) -> int | None:
        """How many people are in a segment; None while nobody has counted."""
        return self.count.segments.get(key)

    def size(self, condition: Condition) -> int | None:
        """How many people a condition that was asked for holds for; None until it is counted."""
        return self.count.asked.get(condition)

    def share(self, count: int) -> float:
        """A number of people as a share of all."""
        return count / self.people if self.people else 0.0

    # ---- steering ----

    def choose(self, population: str) -> None:
        """Count another population from now on."""
        self._chosen = population
        self.later()

    def ask(self, who: object, *conditions: Condition) -> None:
        """Count these conditions too, from now on; `who` replaces what it asked before."""
        for number in range(len(self._asked) + 1):
            self._asked.pop((who, number), None)
        self._asked.update({(who, n): condition for n, condition in enumerate(conditions)})
        if any(self.size(condition) is None for condition in conditions):
            self.later()

    def later(self) -> None:
        """Count again soon."""
        self._timer.start()

    # ---- when ----

    def _key(self) -> object:
        focus = self._session.focus
        return focus.page, focus.instant, tuple(sorted(focus.arms.items()))

    def _selected(self) -> None:
        if self._key() != self._seen:
            self._seen = self._key()
            self.later()
        else:
            self.updated.emit()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(*_COUNTED):
            self.later()

    # ---- counting ----

    def _start(self) -> None:
        if self._task is not None:
            self._again = True
            return
        order = self._order()
        if order is None:
            self._kept, self.count = None, Count()
            self.updated.emit()
            return
        self._task = Task(lambda progress: _run(order, progress), parent=self)
        self._task.finished.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _order(self) -> _Order | None:
        population, session = self.population(), self._session
        if population is None:
            return None
        shop = session.document.shop
        return _Order(
            source=(population.source, shop.attributes), shop=shop, page=session.focus.page,
            book=session.rulebook(), now=session.focus.instant, arms=dict(session.focus.arms),
            conditions=tuple(dict.fromkeys(self._asked.values())),
            load=session.project.assets.get, kept=self._kept,
        )  # fmt: skip

    def _done(self, result: tuple[Source, Simulator, Count]) -> None:
        source, simulator, self.count = result
        self._kept, self.problem = (source, simulator), ""
        self._next()

    def _failed(self, problem: Exception) -> None:
        self.count, self._kept = Count(), None
        if not isinstance(problem, CancelledError):
            self.problem = str(problem) if isinstance(problem, DesignerError) else repr(problem)
        self._next()

    def _next(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        if self._again:
            self._again = False
            self.later()
        self.updated.emit()


def _run(order: _Order, progress: Progress) -> tuple[Source, Simulator, Count]:
    from designer.population.exposure import Simulator

    if order.kept is not None and order.kept[0] == order.source:
        simulator = order.kept[1]
    else:
        simulator = Simulator(_table(order))
    progress(0.5)
    exposure = simulator.exposure(order.page, book=order.book, now=order.now, arms=order.arms)
    asked = {c: simulator.size(c, book=order.book) for c in order.conditions}
    count = Count(people=exposure.people, exposure=exposure, asked=asked,
                  segments=simulator.segment_sizes(order.book))  # fmt: skip
    return order.source, simulator, count


def _table(order: _Order) -> Table:
    source = order.source[0]
    if isinstance(source, Synthesis):
        from designer.population.synthesise import synthesise

        return synthesise(source, shop=order.shop)
    from designer.population.writing import from_parquet_bytes

    return from_parquet_bytes(order.load(source.sha256), shop=order.shop)


def slot_in_focus(session: Session) -> Slot | None:
    """The slot the panels speak of: the selected module, else the page; None for several."""
    modules = session.focus.modules
    if len(modules) > 1:
        return None
    key = modules[0] if modules else session.focus.page
    return slot(session.document, key) if session.document.find(key) is not None else None


class PopulationCard(QWidget):
    """The population and, in one bar, who sees what in the slot in focus; a click picks another."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.figures = Figures.of(session)
        self.title = Elided("", "strong")
        self.people = Text("", "caption")
        self.bar = ShareBar(height=8)
        self.legend = Legend()
        self.make = Button(_("Make a sample"), tone="quiet", icon="users-round", height=26)
        self.make.setToolTip(_("Draw 100,000 consumers from the eight strategic crowds"))
        self.make.clicked.connect(self._make)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.people, 1)
        head.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PAD, 13, tokens.PAD, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.legend)
        column.addStretch(1)
        self.figures.updated.connect(self.refresh)
        session.selected.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures as they are now."""
        population = self.figures.population()
        self.title.setText(_("Population"))
        self.people.setText(self._said(population))
        self.setToolTip(population.name if population else "")
        some = population is not None
        self.make.setVisible(not some)
        self.make.setEnabled(not self._session.project.read_only)
        self.bar.setVisible(some)
        self.legend.setVisible(some)
        parts = self._parts()
        self.bar.set_parts([(share, colour) for share, colour, __ in parts])
        self.legend.show_parts([(colour, text) for __, colour, text in parts])

    def _said(self, population: Population | None) -> str:
        if population is None:
            return _("None yet")
        if self.figures.problem:
            return self.figures.problem
        if not self.figures.people:
            return _("Counting…")
        return plural("{people} person", "{people} people", count=self.figures.people,
                      people=f"{self.figures.people:,}")  # fmt: skip

    def _parts(self) -> list[tuple[float, str, str]]:
        """By rule, then everybody else: share, colour of the crowd, and what they see."""
        at = slot_in_focus(self._session)
        found = self.figures.slot(at.id) if at is not None else None
        if at is None or found is None:
            return []
        document = self._session.document
        parts = [
            (one.got, words_of(document, at, rule).colours[0], _brief(document, at, rule.outcome))
            for rule, one in zip(at.rules, found.rules, strict=False)
        ]
        parts.append((found.default, NOBODY_SPECIAL, _seen(document, at, at.default)))
        share = self.figures.share
        return [(share(n), c, f"{text} {percent(share(n))}") for n, c, text in parts if n]

    def _make(self) -> None:
        session = self._session
        session.attempt(lambda: add_sample(session.document))


def _brief(document: Document, at: Slot, outcome: Outcome) -> str:
    if isinstance(outcome, Run):
        return _("Experiment")
    return _seen(document, at, outcome.variant if isinstance(outcome, Show) else HIDDEN)


def _seen(document: Document, at: Slot, choice: str) -> str:
    if isinstance(at, Module) and choice != HIDDEN:
        return choice_letter(at, choice)
    return short_choice(document, at, choice)
