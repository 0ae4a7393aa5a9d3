"""The part of a picture that is shown, as fractions, and the CSS that shows just that part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from designer.kinds.settings.number import figure

SMALLEST = 0.02
"""The least share of a side that a crop keeps."""


class Crop(NamedTuple):
    """A rectangle in fractions of the picture from its top left."""

    x: float
    y: float
    w: float
    h: float

    def fits(self) -> bool:
        """Whether it lies inside the picture and keeps enough of it."""
        sides = self.w >= SMALLEST and self.h >= SMALLEST and self.x >= 0 and self.y >= 0
        return sides and self.x + self.w <= 1 + 1e-6 and self.y + self.h <= 1 + 1e-6

    def is_whole(self) -> bool:
        """Whether nothing is cut off."""
        return self.w > 1 - 1e-4 and self.h > 1 - 1e-4

    def size(self, width: int, height: int) -> tuple[int, int]:
        """The pixels of the part, of a picture of these pixels."""
        return max(1, round(width * self.w)), max(1, round(height * self.h))

    def inside(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the picture in fractions of the part, the nearest one that lies in it."""
        x, y = (point[0] - self.x) / self.w, (point[1] - self.y) / self.h
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


WHOLE = Crop(0.0, 0.0, 1.0, 1.0)


def shaped(crop: Crop, *, ratio: float, picture: float) -> Crop:
    """The largest crop of a shape (width : height) within `crop`, around its middle.

    `picture` is the shape of the picture itself.
    """
    wanted = ratio / picture
    w, h = (crop.w, crop.w / wanted) if crop.w / crop.h < wanted else (crop.h * wanted, crop.h)
    return Crop(crop.x + (crop.w - w) / 2, crop.y + (crop.h - h) / 2, w, h)


def declarations(crop: Crop) -> Mapping[str, str]:
    """Custom properties that `.cropped` in the base sheet reads.

    `--part` is the part as an inset. The rest is for browsers that cannot take a part of a picture
    for the whole: with `object-fit: cover` and `--at` the picture is cut to its place, then `--cut`
    takes the part out of that and `--zoom` blows it up to fill the place. That is exact when the
    place has the shape of the part, and whenever both are wider, or both higher, than the picture.
    """
    far = max(crop.w, crop.h)
    left, across = _seen(crop.x, crop.w, far)
    top, down = _seen(crop.y, crop.h, far)
    box = (top, 1 - top - far, left, 1 - left - far)
    above, below, before, after = (_percent(max(0.0, side)) for side in box)
    return {
        "--part": "inset(" + " ".join(map(_percent, _inset(crop))) + ")",
        "--at": f"{_percent(across)} {_percent(down)}",
        "--cut": f"inset({above} {after} {below} {before})",
        "--zoom": f"scale({figure(1 / far)}) translate(-{before}, -{above})",
    }


def _inset(crop: Crop) -> tuple[float, float, float, float]:
    sides = (crop.y, 1 - crop.x - crop.w, 1 - crop.y - crop.h, crop.x)
    return sides[0], max(0.0, sides[1]), max(0.0, sides[2]), sides[3]


def _seen(start: float, length: float, far: float) -> tuple[float, float]:
    """Along one side: where the part begins in a place of its shape, and the position for that."""
    window = length / far
    """The share of this side that `cover` lets see: all of it, or what the other side leaves."""
    room = 1 - window
    if room <= 1e-9:
        return start, 0.5
    at = min(1.0, max(0.0, (start + length / 2 - window / 2) / room))
    return (start - at * room) / window, at


def _percent(share: float) -> str:
    return f"{figure(round(share * 100, 3))}%"
