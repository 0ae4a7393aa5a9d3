"""Whom a test reaches and how it splits them, counted over the population in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from designer.document.diff import Diff
from designer.records import Experiment
from widgets.experiments.words import Running, page_of, places_of
from widgets.figures import Figures
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from datetime import datetime

    from designer.decide.rulebook import Rulebook
    from designer.experiments.split import Split
    from designer.population.bits import Bits
    from designer.population.masks import Masks
    from designer.population.resolving import Resolver
    from designer.population.table import Table
    from widgets.session import Session

WAIT = 60
"""Milliseconds of quiet before counting starts."""


@dataclass(frozen=True, kw_only=True)
class Census:
    """One test over a population at an instant: `whole` splits those whom any of its rules reach.

    `places` has the split of those whom one rule reaches, by rule id; a rule whose window is
    closed is not there.
    """

    experiment: str
    people: int
    whole: Split
    places: Mapping[str, Split] = field(default_factory=dict)

    @property
    def reached(self) -> int:
        """People whom a rule that runs the test reaches."""
        return self.whole.people


class Among:
    """Those consumers of a table whose flag is set, as far as a split asks about them."""

    def __init__(self, masks: Masks, bits: Bits) -> None:
        from designer.population.bits import count, unpack

        self._masks, self._count = masks, count(bits)
        self._flags = unpack(bits, len(masks.table)).view(bool)

    def __len__(self) -> int:
        return self._count

    def buckets(self, seed: str) -> Any:
        """Each one's bucket for a seed."""
        return self._masks.buckets(seed)[self._flags]


def census(
    experiment: Experiment,
    masks: Masks,
    *,
    book: Rulebook,
    now: datetime,
    places: Iterable[tuple[str, Running]],
) -> Census:
    """Count a test; `places` are the rules that run it, each with the id of its page."""
    from designer.experiments.split import split
    from designer.population.resolving import Resolver

    resolver = Resolver(masks, book=book, now=now)
    whole, found = masks.nobody, {}
    for page, place in places:
        reached = _reached(resolver, book, page, place)
        if reached is not None:
            whole = whole | reached
            found[place.rule.id] = split(experiment, Among(masks, reached), book=book)
    total = split(experiment, Among(masks, whole), book=book)
    return Census(experiment=experiment.id, people=len(masks.table), whole=total, places=found)


def _reached(resolver: Resolver, book: Rulebook, page: str, place: Running) -> Bits | None:
    """Whom the rule may serve: on the slot's layout, left over by earlier rules; None if closed."""
    reach = resolver.everybody
    if place.slot.id != page:
        layouts = resolver.choices(book.pages[page], resolver.everybody)
        here = next(
            key for key in book.pages[page].layouts
            if place.slot.id in {module.id for module in book.modules_on(key)}
        )  # fmt: skip
        reach = layouts.get(here, resolver.nobody)
    served = resolver.rules(book.slot(place.slot.id), reach)
    return next(one.reached for one in served if one.rule.id == place.rule.id)


class Counter(QObject):
    """Keeps the census of one test up to date with the document, the instant, the population."""

    updated = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._figures = session, Figures.of(session)
        self._key, self._again = "", False
        self._masks: Masks | None = None
        self._task: Task[tuple[Masks, Census]] | None = None
        self.census: Census | None = None
        self.problem = ""
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._start)
        self._figures.updated.connect(self.later)
        session.changed.connect(self._changed)
        session.selected.connect(self.later)

    @property
    def busy(self) -> bool:
        """Whether a count is under way, about to start, or waits for the population."""
        return self._task is not None or self._timer.isActive() or self._figures.busy

    def show_experiment(self, key: str) -> None:
        """Count this test from now on; an empty key counts nothing."""
        if key != self._key:
            self._key, self.census = key, None
            self.updated.emit()
        self.later()

    def later(self) -> None:
        """Count again soon."""
        if self._key:
            self._timer.start()

    def _changed(self, diff: Diff) -> None:
        del diff  # figures tell when anything that decides has changed; names are told here
        self.later()

    def _start(self) -> None:
        if self._task is not None:
            self._again = True
            return
        table = self._figures.table
        found = self._session.document.find(self._key)
        if table is None or not isinstance(found, Experiment):
            self.census = None
            self.updated.emit()
            return
        self._task = Task(self._work(found, table), parent=self)
        self._task.finished.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _work(self, experiment: Experiment, table: Table) -> Any:
        """What the task does, on copies of everything it needs."""
        session, kept = self._session, self._masks
        document = session.document
        running = places_of(document, experiment.id)
        places = tuple((page_of(document, one.slot).id, one) for one in running)
        book, now = session.rulebook(), session.focus.instant

        def work(_progress: Progress) -> tuple[Masks, Census]:
            from designer.population.masks import Masks

            masks = kept if kept is not None and kept.table is table else Masks(table)
            return masks, census(experiment, masks, book=book, now=now, places=places)

        return work

    def _done(self, result: tuple[Masks, Census]) -> None:
        self._masks, counted = result
        self.problem = ""
        self.census = counted if counted.experiment == self._key else None
        self._next()

    def _failed(self, problem: Exception) -> None:
        self.census, self.problem = None, str(problem)
        self._next()

    def _next(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        if self._again:
            self._again = False
            self.later()
        self.updated.emit()
