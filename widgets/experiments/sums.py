"""Weights that always add up, and parts of a layer that never overlap: sums on records alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from designer.document.document import Document
from designer.records import Arm, Experiment, LayerSlice, new_id

FINEST = 4
"""Decimals of a share: one bucket of ten thousand."""


def tidy(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights in whole buckets, scaled to 1; what rounding leaves goes to the largest.

    All zero (or no) weights become equal.
    """
    total = math.fsum(weights)
    shares = [w / total for w in weights] if total > 0 else [1 / len(weights) for __ in weights]
    buckets = [math.floor(share * 10**FINEST + 1e-6) for share in shares]
    rest = 10**FINEST - sum(buckets)
    order = sorted(range(len(shares)), key=lambda n: (buckets[n] - shares[n] * 10**FINEST, n))
    for place in order[:rest]:
        buckets[place] += 1
    return tuple(count / 10**FINEST for count in buckets)


def weighed(arms: Sequence[Arm], weights: Sequence[float]) -> tuple[Arm, ...]:
    """The arms with other weights."""
    pairs = zip(arms, weights, strict=True)
    return tuple(msgspec.structs.replace(arm, weight=weight) for arm, weight in pairs)


def equal(arms: Sequence[Arm]) -> tuple[Arm, ...]:
    """The arms with one weight for all."""
    return weighed(arms, tidy([1.0] * len(arms)))


def drafted(arms: Sequence[Arm], draft: Mapping[str, float]) -> tuple[float, ...]:
    """The weights as the user has them so far; with two arms the other takes the rest."""
    weights = tuple(draft.get(arm.id, arm.weight) for arm in arms)
    if len(arms) == 2 and len(draft) == 1:
        first = arms[0].id in draft
        known = weights[0] if first else weights[1]
        rest = round(1 - known, FINEST + 2)
        return (known, rest) if first else (rest, known)
    return weights


def edge_moved(arms: Sequence[Arm], index: int, at: float) -> tuple[Arm, ...]:
    """The arms with the edge behind arm `index` at the cumulative share `at`."""
    weights = [arm.weight for arm in arms]
    before = math.fsum(weights[:index])
    both = weights[index] + weights[index + 1]
    first = round(min(max(at - before, 0.0), both), FINEST)
    weights[index], weights[index + 1] = first, round(both - first, FINEST + 4)
    return weighed(arms, weights)


def with_arm(arms: Sequence[Arm], name: str) -> tuple[Arm, ...]:
    """One arm more, as large as the average; the others give it room in proportion."""
    more = [*arms, Arm(id=new_id("arm"), name=name, weight=1 / len(arms))]
    return weighed(more, tidy([arm.weight for arm in more]))


def without_arm(arms: Sequence[Arm], key: str) -> tuple[Arm, ...]:
    """One arm less; the others take its share in proportion."""
    left = [arm for arm in arms if arm.id != key]
    return weighed(left, tidy([arm.weight for arm in left]))


def slices(document: Document, layer: str) -> list[tuple[float, float, Experiment]]:
    """The parts of a layer that are taken, from left to right."""
    found = [
        (one.slice.start, one.slice.end, one)
        for one in document.all(Experiment)
        if one.slice is not None and one.slice.layer == layer
    ]
    return sorted(found, key=lambda part: part[0])


def gaps(document: Document, layer: str, *, without: str = "") -> list[tuple[float, float]]:
    """The parts of a layer that are free, `without` counting one test as if it were gone."""
    free, at = [], 0.0
    for start, end, one in slices(document, layer):
        if one.id == without:
            continue
        if start > at:
            free.append((at, start))
        at = max(at, end)
    return [*free, (at, 1.0)] if at < 1 else free


def widest(document: Document, layer: str, *, without: str = "") -> LayerSlice | None:
    """The largest free part of a layer; None when it is full."""
    found = gaps(document, layer, without=without)
    if not found:
        return None
    start, end = max(found, key=lambda gap: gap[1] - gap[0])
    return LayerSlice(layer=layer, start=start, end=end)


def limits(document: Document, experiment: Experiment) -> tuple[float, float]:
    """How far the part of a test can grow in its layer to both sides."""
    part = experiment.slice
    if part is None:
        return 0.0, 1.0
    for start, end in gaps(document, part.layer, without=experiment.id):
        if start <= part.start + 1e-9 and part.end <= end + 1e-9:
            return start, end
    return part.start, part.end


def taken(document: Document, layer: str) -> float:
    """How much of a layer is in use."""
    return math.fsum(end - start for start, end, __ in slices(document, layer))


def reach(experiment: Experiment, holdout: float) -> float:
    """The share of everybody with an id that can take part, audiences aside."""
    part = experiment.slice
    width = part.end - part.start if part is not None else 1.0
    return (1 - holdout) * width * experiment.coverage
