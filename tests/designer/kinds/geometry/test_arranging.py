"""Rectangles aligned, spread and made of one size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.geometry.arranging import EDGES, aligned, distributed, resized
from designer.kinds.geometry.box import Box, around
from designer.kinds.geometry.mending import grown, parted

SIZE = (1200, 1400)
BOXES = st.builds(
    Box, st.integers(0, 1000), st.integers(0, 1200), st.integers(1, 200), st.integers(1, 200)
)
SEVERAL = st.lists(BOXES, min_size=2, max_size=6)
THREE = [Box(0, 0, 100, 40), Box(130, 10, 60, 20), Box(400, 50, 100, 30)]


@pytest.mark.parametrize(
    ("edge", "places"),
    [
        ("left", [0, 0, 0]), ("centre", [200, 220, 200]), ("right", [400, 440, 400]),
        ("top", [0, 0, 0]), ("middle", [20, 30, 25]), ("bottom", [40, 60, 50]),
    ],
)  # fmt: skip
def test_all_stand_at_one_edge_of_what_they_span(edge, places) -> None:
    made = aligned(THREE, edge, size=SIZE)
    axis = 0 if edge in ("left", "centre", "right") else 1
    assert [box[axis] for box in made] == places


def test_a_single_one_is_aligned_to_the_picture() -> None:
    assert aligned([Box(5, 5, 200, 100)], "right", size=SIZE) == [Box(1000, 5, 200, 100)]
    assert aligned([Box(5, 5, 200, 100)], "middle", size=SIZE) == [Box(5, 650, 200, 100)]


@given(SEVERAL, st.sampled_from(EDGES))
def test_aligning_moves_on_one_axis_stays_in_the_frame_and_twice_is_once(boxes, edge) -> None:
    made = aligned(boxes, edge, size=SIZE)
    still = 1 if edge in ("left", "centre", "right") else 0
    assert [box[still] for box in made] == [box[still] for box in boxes]
    assert [box[2:] for box in made] == [box[2:] for box in boxes]
    assert around([*made, around(boxes)]) == around(boxes)
    if edge in ("left", "right", "top", "bottom"):
        assert aligned(made, edge, size=SIZE) == made


@given(st.lists(BOXES, min_size=3, max_size=6), st.sampled_from(["x", "y"]))
def test_spreading_makes_gaps_even_and_leaves_the_ends(boxes, axis) -> None:
    made = distributed(boxes, axis)
    at, long = (0, 2) if axis == "x" else (1, 3)
    order = sorted(range(len(boxes)), key=lambda n: (boxes[n][at], boxes[n][long]))
    assert made[order[0]] == boxes[order[0]]
    assert made[order[-1]] == boxes[order[-1]]
    gaps = [made[b][at] - made[a][at] - made[a][long] for a, b in pairwise(order)]
    assert max(gaps) - min(gaps) <= 2
    assert [box[2:] for box in made] == [box[2:] for box in boxes]


def test_two_have_no_gap_to_even() -> None:
    assert distributed(THREE[:2], "x") == THREE[:2]


@given(SEVERAL, st.sampled_from(["w", "h", "both"]))
def test_the_first_gives_its_size(boxes, side) -> None:
    made = resized(boxes, side, size=SIZE)
    if side != "h":
        assert {box.w for box in made} == {boxes[0].w}
    if side != "w":
        assert {box.h for box in made} == {boxes[0].h}
    assert all(box == box.inside(SIZE) for box in made)


# ---- mending ----


@given(BOXES, st.integers(1, 300), st.lists(BOXES, max_size=3))
def test_what_is_grown_is_large_enough_and_inside(box, least, rest) -> None:
    made = grown(box, (least, least), size=SIZE, rest=rest)
    assert made == made.inside(SIZE)
    assert made.w >= least
    assert made.h >= least
    assert made.w >= box.w


def test_growing_goes_where_it_is_free() -> None:
    box, wall = Box(100, 100, 40, 40), Box(0, 0, 98, 400)
    made = grown(box, (150, 40), size=SIZE, rest=(wall,))
    assert made == Box(100, 100, 150, 40)


@given(BOXES, BOXES, st.lists(BOXES, max_size=3))
def test_what_is_parted_lies_apart_and_inside(box, other, rest) -> None:
    made = parted(box, other, size=SIZE, rest=rest)
    assert not made.overlaps(other) or other.inside_of(box) == box
    assert made == made.inside(SIZE)
    if not box.overlaps(other):
        assert made == box


def test_the_shortest_way_apart_is_taken() -> None:
    box, other = Box(100, 100, 100, 100), Box(180, 90, 100, 100)
    assert parted(box, other, size=SIZE) == Box(80, 100, 100, 100)
    blocked = parted(box, other, size=SIZE, rest=(Box(0, 100, 90, 100),))
    assert blocked == Box(100, 190, 100, 100)


def test_where_no_way_is_free_it_is_cut() -> None:
    walls = (Box(0, 0, 99, 1400), Box(0, 0, 1200, 99), Box(0, 301, 1200, 1099))
    made = parted(Box(100, 100, 200, 200), Box(250, 100, 950, 200), size=SIZE, rest=walls)
    assert made == Box(100, 100, 150, 200)
