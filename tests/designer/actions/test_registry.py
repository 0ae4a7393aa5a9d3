"""The registry: what the menus offer on a selection, and that each does what it says."""

from __future__ import annotations

import pytest

from designer.actions import modules
from designer.actions.registry import ACTIONS, Target
from designer.document.queries import is_hidden, place_of
from designer.records import Floor, Module, Page

BY_NAME = {action.name: action for action in ACTIONS}
HERO = Target(page="page_home", layout="lay_main", floor="flr_one", modules=("mod_hero",))


def order(document):
    return document.get("flr_one", Floor).modules


def offered(document, target):
    return {action.name for action in ACTIONS if action.enabled(document, target)}


def test_names_and_keys_are_given_once():
    keys = [key for action in ACTIONS for key in action.shortcuts]
    assert len(set(keys)) == len(keys)
    assert len(BY_NAME) == len(ACTIONS)


def test_with_nothing_selected_nothing_is_offered(document):
    assert offered(document, Target()) == set()


def test_what_is_offered_fits_the_selection(document):
    assert {"module.duplicate", "module.up", "module.down", "module.across"} <= offered(
        document, HERO
    )
    first, last = Target(modules=("mod_sign",)), Target(modules=("mod_shelf",))
    assert "module.up" not in offered(document, first)
    assert "module.bottom" not in offered(document, last)
    two = Target(modules=("mod_sign", "mod_hero"))
    assert offered(document, two) >= {
        "module.duplicate", "module.remove", "module.across", "module.down", "module.hide",
        "module.lock",
    }  # fmt: skip
    assert not {"module.up", "module.top", "variant.add"} & offered(document, two)
    assert "module.across" not in offered(document, Target(modules=("mod_peak",)))
    assert offered(document, Target(modules=("mod_ghost",))) == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("module.up", ("mod_hero", "mod_sign", "mod_shelf")),
        ("module.top", ("mod_hero", "mod_sign", "mod_shelf")),
        ("module.down", ("mod_sign", "mod_shelf", "mod_hero")),
        ("module.bottom", ("mod_sign", "mod_shelf", "mod_hero")),
    ],
)
def test_a_module_is_moved_by_its_keys(document, undone, name, expected):
    assert BY_NAME[name].run(document, HERO) == "mod_hero"
    assert order(document) == expected
    undone()


def test_modules_cross_to_the_other_floor_and_back(document, undone):
    both = Target(modules=("mod_hero", "mod_shelf"))
    BY_NAME["module.across"].run(document, both)
    assert document.get("flr_two", Floor).modules == ("mod_slides", "mod_hero", "mod_shelf")
    undone()
    BY_NAME["module.across"].run(document, Target(modules=("mod_slides",)))
    assert place_of(document, "mod_slides").floor == "flr_one"


@pytest.mark.parametrize(
    ("name", "chosen", "expected"),
    [
        ("module.up", ("mod_hero", "mod_shelf"), ("mod_hero", "mod_shelf", "mod_sign")),
        ("module.down", ("mod_sign", "mod_hero"), ("mod_shelf", "mod_sign", "mod_hero")),
        ("module.top", ("mod_shelf", "mod_hero"), ("mod_hero", "mod_shelf", "mod_sign")),
        ("module.bottom", ("mod_hero", "mod_sign"), ("mod_shelf", "mod_sign", "mod_hero")),
        ("module.up", ("mod_sign", "mod_shelf"), ("mod_sign", "mod_shelf", "mod_hero")),
        ("module.down", ("mod_sign", "mod_shelf"), ("mod_hero", "mod_sign", "mod_shelf")),
    ],
)
def test_several_modules_go_together_in_one_step(document, undone, name, chosen, expected):
    assert BY_NAME[name].run(document, Target(modules=chosen)) == chosen
    assert order(document) == expected
    undone()


def test_a_selection_on_both_floors_goes_down_on_each(document, undone):
    copy = modules.duplicate_modules(document, modules=("mod_slides",))[0]
    both = Target(modules=("mod_sign", "mod_slides"))
    BY_NAME["module.bottom"].run(document, both)
    assert order(document)[-1] == "mod_sign"
    assert document.get("flr_two", Floor).modules == (copy, "mod_slides")
    document.undo()
    document.undo()


def test_what_stands_on_the_other_floor_already_stays_there(document):
    BY_NAME["module.across"].run(document, Target(modules=("mod_hero", "mod_slides")))
    assert document.get("flr_two", Floor).modules == ("mod_slides", "mod_hero")


def test_hiding_and_locking_go_back_and_forth(document):
    two = Target(modules=("mod_sign", "mod_shelf"))
    modules.hide_modules(document, modules=("mod_sign",))
    BY_NAME["module.hide"].run(document, two)
    assert all(is_hidden(document, key) for key in two.modules)
    BY_NAME["module.hide"].run(document, two)
    assert not any(is_hidden(document, key) for key in two.modules)
    BY_NAME["module.lock"].run(document, two)
    assert all(document.get(key, Module).locked for key in two.modules)
    BY_NAME["module.lock"].run(document, two)
    assert not any(document.get(key, Module).locked for key in two.modules)
    while document.undo():
        pass
    assert document.get("mod_sign", Module).rules == ()


def test_after_deleting_the_next_module_is_selected(document):
    remove = BY_NAME["module.remove"].run
    assert remove(document, Target(modules=("mod_sign",))) == "mod_hero"
    assert remove(document, Target(modules=("mod_shelf",))) == "mod_hero"
    assert remove(document, Target(modules=("mod_slides",))) is None


def test_a_copy_is_selected(document):
    made = BY_NAME["module.duplicate"].run(document, HERO)
    assert order(document)[2] == made


def test_variants_layouts_and_pages_come_and_go(document):
    variant = BY_NAME["variant.add"].run(document, HERO)
    assert "variant.remove" in offered(document, Target(variant=variant))
    assert BY_NAME["variant.remove"].run(document, Target(variant=variant)) == "mod_hero"
    layout = BY_NAME["layout.add"].run(document, HERO)
    assert document.get("page_home", Page).layouts[-1] == layout
    assert BY_NAME["layout.remove"].run(document, Target(layout=layout)) == "page_home"
    BY_NAME["page.remove"].run(document, Target(page="page_items"))
    assert document.shop.pages == ("page_home",)
