"""Sets of rows as bits, 64 rows a word: what makes a million consumers cheap to ask about."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
"""Row i is bit i % 64 of word i // 64; bits beyond the last row are 0."""


def pack(flags: NDArray[np.bool_]) -> Bits:
    """The set of rows whose flag is true."""
    packed = np.packbits(flags, bitorder="little")
    if len(packed) % 8 == 0:
        return packed.view(np.uint64)
    padded = np.zeros(words(len(flags)) * 8, np.uint8)
    padded[: len(packed)] = packed
    return padded.view(np.uint64)


def unpack(bits: Bits, rows: int) -> NDArray[np.uint8]:
    """1 for each row in the set and 0 for the others."""
    return np.unpackbits(bits.view(np.uint8), count=rows, bitorder="little")


def count(bits: Bits) -> int:
    """How many rows are in the set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def nobody(rows: int) -> Bits:
    """The empty set."""
    return np.zeros(words(rows), np.uint64)


def everybody(rows: int) -> Bits:
    """The set of all rows."""
    bits = np.full(words(rows), np.uint64(0xFFFF_FFFF_FFFF_FFFF))
    if rows % 64:
        bits[-1] = np.uint64((1 << rows % 64) - 1)
    return bits


def words(rows: int) -> int:
    """How many words a set over so many rows takes."""
    return (rows + 63) // 64


def paint(codes: NDArray[Any], bits: Bits, *, code: int) -> None:
    """Write `code` into the rows of the set, all of which must hold 0."""
    codes += unpack(bits, len(codes)) * codes.dtype.type(code)
