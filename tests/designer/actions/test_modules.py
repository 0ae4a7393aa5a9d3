"""Modules: added, moved, copied, removed and renamed, each in one undoable step."""

from __future__ import annotations

import pytest

from designer.actions import modules
from designer.document.queries import place_of
from designer.errors import InvalidError, NotFoundError, RefusedError
from designer.language import use
from designer.records import HIDDEN, Floor, InSegment, Module, Product, Show, Variant


def on_floor(document, floor="flr_one"):
    return document.get(floor, Floor).modules


def last_label(document):
    return document.history.label(document.history.undoable)


def test_a_new_module_stands_where_it_was_dropped(document, library, undone):
    key = modules.add_module(document, kind="poster", floor="flr_one", index=1, library=library)
    module = document.get(key, Module)
    assert on_floor(document) == ("mod_sign", key, "mod_hero", "mod_shelf")
    assert module.name == "Poster"
    assert module.default == module.variants[0]
    assert document.get(module.default, Variant).settings == {}
    assert last_label(document) == "Add Poster"
    undone()


def test_a_module_dropped_for_a_crowd_shows_to_it_alone(document, library, undone):
    key = modules.add_module(document, kind="poster", floor="flr_two", index=0, library=library,
                             audience=InSegment(segment="seg_young"))  # fmt: skip
    module = document.get(key, Module)
    assert module.default == HIDDEN
    (rule,) = module.rules
    assert rule.audience == InSegment(segment="seg_young")
    assert rule.outcome == Show(variant=module.variants[0])
    assert last_label(document) == "Add Poster for Gen Z"
    undone()


def test_steps_are_named_in_the_language_in_use(document, library):
    use("zh_CN")
    modules.add_module(document, kind="poster", floor="flr_one", index=0, library=library)
    assert last_label(document) == "添加Poster"


def test_a_preset_fills_the_new_module(document, library):
    key = modules.add_module(document, kind="poster", floor="flr_one", index=0, library=library,
                             preset=0, name="Big one")  # fmt: skip
    module = document.get(key, Module)
    assert module.name == "Big one"
    assert document.get(module.default, Variant).settings == {"height": 1000}
    with pytest.raises(NotFoundError, match="no preset 9"):
        modules.add_module(document, kind="poster", floor="flr_one", index=0, library=library,
                           preset=9)  # fmt: skip


def test_names_on_a_layout_stay_apart(document, library):
    names = []
    for __ in range(3):
        key = modules.add_module(document, kind="poster", floor="flr_two", index=0, library=library)
        names.append(document.get(key, Module).name)
    assert names == ["Poster", "Poster 2", "Poster 3"]


def test_a_kind_that_is_not_here_cannot_be_added(document, library):
    with pytest.raises(NotFoundError, match="no module kind “hologram”"):
        modules.add_module(document, kind="hologram", floor="flr_one", index=0, library=library)


def test_a_kind_goes_only_where_it_may_stand(document, library):
    with pytest.raises(RefusedError, match="cannot stand on floor 2"):
        modules.add_module(document, kind="sign", floor="flr_two", index=0, library=library)
    with pytest.raises(RefusedError, match="at most 1"):
        modules.add_module(document, kind="sign", floor="flr_one", index=0, library=library)


@pytest.mark.parametrize(
    ("module", "index", "order"),
    [
        ("mod_shelf", 0, ("mod_shelf", "mod_sign", "mod_hero")),
        ("mod_sign", 1, ("mod_hero", "mod_sign", "mod_shelf")),
        ("mod_sign", 99, ("mod_hero", "mod_shelf", "mod_sign")),
    ],
)
def test_a_module_ends_up_at_the_index(document, undone, module, index, order):
    modules.move_module(document, module=module, floor="flr_one", index=index)
    assert on_floor(document) == order
    undone()


def test_a_module_moves_to_another_floor_with_everything_it_has(document, undone):
    before = document.get("mod_hero", Module)
    modules.move_module(document, module="mod_hero", floor="flr_two", index=0)
    assert on_floor(document, "flr_two") == ("mod_hero", "mod_slides")
    assert document.get("mod_hero", Module) == before
    undone()


def test_a_move_to_the_same_place_is_no_step(document):
    modules.move_module(document, module="mod_hero", floor="flr_one", index=1)
    assert document.history.undoable is None


def test_a_module_moves_to_the_other_level(document):
    modules.move_to_level(document, module="mod_shelf", level=2)
    assert on_floor(document, "flr_two") == ("mod_slides", "mod_shelf")
    with pytest.raises(RefusedError, match="no floor 2; add it first"):
        modules.move_to_level(document, module="mod_peak", level=2)


def test_removing_modules_takes_their_variants_along(document, undone):
    modules.remove_modules(document, modules=["mod_sign", "mod_slides"])
    assert document.find("var_sign") is None
    assert on_floor(document) == ("mod_hero", "mod_shelf")
    assert on_floor(document, "flr_two") == ()
    assert last_label(document) == "Remove 2 modules"
    undone()


def test_a_module_that_another_links_to_stays(document):
    with pytest.raises(RefusedError, match="“Hero” is still used by “Peak” on floor 1 of “Home”"):
        modules.remove_modules(document, modules=["mod_hero"])
    modules.remove_modules(document, modules=["mod_hero", "mod_peak"])


def test_copies_follow_the_originals(document, undone):
    first, second = modules.duplicate_modules(document, modules=["mod_hero", "mod_slides"])
    assert on_floor(document) == ("mod_sign", "mod_hero", first, "mod_shelf")
    assert on_floor(document, "flr_two") == ("mod_slides", second)
    copy = document.get(first, Module)
    assert copy.name == "Hero 2"
    assert len(copy.variants) == len(copy.rules) == 2
    assert copy.default == copy.variants[0] != "var_hero"
    undone()


def test_copies_of_several_stand_together_in_order(document):
    made = modules.duplicate_modules(document, modules=["mod_shelf", "mod_hero"])
    names = [document.get(key, Module).name for key in on_floor(document)]
    assert names == ["Store sign", "Hero", "Shelf", "Hero 2", "Shelf 2"]
    assert [place_of(document, key).index for key in made] == [3, 4]


def test_anything_with_a_name_is_renamed(document, undone):
    for name in ("K", "KV ", " 主视觉"):
        modules.rename(document, id="mod_hero", name=name)
    assert document.get("mod_hero", Module).name == "主视觉"
    undone()


def test_a_product_is_renamed_by_its_title(document):
    modules.rename(document, id="prd_green", name="Longjing")
    assert document.get("prd_green", Product).title == "Longjing"


def test_what_has_no_name_is_told(document):
    with pytest.raises(InvalidError, match="no name of its own"):
        modules.rename(document, id="flr_one", name="X")
    with pytest.raises(NotFoundError):
        modules.rename(document, id="mod_ghost", name="X")
    with pytest.raises(RefusedError, match="needs a name"):
        modules.rename(document, id="mod_hero", name="  ")
