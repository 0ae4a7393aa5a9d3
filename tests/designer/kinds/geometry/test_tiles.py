"""Tiles on a grid: merged and split, borders moved, and never one on another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.geometry.box import Box, around
from designer.kinds.geometry.tiles import TEMPLATES, bordering, fits, holes, parts, reached

EDGES = st.sampled_from(["left", "right", "top", "bottom"])


@st.composite
def grids(draw, *, full: bool = False):
    """A grid whose places were merged here and there."""
    shape = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    tiles = parts(Box(0, 0, *shape))
    for __ in range(draw(st.integers(0, 4))):
        x, y = draw(st.integers(0, shape[0] - 1)), draw(st.integers(0, shape[1] - 1))
        w, h = draw(st.integers(1, shape[0] - x)), draw(st.integers(1, shape[1] - y))
        area = reached(tiles, Box(x, y, w, h))
        tiles = [*(tile for tile in tiles if not tile.overlaps(area)), area]
    if not full and draw(st.booleans()) and len(tiles) > 1:
        tiles.pop(draw(st.integers(0, len(tiles) - 1)))
    return shape, tiles


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_an_arrangement_covers_its_grid_once(template) -> None:
    assert fits(template.tiles, template.shape)
    assert holes(template.tiles, template.shape) == []


def test_arrangements_are_told_apart_by_name_and_by_shape() -> None:
    assert len({one.name for one in TEMPLATES}) == len(TEMPLATES)
    assert len({(one.shape, frozenset(one.tiles)) for one in TEMPLATES}) == len(TEMPLATES)


@given(grids())
def test_tiles_never_overlap_and_with_the_holes_they_cover_the_grid(grid) -> None:
    shape, tiles = grid
    assert fits(tiles, shape)
    covered = sum(tile.w * tile.h for tile in tiles) + len(holes(tiles, shape))
    assert covered == shape[0] * shape[1]


@given(grids(), st.data())
def test_what_an_area_reaches_cuts_through_no_tile(grid, data) -> None:
    shape, tiles = grid
    x, y = data.draw(st.integers(0, shape[0] - 1)), data.draw(st.integers(0, shape[1] - 1))
    area = Box(
        x, y, data.draw(st.integers(1, shape[0] - x)), data.draw(st.integers(1, shape[1] - y))
    )
    found = reached(tiles, area)
    assert around((found, area)) == found
    assert all(around((found, tile)) == found for tile in tiles if tile.overlaps(found))
    assert reached(tiles, found) == found
    assert fits((found,), shape)


@given(grids())
def test_merging_the_parts_of_a_tile_gives_the_tile_again(grid) -> None:
    __, tiles = grid
    for tile in tiles:
        pieces = parts(tile)
        assert around(pieces) == tile
        assert len(pieces) == tile.w * tile.h
        assert fits(pieces, (8, 8))


@given(grids(full=True), st.data(), EDGES, st.integers(-6, 6))
def test_a_moved_border_leaves_a_full_grid_full(grid, data, edge, by) -> None:
    shape, tiles = grid
    index = data.draw(st.integers(0, len(tiles) - 1))
    made = bordering(tiles, index, edge, by, shape=shape)
    assert len(made) == len(tiles)
    assert fits(made, shape)
    assert holes(made, shape) == []


@given(grids(), st.data(), EDGES, st.integers(-6, 6))
def test_a_moved_border_never_runs_into_another_tile(grid, data, edge, by) -> None:
    shape, tiles = grid
    index = data.draw(st.integers(0, len(tiles) - 1))
    assert fits(bordering(tiles, index, edge, by, shape=shape), shape)


@given(grids(full=True), st.data(), EDGES, st.sampled_from([-1, 1]))
def test_a_border_moved_there_can_be_moved_back(grid, data, edge, by) -> None:
    shape, tiles = grid
    index = data.draw(st.integers(0, len(tiles) - 1))
    there = bordering(tiles, index, edge, by, shape=shape)
    if there != tiles:
        back = bordering(there, index, edge, -by, shape=shape)
        assert back == tiles or fits(back, shape)


def test_a_border_takes_all_along_that_it_runs_past() -> None:
    tiles = [Box(0, 0, 2, 1), Box(2, 0, 2, 1), Box(0, 1, 2, 1), Box(2, 1, 2, 1)]
    made = bordering(tiles, 0, "right", 1, shape=(4, 2))
    assert made == [Box(0, 0, 3, 1), Box(3, 0, 1, 1), Box(0, 1, 2, 1), Box(2, 1, 2, 1)]
    tall = [Box(0, 0, 2, 2), Box(2, 0, 2, 1), Box(2, 1, 2, 1)]
    assert bordering(tall, 1, "left", -1, shape=(4, 2)) == [
        Box(0, 0, 1, 2), Box(1, 0, 3, 1), Box(1, 1, 3, 1),
    ]  # fmt: skip


def test_the_outer_border_and_a_tile_of_one_place_stay() -> None:
    tiles = [Box(0, 0, 1, 1), Box(1, 0, 1, 1)]
    assert bordering(tiles, 0, "left", 1, shape=(2, 1)) == tiles
    assert bordering(tiles, 0, "right", 1, shape=(2, 1)) == tiles
