"""Buckets: the ten-thousandth of the traffic a consumer falls in (GrowthBook, hash version 2)."""

from __future__ import annotations

import math
import struct

from designer.records import Experiment, Struct

BUCKETS = 10_000
OFFSET = 0x811C9DC5
PRIME = 16_777_619
_MASK = 0xFFFFFFFF


class Span(Struct):
    """The buckets low, low + 1, … high - 1."""

    low: int
    high: int

    def __contains__(self, number: int) -> bool:
        return self.low <= number < self.high


def fnv32a(text: str) -> int:
    """FNV-1a, 32 bits, over the text's UTF-16 code units."""
    data = text.encode("utf-16-le", "surrogatepass")
    state = OFFSET
    for unit in struct.unpack(f"<{len(data) // 2}H", data):
        state = ((state ^ unit) * PRIME) & _MASK
    return state


def bucket(seed: str, consumer: str) -> int:
    """The consumer's bucket for a seed: 0 … 9999."""
    return fnv32a(str(fnv32a(seed + consumer))) % BUCKETS


def span(start: float, end: float) -> Span:
    """The buckets whose share (bucket / 10,000, in float64) lies in [start, end)."""
    return Span(low=_first_at(start), high=_first_at(end))


def arm_ranges(experiment: Experiment) -> tuple[tuple[float, float], ...]:
    """Each arm's share of traffic, [start, end): weights added left to right, times coverage."""
    ranges, start = [], 0.0
    for arm in experiment.arms:
        ranges.append((start, start + experiment.coverage * arm.weight))
        start += arm.weight
    return tuple(ranges)


def arm_spans(experiment: Experiment) -> tuple[Span, ...]:
    """Each arm's buckets; they never overlap while the weights sum to 1."""
    return tuple(span(start, end) for start, end in arm_ranges(experiment))


def _first_at(share: float) -> int:
    """The first bucket whose share is not below `share`; compared as the SDKs compare it."""
    guess = min(max(math.floor(share * BUCKETS) - 1, 0), BUCKETS)
    while guess < BUCKETS and guess / BUCKETS < share:
        guess += 1
    return guess
