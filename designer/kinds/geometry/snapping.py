"""Snapping: to the picture's edges and middle, to guides, and to other rectangles and their gaps.

The canvas has a twin of this in `overlay/snap.js`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from designer.kinds.geometry.box import Box, Handle, Size

Axis = Literal["x", "y"]


class Line(NamedTuple):
    """Why something snapped: a line at `at`, from `start` to `end` across its axis, or a gap along
    the axis."""

    axis: Axis
    at: int
    start: int
    end: int
    kind: Literal["edge", "gap"]


class Snapped(NamedTuple):
    """Where the rectangle stands now, and the lines that say why."""

    box: Box
    lines: tuple[Line, ...]


class _Pull(NamedTuple):
    """One way to snap on an axis: how far, and which line tells of it."""

    by: int
    lines: tuple[Line, ...]


class Field(NamedTuple):
    """What there is to snap to; `reach` is how near counts, in pixels of the picture."""

    size: Size
    others: Sequence[Box] = ()
    upright: Sequence[int] = ()
    level: Sequence[int] = ()
    reach: int = 6


def snap(box: Box, field: Field, *, handle: Handle | None = None) -> Snapped:
    """The rectangle moved, or stretched at `handle`, onto the nearest thing within reach."""
    lines: list[Line] = []
    for axis in ("x", "y"):
        box, found = _snapped(box, field, axis, handle)
        lines += found
    return Snapped(box, tuple(lines))


def _snapped(
    box: Box, field: Field, axis: Axis, handle: Handle | None
) -> tuple[Box, tuple[Line, ...]]:
    near, far = ("w", "e") if axis == "x" else ("n", "s")
    if handle is not None and near not in handle and far not in handle:
        return box, ()
    edge = None if handle is None else "near" if near in handle else "far"
    pulls = [*_to_lines(box, field, axis, edge), *(() if edge else _to_gaps(box, field, axis))]
    pulls = [pull for pull in pulls if abs(pull.by) <= field.reach]
    if edge:
        pulls = [pull for pull in pulls if _span(_pulled(box, axis, edge, pull.by), axis)[1] > 0]
    if not pulls:
        return box, ()
    best = min(pulls, key=lambda pull: abs(pull.by))  # of equals the first: picture, guides, others
    return _pulled(box, axis, edge, best.by), best.lines


def _to_lines(box: Box, field: Field, axis: Axis, edge: str | None) -> Iterator[_Pull]:
    start, length = _span(box, axis)
    own = {"near": (start,), "far": (start + length,)}.get(
        edge or "", (start, start + length, start + length // 2)
    )
    for at, low, high in _marks(field, axis):
        for point in own:
            by = at - point
            across = _span(box, _other(axis))
            ends = min(low, across[0]), max(high, across[0] + across[1])
            yield _Pull(by, (Line(axis, at, *ends, "edge"),))


def _marks(field: Field, axis: Axis) -> Iterator[tuple[int, int, int]]:
    """Every line of an axis with the part of the other axis it belongs to."""
    whole, across = (
        (field.size[0], field.size[1]) if axis == "x" else (field.size[1], field.size[0])
    )
    for at in (0, whole, whole // 2):
        yield at, 0, across
    for at in field.upright if axis == "x" else field.level:
        yield at, 0, across
    for other in field.others:
        start, length = _span(other, axis)
        low, long = _span(other, _other(axis))
        for at in (start, start + length, start + length // 2):
            yield at, low, low + long


def _to_gaps(box: Box, field: Field, axis: Axis) -> Iterator[_Pull]:
    """Even gaps with neighbours that stand in the same row or column."""
    cross = _other(axis)
    low, long = _span(box, cross)
    row = [
        o for o in field.others if _span(o, cross)[0] < low + long and sum(_span(o, cross)) > low
    ]
    spans = sorted(_span(other, axis) for other in row)
    start, length = _span(box, axis)
    middle = low + long // 2
    for (a, a_long), (b, b_long) in pairwise(spans):
        gap = b - a - a_long
        if gap <= 0:
            continue
        first = Line(axis, middle, a + a_long, b, "gap")
        after, before = b + b_long, a - gap - length
        yield _Pull(after + gap - start, (first, Line(axis, middle, after, after + gap, "gap")))
        yield _Pull(before - start, (Line(axis, middle, a - gap, a, "gap"), first))
        if gap > length:
            left = a + a_long + (gap - length) // 2
            yield _Pull(
                left - start,
                (Line(axis, middle, a + a_long, left, "gap"),
                 Line(axis, middle, left + length, b, "gap")),
            )  # fmt: skip


def _span(box: Box, axis: Axis) -> tuple[int, int]:
    return (box.x, box.w) if axis == "x" else (box.y, box.h)


def _other(axis: Axis) -> Axis:
    return "y" if axis == "x" else "x"


def _pulled(box: Box, axis: Axis, edge: str | None, by: int) -> Box:
    start, length = _span(box, axis)
    if edge is None:
        start += by
    elif edge == "near":
        start, length = start + by, length - by
    else:
        length += by
    return box._replace(x=start, w=length) if axis == "x" else box._replace(y=start, h=length)
