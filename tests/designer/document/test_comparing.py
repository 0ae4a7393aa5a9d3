"""Two states compared: every difference is said, in words, where a designer looks for it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer import language
from designer.actions import modules, pages, rules, shop, variants
from designer.document.comparing import Comparison, compare, differing, longest_rising
from designer.document.document import Document
from designer.records import Asset, Hide, Module, Product
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = small_shop.library()


@pytest.fixture
def now() -> Document:
    return small_shop.document()


def told(now: Document) -> Comparison:
    return compare(small_shop.document(), now, library=LIBRARY)


def only(now: Document):
    found = told(now)
    assert len(found.items) == 1
    return found.groups[0], found.items[0]


def test_the_same_state_differs_in_nothing(now):
    assert not told(now)


def test_a_setting_is_named_by_its_kind_with_before_and_after(now):
    variants.set_setting(now, variant="var_hero", setting="title", value="Autumn tea")
    group, item = only(now)
    assert (group.title, group.layout, group.page) == ("Home · Everyday", "lay_main", "page_home")
    assert (item.title, item.change, item.noun) == ("Hero", "changed", "module")
    detail = item.details[0]
    assert (detail.what, detail.before, detail.after) == ("Everyone · title", "Tea", "Autumn tea")
    assert detail.path == "title"


def test_a_value_nobody_had_given_is_said_to_be_the_default(now):
    variants.set_setting(now, variant="var_hero", setting="height", value=900)
    detail = only(now)[1].details[0]
    assert (detail.before, detail.after) == ("600 (as given by default)", "900")


def test_a_picture_is_told_by_its_name_and_its_parts(now):
    before = now.get("ast_hero", Asset)
    with now.transaction("another picture"):
        now.put(msgspec.structs.replace(before, id="ast_two", name="Second"))
    value = {"asset": "ast_two", "alt": "A cup", "focus": [0.5, 0.5]}
    variants.set_setting(now, variant="var_peak", setting="image", value=value)
    variants.set_setting(now, variant="var_hero", setting="image", value=value)
    told_ = {item.title: item for item in told(now).items}
    lines = [(one.what, one.before, one.after) for one in told_["Hero"].details]
    assert ("Everyone · image", "Hero", "Second") in lines
    assert ("Everyone · image: Description", "A hero", "A cup") in lines
    assert told_["Second"].change == "added"


def test_parts_of_a_list_are_counted_and_their_settings_told(now):
    slides = [{"id": "blk_2", "title": "Two"}, {"id": "blk_1", "title": "Uno"}, {"id": "blk_3"}]
    variants.set_setting(now, variant="var_slides", setting="slides", value=slides)
    lines = {one.what: (one.before, one.after) for one in only(now)[1].details}
    assert lines["Slide 2 · Title"] == ("One", "Uno")
    assert lines["Slide 3"] == ("", "added")
    assert lines["Order of slides"] == ("1 2", "2 1")


def test_only_the_module_that_was_moved_is_called_moved(now):
    modules.move_modules(now, modules=["mod_shelf"], floor="flr_one", index=0)
    __, item = only(now)
    assert (item.title, item.change, item.moved) == ("Shelf", "moved", True)
    assert (item.details[0].before, item.details[0].after) == (
        "floor 1, place 3", "floor 1, place 1",
    )  # fmt: skip


def test_a_module_that_went_to_another_floor_says_from_where(now):
    modules.move_modules(now, modules=["mod_shelf"], floor="flr_two", index=0)
    __, item = only(now)
    assert item.details[0].before == "floor 1, place 3"
    assert item.details[0].after == "floor 2, place 1"


def test_modules_that_came_and_went_say_what_they_are(now):
    modules.remove_modules(now, modules=["mod_shelf"])
    made = modules.add_module(now, kind="poster", floor="flr_one", index=0, library=LIBRARY)
    group = told(now).groups[0]
    assert {(item.id, item.change) for item in group.items} == {
        (made, "added"), ("mod_shelf", "removed"),
    }  # fmt: skip
    assert {item.details[0].what for item in group.items} == {"Poster", "Shelf"}


def test_a_layout_is_one_line_with_all_that_stands_on_it(now):
    made = pages.add_layout(now, page="page_home", name="Copy", copy_of="lay_main")
    item = next(one for one in told(now).items if one.id == made)
    assert (item.change, item.details[0].what) == ("added", "4 modules")
    assert len(item.covers) >= 4


def test_rules_are_said_as_sentences(now):
    rules.add_rule(now, slot="mod_shelf", outcome=Hide(), audience=small_shop.FANS)
    item = only(now)[1]
    assert item.details[0].what == "Rule 1"
    assert item.details[0].before == ""
    assert item.details[0].after == "Fan: yes → hidden"


def test_a_rule_of_the_page_is_told_with_its_phase(now):
    page = now.records["page_home"]
    with now.transaction("no rule"):
        now.put(msgspec.structs.replace(page, rules=()))
    group, item = only(now)
    assert group.title == "Home"
    assert item.details[0].before == "Everybody → “Double Eleven” · Peak"


def test_the_theme_is_told_colour_by_colour(now):
    theme = now.shop.theme
    colours = {**theme.colours, "primary": "#000000"}
    shop.set_theme(now, theme=msgspec.structs.replace(theme, colours=colours, radius=4))
    group, item = only(now)
    assert group.title == "Shop and theme"
    assert [(one.what, one.before, one.after) for one in item.details] == [
        ("Colour primary", "#1f3b4d", "#000000"), ("Corner", "16", "4"),
    ]  # fmt: skip


def test_records_of_other_rooms_have_groups_of_their_own(now):
    with now.transaction("prices"):
        now.put(msgspec.structs.replace(now.get("prd_green", Product), price=4150))
    group, item = only(now)
    assert (group.title, item.noun) == ("Catalogue", "product")
    assert (item.details[0].what, item.details[0].before, item.details[0].after) == (
        "Price", "¥39.00", "¥41.50",
    )  # fmt: skip


def test_a_name_is_a_difference_too(now):
    modules.rename(now, id="mod_hero", name="Autumn")
    item = only(now)[1]
    assert (item.title, item.details[0].before, item.details[0].after) == (
        "Autumn", "Hero", "Autumn",
    )  # fmt: skip


def test_it_speaks_chinese(now):
    language.use("zh_CN")
    variants.set_setting(now, variant="var_hero", setting="height", value=900)
    assert "默认" in only(now)[1].details[0].before
    assert only(now)[1].noun == "模块"


@settings(max_examples=40)
@given(EDITS)
def test_every_difference_is_said_once_and_only_differences_are(edits):
    before, after = small_shop.document(), edited(edits)
    found = compare(before, after, library=LIBRARY)
    different = differing(before, after)
    assert bool(found) == bool(different)
    ids = [item.id for item in found.items]
    assert len(ids) == len(set(ids))
    for item in found.items:
        assert item.details or item.change in ("added", "removed") or set(item.covers) & different
    spoken = {key for item in found.items for key in item.covers}
    silent = {key for key in different - spoken if not key.startswith("flr_")}
    assert silent == set()


@settings(max_examples=40)
@given(EDITS)
def test_comparing_backwards_turns_came_into_went(edits):
    before, after = small_shop.document(), edited(edits)
    there = {(one.id, one.change) for one in compare(before, after, library=LIBRARY).items}
    back = {(one.id, one.change) for one in compare(after, before, library=LIBRARY).items}
    turned = {"added": "removed", "removed": "added"}
    ours = {(key, turned[change]) for key, change in there if change in turned}
    assert ours == {(key, change) for key, change in back if change in turned}


@given(st.permutations(range(7)))
def test_what_stays_is_the_longest_run_in_order(numbers):
    kept = longest_rising(numbers)
    assert kept == sorted(kept)
    best = max(
        sum(1 for __ in run)
        for mask in range(1, 2**7)
        if (run := [n for i, n in enumerate(numbers) if mask >> i & 1]) == sorted(run)
    )
    assert len(kept) == best


def test_modules_of_other_layouts_are_not_mixed_up(now):
    modules.rename(now, id="mod_peak", name="X")
    group, __ = only(now)
    assert group.layout == "lay_peak"
    assert isinstance(now.find("mod_peak"), Module)
