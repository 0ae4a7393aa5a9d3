"""What a hand does to a crop: move it, pull a side or corner, draw it anew, in a shape or free."""

from __future__ import annotations

from designer.kinds.settings.crop import SMALLEST, Crop

Grip = tuple[int, int]
"""A corner or side: -1, 0 or 1 across and down; (0, 0) is the middle."""
GRIPS: tuple[Grip, ...] = (
    (-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0),
)  # fmt: skip


def place_of(crop: Crop, grip: Grip) -> tuple[float, float]:
    """Where a grip stands, in fractions of the picture."""
    return crop.x + crop.w * (grip[0] + 1) / 2, crop.y + crop.h * (grip[1] + 1) / 2


def moved(crop: Crop, dx: float, dy: float) -> Crop:
    """The crop elsewhere, kept inside the picture."""
    x = min(1 - crop.w, max(0.0, crop.x + dx))
    y = min(1 - crop.h, max(0.0, crop.y + dy))
    return Crop(x, y, crop.w, crop.h)


def pulled(crop: Crop, grip: Grip, at: tuple[float, float], *, shape: float | None) -> Crop:
    """The crop with one grip brought to a point; the opposite side stays.

    `shape` is width to height in fractions of the picture, for a crop that keeps its shape.
    """
    x, w = _side(crop.x, crop.w, grip[0], at[0])
    y, h = _side(crop.y, crop.h, grip[1], at[1])
    if shape is None:
        return Crop(x, y, w, h)
    if grip[1] == 0:
        h = w / shape
    elif grip[0] == 0 or w / h < shape:
        w = h * shape
    else:
        h = w / shape
    return _fitted(crop, grip, w, h)


def drawn(start: tuple[float, float], at: tuple[float, float], *, shape: float | None) -> Crop:
    """The crop between two points."""
    one, other = _inside(start), _inside(at)
    grip = (1 if other[0] >= one[0] else -1, 1 if other[1] >= one[1] else -1)
    seed = Crop(
        one[0] if grip[0] > 0 else max(0.0, one[0] - SMALLEST),
        one[1] if grip[1] > 0 else max(0.0, one[1] - SMALLEST), SMALLEST, SMALLEST,
    )  # fmt: skip
    return pulled(moved(seed, 0, 0), grip, other, shape=shape)


def _side(start: float, length: float, grip: int, at: float) -> tuple[float, float]:
    end = start + length
    if grip < 0:
        start = max(0.0, min(at, end - SMALLEST))
    elif grip > 0:
        end = min(1.0, max(at, start + SMALLEST))
    return start, end - start


def _fitted(crop: Crop, grip: Grip, w: float, h: float) -> Crop:
    """A size brought into the picture around what stays: a corner, or the middle of a side."""
    room_w, room_h = _room(crop.x, crop.w, grip[0]), _room(crop.y, crop.h, grip[1])
    least = max(SMALLEST / w, SMALLEST / h)
    factor = min(max(1.0, least), room_w / w, room_h / h)
    w, h = w * factor, h * factor
    return Crop(_start(crop.x, crop.w, grip[0], w), _start(crop.y, crop.h, grip[1], h), w, h)


def _room(start: float, length: float, grip: int) -> float:
    if grip < 0:
        return start + length
    if grip > 0:
        return 1 - start
    middle = start + length / 2
    return 2 * min(middle, 1 - middle)


def _start(start: float, length: float, grip: int, new: float) -> float:
    if grip < 0:
        return max(0.0, start + length - new)
    return start if grip > 0 else max(0.0, start + length / 2 - new / 2)


def _inside(point: tuple[float, float]) -> tuple[float, float]:
    return min(1.0, max(0.0, point[0])), min(1.0, max(0.0, point[1]))
