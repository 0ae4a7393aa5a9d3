"""Which consumers of a table a condition holds for, as bits; what was asked once is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from designer.decide.bucket import Span, bucket
from designer.population.bits import Bits, everybody, nobody, pack
from designer.population.hashing import NOBODY
from designer.population.table import Column, Flags, Names, Numbers, Table, Tags
from designer.records import AllOf, AnyOf, Condition, InSegment, Leaf, Not, Segment

K = TypeVar("K")
ROOM = 256 * 2**20
"""Bytes of answers kept for one table; beyond that the oldest go."""


class Masks:
    """Answers about one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.everybody = everybody(len(table))
        self.nobody = nobody(len(table))
        self._leaves: dict[Leaf, Bits] = {}
        self._spans: dict[tuple[str, Span], Bits] = {}
        self._buckets: dict[str, NDArray[np.uint16]] = {}

    def condition(
        self, condition: Condition, *, segments: Mapping[str, Segment], known: dict[str, Bits]
    ) -> Bits:
        """Whom the condition holds for; `known` keeps the segments already worked out."""
        match condition:
            case Leaf():
                return self.leaf(condition)
            case AllOf(of=parts):
                bits = self.everybody
                for part in parts:
                    bits = bits & self.condition(part, segments=segments, known=known)
                return bits
            case AnyOf(of=parts):
                bits = self.nobody
                for part in parts:
                    bits = bits | self.condition(part, segments=segments, known=known)
                return bits
            case Not(of=part):
                return self.everybody & ~self.condition(part, segments=segments, known=known)
            case InSegment(segment=name):
                if name not in known:
                    when = segments[name].when
                    known[name] = self.condition(when, segments=segments, known=known)
                return known[name]

    def leaf(self, leaf: Leaf) -> Bits:
        """Whom a leaf holds for."""
        return self._remembered(self._leaves, leaf, lambda: self._leaf(leaf))

    def span(self, seed: str, span: Span) -> Bits:
        """Whose bucket for a seed lies in a span."""
        return self._remembered(self._spans, (seed, span), lambda: self._span(seed, span))

    def buckets(self, seed: str) -> NDArray[np.uint16]:
        """Everybody's bucket for a seed, kept: they change only with the seed."""
        if seed not in self._buckets:
            self._buckets[seed] = self.table.buckets(seed)
        return self._buckets[seed]

    def _span(self, seed: str, span: Span) -> Bits:
        numbers = self.buckets(seed)
        return pack((numbers >= span.low) & (numbers < span.high))

    def _leaf(self, leaf: Leaf) -> Bits:
        if leaf.attribute == "id":
            return self._listed(leaf)
        column = self.table.columns.get(leaf.attribute)
        if leaf.operator == "unknown":
            return self.everybody if column is None else self.everybody & ~pack(_known(column))
        if column is None:
            return self.nobody
        if leaf.operator == "known":
            return pack(_known(column))
        found = _holds(leaf, column)
        return self.nobody if found is None else pack(found)

    def _listed(self, leaf: Leaf) -> Bits:
        """Leaves on the id; a list is first narrowed down by bucket, then compared text by text."""
        seed = next(iter(self._buckets), "")  # any seed narrows down, so take one that is there
        numbers = self.buckets(seed)
        if leaf.operator in ("known", "unknown"):
            anonymous = numbers == NOBODY
            return pack(anonymous if leaf.operator == "unknown" else ~anonymous)
        wanted = {str(name) for name in leaf.value} if isinstance(leaf.value, tuple) else set()
        chosen = np.zeros(NOBODY + 1, np.bool_)
        chosen[[bucket(seed, name) for name in wanted]] = True
        flags = chosen[numbers]
        at = self.table.ids.at
        flags[flags] = [at(row) in wanted for row in np.flatnonzero(flags).tolist()]
        return pack(flags)

    def _remembered(self, kept: dict[K, Bits], key: K, answer: Callable[[], Bits]) -> Bits:
        found = kept.get(key)
        if found is None:
            while len(kept) * (self.everybody.nbytes + 64) > ROOM:
                del kept[next(iter(kept))]
            found = kept[key] = answer()
        return found


def _known(column: Column) -> NDArray[np.bool_]:
    known: NDArray[np.bool_]
    match column:
        case Names(codes=codes) | Flags(codes=codes):
            known = np.not_equal(codes, 0)
        case Numbers(values=values):
            known = np.equal(values, values)
        case Tags(words=words):
            known = np.not_equal(words[0] & np.uint64(1), np.uint64(0))
    return known


def _holds(leaf: Leaf, column: Column) -> NDArray[np.bool_] | None:
    """None when the operator is not one of the column's type."""
    match column, leaf.value:
        case Names(), str() | tuple():
            return _named(leaf, column)
        case Numbers(), _:
            return _measured(leaf, column)
        case Flags(codes=codes), bool(wanted) if leaf.operator == "is":
            return np.equal(codes, 2 if wanted else 1)
        case Tags(), tuple():
            return _tagged(leaf, column)
        case _:
            return None


def _named(leaf: Leaf, column: Names) -> NDArray[np.bool_] | None:
    wanted = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    if leaf.operator not in ("is", "any_of", "none_of"):
        return None
    codes = [code for code, value in enumerate(column.values, 1) if value in wanted]
    found = _any_code(column, codes)
    return np.not_equal(column.codes, 0) & ~found if leaf.operator == "none_of" else found


def _any_code(column: Names, codes: list[int]) -> NDArray[np.bool_]:
    if len(codes) > 8:  # one look-up beats many comparisons
        chosen = np.zeros(len(column.values) + 1, np.bool_)
        chosen[codes] = True
        return chosen[column.codes]
    found = np.zeros(len(column.codes), np.bool_)
    for code in codes:
        found |= np.equal(column.codes, code)
    return found


def _measured(leaf: Leaf, column: Numbers) -> NDArray[np.bool_] | None:
    values = column.values
    match leaf.operator, leaf.value:
        case "between", (int() | float() as low, int() | float() as high):
            return (values >= low) & (values < high)
        case "at_least", int() | float() as low:
            return np.greater_equal(values, low)
        case "less_than", int() | float() as high:
            return np.less(values, high)
        case _:
            return None


def _tagged(leaf: Leaf, column: Tags) -> NDArray[np.bool_] | None:
    wanted = set(leaf.value) if isinstance(leaf.value, tuple) else set()
    places = [place for place, value in enumerate(column.values, 1) if value in wanted]
    masks = [sum(1 << p % 64 for p in places if p // 64 == n) for n in range(len(column.words))]
    pairs = [(word, np.uint64(m)) for word, m in zip(column.words, masks, strict=True) if m]
    known = _known(column)
    if leaf.operator == "has_all":
        if len(places) < len(wanted):
            return np.zeros(len(known), np.bool_)
        for word, mask in pairs:
            known &= (word & mask) == mask
        return known
    found = np.zeros(len(known), np.bool_)
    for word, mask in pairs:
        found |= (word & mask) != 0
    if leaf.operator == "has_any":
        return found
    return known & ~found if leaf.operator == "has_none" else None
