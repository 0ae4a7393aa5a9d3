"""What menus offer: on shops of all sorts an offered action does something or says why not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions.registry import ACTIONS, Target
from designer.document.document import Document
from designer.document.queries import place_of
from designer.errors import DesignerError
from designer.records import Floor, Module
from tests.designer.random_edits import EDITS, edited

BY_NAME = {action.name: action for action in ACTIONS}


def target(document: Document, keys: list[str]) -> Target:
    """These modules selected, and where the first of them stands."""
    place = place_of(document, keys[0])
    variant = document.get(keys[0], Module).variants[0]
    return Target(page=place.page, layout=place.layout, floor=place.floor, modules=tuple(keys),
                  variant=variant)  # fmt: skip


def chosen(document: Document, picks: list[int]) -> list[str]:
    found = [module.id for module in document.all(Module)]
    return list(dict.fromkeys(found[pick % len(found)] for pick in picks)) if found else []


PICKS = st.lists(st.integers(0, 99), min_size=1, max_size=3)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_an_offered_action_is_one_step_and_its_answer_is_there(name: str) -> None:
    action = BY_NAME[name]

    @settings(max_examples=15)
    @given(EDITS, PICKS)
    def holds(edits, picks) -> None:
        document = edited(edits)
        keys = chosen(document, picks)
        if not keys or not action.enabled(document, target(document, keys)):
            return
        start, steps = dict(document.records), len(document.history.done)
        try:
            answer = action.run(document, target(document, keys))
        except DesignerError as refused:
            assert str(refused)  # noqa: PT017 - a refusal is an answer too
            assert dict(document.records) == start
            return
        left = answer if isinstance(answer, tuple) else filter(None, (answer,))
        assert set(left) <= document.records.keys()
        still = dict(document.records) == start  # what is at the top already goes nowhere
        assert len(document.history.done) == steps + (not still)
        if not still:
            document.undo()
        assert dict(document.records) == start

    holds()


@settings(max_examples=40)
@given(EDITS, PICKS)
def test_up_and_down_are_offered_just_where_there_is_room(edits, picks) -> None:
    document = edited(edits)
    keys = chosen(document, picks[:1])
    if not keys:
        return
    at = target(document, keys)
    place = place_of(document, keys[0])
    last = len(document.get(place.floor, Floor).modules) - 1
    for name, offered in (
        ("module.up", place.index > 0), ("module.top", place.index > 0),
        ("module.down", place.index < last), ("module.bottom", place.index < last),
    ):  # fmt: skip
        assert BY_NAME[name].enabled(document, at) == offered


@pytest.mark.parametrize(("there", "back"), [("module.up", "module.down"),
                                             ("module.down", "module.up")])  # fmt: skip
def test_a_step_and_its_opposite_leave_the_floor_as_it_was(there: str, back: str) -> None:
    document = edited([])
    at = target(document, ["mod_hero"])
    before = document.get("flr_one", Floor)
    BY_NAME[there].run(document, at)
    assert document.get("flr_one", Floor) != before
    BY_NAME[back].run(document, at)
    assert document.get("flr_one", Floor) == before


GONE = Target(page="gone", layout="gone", floor="gone", modules=("gone",), variant="gone")
ODD = [Target(), GONE, Target(modules=("var_hero",)), Target(page="lay_main", layout="page_home")]


@pytest.mark.parametrize(("action", "at"), [*product(ACTIONS, ODD)])
def test_nothing_is_offered_for_what_is_gone_or_of_another_kind(action, at) -> None:
    assert not action.enabled(edited([]), at)
