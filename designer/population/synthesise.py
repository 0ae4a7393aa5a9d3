"""Make consumers from a seeded recipe: the same recipe gives the same people, whatever the size.

Rows are drawn in blocks of fixed length, each attribute of each block from a stream of its own, so
a larger population begins with the very consumers of a smaller one.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from designer.condition_checks import dictionary
from designer.population.recipe import check_recipe
from designer.population.table import (
    AlikeIds,
    Column,
    Flags,
    Ids,
    MixedIds,
    Names,
    Numbers,
    Table,
    Tags,
    smallest,
    words_for,
)
from designer.records import Attribute, Crowd, Draw, Shop, Synthesis

BLOCK = 1 << 16
DIGITS = 7

Rows = NDArray[np.intp]
Values = NDArray[Any]


def synthesise(synthesis: Synthesis, *, shop: Shop) -> Table:
    """The consumers of a recipe; raises InvalidError when it does not fit the shop."""
    check_recipe(synthesis, shop=shop)
    declared = dictionary(shop)
    keys = {key for crowd in synthesis.crowds for key in crowd.attributes}
    columns = {key: _blank(declared[key], synthesis) for key in declared if key in keys}

    def fill(start: int) -> None:
        block = _Block(synthesis, start=start, columns=columns)
        for key, column in columns.items():
            values = _array(column)
            values[..., start : start + BLOCK] = block.values(key)[..., : len(block)]

    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        for __ in pool.map(fill, range(0, synthesis.size, BLOCK)):
            pass
    return Table(number_ids(synthesis.size), columns)


def number_ids(size: int) -> Ids:
    """The ids c0000001, c0000002, …; they grow longer after c9999999."""
    numbers = np.arange(1, size + 1)
    short = numbers[: 10**DIGITS - 1]
    grid = _lettered(short, DIGITS)
    if len(short) == size:
        return AlikeIds(grid, 0, size)
    long = _lettered(numbers[len(short) :], DIGITS + 1)
    units = np.concatenate([grid.T.ravel(), long.T.ravel()])
    lengths = np.where(numbers < 10**DIGITS, DIGITS + 1, DIGITS + 2)
    return MixedIds(units, np.concatenate([[0], np.cumsum(lengths)]))


def _lettered(numbers: NDArray[np.int64], digits: int) -> NDArray[np.uint8]:
    grid = np.empty((digits + 1, len(numbers)), np.uint8)
    grid[0] = ord("c")
    for place in range(digits):
        grid[digits - place] = ord("0") + numbers // 10**place % 10
    return grid


class _Block:
    """The drawing of one block of rows; a whole block is drawn even where fewer rows are kept."""

    def __init__(self, synthesis: Synthesis, *, start: int, columns: Mapping[str, Column]) -> None:
        self._synthesis = synthesis
        self._start = start
        self._columns = columns
        self._made: dict[str, Values] = {}
        self._crowds = self._split(synthesis.crowds)

    def __len__(self) -> int:
        return min(BLOCK, self._synthesis.size - self._start)

    def values(self, key: str) -> Values:
        """The block's part of an attribute's column."""
        if key not in self._made:
            column = self._columns[key]
            array = _array(column)
            made = np.zeros((*array.shape[:-1], BLOCK), array.dtype)
            if isinstance(column, Numbers):
                made[:] = np.nan
            self._made[key] = made
            stream = self._stream(key)
            tags = len(column.values) if isinstance(column, Tags) else 1
            drawn, missed = stream.random((tags, BLOCK)), stream.random(BLOCK)
            for crowd, rows in zip(self._synthesis.crowds, self._crowds, strict=True):
                if key in crowd.attributes:
                    self._draw(crowd.attributes[key], column, made, rows, drawn, missed)
        return self._made[key]

    def _draw(
        self, draw: Draw, column: Column, made: Values, rows: Rows, drawn: Values, missed: Values
    ) -> None:
        if draw.by is None:
            made[..., rows] = _drawn(draw, column, drawn[:, rows])
        else:
            given, parent = self.values(draw.by), self._columns[draw.by]
            assert isinstance(parent, Names)
            for code, value in enumerate(parent.values, 1):
                if value in draw.cases:
                    some = rows[given[rows] == code]
                    self._draw(draw.cases[value], column, made, some, drawn, missed)
        lost = rows[missed[rows] < draw.unknown]
        made[..., lost] = np.nan if isinstance(column, Numbers) else 0

    def _split(self, crowds: Sequence[Crowd]) -> list[Rows]:
        """The rows of each crowd."""
        edges = _edges([crowd.share for crowd in crowds])
        member = np.searchsorted(edges, self._stream("").random(BLOCK), side="right")
        return [np.flatnonzero(member == n) for n in range(len(crowds))]

    def _stream(self, key: str) -> np.random.Generator:
        number = zlib.crc32(key.encode()) << 32 | self._start // BLOCK
        seed = self._synthesis.seed & 0xFFFF_FFFF_FFFF_FFFF
        return np.random.Generator(np.random.Philox(key=np.array([seed, number], np.uint64)))


def _drawn(draw: Draw, column: Column, drawn: Values) -> Values:
    match column:
        case Names(values=values):
            codes = [values.index(value) + 1 for value in draw.weights]
            edges = _edges(list(draw.weights.values()))
            places = np.searchsorted(edges, drawn[0], side="right")
            codes_drawn: Values = np.array(codes)[places]
            return codes_drawn
        case Numbers():
            low, high = draw.span or (0.0, 0.0)
            spread: Values = low + (high - low) * drawn[0]
            whole = float(low).is_integer() and float(high).is_integer()
            if whole:
                spread = np.minimum(np.floor(spread), high - 1)
            return spread
        case Flags():
            return np.where(drawn[0] < (draw.chance or 0.0), 2, 1)
        case Tags():
            return _tagged(draw, column, drawn)


def _tagged(draw: Draw, column: Tags, drawn: Values) -> Values:
    words = np.zeros((len(column.words), drawn.shape[1]), np.uint64)
    words[0] = 1
    for place, value in enumerate(column.values, 1):
        has = drawn[place - 1] < draw.tags.get(value, 0.0)
        words[place // 64] |= has.astype(np.uint64) << np.uint64(place % 64)
    return words


def _edges(weights: Sequence[float]) -> NDArray[np.float64]:
    """Where each share of the line from 0 to 1 ends; the last end is open, so nothing falls off."""
    ends: NDArray[np.float64] = np.cumsum(np.array(weights, np.float64))
    ends /= ends[-1]
    return ends[:-1]


def _blank(attribute: Attribute, synthesis: Synthesis) -> Column:
    size = synthesis.size
    if attribute.type == "number":
        return Numbers(np.empty(size, np.float64))
    if attribute.type == "bool":
        return Flags(np.empty(size, np.uint8))
    draws = (crowd.attributes.get(attribute.key) for crowd in synthesis.crowds)
    named = {name for draw in draws if draw for name in _named(draw)}
    declared = [choice.key for choice in attribute.choices]
    values = tuple(dict.fromkeys([*declared, *sorted(named)]))
    if attribute.type == "tags":
        return Tags(np.empty((words_for(values), size), np.uint64), values)
    return Names(np.empty(size, smallest(len(values))), values)


def _named(draw: Draw) -> set[str]:
    """Every value a draw can give, the cases included."""
    named = set(draw.weights) | set(draw.tags)
    return named.union(*(_named(case) for case in draw.cases.values()))


def _array(column: Column) -> Values:
    match column:
        case Names(codes=array) | Flags(codes=array):
            return array
        case Numbers(values=array):
            return array
        case Tags(words=array):
            return array
