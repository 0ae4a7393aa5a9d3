"""Rectangles set in order: aligned, with even gaps, of one size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from designer.kinds.geometry.box import Box, Size, around

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
EDGES: tuple[Edge, ...] = ("left", "centre", "right", "top", "middle", "bottom")
Axis = Literal["x", "y"]
Side = Literal["w", "h", "both"]


def aligned(boxes: Sequence[Box], edge: Edge, *, size: Size) -> list[Box]:
    """All at one edge or middle of what they span together; a single one at the picture's."""
    frame = around(boxes) if len(boxes) > 1 else Box(0, 0, *size)
    return [_at(box, frame, edge) for box in boxes]


def _at(box: Box, frame: Box, edge: Edge) -> Box:
    if edge in ("left", "centre", "right"):
        room = frame.w - box.w
        part = {"left": 0, "centre": room // 2, "right": room}[edge]
        return box._replace(x=frame.x + part)
    room = frame.h - box.h
    part = {"top": 0, "middle": room // 2, "bottom": room}[edge]
    return box._replace(y=frame.y + part)


def distributed(boxes: Sequence[Box], axis: Axis) -> list[Box]:
    """The same with even gaps between them; the first and the last stay. Fewer than 3 stay all."""
    if len(boxes) < 3:
        return list(boxes)
    start, long = (0, 2) if axis == "x" else (1, 3)
    order = sorted(range(len(boxes)), key=lambda n: (boxes[n][start], boxes[n][long]))
    first, last = boxes[order[0]], boxes[order[-1]]
    between = last[start] - first[start] - sum(boxes[n][long] for n in order[:-1])
    made, used = list(boxes), 0
    for place, number in enumerate(order[:-1]):
        at = first[start] + used + round(between * place / (len(order) - 1))
        made[number] = boxes[number]._replace(**{axis: at})
        used += boxes[number][long]
    return made


def resized(boxes: Sequence[Box], side: Side, *, size: Size) -> list[Box]:
    """All as wide, as high or both as the first one, kept within the picture."""
    w, h = boxes[0].w, boxes[0].h
    changes = {"w": {"w": w}, "h": {"h": h}, "both": {"w": w, "h": h}}[side]
    return [box._replace(**changes).inside(size) for box in boxes]
