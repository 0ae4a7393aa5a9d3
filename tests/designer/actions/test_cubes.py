"""What a user does to a cube: cells merged and split, borders moved, arranged and filled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import cubes as verbs
from designer.actions.cubes import cube_at
from designer.errors import NotFoundError
from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import TEMPLATES, fits, holes
from tests.designer import zone_shop
from tests.designer.zone_shop import CUBE, LINK

LIBRARY = zone_shop.library()
NAMED = {one.name: one for one in TEMPLATES}


class Work:
    """A document and short words for its cube."""

    def __init__(self, template="2×2") -> None:
        self.document = zone_shop.document()
        self.do(verbs.use_template, template=NAMED[template])
        self.before = dict(self.document.records)
        self.steps = len(self.document.history.done)

    def do(self, verb, **given):
        return verb(self.document, spot=CUBE, library=LIBRARY, **given)

    @property
    def cube(self):
        return cube_at(self.document, CUBE, library=LIBRARY)

    def boxes(self):
        return [tuple(cell.box) for cell in self.cube.cells]

    def at(self, x, y) -> str:
        return next(cell.id for cell in self.cube.cells if cell.box.contains(x, y))

    def cell(self, key):
        return next(cell for cell in self.cube.cells if cell.id == key)

    def undone(self, steps=1) -> None:
        assert len(self.document.history.done) == self.steps + steps
        for __ in range(steps):
            self.document.undo()
        assert dict(self.document.records) == self.before


@pytest.fixture
def work() -> Work:
    return Work()


def test_cells_that_are_dragged_over_become_one(work) -> None:
    made = work.do(verbs.merge_cells, area=Box(0, 0, 2, 1))
    assert work.boxes() == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    assert work.at(1, 0) == made
    work.undone()


def test_merging_takes_all_that_the_area_cuts_through() -> None:
    work = Work("1+2")
    work.do(verbs.merge_cells, area=Box(0, 0, 2, 1))
    assert work.boxes() == [(0, 0, 2, 2)]


def test_the_first_filled_cell_gives_the_merged_one_its_content(work) -> None:
    work.do(verbs.fill_cell, cell=work.at(1, 0), label="新品", link=LINK)
    made = work.do(verbs.merge_cells, area=Box(0, 0, 2, 2))
    assert work.cell(made).label == "新品"
    assert work.cell(made).link.target == "prd_a"


def test_an_empty_place_becomes_a_cell(work) -> None:
    work.do(verbs.remove_cells, cells=[work.at(1, 1)])
    assert holes((cell.box for cell in work.cube.cells), (2, 2)) == [Box(1, 1, 1, 1)]
    work.do(verbs.merge_cells, area=Box(1, 1, 1, 1))
    assert len(work.boxes()) == 4
    work.undone(2)


def test_a_split_cell_is_its_single_places_and_the_first_keeps_the_content() -> None:
    work = Work("1+2")
    tall = work.at(0, 0)
    work.do(verbs.fill_cell, cell=tall, label="主推")
    work.do(verbs.split_cell, cell=tall)
    assert work.boxes() == [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    assert [cell.label for cell in work.cube.cells if cell.id == tall] == ["主推"]
    work.undone(2)


def test_a_border_is_dragged_in_one_step() -> None:
    work = Work("1+3")
    for __ in range(2):
        work.do(verbs.move_border, cell=work.at(0, 0), edge="right", by=-1, burst="drag")
    assert work.boxes()[0] == (0, 0, 1, 2)
    assert fits([Box(*box) for box in work.boxes()], (4, 2))
    work.undone()


def test_an_arrangement_keeps_the_filled_cells_first(work) -> None:
    work.do(verbs.fill_cell, cell=work.at(1, 1), label="会员")
    work.do(verbs.use_template, template=NAMED["3"])
    assert (work.cube.columns, work.cube.rows) == (3, 1)
    assert work.cube.cells[0].label == "会员"
    work.undone(2)


def test_a_smaller_grid_cuts_and_a_larger_one_adds_cells() -> None:
    work = Work("1+4")
    work.do(verbs.shape_cube, shape=(3, 1))
    assert work.boxes() == [(0, 0, 2, 1), (2, 0, 1, 1)]
    work.do(verbs.shape_cube, shape=(3, 2))
    assert holes([cell.box for cell in work.cube.cells], (3, 2)) == []
    work.undone(2)


def test_two_cells_change_places(work) -> None:
    one, other = work.at(0, 0), work.at(1, 1)
    work.do(verbs.swap_cells, one=one, other=other)
    assert (work.at(0, 0), work.at(1, 1)) == (other, one)
    work.undone()


def test_typing_a_name_is_one_step_and_a_link_another(work) -> None:
    key = work.at(0, 0)
    for text in ("新", "新品"):
        work.do(verbs.fill_cell, cell=key, label=text)
    work.do(verbs.fill_cell, cell=key, link=LINK)
    assert (work.cell(key).label, work.cell(key).link.action) == ("新品", "item")
    work.undone(2)


def test_what_is_not_there_is_said(work) -> None:
    with pytest.raises(NotFoundError, match="no cell “cel_x”"):
        work.do(verbs.split_cell, cell="cel_x")
    with pytest.raises(NotFoundError, match="no setting “headline”"):
        cube_at(work.document, CUBE._replace(setting="headline"), library=LIBRARY)


GESTURES = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.tuples(*[st.integers(0, 4)] * 4)),
        st.tuples(st.just("split"), st.integers(0, 40)),
        st.tuples(st.just("clear"), st.integers(0, 40)),
        st.tuples(st.just("border"), st.tuples(
            st.integers(0, 40), st.sampled_from(["left", "right", "top", "bottom"]),
            st.integers(-3, 3))),
        st.tuples(st.just("shape"), st.tuples(st.integers(1, 8), st.integers(1, 8))),
        st.tuples(st.just("template"), st.sampled_from(TEMPLATES)),
        st.tuples(st.just("fill"), st.integers(0, 40)),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(GESTURES)
def test_after_any_gestures_the_cube_is_sound_and_undo_returns_to_the_start(gestures) -> None:
    work = Work()
    for verb, given_ in gestures:
        cells = work.cube.cells
        if verb == "merge":
            x, y, w, h = given_
            work.do(verbs.merge_cells, area=Box(x, y, w + 1, h + 1))
        elif verb == "shape":
            work.do(verbs.shape_cube, shape=given_)
        elif verb == "template":
            work.do(verbs.use_template, template=given_)
        elif not cells:
            continue
        elif verb == "border":
            number, edge, by = given_
            key = cells[number % len(cells)].id
            work.do(verbs.move_border, cell=key, edge=edge, by=by)
        else:
            key = cells[given_ % len(cells)].id
            if verb == "split":
                work.do(verbs.split_cell, cell=key)
            elif verb == "clear":
                work.do(verbs.remove_cells, cells=[key])
            else:
                work.do(verbs.fill_cell, cell=key, label="茶")
        cube = work.cube
        assert fits((cell.box for cell in cube.cells), (cube.columns, cube.rows))
        LIBRARY.kinds["cube"].check(work.document.records["var_cube"].settings)
    while len(work.document.history.done) > work.steps and work.document.undo():
        pass
    assert dict(work.document.records) == work.before


@settings(max_examples=40, deadline=None)
@given(st.tuples(*[st.integers(0, 3)] * 4))
def test_splitting_what_was_merged_gives_the_places_back(area) -> None:
    work = Work("1+4")
    work.do(verbs.shape_cube, shape=(4, 4))
    for cell in [one.id for one in work.cube.cells if one.w * one.h > 1]:
        work.do(verbs.split_cell, cell=cell)
    before = work.boxes()
    x, y, w, h = area
    made = work.do(verbs.merge_cells, area=Box(x, y, w + 1, h + 1))
    if work.cell(made).w * work.cell(made).h > 1:
        work.do(verbs.split_cell, cell=made)
    assert work.boxes() == before
