"""A rectangle in whole pixels of a picture, from and to the fractions that a project keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
HANDLES: tuple[Handle, ...] = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
Size = tuple[int, int]
"""Width and height of a picture in pixels."""


class Placed(Protocol):
    """What has a place in fractions of a picture."""

    @property
    def x(self) -> float:
        """From the left."""

    @property
    def y(self) -> float:
        """From the top."""

    @property
    def w(self) -> float:
        """The width."""

    @property
    def h(self) -> float:
        """The height."""


class Box(NamedTuple):
    """A rectangle from the top left of a picture, in its pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """Where it ends across."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Where it ends down."""
        return self.y + self.h

    def moved(self, dx: int, dy: int) -> Box:
        """The same elsewhere."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def inside(self, size: Size) -> Box:
        """The same kept within a picture, shrunk only when it is larger."""
        w, h = max(1, min(self.w, size[0])), max(1, min(self.h, size[1]))
        return Box(min(max(self.x, 0), size[0] - w), min(max(self.y, 0), size[1] - h), w, h)

    def inside_of(self, frame: Box) -> Box:
        """The part of it that lies in a frame; the two must overlap."""
        left, top = max(self.x, frame.x), max(self.y, frame.y)
        right, bottom = min(self.right, frame.right), min(self.bottom, frame.bottom)
        return Box(left, top, right - left, bottom - top)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share a pixel."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def fractions(self, size: Size) -> dict[str, float]:
        """The four sides as fractions of a picture; reading them back gives the same pixels."""
        parts = (self.x / size[0], self.y / size[1], self.w / size[0], self.h / size[1])
        return dict(zip("xywh", (round(min(1, max(0, part)), 6) for part in parts), strict=True))


def box_of(zone: Placed, size: Size) -> Box:
    """A place in fractions as pixels of a picture of `size`."""
    return Box(
        round(zone.x * size[0]), round(zone.y * size[1]),
        max(1, round(zone.w * size[0])), max(1, round(zone.h * size[1])),
    )  # fmt: skip


def spanned(one: tuple[int, int], other: tuple[int, int]) -> Box:
    """The rectangle between two points."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return Box(left, top, right - left, bottom - top)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle that holds them all; there must be one."""
    all_ = list(boxes)
    left, top = min(box.x for box in all_), min(box.y for box in all_)
    right, bottom = max(box.right for box in all_), max(box.bottom for box in all_)
    return Box(left, top, right - left, bottom - top)


def stretched(box: Box, handle: Handle, dx: int, dy: int, *, keep: float = 0.0) -> Box:
    """The rectangle with one edge or corner dragged; past the other side it turns over.

    `keep` is the width over the height that a corner keeps, 0 for none.
    """
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if "w" in handle:
        left += dx
    if "e" in handle:
        right += dx
    if "n" in handle:
        top += dy
    if "s" in handle:
        bottom += dy
    if keep and len(handle) == 2:
        high = max(1, round(abs(right - left) / keep))
        top, bottom = (bottom - high, bottom) if "n" in handle else (top, top + high)
    made = spanned((left, top), (right, bottom))
    return made._replace(w=max(1, made.w), h=max(1, made.h))
