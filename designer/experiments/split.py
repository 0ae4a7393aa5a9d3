"""How an experiment really splits a population, beside how it was meant to."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from designer.decide.bucket import BUCKETS, Span, arm_spans, span
from designer.decide.rulebook import Rulebook
from designer.records import Experiment, Struct


class Hashed(Protocol):
    """Consumers whose buckets are known: 0 … 9999, or 65535 for the anonymous."""

    def __len__(self) -> int:
        """How many consumers."""

    def buckets(self, seed: str) -> NDArray[np.uint16]:
        """Each consumer's bucket for a seed."""


class ArmSplit(Struct):
    """One arm: the people in it, their share of all who take part, and the share that was meant."""

    arm: str
    people: int
    share: float
    planned: float


class Split(Struct):
    """Where everybody ends up, each in one place; the audiences of rules are left aside.

    A consumer is anonymous, or held out of every experiment, or outside the experiment's slice of
    its layer, or outside its coverage, or in an arm.
    """

    experiment: str
    people: int
    anonymous: int
    held_out: int
    outside_slice: int
    outside_coverage: int
    arms: tuple[ArmSplit, ...]

    @property
    def taking_part(self) -> int:
        """People in any arm."""
        return sum(arm.people for arm in self.arms)


def split(experiment: Experiment, population: Hashed, *, book: Rulebook) -> Split:
    """The realised split of an experiment over a population."""
    numbers = population.buckets(experiment.key)
    known = numbers < BUCKETS
    left = known & _passing_holdout(population, book)
    eligible = left & _in_slice(experiment, population, book)
    counts = [_count(eligible & _within(numbers, taken)) for taken in arm_spans(experiment)]
    return Split(
        experiment=experiment.id,
        people=len(population),
        anonymous=len(population) - _count(known),
        held_out=_count(known) - _count(left),
        outside_slice=_count(left) - _count(eligible),
        outside_coverage=_count(eligible) - sum(counts),
        arms=_arms(experiment, counts),
    )


def _arms(experiment: Experiment, counts: list[int]) -> tuple[ArmSplit, ...]:
    people, weights = sum(counts), sum(arm.weight for arm in experiment.arms)
    return tuple(
        ArmSplit(
            arm=arm.id,
            people=count,
            share=count / people if people else 0.0,
            planned=arm.weight / weights if weights else 0.0,
        )
        for arm, count in zip(experiment.arms, counts, strict=True)
    )


def _passing_holdout(population: Hashed, book: Rulebook) -> NDArray[np.bool_]:
    holdout = book.shop.holdout
    if holdout.share <= 0:
        return np.ones(len(population), np.bool_)
    return _within(population.buckets(holdout.seed), span(holdout.share, 1.0))


def _in_slice(experiment: Experiment, population: Hashed, book: Rulebook) -> NDArray[np.bool_]:
    part = experiment.slice
    if part is None:
        return np.ones(len(population), np.bool_)
    return _within(population.buckets(book.layers[part.layer].seed), span(part.start, part.end))


def _within(numbers: NDArray[np.uint16], taken: Span) -> NDArray[np.bool_]:
    return np.greater_equal(numbers, taken.low) & np.less(numbers, taken.high)


def _count(flags: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(flags))
