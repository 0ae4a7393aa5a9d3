"""Buckets of whole columns of ids, compiled when numba is there and the same in numpy when not."""

from __future__ import annotations

import functools
import importlib
import os
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from designer.decide.bucket import BUCKETS, OFFSET, PRIME, fnv32a

Units = NDArray[np.unsignedinteger[Any]]
NOBODY = 65_535
"""The bucket of an anonymous visitor: in no range."""

_PIECE = 1 << 16
_POWERS = 10 ** np.arange(9, 0, -1, dtype=np.uint32)


@functools.cache
def compiled() -> ModuleType | None:
    """The compiled loops, each compiled at its first use; None without numba or a place for it."""
    import platformdirs

    os.environ.setdefault(
        "NUMBA_CACHE_DIR", platformdirs.user_cache_dir("duplex", False) + "/numba"
    )
    try:
        return importlib.import_module("designer.population.kernels")
    except (ImportError, RuntimeError, OSError):  # numba raises RuntimeError without a folder
        return None


def hash_alike(grid: Units, low: int, high: int, *, seed: str) -> NDArray[np.uint16]:
    """The bucket of each id in columns [low, high) of a grid shaped (length of an id, ids)."""
    out = np.empty(high - low, np.uint16)
    loops = compiled()
    (loops.bucket_alike if loops else bucket_alike)(grid, low, np.uint32(fnv32a(seed)), out)
    return out


def hash_mixed(units: Units, offsets: NDArray[np.int64], *, seed: str) -> NDArray[np.uint16]:
    """The bucket of each id `units[offsets[i]:offsets[i + 1]]`; NOBODY for an empty one."""
    out = np.empty(len(offsets) - 1, np.uint16)
    loops = compiled()
    (loops.bucket_mixed if loops else bucket_mixed)(units, offsets, np.uint32(fnv32a(seed)), out)
    return out


def bucket_alike(grid: Units, low: int, start: np.uint32, out: NDArray[np.uint16]) -> None:
    """The numpy twin of `kernels.bucket_alike`."""
    for done in range(0, len(out), _PIECE):
        size = min(_PIECE, len(out) - done)
        state = np.full(size, start, np.uint32)
        for units in grid[:, low + done : low + done + size]:
            state = (state ^ units) * np.uint32(PRIME)
        out[done : done + size] = _second_pass(state)


def bucket_mixed(
    units: Units, offsets: NDArray[np.int64], start: np.uint32, out: NDArray[np.uint16]
) -> None:
    """The numpy twin of `kernels.bucket_mixed`."""
    lengths = np.diff(offsets)
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        if length == 0:
            out[rows] = NOBODY
            continue
        alike = units[offsets[rows] + np.arange(length)[:, None]]
        found = np.empty(len(rows), np.uint16)
        bucket_alike(alike, 0, start, found)
        out[rows] = found


def _second_pass(state: NDArray[np.uint32]) -> NDArray[np.uint16]:
    hashed = np.full(len(state), OFFSET, np.uint32)
    for power in _POWERS:
        rest = state // power
        stepped = (hashed ^ (48 + rest % 10).astype(np.uint32)) * np.uint32(PRIME)
        hashed = np.where(rest > 0, stepped, hashed)
    hashed = (hashed ^ (48 + state % 10).astype(np.uint32)) * np.uint32(PRIME)
    return (hashed % np.uint32(BUCKETS)).astype(np.uint16)
