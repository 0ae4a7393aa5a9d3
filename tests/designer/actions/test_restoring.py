"""Parts of an earlier state come back alone, in one step that undo takes back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from designer.actions import assets, modules, pages, rules, shop, variants
from designer.actions.restoring import restore_parts, restored_order
from designer.document.comparing import compare, differing
from designer.document.document import Document
from designer.errors import DesignerError, RefusedError
from designer.records import Asset, Floor, Module, Variant
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = small_shop.library()


@pytest.fixture
def past() -> Document:
    return small_shop.document()


@pytest.fixture
def now() -> Document:
    return small_shop.document()


def unrule(now: Document) -> None:
    rules.remove_rule(now, slot="page_home", rule="rul_peak")


def unlink(now: Document) -> None:
    value = {"action": "none", "target": ""}
    variants.set_setting(now, variant="var_peak", setting="link", value=value)
    for key in ("var_hero", "var_hero_young"):
        variants.set_setting(now, variant=key, setting="image", value={"asset": None})


def same(now: Document, past: Document) -> bool:
    return not differing(past, now)


def test_one_module_comes_back_and_the_others_stay(now, past):
    variants.set_setting(now, variant="var_hero", setting="title", value="X")
    modules.rename(now, id="mod_sign", name="Y")
    restore_parts(now, past=past, chosen=["mod_hero"])
    assert now.get("var_hero", Variant).settings["title"] == "Tea"
    assert now.get("mod_sign", Module).name == "Y"


def test_it_is_one_step(now, past):
    variants.set_setting(now, variant="var_hero", setting="title", value="X")
    modules.remove_modules(now, modules=["mod_shelf"])
    changed = dict(now.records)
    restore_parts(now, past=past, chosen=["mod_hero", "mod_shelf"])
    assert same(now, past)
    assert now.history.label(now.history.undoable) == "Restore 2 parts"
    now.undo()
    assert dict(now.records) == changed


def test_a_removed_module_returns_to_its_place(now, past):
    modules.remove_modules(now, modules=["mod_sign"])
    restore_parts(now, past=past, chosen=["mod_sign"])
    assert now.get("flr_one", Floor).modules == ("mod_sign", "mod_hero", "mod_shelf")
    assert same(now, past)


def test_a_module_that_was_not_there_goes(now, past):
    made = modules.add_module(now, kind="poster", floor="flr_one", index=0, library=LIBRARY)
    restore_parts(now, past=past, chosen=[made])
    assert same(now, past)


def test_variants_added_since_go_and_removed_ones_return(now, past):
    variants.add_variant(now, module="mod_shelf")
    restore_parts(now, past=past, chosen=["mod_shelf"])
    assert same(now, past)


def test_a_moved_module_goes_back_behind_its_neighbour(now, past):
    modules.move_modules(now, modules=["mod_shelf"], floor="flr_two", index=0)
    restore_parts(now, past=past, chosen=["mod_shelf"])
    assert same(now, past)


def test_what_a_module_shows_comes_back_with_it(now, past):
    unlink(now)
    with now.transaction("picture gone"):
        now.put(msgspec.structs.replace(now.shop, logo=None))
        now.put(msgspec.structs.replace(now.records["cat_tea"], image=None))
        now.put(msgspec.structs.replace(now.records["prd_oolong"], image=None))
    assets.remove_asset(now, asset="ast_hero")
    restore_parts(now, past=past, chosen=["mod_hero"])
    assert isinstance(now.find("ast_hero"), Asset)


def test_a_layout_comes_back_whole(now, past):
    unrule(now)
    pages.remove_layout(now, layout="lay_peak")
    with pytest.raises(RefusedError, match="“Double Eleven” is gone"):
        restore_parts(now, past=past, chosen=["mod_peak"])
    restore_parts(now, past=past, chosen=["lay_peak"])
    assert now.find("mod_peak") is not None
    assert "lay_peak" in now.records["page_home"].layouts


def test_a_layout_in_hand_loses_what_came_and_gets_back_what_went(now, past):
    modules.remove_modules(now, modules=["mod_shelf"])
    modules.add_module(now, kind="sign", floor="flr_items", index=0, library=LIBRARY)
    modules.add_module(now, kind="poster", floor="flr_one", index=0, library=LIBRARY)
    restore_parts(now, past=past, chosen=["lay_main"])
    assert now.get("flr_one", Floor).modules == past.get("flr_one", Floor).modules
    assert now.get("flr_items", Floor).modules


def test_the_theme_comes_back_without_the_pages(now, past):
    shop.set_theme(now, theme=msgspec.structs.replace(now.shop.theme, radius=2))
    made = pages.add_page(now, name="Gifts", type="custom")
    restore_parts(now, past=past, chosen=["shop"])
    assert now.shop.theme == past.shop.theme
    assert made in now.shop.pages


def test_a_refused_part_leaves_everything_as_it_was(now, past):
    variants.set_setting(now, variant="var_hero", setting="title", value="X")
    unrule(now)
    pages.remove_layout(now, layout="lay_peak")
    changed = dict(now.records)
    with pytest.raises(RefusedError):
        restore_parts(now, past=past, chosen=["mod_hero", "mod_peak"])
    assert dict(now.records) == changed


def test_the_order_follows_the_nearest_neighbour_above():
    assert restored_order(("a", "c"), ("a", "b", "c"), "b") == ("a", "b", "c")
    assert restored_order(("c", "a"), ("a", "b", "c"), "b") == ("c", "a", "b")
    assert restored_order(("x", "y"), ("a", "b"), "b") == ("b", "x", "y")


@settings(max_examples=60)
@given(EDITS)
def test_restoring_every_difference_brings_the_past_back(edits):
    past, now = small_shop.document(), edited(edits)
    chosen = [item.id for item in compare(past, now, library=LIBRARY).items]
    before = dict(now.records)
    try:
        restore_parts(now, past=past, chosen=chosen)
    except DesignerError:
        assert dict(now.records) == before
        return
    left = compare(past, now, library=LIBRARY).items
    assert [one for one in left if one.change != "moved"] == []
    if dict(now.records) != before:
        now.undo()
    assert dict(now.records) == before
