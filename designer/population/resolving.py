"""The rules of a slot applied to everybody at once, meaning what `designer.decide.choose` means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from designer.decide.bucket import arm_spans, span
from designer.decide.rulebook import Rulebook
from designer.population.bits import Bits
from designer.population.masks import Masks
from designer.records import HIDDEN, Condition, Experiment, Hide, Outcome, Rule, Run, Show, Slot


@dataclass(frozen=True, slots=True)
class Served:
    """What one rule does: `reached` are those it may serve, `got` whom it gives what.

    `reached` is None while the rule's window is closed.
    """

    rule: Rule
    reached: Bits | None
    got: tuple[tuple[str, Bits], ...] = ()


class Resolver:
    """Decides slots for a table at one instant."""

    def __init__(
        self, masks: Masks, *, book: Rulebook, now: datetime, arms: Mapping[str, str] | None = None
    ) -> None:
        self._masks = masks
        self._book = book
        self._now = now
        self._arms = arms or {}
        self._segments: dict[str, Bits] = {}
        self.everybody = masks.everybody
        self.nobody = masks.nobody

    def audience(self, condition: Condition) -> Bits:
        """Whom a condition holds for."""
        return self._masks.condition(condition, segments=self._book.segments, known=self._segments)

    def rules(self, slot: Slot, rest: Bits) -> Iterator[Served]:
        """The slot's rules in order, each for those whom no earlier rule has served."""
        for rule in slot.rules:
            if not self._book.is_open(rule.window, self._now):
                yield Served(rule, None)
                continue
            reached = rest & self.audience(rule.audience)
            got = tuple(self._outcome(rule.outcome, reached))
            for __, bits in got:
                rest = rest & ~bits
            yield Served(rule, reached, got)

    def choices(self, slot: Slot, reach: Bits) -> dict[str, Bits]:
        """Who of `reach` gets what in a slot; the sets are disjoint and hold all of `reach`."""
        found: dict[str, Bits] = {}
        rest = reach
        for served in self.rules(slot, reach):
            for choice, bits in served.got:
                found[choice] = found[choice] | bits if choice in found else bits
                rest = rest & ~bits
        found[slot.default] = found[slot.default] | rest if slot.default in found else rest
        return found

    def arms(self, experiment: Experiment) -> dict[str, Bits]:
        """Who is in which arm of an experiment, audiences aside."""
        forced = self._arms.get(experiment.id)
        if forced in [arm.id for arm in experiment.arms]:
            return {str(forced): self._masks.everybody}
        taking_part = self.eligible(experiment)
        return {
            arm.id: taking_part & self._masks.span(experiment.key, taken)
            for arm, taken in zip(experiment.arms, arm_spans(experiment), strict=True)
        }

    def eligible(self, experiment: Experiment) -> Bits:
        """Who is neither anonymous nor held out, and in the experiment's slice of its layer."""
        bits = self._masks.span(experiment.key, span(0.0, 1.0))
        holdout, part = self._book.shop.holdout, experiment.slice
        if holdout.share > 0:
            bits = bits & self._masks.span(holdout.seed, span(holdout.share, 1.0))
        if part is not None:
            seed = self._book.layers[part.layer].seed
            bits = bits & self._masks.span(seed, span(part.start, part.end))
        return bits

    def _outcome(self, outcome: Outcome, reached: Bits) -> Iterator[tuple[str, Bits]]:
        match outcome:
            case Show(variant=variant):
                yield variant, reached
            case Hide():
                yield HIDDEN, reached
            case Run(experiment=name, arms=variants):
                for arm, bits in self.arms(self._book.experiments[name]).items():
                    yield variants[arm], reached & bits
