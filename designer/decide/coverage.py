"""Rules and variants that nobody can ever get, by proof: nothing named here is a false alarm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from designer.decide.rulebook import Rulebook
from designer.decide.space import Points, Space, TooLargeError
from designer.records import HIDDEN, Hide, Page, Rule, Run, Show, Slot, Struct

Kind = Literal[
    "closed", "nobody", "no_traffic", "off_layout", "shadowed", "redundant", "unseen"
]  # fmt: skip


class Finding(Struct):
    """Something in a slot that has no effect on anybody at any time.

    A rule whose window never opens (`closed`), whose audience nobody can be in (`nobody`), whose
    experiment has no traffic (`no_traffic`), whose audience never gets the module's layout
    (`off_layout`), whose people all get something from the earlier rules `by` (`shadowed`), or that
    gives everybody what they would get without it (`redundant`). A variant or layout that no rule
    and no default gives to anybody (`unseen`).
    """

    slot: str
    kind: Kind
    rule: str | None = None
    variant: str | None = None
    by: tuple[str, ...] = ()


def findings(book: Rulebook) -> tuple[Finding, ...]:
    """All findings, page by page; slots whose rules tell too many visitors apart are left out."""
    found: list[Finding] = []
    for name in dict.fromkeys((*book.shop.pages, *sorted(book.pages))):
        found += _page(book.pages[name], book)
    return tuple(found)


def _page(page: Page, book: Rulebook) -> Iterator[Finding]:
    space = _space(book, page.rules)
    proof = None if space is None else _Proof(page, space, space.everything)
    if proof is not None:
        yield from proof.findings()
    for layout in page.layouts:
        if proof is not None and not proof.gets(layout):
            continue  # said once for the layout, not for every module on it
        for module in book.modules_on(layout):
            yield from _module(module, layout, page, book)


def _module(module: Slot, layout: str, page: Page, book: Rulebook) -> Iterator[Finding]:
    space = _space(book, [*page.rules, *module.rules])
    if space is not None:
        reach = _Proof(page, space, space.everything).gets(layout)
        yield from _Proof(module, space, reach).findings()
        return
    space = _space(book, module.rules)
    if space is not None:
        yield from _Proof(module, space, space.everything).findings()


def _space(book: Rulebook, rules: Sequence[Rule]) -> Space | None:
    runs = [rule.outcome.experiment for rule in rules if isinstance(rule.outcome, Run)]
    try:
        return Space(
            book=book,
            conditions=[rule.audience for rule in rules],
            windows=[rule.window for rule in rules],
            experiments=[book.experiments[name] for name in runs],
        )
    except TooLargeError:
        return None


class _Proof:
    """What each rule of a slot gives to which points of a space, of those that reach the slot."""

    def __init__(self, slot: Slot, space: Space, reach: Points) -> None:
        self._slot = slot
        self._space = space
        self._reach = reach
        self._given = list(self._serve(slot.rules, reach))
        self._rest = reach & ~_union(points for given in self._given for __, points in given)

    def gets(self, choice: str) -> Points:
        """The points that get a choice."""
        given = (pts for rule in self._given for name, pts in rule if name == choice)
        return _union(given) | (self._rest if choice == self._slot.default else 0)

    def findings(self) -> Iterator[Finding]:
        """What has no effect."""
        for number, rule in enumerate(self._slot.rules):
            if not _union(points for __, points in self._given[number]):
                yield self._dead(number, rule)
            elif self._changes_nothing(number):
                yield Finding(slot=self._slot.id, kind="redundant", rule=rule.id)
        slot = self._slot
        for choice in slot.layouts if isinstance(slot, Page) else slot.variants:
            if not self.gets(choice):
                yield Finding(slot=slot.id, kind="unseen", variant=choice)

    def _dead(self, number: int, rule: Rule) -> Finding:
        wanted = self._space.window(rule.window) & self._space.condition(rule.audience)
        by = [
            earlier.id
            for earlier, given in zip(self._slot.rules[:number], self._given, strict=False)
            if _union(points for __, points in given) & wanted
        ]
        kind = self._why(rule, wanted)
        return Finding(
            slot=self._slot.id, kind=kind, rule=rule.id, by=tuple(by) if kind == "shadowed" else ()
        )

    def _why(self, rule: Rule, wanted: Points) -> Kind:
        if not self._space.window(rule.window):
            return "closed"
        if not self._space.condition(rule.audience):
            return "nobody"
        if not _union(points for __, points in self._outcome(rule, self._space.everything)):
            return "no_traffic"
        return "shadowed" if wanted & self._reach else "off_layout"

    def _changes_nothing(self, number: int) -> bool:
        """Whether everybody the rule serves would get the same from what follows it."""
        later = self._slot.rules[number + 1 :]
        return all(self._all_get(choice, pts, later) for choice, pts in self._given[number])

    def _all_get(self, choice: str, points: Points, rules: Sequence[Rule]) -> bool:
        rest = points
        for given in self._serve(rules, points):
            for other, served in given:
                if served and other != choice:
                    return False
                rest &= ~served
        return not rest or self._slot.default == choice

    def _serve(self, rules: Sequence[Rule], rest: Points) -> Iterator[list[tuple[str, Points]]]:
        for rule in rules:
            hit = rest & self._space.window(rule.window) & self._space.condition(rule.audience)
            given = self._outcome(rule, hit)
            rest &= ~_union(points for __, points in given)
            yield given

    def _outcome(self, rule: Rule, points: Points) -> list[tuple[str, Points]]:
        match rule.outcome:
            case Show(variant=variant):
                return [(variant, points)]
            case Hide():
                return [(HIDDEN, points)]
            case Run(experiment=name, arms=arms):
                return [(arms[arm], points & self._space.arm(name, arm)) for arm in arms]


def _union(sets: Iterator[Points]) -> Points:
    points = 0
    for one in sets:
        points |= one
    return points
