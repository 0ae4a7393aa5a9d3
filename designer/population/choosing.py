"""Decide a page for every consumer of a table: columns of choices, millions a second."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from designer.decide.rulebook import Rulebook
from designer.population.bits import Bits, paint
from designer.population.masks import Masks
from designer.population.resolving import Resolver
from designer.population.table import Table, smallest
from designer.records import HIDDEN, Decision, Page, Run, Show, Slot

NOT_SHOWN = ""
"""The choice of a module on a layout that the consumer does not get."""

PIECE = 1 << 17
"""Rows decided at a time, a multiple of 64: their sets stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class SlotChoices:
    """What everybody gets in one slot: row i gets `labels[codes[i]]`; label 0 is NOT_SHOWN."""

    slot: str
    labels: tuple[str, ...]
    codes: NDArray[np.unsignedinteger[Any]]

    def at(self, row: int) -> str:
        """The choice of one row."""
        return self.labels[int(self.codes[row])]

    def counts(self) -> dict[str, int]:
        """How many rows get each label that can be got here."""
        found = np.bincount(self.codes, minlength=len(self.labels)).tolist()
        return dict(zip(self.labels, found, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """A page decided for a table: the page's own slot, then the modules of all its layouts."""

    page: str
    slots: Mapping[str, SlotChoices]

    def decision(self, row: int) -> Decision:
        """What `decide_page` gives for the consumer in a row."""
        made = {slot: column.at(row) for slot, column in self.slots.items() if slot != self.page}
        shown = {slot: choice for slot, choice in made.items() if choice != NOT_SHOWN}
        return Decision(page=self.page, layout=self.slots[self.page].at(row), choices=shown)


def choose_many(
    table: Table,
    *,
    page: Page | str,
    book: Rulebook,
    now: datetime,
    arms: Mapping[str, str] | None = None,
) -> Choices:
    """Decide the page and every module on it for each consumer, as `decide_page` would."""
    page = book.page(page)
    slots = [_empty(slot, len(table)) for slot in book.slots_of(page)]
    made = Choices(page.id, {slot.slot: slot for slot in slots})

    def decide(start: int) -> None:
        stop = min(start + PIECE, len(table))
        resolver = Resolver(Masks(table.part(start, stop)), book=book, now=now, arms=arms)
        _decide(page, made, resolver, book=book, rows=slice(start, stop))

    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        for __ in pool.map(decide, range(0, len(table), PIECE)):
            pass
    return made


def _decide(page: Page, made: Choices, resolver: Resolver, *, book: Rulebook, rows: slice) -> None:
    layouts = resolver.choices(page, resolver.everybody)
    _paint(made.slots[page.id], layouts, rows)
    for layout in page.layouts:
        reach = layouts.get(layout, resolver.nobody)
        for module in book.modules_on(layout):
            _paint(made.slots[module.id], resolver.choices(module, reach), rows)


def _paint(slot: SlotChoices, choices: Mapping[str, Bits], rows: slice) -> None:
    codes = slot.codes[rows]
    for choice, bits in choices.items():
        paint(codes, bits, code=slot.labels.index(choice))


def _empty(slot: Slot, rows: int) -> SlotChoices:
    labels = labels_of(slot)
    return SlotChoices(slot.id, labels, np.zeros(rows, smallest(len(labels))))


def labels_of(slot: Slot) -> tuple[str, ...]:
    """Everything that can be got in a slot, NOT_SHOWN first."""
    own = slot.layouts if isinstance(slot, Page) else (*slot.variants, HIDDEN)
    named: list[str] = []
    for rule in slot.rules:
        if isinstance(rule.outcome, Show):
            named.append(rule.outcome.variant)
        elif isinstance(rule.outcome, Run):
            named += rule.outcome.arms.values()
        else:
            named.append(HIDDEN)
    return tuple(dict.fromkeys((NOT_SHOWN, *own, slot.default, *named)))
