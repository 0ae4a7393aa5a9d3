"""Guides: laid, moved, carried, removed; each a step that can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.actions import guides
from designer.document.document import Document
from designer.errors import NotFoundError
from designer.records import Floor, Guide
from tests.designer import small_shop

AXES = st.sampled_from(["x", "y"])
PLACES = st.floats(min_value=-500, max_value=90_000, allow_nan=False)


def floors(document: Document) -> tuple[str, ...]:
    return tuple(floor.id for floor in document.all(Floor))


def on(document: Document, floor: str) -> tuple[Guide, ...]:
    return document.get(floor, Floor).guides


def test_a_guide_stands_on_a_whole_pixel_of_the_floor(document, undone):
    first = floors(document)[0]
    assert guides.add_guide(document, floor=first, axis="y", at=120.4) == 0
    assert on(document, first) == (Guide(axis="y", at=120),)
    undone()


def test_an_upright_guide_stays_on_the_floor(document):
    first = floors(document)[0]
    guides.add_guide(document, floor=first, axis="x", at=900)
    guides.add_guide(document, floor=first, axis="x", at=-20)
    assert [one.at for one in on(document, first)] == [750, 0]


def test_the_same_guide_twice_is_one(document):
    first = floors(document)[0]
    guides.add_guide(document, floor=first, axis="y", at=88)
    steps = len(document.history.done)
    assert guides.add_guide(document, floor=first, axis="y", at=88.2) == 0
    assert len(document.history.done) == steps


def test_moving_in_small_steps_is_one_step(document):
    first = floors(document)[0]
    guides.add_guide(document, floor=first, axis="y", at=100)
    for at in range(101, 111):
        guides.move_guide(document, floor=first, guide=0, at=at)
    assert on(document, first)[0].at == 110
    document.undo()
    assert on(document, first)[0].at == 100


def test_a_guide_is_carried_to_another_floor(document):
    first, second = floors(document)[:2]
    guides.add_guide(document, floor=first, axis="x", at=375)
    guides.carry_guide(document, floor=first, guide=0, to=second, at=40)
    assert on(document, first) == ()
    assert on(document, second) == (Guide(axis="x", at=40),)
    document.undo()
    assert on(document, first) == (Guide(axis="x", at=375),)


def test_guides_along_a_selection_come_as_one_step(document, undone):
    first = floors(document)[0]
    lines = [guides.Line("x", 24), guides.Line("x", 726), guides.Line("y", 90)]
    guides.add_guides(document, floor=first, lines=lines)
    assert guides.guide_lines(document, floor=first) == {"x": (24, 726), "y": (90,)}
    undone()


def test_all_guides_go_at_once(document):
    first, second = floors(document)[:2]
    for floor in (first, second):
        guides.add_guide(document, floor=floor, axis="x", at=24)
        guides.add_guide(document, floor=floor, axis="y", at=60)
    steps = len(document.history.done)
    guides.clear_guides(document, floors=(first, second))
    assert on(document, first) == on(document, second) == ()
    assert len(document.history.done) == steps + 1
    document.undo()
    assert len(on(document, first)) == len(on(document, second)) == 2


def test_a_guide_that_is_gone_is_said_to_be(document):
    first = floors(document)[0]
    with pytest.raises(NotFoundError, match="gone already"):
        guides.remove_guide(document, floor=first, guide=0)
    with pytest.raises(NotFoundError, match="gone already"):
        guides.move_guide(document, floor=first, guide=3, at=5)


@given(st.lists(st.tuples(AXES, PLACES), max_size=8), st.data())
def test_whatever_is_done_to_guides_can_be_taken_back(lines, data):
    document = small_shop.document()
    start = dict(document.records)
    keys = floors(document)
    for axis, at in lines:
        floor = data.draw(st.sampled_from(keys))
        guides.add_guide(document, floor=floor, axis=axis, at=at)
        present = len(on(document, floor))
        deed = data.draw(st.sampled_from(["move", "carry", "remove", "none"]))
        chosen = data.draw(st.integers(min_value=0, max_value=present - 1))
        place = data.draw(PLACES)
        if deed == "move":
            guides.move_guide(document, floor=floor, guide=chosen, at=place)
        elif deed == "carry":
            to = data.draw(st.sampled_from(keys))
            guides.carry_guide(document, floor=floor, guide=chosen, to=to, at=place)
        elif deed == "remove":
            guides.remove_guide(document, floor=floor, guide=chosen)
    for floor in keys:
        for one in on(document, floor):
            assert one.at == int(one.at) >= 0
            assert one.axis == "y" or one.at <= guides.WIDE
    while document.undo():
        pass
    assert dict(document.records) == start
