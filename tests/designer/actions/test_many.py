"""Many modules at once: moved, copied, hidden and shown together, each as one step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import modules, rules
from designer.decide.choose import choose
from designer.decide.rulebook import Rulebook
from designer.document.queries import in_order, is_hidden, place_of
from designer.errors import NotFoundError, RefusedError
from designer.records import ANONYMOUS, HIDDEN, Consumer, Floor, Hide, Module, Show
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited


def on_floor(document, floor="flr_one"):
    return document.get(floor, Floor).modules


def label(document):
    return document.history.label(document.history.undoable)


def seen(document, module, consumer=ANONYMOUS):
    return choose(module, consumer, small_shop.DOUBLE_ELEVEN, book=Rulebook.of(document))


# ---- moving ----


def test_modules_of_both_floors_come_together_in_the_order_of_the_page(document, undone):
    moved = modules.move_modules(
        document, modules=("mod_slides", "mod_shelf"), floor="flr_one", index=1
    )
    assert moved == ("mod_shelf", "mod_slides")
    assert on_floor(document) == ("mod_sign", "mod_shelf", "mod_slides", "mod_hero")
    assert on_floor(document, "flr_two") == ()
    assert label(document) == "Move 2 modules"
    undone()


@pytest.mark.parametrize("index", [-3, 0, 1, 99])
def test_any_index_is_a_place(document, index):
    modules.move_modules(document, modules=("mod_shelf", "mod_sign"), floor="flr_one", index=index)
    assert sorted(on_floor(document)) == ["mod_hero", "mod_shelf", "mod_sign"]
    at = on_floor(document).index("mod_sign")
    assert on_floor(document)[at + 1] == "mod_shelf"


def test_a_floor_that_refuses_one_takes_none(document):
    before = dict(document.records)
    with pytest.raises(RefusedError, match="cannot stand on floor 2"):
        modules.move_modules(document, modules=("mod_hero", "mod_sign"), floor="flr_two", index=0)
    assert dict(document.records) == before


def test_what_is_gone_cannot_be_moved(document):
    with pytest.raises(NotFoundError):
        modules.move_modules(document, modules=("gone",), floor="flr_one", index=0)


@settings(max_examples=60)
@given(EDITS, st.lists(st.integers(0, 99), min_size=1, max_size=4), st.integers(0, 8))
def test_many_stand_together_at_the_index_and_the_rest_keeps_its_order(edits, picks, index) -> None:
    document = edited(edits)
    found = [key for floor in document.all(Floor) for key in _posters(document, floor)]
    if not found:
        return
    chosen = in_order(document, tuple({found[pick % len(found)] for pick in picks}))
    floor = place_of(document, chosen[0]).floor
    rest = [key for key in on_floor(document, floor) if key not in chosen]
    modules.move_modules(document, modules=tuple(reversed(chosen)), floor=floor, index=index)
    assert on_floor(document, floor) == (*rest[:index], *chosen, *rest[index:])


def _posters(document, floor):
    return [key for key in floor.modules if document.get(key, Module).kind == "poster"]


# ---- copying ----


def test_copies_land_where_they_are_wanted(document, undone):
    made = modules.copy_modules_to(
        document, modules=("mod_slides", "mod_hero"), floor="flr_items", index=0
    )
    assert on_floor(document, "flr_items") == made
    kinds = [document.get(key, Module).kind for key in made]
    assert kinds == ["poster", "slides"]
    assert document.get(made[0], Module).name == "Hero"  # free on this page
    assert on_floor(document) == ("mod_sign", "mod_hero", "mod_shelf")
    assert label(document) == "Duplicate 2 modules"
    undone()


# ---- hiding ----


def test_a_hidden_module_is_seen_by_nobody_and_its_rules_wait(document, undone):
    fan = Consumer(id="c7", attributes={"age": 20, "fan": True})
    assert seen(document, "mod_hero", fan) == "var_hero_young"
    modules.hide_modules(document, modules=("mod_hero", "mod_shelf"))
    assert is_hidden(document, "mod_hero")
    assert seen(document, "mod_hero", fan) == seen(document, "mod_shelf") == HIDDEN
    assert len(document.get("mod_hero", Module).rules) == 3
    assert label(document) == "Hide 2 modules"
    undone()


def test_shown_again_it_is_as_before(document):
    before = document.get("mod_hero", Module)
    modules.hide_modules(document, modules=("mod_hero",))
    modules.hide_modules(document, modules=("mod_hero", "mod_sign"))  # one of them is already
    assert label(document) == "Hide Store sign"
    modules.show_modules(document, modules=("mod_hero", "mod_sign", "mod_shelf"))
    assert label(document) == "Show 2 modules"
    assert document.get("mod_hero", Module) == before


def test_what_a_rule_hides_from_some_is_not_hidden_from_all(document):
    rules.add_rule(document, slot="mod_sign", outcome=Hide(), audience=small_shop.YOUNG, index=0)
    assert not is_hidden(document, "mod_sign")
    rules.add_rule(document, slot="mod_shelf", outcome=Show(variant="var_shelf"), index=0)
    assert not is_hidden(document, "mod_shelf")


def test_nothing_to_hide_is_no_step(document):
    modules.show_modules(document, modules=("mod_hero",))
    assert document.history.undoable is None
