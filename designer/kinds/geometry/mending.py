"""Safe mends of a rectangle: bring it inside, make it large enough, part it from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from designer.kinds.geometry.box import Box, Size


def grown(box: Box, least: Size, *, size: Size, rest: Sequence[Box] = ()) -> Box:
    """At least so wide and high within the picture: around the same middle, or from a corner when
    only that leaves the others free."""
    w, h = max(box.w, least[0]), max(box.h, least[1])
    middle = round(box.x + (box.w - w) / 2), round(box.y + (box.h - h) / 2)
    places = [middle, *((x, y) for x in (box.x, box.right - w) for y in (box.y, box.bottom - h))]
    ways = [Box(x, y, w, h).inside(size) for x, y in places]
    free = (one for one in ways if not any(one.overlaps(other) for other in rest))
    return next(free, ways[0])


def parted(box: Box, other: Box, *, size: Size, rest: Sequence[Box] = ()) -> Box:
    """The rectangle moved off another by the shortest way that is free; where none is, cut short.

    None of it is left to keep when the other covers the whole picture: then it stays.
    """
    if not box.overlaps(other):
        return box
    ways = sorted(_ways(box, other), key=lambda one: abs(one.x - box.x) + abs(one.y - box.y))
    fitting = [one for one in ways if one == one.inside(size)]
    free = [one for one in fitting if not any(one.overlaps(third) for third in rest)]
    if free:
        return free[0]
    cuts = [cut for cut in _cuts(box, other) if cut.w > 0 and cut.h > 0]
    cuts.sort(key=lambda one: -one.w * one.h)
    return next(iter([*cuts, *fitting, box]))


def _ways(box: Box, other: Box) -> Iterator[Box]:
    yield box._replace(x=other.x - box.w)
    yield box._replace(x=other.right)
    yield box._replace(y=other.y - box.h)
    yield box._replace(y=other.bottom)


def _cuts(box: Box, other: Box) -> Iterator[Box]:
    yield Box(box.x, box.y, other.x - box.x, box.h)
    yield Box(other.right, box.y, box.right - other.right, box.h)
    yield Box(box.x, box.y, box.w, other.y - box.y)
    yield Box(box.x, other.bottom, box.w, box.bottom - other.bottom)
