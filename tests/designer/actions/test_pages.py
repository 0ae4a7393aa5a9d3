"""Pages, layouts and floors: added, copied, put in order, removed when nothing needs them."""

from __future__ import annotations

import pytest

from designer.actions import pages, rules
from designer.document.queries import floors_of, modules_of
from designer.errors import RefusedError
from designer.records import Layout, Module, Page, Show, Variant


def test_a_new_home_has_both_floors_and_another_page_one(document):
    home = pages.add_page(document, name="Home", type="home", index=0)
    custom = pages.add_page(document, name="Story")
    levels = [
        [f.level for f in floors_of(document, document.get(key, Page).default)]
        for key in (home, custom)
    ]
    assert levels == [[1, 2], [1]]
    assert document.shop.pages == (home, "page_home", "page_items", custom)
    assert document.get(home, Page).name == "Home 2"


def test_adding_a_page_is_one_step(document, undone):
    pages.add_page(document, name="Story")
    undone()


def test_pages_are_put_in_order(document, undone):
    pages.move_page(document, page="page_items", index=0)
    assert document.shop.pages == ("page_items", "page_home")
    undone()


def test_a_page_goes_with_all_it_holds_and_the_last_one_stays(document, undone):
    pages.remove_page(document, page="page_home")
    assert document.all(Module) == ()
    assert document.all(Variant) == ()
    with pytest.raises(RefusedError, match="only page"):
        pages.remove_page(document, page="page_items")
    undone()


def test_a_layout_is_copied_with_its_modules_and_their_rules(document, undone):
    key = pages.add_layout(document, page="page_home", copy_of="lay_main", name="VIP")
    originals, made = modules_of(document, "lay_main"), modules_of(document, key)
    assert [m.name for m in made] == [m.name for m in originals]
    assert [len(m.rules) for m in made] == [len(m.rules) for m in originals]
    assert not {m.id for m in made} & {m.id for m in originals}
    assert document.get(key, Layout).name == "VIP"
    assert document.get("page_home", Page).layouts == ("lay_main", "lay_peak", key)
    undone()


def test_an_empty_layout_has_the_floors_of_its_page(document):
    home = pages.add_layout(document, page="page_home")
    items = pages.add_layout(document, page="page_items")
    assert [f.level for f in floors_of(document, home)] == [1, 2]
    assert [f.level for f in floors_of(document, items)] == [1]


def test_a_layout_in_use_stays(document):
    with pytest.raises(RefusedError, match="“Everyday” is the default of “Home”"):
        pages.remove_layout(document, layout="lay_main")
    with pytest.raises(RefusedError, match="Rule 1 of “Home” shows “Double Eleven”"):
        pages.remove_layout(document, layout="lay_peak")
    with pytest.raises(RefusedError, match="only one of “All items”"):
        pages.remove_layout(document, layout="lay_items")
    rules.remove_rule(document, slot="page_home", rule="rul_peak")
    pages.remove_layout(document, layout="lay_peak")
    assert document.find("mod_peak") is None


def test_the_default_layout_is_chosen(document, undone):
    pages.set_default_layout(document, page="page_home", layout="lay_peak")
    assert document.get("page_home", Page).default == "lay_peak"
    undone()


def test_layouts_are_put_in_order(document, undone):
    pages.move_layout(document, layout="lay_peak", index=0)
    assert document.get("page_home", Page).layouts == ("lay_peak", "lay_main")
    undone()


def test_a_second_floor_comes_and_goes(document):
    key = pages.add_floor(document, layout="lay_peak", level=2)
    assert [f.level for f in floors_of(document, "lay_peak")] == [1, 2]
    with pytest.raises(RefusedError, match="already has floor 2"):
        pages.add_floor(document, layout="lay_peak", level=2)
    pages.remove_floor(document, floor=key)
    with pytest.raises(RefusedError, match="keeps its floor 1"):
        pages.remove_floor(document, floor="flr_peak")
    with pytest.raises(RefusedError, match="Only a home page"):
        pages.add_floor(document, layout="lay_items", level=2)


def test_removing_a_floor_takes_its_modules(document, undone):
    pages.remove_floor(document, floor="flr_two")
    assert document.find("mod_slides") is None
    assert document.find("var_slides") is None
    undone()


def test_a_rule_can_show_a_new_layout(document):
    key = pages.add_layout(document, page="page_items", copy_of="lay_items")
    rules.add_rule(document, slot="page_items", outcome=Show(variant=key))
    with pytest.raises(RefusedError, match="Rule 1 of “All items”"):
        pages.remove_layout(document, layout=key)


def test_a_page_is_copied_with_all_it_holds_and_the_copy_follows_it(document, undone):
    made = pages.duplicate_page(document, page="page_home")
    old, new = document.get("page_home", Page), document.get(made, Page)
    assert document.shop.pages[:2] == ("page_home", made)
    assert new.name != old.name
    assert len(new.layouts) == len(old.layouts)
    assert new.default in new.layouts
    assert len(new.rules) == len(old.rules)
    for first, second in zip(old.layouts, new.layouts, strict=True):
        names = [[m.name for m in modules_of(document, key)] for key in (first, second)]
        assert names[0] == names[1]
    undone()
