"""Loops compiled by numba; each has a numpy twin that gives the same numbers more slowly.

Imported only through `designer.population.hashing.compiled`, which places numba's files.
Numbers are cast back to 32 bits at every step, since numba widens them to 64; written so that LLVM
turns the inner loops into vector instructions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Units = NDArray[np.unsignedinteger[Any]]

U32 = np.uint32
OFFSET = U32(0x811C9DC5)
PRIME = U32(16_777_619)
BUCKETS = U32(10_000)
TEN, ZERO, NONE = U32(10), U32(ord("0")), U32(0)
E2, E3, E4, E5, E6, E7, E8, E9 = (U32(10**k) for k in range(2, 10))
NOBODY = np.uint16(65_535)
BLOCK = 2048
"""Rows at a time: small enough for the first cache, long enough for vector instructions."""


@njit(nogil=True, cache=True, error_model="numpy")
def bucket_alike(grid: Units, low: int, start: np.uint32, out: NDArray[np.uint16]) -> None:
    """Buckets of ids of one length, `grid` being (length, rows), from row `low` on.

    `start` is the hash's state after the seed.
    """
    state = np.empty(BLOCK, np.uint32)
    for done in range(0, len(out), BLOCK):
        size = min(BLOCK, len(out) - done)
        state[:] = start
        for k in range(len(grid)):
            units = grid[k, low + done : low + done + size]
            for i in range(size):
                state[i] = U32(U32(state[i] ^ units[i]) * PRIME)
        _second_pass(state, out[done : done + size])


@njit(nogil=True, cache=True, error_model="numpy")
def bucket_mixed(
    units: Units, offsets: NDArray[np.int64], start: np.uint32, out: NDArray[np.uint16]
) -> None:
    """Buckets of ids of any length; NOBODY for an empty one."""
    state = np.empty(BLOCK, np.uint32)
    for done in range(0, len(out), BLOCK):
        size = min(BLOCK, len(out) - done)
        for i in range(size):
            hashed = start
            for k in range(offsets[done + i], offsets[done + i + 1]):
                hashed = U32(U32(hashed ^ units[k]) * PRIME)
            state[i] = hashed
        _second_pass(state, out[done : done + size])
        for i in range(size):
            if offsets[done + i] == offsets[done + i + 1]:
                out[done + i] = NOBODY


@njit(nogil=True, cache=True, error_model="numpy")
def _second_pass(state: NDArray[np.uint32], out: NDArray[np.uint16]) -> None:
    """Hash the decimal digits of each state and take the bucket."""
    for i in range(len(out)):
        n = state[i]
        q1, q2, q3 = U32(n // TEN), U32(n // E2), U32(n // E3)
        q4, q5, q6 = U32(n // E4), U32(n // E5), U32(n // E6)
        q7, q8, q9 = U32(n // E7), U32(n // E8), U32(n // E9)
        hashed = _digit(_digit(_digit(OFFSET, q9, NONE), q8, q9), q7, q8)
        hashed = _digit(_digit(_digit(hashed, q6, q7), q5, q6), q4, q5)
        hashed = _digit(_digit(_digit(hashed, q3, q4), q2, q3), q1, q2)
        last = U32(ZERO + U32(n - U32(q1 * TEN)))
        out[i] = np.uint16(U32(U32(hashed ^ last) * PRIME) % BUCKETS)


@njit(inline="always", error_model="numpy")
def _digit(hashed: np.uint32, upto: np.uint32, above: np.uint32) -> np.uint32:
    """Take in the last digit of `upto`, whose other digits are `above`; a leading zero is none."""
    digit = U32(ZERO + U32(upto - U32(above * TEN)))
    return U32(U32(hashed ^ digit) * PRIME) if upto > NONE else hashed
