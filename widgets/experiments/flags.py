"""What is wrong with a test as it stands: nobody reached, arms alike, arms too small."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from designer.document.document import Document
from designer.document.inheritance import effective
from designer.language import _
from designer.records import HIDDEN, Experiment, Variant
from widgets.experiments.words import places_of

if TYPE_CHECKING:
    from widgets.experiments.census import Census

FEW = 1000
"""People in an arm below which only very large differences show."""
USUAL_RATE = 0.05
"""A rate that is common on shop pages, to say what a number of people can show."""
SEEN = 2.8
"""Standard errors that a difference needs: two-sided 5 %, power 80 % (1.96 + 0.84)."""


class Flag(NamedTuple):
    """A sentence and how grave it is: danger, warn or muted."""

    text: str
    tone: str = "warn"


def flags(document: Document, experiment: Experiment, census: Census | None) -> tuple[Flag, ...]:
    """What to mend, the gravest first; without a census only what the rules alone tell."""
    return (*_alone(document, experiment), *(_counted(experiment, census) if census else ()))


def smallest_difference(people: int) -> float:
    """The least difference of rates that two arms of this size show, at the usual rate."""
    return SEEN * math.sqrt(2 * USUAL_RATE * (1 - USUAL_RATE) / people) if people else 1.0


def _alone(document: Document, experiment: Experiment) -> Iterator[Flag]:
    places = places_of(document, experiment.id)
    if not places:
        yield Flag(_("No rule runs this test yet, so nobody sees it."), "danger")
        return
    for arm in experiment.arms:
        if not arm.weight:
            yield Flag(_("Arm “{arm}” has no weight: nobody gets it.", arm=arm.name))
    for one, other in itertools.combinations(experiment.arms, 2):
        shown = ((p.run.arms.get(one.id), p.run.arms.get(other.id)) for p in places)
        if all(_alike(document, *pair) for pair in shown):
            text = _("Arms “{one}” and “{other}” show the same thing everywhere.",
                     one=one.name, other=other.name)  # fmt: skip
            yield Flag(text)
    if not experiment.coverage:
        yield Flag(_("Coverage is 0 %: nobody takes part."), "danger")


def _counted(experiment: Experiment, census: Census) -> Iterator[Flag]:
    if not census.places:
        yield Flag(_("At this instant no rule that runs the test is in force."))
        return
    if not census.reached:
        yield Flag(_("Earlier rules or the audience leave nobody for this test."), "danger")
        return
    for arm, found in zip(experiment.arms, census.whole.arms, strict=False):
        if not found.people and arm.weight and experiment.coverage:
            yield Flag(_("Nobody of the population gets arm “{arm}”.", arm=arm.name), "danger")
        elif 0 < found.people < FEW:
            points = f"{smallest_difference(found.people) * 100:.1f}"
            text = _("Arm “{arm}” has only {people} people: at a rate of 5 % it shows no "
                     "difference below {points} points.",
                     arm=arm.name, people=f"{found.people:,}", points=points)  # fmt: skip
            yield Flag(text)


def _alike(document: Document, one: str | None, other: str | None) -> bool:
    """Whether two choices look the same: one id, or variants filled in alike."""
    if one == other:
        return True
    if HIDDEN in (one, other):
        return False
    first, second = document.find(one), document.find(other)
    if isinstance(first, Variant) and isinstance(second, Variant):
        return effective(document, first.id) == effective(document, second.id)
    return False
