"""Who gets what in numbers; what was counted is kept, so an edit costs only what it touches."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime

from designer.conditions import segments_in
from designer.decide.rulebook import Rulebook
from designer.population.bits import Bits, count
from designer.population.choosing import labels_of
from designer.population.masks import Masks
from designer.population.resolving import Resolver
from designer.population.table import Table
from designer.records import HIDDEN, Condition, Module, Page, Rule, Run, Slot, Struct

Arms = Mapping[str, str]
_Kept = dict[Hashable, tuple["SlotExposure", dict[str, Bits]]]


class RuleExposure(Struct):
    """People per rule: its audience (`matched`), those left to it (`reached`), and served (`got`).

    `matched` counts the whole population; `reached` those of them on the slot's layout whom no
    earlier rule has served, while the window is open; of these an experiment gives something only
    to its traffic. `choices` says what they get.
    """

    rule: str
    open: bool
    matched: int
    reached: int
    got: int
    choices: Mapping[str, int]


class SlotExposure(Struct):
    """People per slot: who reach it, what they get, what each rule does, the rest (`default`)."""

    slot: str
    reached: int
    choices: Mapping[str, int]
    rules: tuple[RuleExposure, ...]
    default: int

    @property
    def unseen(self) -> tuple[str, ...]:
        """The variants (or layouts) that nobody gets."""
        return tuple(name for name, n in self.choices.items() if n == 0 and name != HIDDEN)


class Exposure(Struct):
    """A page's numbers over a population at an instant, by slot: the page, then its modules."""

    page: str
    people: int
    slots: Mapping[str, SlotExposure]


class Simulator:
    """Answers about one table; keeps what it worked out, so an edit costs only what it touches.

    Use it from one thread at a time.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self._masks = Masks(table)
        self._slots: _Kept = {}

    def exposure(
        self, page: Page | str, *, book: Rulebook, now: datetime, arms: Arms | None = None
    ) -> Exposure:
        """How many people get what on a page, per slot, variant and rule."""
        page = book.page(page)
        resolver = Resolver(self._masks, book=book, now=now, arms=arms)
        key = _Key(book, now, arms or {})
        kept: _Kept = {}
        found, layouts = self._slot(page, resolver, key.of(page, ()), self._masks.everybody, kept)
        slots = {page.id: found}
        for layout in page.layouts:
            reach = layouts.get(layout, self._masks.nobody)
            for module in book.modules_on(layout):
                at = key.of(module, (layout, key.of(page, ())))
                slots[module.id] = self._slot(module, resolver, at, reach, kept)[0]
        self._slots = kept
        return Exposure(page=page.id, people=len(self.table), slots=slots)

    def size(self, condition: Condition, *, book: Rulebook) -> int:
        """How many people a condition holds for."""
        known: dict[str, Bits] = {}
        return count(self._masks.condition(condition, segments=book.segments, known=known))

    def segment_sizes(self, book: Rulebook) -> dict[str, int]:
        """How many people are in each segment."""
        known: dict[str, Bits] = {}
        sizes = {}
        for name, segment in book.segments.items():
            bits = self._masks.condition(segment.when, segments=book.segments, known=known)
            known[name] = bits
            sizes[name] = count(bits)
        return sizes

    def _slot(
        self,
        slot: Slot,
        resolver: Resolver,
        key: Hashable,
        reach: Bits,
        kept: _Kept,
    ) -> tuple[SlotExposure, dict[str, Bits]]:
        found = self._slots.get(key)
        if found is None:
            exposure, sets = _counted(slot, resolver, reach)
            found = exposure, {} if isinstance(slot, Module) else sets  # only layouts are asked for
        kept[key] = found
        return found


class _Key:
    """What the answer for a slot depends on, as one value: equal keys, equal answers."""

    def __init__(self, book: Rulebook, now: datetime, arms: Arms) -> None:
        self._book = book
        self._now = now
        self._arms = tuple(sorted(arms.items()))

    def of(self, slot: Slot, above: Hashable) -> Hashable:
        book = self._book
        opened = tuple(book.is_open(rule.window, self._now) for rule in slot.rules)
        used = sorted(_segments_of(slot, book))
        runs = [rule.outcome for rule in slot.rules if isinstance(rule.outcome, Run)]
        tests = tuple(book.experiments[run.experiment] for run in runs)
        layers = tuple(book.layers[test.slice.layer].seed for test in tests if test.slice)
        return (
            slot.id, above, tuple(map(_rule_key, slot.rules)), opened, slot.default,
            labels_of(slot), tuple((name, book.segments[name].when) for name in used),
            tests, layers, book.shop.holdout, self._arms if tests else (),
        )  # fmt: skip


def _rule_key(rule: Rule) -> Hashable:
    outcome = rule.outcome
    if isinstance(outcome, Run):  # a mapping has no hash
        return rule.id, rule.audience, outcome.experiment, tuple(sorted(outcome.arms.items()))
    return rule.id, rule.audience, outcome


def _segments_of(slot: Slot, book: Rulebook) -> set[str]:
    """Every segment that the slot's audiences rest on, however deep."""
    found: set[str] = set()
    ahead = {name for rule in slot.rules for name in segments_in(rule.audience)}
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead |= segments_in(book.segments[name].when)
    return found


def _counted(slot: Slot, resolver: Resolver, reach: Bits) -> tuple[SlotExposure, dict[str, Bits]]:
    people = dict.fromkeys(labels_of(slot)[1:], 0)
    sets: dict[str, Bits] = {}
    rules, rest = [], reach
    for served in resolver.rules(slot, reach):
        got: dict[str, int] = {}
        for choice, bits in served.got:
            got[choice] = got.get(choice, 0) + count(bits)
            sets[choice] = sets[choice] | bits if choice in sets else bits
            rest = rest & ~bits
        for choice, number in got.items():
            people[choice] += number
        rules.append(
            RuleExposure(
                rule=served.rule.id, open=served.reached is not None,
                matched=count(resolver.audience(served.rule.audience)),
                reached=0 if served.reached is None else count(served.reached),
                got=sum(got.values()), choices=got,
            )
        )  # fmt: skip
    left = count(rest)
    people[slot.default] += left
    sets[slot.default] = sets[slot.default] | rest if slot.default in sets else rest
    found = SlotExposure(
        slot=slot.id, reached=count(reach), choices=people, rules=tuple(rules), default=left
    )
    return found, sets
