"""Queries: where things are, what is used where, in ids and in words."""

from __future__ import annotations

import pytest

from designer.document import queries
from designer.document.queries import Place
from designer.errors import NotFoundError
from designer.records import Floor, Layout, Module, Page, Product, Shop
from tests.designer import small_shop


@pytest.fixture
def document():
    return small_shop.document()


def test_a_module_knows_its_place(document):
    assert queries.place_of(document, "mod_hero") == Place("page_home", "lay_main", "flr_one", 1)
    with pytest.raises(NotFoundError):
        queries.place_of(document, "mod_nothing")


def test_every_owned_record_has_its_parent(document):
    parents = {
        "var_hero": "mod_hero", "mod_hero": "flr_one", "flr_one": "lay_main",
        "lay_main": "page_home", "page_home": "shop", "seg_young": "shop", "per_mia": "shop",
    }  # fmt: skip
    for child, parent in parents.items():
        found = queries.parent(document, child)
        assert found is not None
        assert found.id == parent
    assert queries.parent(document, "shop") is None
    assert queries.parent(document, "prd_green") is None


def test_the_owner_above_is_found_from_anywhere_below(document):
    assert queries.owner(document, "var_hero", Page).id == "page_home"
    assert queries.owner(document, "var_hero", Module).id == "mod_hero"
    assert queries.owner(document, "page_home", Page).id == "page_home"
    with pytest.raises(NotFoundError, match="not part of any layout"):
        queries.owner(document, "prd_green", Layout)


def test_modules_come_shelf_first_from_top_to_bottom(document):
    names = [module.id for module in queries.modules_of(document, "lay_main")]
    assert names == ["mod_sign", "mod_hero", "mod_shelf", "mod_slides"]
    assert [floor.level for floor in queries.floors_of(document, "lay_main")] == [1, 2]
    assert queries.floor_at(document, "lay_main", 2) == document.get("flr_two", Floor)
    assert queries.floor_at(document, "lay_items", 2) is None


def test_the_slots_of_a_page_are_the_page_and_the_modules_of_all_its_layouts(document):
    keys = [slot.id for slot in queries.slots(document, "page_home")]
    assert keys == ["page_home", "mod_sign", "mod_hero", "mod_shelf", "mod_slides", "mod_peak"]
    assert [page.id for page in queries.pages(document)] == ["page_home", "page_items"]


def test_a_slot_is_a_page_or_a_module(document):
    assert queries.slot(document, "mod_hero").name == "Hero"
    assert queries.contents(queries.slot(document, "page_home")) == ("lay_main", "lay_peak")
    with pytest.raises(NotFoundError, match="neither a page nor a module"):
        queries.slot(document, "prd_green")


def test_a_rule_is_found_by_id(document):
    hero = queries.slot(document, "mod_hero")
    assert queries.rule_of(hero, "rul_test").id == "rul_test"
    with pytest.raises(NotFoundError, match="“Hero” has no rule"):
        queries.rule_of(hero, "rul_nothing")


def test_a_subtree_lists_parents_before_children(document):
    keys = [record.id for record in queries.subtree(document, "lay_main")]
    assert keys[0] == "lay_main"
    assert len(keys) == 12
    assert keys.index("mod_hero") < keys.index("var_hero_young")


def test_records_are_called_what_a_user_calls_them(document):
    assert queries.name_of(document.get("prd_oolong", Product)) == "Oolong"
    assert queries.name_of(document.get("prd_green", Product)) == "Green tea"
    assert queries.name_of(document.get("flr_two", Floor)) == "floor 2"
    assert queries.name_of(document.get("shop", Shop)) == "Teahouse 山岚"


def test_places_are_said_in_words(document):
    assert queries.described(document, "mod_hero") == "“Hero” on floor 1 of “Home”"
    assert queries.described(document, "var_hero_young") == "“Hero · Young” on floor 1 of “Home”"
    assert queries.described(document, "var_slides") == "“Brand slides” on floor 2 of “Home”"
    assert queries.described(document, "seg_young") == "“Gen Z”"


def test_uses_name_every_place_but_the_parent(document):
    uses = {use.record: use.place for use in queries.uses_of(document, "seg_young")}
    assert uses == {"seg_fans": "“Young fans”"}
    assert {use.record for use in queries.uses_of(document, "exp_hero")} == {"mod_hero"}
    assert {use.record for use in queries.uses_of(document, "phs_peak")} == {"page_home"}
    assert queries.uses_of(document, "phs_warm") == ()
    assert {use.record for use in queries.uses_of(document, "prd_oolong")} == {"var_shelf"}
    assert {use.record for use in queries.uses_of(document, "mod_hero")} == {"var_peak"}


def test_phases_of_all_campaigns_are_found_by_id(document):
    assert {key: phase.name for key, phase in queries.phases(document).items()} == {
        "phs_warm": "Warm-up",
        "phs_peak": "Peak",
    }
