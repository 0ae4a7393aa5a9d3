"""What snaps where: the picture, guides, other rectangles, and even gaps between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.geometry.box import HANDLES, Box
from designer.kinds.geometry.snapping import Field, snap

SIZE = (1200, 800)
NEIGHBOUR = Box(300, 200, 200, 100)
BOXES = st.builds(
    Box, st.integers(-20, 1100), st.integers(-20, 700), st.integers(1, 400), st.integers(1, 400)
)
FIELDS = st.builds(
    Field, st.just(SIZE), st.lists(BOXES, max_size=4), st.lists(st.integers(0, 1200), max_size=2),
    st.lists(st.integers(0, 800), max_size=2), st.integers(0, 12),
)  # fmt: skip


def moved(box: Box, *others: Box, reach: int = 6, **field: object) -> Box:
    return snap(box, Field(SIZE, others, reach=reach, **field)).box  # type: ignore[arg-type]


def test_edges_and_middles_of_the_picture_draw() -> None:
    assert moved(Box(4, 300, 100, 50)).x == 0
    assert moved(Box(1097, 300, 100, 50)).x == 1100
    assert moved(Box(553, 300, 100, 50)).x == 550
    assert moved(Box(300, 371, 100, 50)).y == 375


def test_edges_and_middles_of_a_neighbour_draw() -> None:
    assert moved(Box(304, 500, 90, 40), NEIGHBOUR).x == 300
    assert moved(Box(204, 500, 90, 40), NEIGHBOUR).x == 210
    assert moved(Box(352, 500, 90, 40), NEIGHBOUR).x == 355
    assert moved(Box(700, 303, 90, 40), NEIGHBOUR).y == 300


def test_a_guide_draws() -> None:
    assert moved(Box(707, 300, 90, 40), upright=(703,)).x == 703
    assert moved(Box(700, 457, 90, 41), level=(500,)).y == 459


def test_nothing_draws_from_afar_and_nothing_at_all_without_reach() -> None:
    box = Box(47, 333, 91, 57)
    assert moved(box, NEIGHBOUR) == box
    assert moved(Box(1, 1, 91, 57), reach=-1) == Box(1, 1, 91, 57)


def test_gaps_become_even_in_a_row() -> None:
    first, second = Box(0, 200, 100, 100), Box(150, 200, 100, 100)
    after = snap(Box(303, 231, 83, 60), Field(SIZE, (first, second)))
    assert after.box.x == 300
    assert [line.kind for line in after.lines if line.axis == "x"] == ["gap", "gap"]
    between = snap(
        Box(214, 231, 61, 60), Field(SIZE, (Box(0, 200, 100, 99), Box(380, 200, 90, 99)))
    )
    assert between.box.x == 209


def test_a_gap_in_another_row_means_nothing() -> None:
    far = (Box(0, 600, 100, 50), Box(150, 600, 100, 50))
    assert moved(Box(303, 211, 83, 60), *far).x == 303


def test_a_handle_snaps_only_the_edge_it_holds() -> None:
    found = snap(Box(47, 303, 251, 57), Field(SIZE, (NEIGHBOUR,)), handle="e")
    assert found.box == Box(47, 303, 253, 57)
    assert [line.at for line in found.lines] == [300]


def test_a_line_reaches_over_both_that_it_joins() -> None:
    found = snap(Box(303, 500, 91, 41), Field(SIZE, (NEIGHBOUR,)))
    (line,) = found.lines
    assert (line.axis, line.at, line.start, line.end) == ("x", 300, 200, 541)


@given(BOXES, FIELDS)
def test_a_move_keeps_the_size_and_goes_no_further_than_the_reach(box, field) -> None:
    found = snap(box, field).box
    assert (found.w, found.h) == (box.w, box.h)
    assert abs(found.x - box.x) <= field.reach
    assert abs(found.y - box.y) <= field.reach


@given(BOXES, FIELDS, st.sampled_from(HANDLES))
def test_a_stretch_moves_only_edges_that_are_held_and_leaves_something(box, field, handle) -> None:
    found = snap(box, field, handle=handle).box
    assert found.w > 0
    assert found.h > 0
    if "w" not in handle:
        assert found.x == box.x
    if "e" not in handle:
        assert found.right == box.right
    if "n" not in handle:
        assert found.y == box.y
    if "s" not in handle:
        assert found.bottom == box.bottom


@given(BOXES, FIELDS)
def test_every_line_says_something_true(box, field) -> None:
    found = snap(box, field)
    for line in found.lines:
        if line.kind == "edge":
            start, length = (
                (found.box.x, found.box.w) if line.axis == "x" else (found.box.y, found.box.h)
            )
            assert line.at in (start, start + length, start + length // 2)
        assert line.end >= line.start
