"""A table of consumers: their ids and one typed column an attribute, unknown values included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from designer.population.hashing import hash_alike, hash_mixed
from designer.records import Attribute, AttributeValue, Consumer

Codes = NDArray[np.unsignedinteger[Any]]
Rows = slice | NDArray[np.bool_]
"""Which rows: a range shares memory, a mask copies."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Texts or enum keys: `codes[i]` is 0 when unknown, else 1 + the place in `values`."""

    codes: Codes
    values: tuple[str, ...]

    def at(self, row: int) -> AttributeValue | None:
        """The value in a row; None when unknown."""
        code = int(self.codes[row])
        return self.values[code - 1] if code else None

    def part(self, rows: Rows) -> Names:
        """The same column for some rows."""
        return Names(self.codes[rows], self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Numbers in float64; NaN when unknown."""

    values: NDArray[np.float64]

    def at(self, row: int) -> AttributeValue | None:
        """The value in a row; None when unknown."""
        value = float(self.values[row])
        if value != value:  # only NaN differs from itself
            return None
        return int(value) if value.is_integer() else value

    def part(self, rows: Rows) -> Numbers:
        """The same column for some rows."""
        return Numbers(self.values[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """Yes or no: 0 unknown, 1 no, 2 yes."""

    codes: NDArray[np.uint8]

    def at(self, row: int) -> AttributeValue | None:
        """The value in a row; None when unknown."""
        code = int(self.codes[row])
        return None if code == 0 else code == 2

    def part(self, rows: Rows) -> Flags:
        """The same column for some rows."""
        return Flags(self.codes[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """Sets of tags: `words` is (words, rows); bit 0 says known, bit 1 + k says `values[k]`."""

    words: NDArray[np.uint64]
    values: tuple[str, ...]

    def at(self, row: int) -> AttributeValue | None:
        """The value in a row; None when unknown."""
        bits = sum(int(word) << (64 * n) for n, word in enumerate(self.words[:, row]))
        if not bits & 1:
            return None
        return tuple(value for n, value in enumerate(self.values) if bits >> (n + 1) & 1)

    def part(self, rows: Rows) -> Tags:
        """The same column for some rows."""
        return Tags(self.words[:, rows], self.values)


Column = Names | Numbers | Flags | Tags


@dataclass(frozen=True, slots=True, eq=False)
class AlikeIds:
    """Ids of one length, rows [low, high) of a grid of ASCII bytes shaped (length, rows)."""

    grid: NDArray[np.uint8]
    low: int
    high: int

    def __len__(self) -> int:
        return self.high - self.low

    def at(self, row: int) -> str | None:
        """The id in a row."""
        return self.grid[:, self.low + row].tobytes().decode("ascii")

    def texts(self) -> list[str]:
        """All ids."""
        width = len(self.grid)
        joined = self.grid[:, self.low : self.high].T.tobytes().decode("ascii")
        return [joined[n : n + width] for n in range(0, len(joined), width)]

    def part(self, rows: slice) -> AlikeIds:
        """Some rows of them; the memory is shared."""
        start, stop, __ = rows.indices(len(self))
        return AlikeIds(self.grid, self.low + start, self.low + stop)

    def buckets(self, seed: str) -> NDArray[np.uint16]:
        """Each id's bucket for a seed."""
        return hash_alike(self.grid, self.low, self.high, seed=seed)


@dataclass(frozen=True, slots=True, eq=False)
class MixedIds:
    """Ids of any length: id i is `units[offsets[i]:offsets[i + 1]]`, an empty one is anonymous.

    Units are ASCII bytes, or UTF-16 code units when any id needs them.
    """

    units: Codes
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def at(self, row: int) -> str | None:
        """The id in a row; None for an anonymous visitor."""
        units = self.units[self.offsets[row] : self.offsets[row + 1]]
        coding = "ascii" if self.units.dtype == np.uint8 else "utf-16-le"
        return units.tobytes().decode(coding, "surrogatepass") or None

    def texts(self) -> list[str]:
        """All ids, an empty text for each anonymous visitor."""
        return [self.at(row) or "" for row in range(len(self))]

    def part(self, rows: slice) -> MixedIds:
        """Some rows of them; the memory is shared."""
        start, stop, __ = rows.indices(len(self))
        return MixedIds(self.units, self.offsets[start : stop + 1])

    def buckets(self, seed: str) -> NDArray[np.uint16]:
        """Each id's bucket for a seed; 65535 for the anonymous."""
        return hash_mixed(self.units, self.offsets, seed=seed)


Ids = AlikeIds | MixedIds


def ids_of(texts: Sequence[str]) -> Ids:
    """Ids from texts, an empty one for each anonymous visitor."""
    joined = "".join(texts)
    if not joined.isascii():
        coded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
        lengths = np.fromiter(map(len, coded), np.int64, len(coded)) // 2
        return MixedIds(np.frombuffer(b"".join(coded), np.uint16), _offsets(lengths))
    units = np.frombuffer(joined.encode("ascii"), np.uint8)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    if not joined or lengths.min() != lengths.max():
        return MixedIds(units, _offsets(lengths))
    return AlikeIds(np.ascontiguousarray(units.reshape(len(texts), -1).T), 0, len(texts))


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


class Table:
    """Consumers as columns; a column that is missing is unknown for everybody."""

    def __init__(self, ids: Ids, columns: Mapping[str, Column]) -> None:
        self.ids = ids
        self.columns = dict(columns)

    def __len__(self) -> int:
        return len(self.ids)

    def consumer(self, row: int) -> Consumer:
        """The consumer in a row."""
        values = {key: column.at(row) for key, column in self.columns.items()}
        known = {key: value for key, value in values.items() if value is not None}
        return Consumer(id=self.ids.at(row), attributes=known)

    def part(self, start: int, stop: int) -> Table:
        """The rows [start, stop) as a table that shares this one's memory."""
        rows = slice(start, stop)
        columns = {key: column.part(rows) for key, column in self.columns.items()}
        return Table(self.ids.part(rows), columns)

    def buckets(self, seed: str) -> NDArray[np.uint16]:
        """Each consumer's bucket for a seed, 0 … 9999; 65535 for the anonymous."""
        return self.ids.buckets(seed)

    @classmethod
    def of(cls, consumers: Iterable[Consumer], *, attributes: Iterable[Attribute]) -> Table:
        """A table of a few consumers, such as personas."""
        rows = list(consumers)
        columns = {
            attribute.key: _column(attribute, [row.attributes.get(attribute.key) for row in rows])
            for attribute in attributes
        }
        return cls(ids_of([row.id or "" for row in rows]), columns)


def smallest(count: int) -> type[np.uint8 | np.uint16 | np.uint32]:
    """The narrowest type that can number 0 … count."""
    return np.uint8 if count < 2**8 else np.uint16 if count < 2**16 else np.uint32


def words_for(values: Sequence[str]) -> int:
    """How many 64-bit words a tags column needs for these values and its known bit."""
    return len(values) // 64 + 1


def _column(attribute: Attribute, values: Sequence[Any]) -> Column:
    if attribute.type == "number":
        return Numbers(np.array([np.nan if v is None else v for v in values], np.float64))
    if attribute.type == "bool":
        return Flags(np.array([0 if v is None else 1 + v for v in values], np.uint8))
    declared = [choice.key for choice in attribute.choices]
    if attribute.type == "tags":
        met = dict.fromkeys([*declared, *(tag for tags in values for tag in tags or ())])
        return _tags(values, tuple(met))
    met = dict.fromkeys([*declared, *(value for value in values if value is not None)])
    place = {value: n for n, value in enumerate(met, 1)}
    codes: Codes = np.array([place.get(value, 0) for value in values], smallest(len(met)))
    return Names(codes, tuple(met))


def _tags(rows: Sequence[Any], values: tuple[str, ...]) -> Tags:
    words = np.zeros((words_for(values), len(rows)), np.uint64)
    place = {value: n for n, value in enumerate(values, 1)}
    for row, tags in enumerate(rows):
        bits = 0 if tags is None else 1 | sum(1 << place[tag] for tag in set(tags))
        for word in range(len(words)):
            words[word, row] = bits >> (64 * word) & 0xFFFFFFFFFFFFFFFF
    return Tags(words, values)
