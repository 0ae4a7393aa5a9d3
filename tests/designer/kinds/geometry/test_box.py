"""Rectangles in pixels: kept inside, stretched at their handles, and true to the fractions."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.geometry.box import HANDLES, Box, around, box_of, spanned, stretched

SIZES = st.tuples(st.integers(1, 12_000), st.integers(1, 12_000))
BOXES = st.builds(
    Box,
    st.integers(-500, 3000),
    st.integers(-500, 3000),
    st.integers(1, 2500),
    st.integers(1, 2500),
)


@st.composite
def placed(draw):
    """A picture and a rectangle that lies in it."""
    width, height = draw(SIZES)
    x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    box = Box(x, y, draw(st.integers(1, width - x)), draw(st.integers(1, height - y)))
    return (width, height), box


@given(placed())
def test_a_place_in_fractions_gives_the_same_pixels_again(one) -> None:
    size, box = one
    kept = SimpleNamespace(**box.fractions(size))
    assert box_of(kept, size) == box
    assert all(0 <= part <= 1 for part in (kept.x, kept.y, kept.w, kept.h))


@given(BOXES, SIZES)
def test_what_is_brought_inside_lies_inside_and_keeps_its_size_if_it_can(box, size) -> None:
    kept = box.inside(size)
    assert kept.x >= 0
    assert kept.y >= 0
    assert kept.right <= size[0]
    assert kept.bottom <= size[1]
    assert kept.w == min(box.w, size[0])
    assert kept.h == min(box.h, size[1])
    assert kept.inside(size) == kept


@given(BOXES, BOXES)
def test_two_overlap_just_when_they_share_a_part(one, other) -> None:
    if one.overlaps(other):
        shared = one.inside_of(other)
        assert shared.w > 0
        assert shared.h > 0
        assert around((shared, one)) == one
        assert around((shared, other)) == other
    else:
        apart = one.right <= other.x or other.right <= one.x
        assert apart or one.bottom <= other.y or other.bottom <= one.y
    assert one.overlaps(other) == other.overlaps(one)


@given(BOXES, st.sampled_from(HANDLES), st.integers(-4000, 4000), st.integers(-4000, 4000))
def test_a_drag_at_a_handle_moves_only_the_edges_it_holds(box, handle, dx, dy) -> None:
    made = stretched(box, handle, dx, dy)
    assert made.w >= 1
    assert made.h >= 1
    if "w" not in handle and "e" not in handle:
        assert (made.x, made.w) == (box.x, box.w)
    if "n" not in handle and "s" not in handle:
        assert (made.y, made.h) == (box.y, box.h)
    if "e" in handle and box.w + dx > 0:
        assert (made.x, made.right) == (box.x, box.right + dx)
    if "n" in handle and box.h - dy > 0:
        assert (made.y, made.bottom) == (box.y + dy, box.bottom)


@pytest.mark.parametrize("handle", ["nw", "ne", "se", "sw"])
def test_a_corner_can_keep_the_ratio_and_the_corner_opposite(handle: str) -> None:
    box = Box(100, 100, 200, 100)
    made = stretched(box, handle, 80, 0, keep=2.0)  # type: ignore[arg-type]
    assert abs(made.w / made.h - 2) < 0.02
    stays = {"nw": (made.right, made.bottom), "se": (made.x, made.y),
             "ne": (made.x, made.bottom), "sw": (made.right, made.y)}[handle]  # fmt: skip
    assert stays == {"nw": (300, 200), "se": (100, 100), "ne": (100, 200), "sw": (300, 100)}[handle]


def test_past_the_other_side_a_rectangle_turns_over() -> None:
    assert stretched(Box(10, 10, 20, 20), "e", -50, 0) == Box(-20, 10, 30, 20)
    assert spanned((30, 5), (10, 25)) == Box(10, 5, 20, 20)
