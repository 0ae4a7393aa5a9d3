"""Choose for one consumer at one instant, with the reasons when they are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from designer.conditions import Verdict, matches, trace
from designer.decide.bucket import arm_ranges, bucket, span
from designer.decide.rulebook import Rulebook
from designer.records import (
    HIDDEN,
    Consumer,
    Decision,
    Experiment,
    Hide,
    Outcome,
    Page,
    Rule,
    Run,
    Show,
    Slot,
    Struct,
)

Arms = Mapping[str, str]
"""Experiment id → arm id that a preview forces."""


class Gate(Struct):
    """A range [start, end) of a shared seed to fall in: a layer's slice, or outside the holdout."""

    seed: str
    bucket: int
    start: float
    end: float
    passed: bool


class ArmRange(Struct):
    """The share [start, end) of the traffic that one arm takes."""

    arm: str
    start: float
    end: float


class Traffic(Struct):
    """Whether a consumer takes part in an experiment, in which arm (None: not in it), and why."""

    experiment: str
    seed: str
    arm: str | None
    why: Literal["arm", "forced", "anonymous", "holdout", "layer", "coverage"]
    bucket: int | None = None
    ranges: tuple[ArmRange, ...] = ()
    holdout: Gate | None = None
    layer: Gate | None = None


class Tried(Struct):
    """One rule that was tried; `choice` is None when it passed the consumer on to the next."""

    rule: str
    outcome: Outcome
    open: bool
    audience: Verdict
    traffic: Traffic | None = None
    choice: str | None = None


class Trace(Struct):
    """Why a slot shows what it shows; `rule` is the rule that decided, None for the default."""

    slot: str
    choice: str
    rule: str | None
    tried: tuple[Tried, ...]


def choose(
    slot: Slot | str, consumer: Consumer, now: datetime, *, book: Rulebook, arms: Arms | None = None
) -> str:
    """The variant (or layout, or `HIDDEN`) that the consumer gets in a slot."""
    slot = book.slot(slot)
    for rule in slot.rules:
        if not book.is_open(rule.window, now):
            continue
        if not matches(rule.audience, consumer, segments=book.segments):
            continue
        choice, __ = _outcome(rule.outcome, consumer, book=book, arms=arms or {})
        if choice is not None:
            return choice
    return slot.default


def decide_page(
    page: Page | str, consumer: Consumer, now: datetime, *, book: Rulebook, arms: Arms | None = None
) -> Decision:
    """The layout the consumer gets, then a choice for each module on it."""
    page = book.page(page)
    layout = choose(page, consumer, now, book=book, arms=arms)
    modules = book.modules_on(layout)
    choices = {m.id: choose(m, consumer, now, book=book, arms=arms) for m in modules}
    return Decision(page=page.id, layout=layout, choices=choices)


def explain(
    slot: Slot | str, consumer: Consumer, now: datetime, *, book: Rulebook, arms: Arms | None = None
) -> Trace:
    """The same choice with every rule tried for it, in order."""
    slot = book.slot(slot)
    tried = []
    for rule in slot.rules:
        tried.append(_try(rule, consumer, now, book=book, arms=arms or {}))
        choice = tried[-1].choice
        if choice is not None:
            return Trace(slot=slot.id, choice=choice, rule=rule.id, tried=tuple(tried))
    return Trace(slot=slot.id, choice=slot.default, rule=None, tried=tuple(tried))


def traffic(
    experiment: Experiment, consumer: Consumer, *, book: Rulebook, arms: Arms | None = None
) -> Traffic:
    """Whether the consumer is in the experiment: not held out, in its slice, in an arm.

    A forced arm that the experiment no longer has is ignored.
    """
    forced = (arms or {}).get(experiment.id)
    if forced in [arm.id for arm in experiment.arms]:
        return Traffic(experiment=experiment.id, seed=experiment.key, arm=forced, why="forced")
    if not consumer.id:
        return Traffic(experiment=experiment.id, seed=experiment.key, arm=None, why="anonymous")
    return _draw(experiment, consumer.id, book=book)


def _draw(experiment: Experiment, consumer: str, *, book: Rulebook) -> Traffic:
    holdout = _holdout(consumer, book)
    layer = _layer(experiment, consumer, book)
    number = bucket(experiment.key, consumer)
    ranges = tuple(
        ArmRange(arm=arm.id, start=start, end=end)
        for arm, (start, end) in zip(experiment.arms, arm_ranges(experiment), strict=True)
    )
    arm = next((r.arm for r in ranges if number in span(r.start, r.end)), None)
    why: Literal["arm", "holdout", "layer", "coverage"] = "coverage" if arm is None else "arm"
    if layer and not layer.passed:
        arm, why = None, "layer"
    if holdout and not holdout.passed:
        arm, why = None, "holdout"
    return Traffic(
        experiment=experiment.id, seed=experiment.key, arm=arm, why=why, bucket=number,
        ranges=ranges, holdout=holdout, layer=layer,
    )  # fmt: skip


def _holdout(consumer: str, book: Rulebook) -> Gate | None:
    holdout = book.shop.holdout
    return _gate(holdout.seed, consumer, holdout.share, 1.0) if holdout.share > 0 else None


def _layer(experiment: Experiment, consumer: str, book: Rulebook) -> Gate | None:
    part = experiment.slice
    if part is None:
        return None
    return _gate(book.layers[part.layer].seed, consumer, part.start, part.end)


def _gate(seed: str, consumer: str, start: float, end: float) -> Gate:
    number = bucket(seed, consumer)
    passed = number in span(start, end)
    return Gate(seed=seed, bucket=number, start=start, end=end, passed=passed)


def _try(rule: Rule, consumer: Consumer, now: datetime, *, book: Rulebook, arms: Arms) -> Tried:
    is_open = book.is_open(rule.window, now)
    verdict = trace(rule.audience, consumer, segments=book.segments)
    choice, found = None, None
    if is_open and verdict.held:
        choice, found = _outcome(rule.outcome, consumer, book=book, arms=arms)
    return Tried(
        rule=rule.id, outcome=rule.outcome, open=is_open, audience=verdict, traffic=found,
        choice=choice,
    )  # fmt: skip


def _outcome(
    outcome: Outcome, consumer: Consumer, *, book: Rulebook, arms: Arms
) -> tuple[str | None, Traffic | None]:
    match outcome:
        case Show(variant=variant):
            return variant, None
        case Hide():
            return HIDDEN, None
        case Run(experiment=name, arms=variants):
            found = traffic(book.experiments[name], consumer, book=book, arms=arms)
            return (None if found.arm is None else variants[found.arm]), found
