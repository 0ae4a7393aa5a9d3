"""How a picture is seen: there and back, zoomed at a place, fitted, and never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from designer.kinds.geometry.box import Box
from widgets.zones.lens import EDGE, LEAST, MOST, STEPS, Lens, closest, fitted, stepped

ZOOMS = st.floats(LEAST, MOST)
PLACES = st.floats(-3000, 3000)
LENSES = st.builds(Lens, ZOOMS, PLACES, PLACES)
SIZES = st.tuples(st.integers(1, 12_000), st.integers(1, 12_000))
ROOMS = st.builds(QSizeF, st.integers(200, 3000), st.integers(200, 2000))
BOXES = st.builds(
    Box, st.integers(0, 5000), st.integers(0, 5000), st.integers(1, 3000), st.integers(1, 3000)
)


@given(LENSES, st.floats(0, 12_000), st.floats(0, 12_000))
def test_a_pixel_is_seen_where_it_is_found_again(lens, x, y) -> None:
    assert lens.to_picture(lens.to_view(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(LENSES, st.floats(0.001, 100), PLACES, PLACES)
def test_zooming_leaves_what_is_under_the_pointer(lens, zoom, x, y) -> None:
    at = QPointF(x, y)
    made = lens.zoomed(zoom, at)
    assert LEAST <= made.zoom <= MOST
    assert made.to_picture(at) == pytest.approx(lens.to_picture(at), rel=1e-6, abs=1e-4)


@given(SIZES, ROOMS)
def test_a_fitted_picture_is_seen_whole_and_not_larger_than_it_is(size, room) -> None:
    lens = fitted(size, room)
    whole = lens.rect(Box(0, 0, *size))
    assert lens.zoom <= 1
    if lens.zoom > LEAST:
        assert whole.width() <= room.width() - 2 * EDGE + 1
        assert whole.height() <= room.height() - 2 * EDGE + 1
        assert whole.left() >= EDGE - 1
        assert whole.top() >= EDGE - 1


@given(LENSES, SIZES, ROOMS)
def test_however_far_it_is_pushed_some_of_it_stays_in_view(lens, size, room) -> None:
    whole = lens.kept(size, room).rect(Box(0, 0, *size))
    assert whole.left() <= room.width() * 0.71
    assert whole.right() >= room.width() * 0.29
    assert whole.top() <= room.height() * 0.71
    assert whole.bottom() >= room.height() * 0.29


@given(LENSES, BOXES, ROOMS)
def test_what_is_revealed_is_seen_and_nothing_moves_when_it_was(lens, box, room) -> None:
    made = lens.revealing(box, room)
    rect = made.rect(box)
    assert rect.left() < room.width()
    assert rect.right() > 0
    assert rect.top() < room.height()
    assert rect.bottom() > 0
    assert made.revealing(box, room) == pytest.approx(made, abs=1e-6) or made.zoom == lens.zoom


@given(BOXES, ROOMS)
def test_a_selection_is_seen_as_large_as_it_goes_in_the_middle(box, room) -> None:
    rect = closest(box, room).rect(box)
    assert rect.center().x() == pytest.approx(room.width() / 2, abs=1)
    assert rect.center().y() == pytest.approx(room.height() / 2, abs=1)


def test_steps_go_through_round_numbers_and_stop_at_the_ends() -> None:
    zoom, seen = LEAST, []
    while zoom < MOST:
        zoom = stepped(zoom, 1)
        seen.append(zoom)
    assert seen == list(STEPS)
    assert stepped(MOST, 1) == MOST
    assert stepped(STEPS[0], -1) == STEPS[0]
    assert stepped(1, -1) == 0.75
