"""Variants: settings filled in down to a block's field, blocks arranged, variants kept in use."""

from __future__ import annotations

import pytest

from designer.actions import variants
from designer.errors import InvalidError, NotFoundError, RefusedError
from designer.records import HIDDEN, Module, Page, Variant


def settings(document, key="var_hero"):
    return document.get(key, Variant).settings


def titles(document):
    return [slide["title"] for slide in settings(document, "var_slides")["slides"]]


def test_a_setting_is_filled_in(document, undone):
    variants.set_setting(document, variant="var_hero", setting="height", value=800)
    assert settings(document)["height"] == 800
    undone()


def test_typing_in_one_field_is_one_step(document, undone):
    for text in ("N", "Ne", "New"):
        variants.set_setting(document, variant="var_hero", setting="title", value=text)
    assert settings(document)["title"] == "New"
    undone()


def test_two_fields_are_two_steps(document):
    variants.set_setting(document, variant="var_hero", setting="title", value="New")
    variants.set_setting(document, variant="var_hero", setting="height", value=800)
    document.undo()
    assert settings(document)["title"] == "New"
    assert "height" not in settings(document)


@pytest.mark.parametrize("path", ["slides.1.title", "slides.blk_2.title"])
def test_a_field_of_a_block_is_reached_by_number_or_id(document, undone, path):
    variants.set_setting(document, variant="var_slides", setting=path, value="New")
    assert titles(document) == ["One", "New"]
    undone()


def test_a_part_of_a_picture_is_changed_alone(document):
    variants.set_setting(document, variant="var_hero", setting="image.alt", value="Tea leaves")
    assert settings(document)["image"]["alt"] == "Tea leaves"
    assert settings(document)["image"]["asset"] == "ast_hero"


def test_a_part_of_an_untouched_setting_starts_from_the_default(document, library):
    variants.set_setting(document, variant="var_peak", setting="image.alt", value="Tea",
                         library=library)  # fmt: skip
    assert settings(document, "var_peak")["image"]["alt"] == "Tea"
    with pytest.raises(NotFoundError, match=r"no setting “image\.alt”"):
        variants.set_setting(document, variant="var_sign", setting="image.alt", value="Tea")


def test_what_does_not_fit_is_refused_with_the_place(document):
    with pytest.raises(RefusedError, match="“Hero · Everyone” on floor 1 of “Home”: height"):
        variants.set_setting(document, variant="var_hero", setting="height", value=9)
    with pytest.raises(NotFoundError, match=r"slides\.7\.title"):
        variants.set_setting(document, variant="var_slides", setting="slides.7.title", value="x")
    with pytest.raises(NotFoundError):
        variants.set_setting(document, variant="var_hero", setting="title.x", value="x")


def test_values_are_kept_as_a_file_keeps_them(document):
    variants.set_setting(document, variant="var_hero", setting="image.focus", value=(0.1, 0.9))
    assert settings(document)["image"]["focus"] == [0.1, 0.9]
    with pytest.raises(InvalidError, match="cannot hold"):
        variants.set_setting(document, variant="var_hero", setting="title", value=object())


def test_a_setting_goes_back_to_its_default(document, undone):
    variants.reset_setting(document, variant="var_hero", setting="title")
    assert "title" not in settings(document)
    undone()


def test_blocks_are_added_moved_and_removed(document, library):
    key = variants.add_block(document, variant="var_slides", setting="slides", index=1,
                             values={"title": "Between"})  # fmt: skip
    assert titles(document) == ["One", "Between", "Two"]
    variants.move_block(document, variant="var_slides", setting="slides", block=key, index=2)
    assert titles(document) == ["One", "Two", "Between"]
    variants.remove_block(document, variant="var_slides", setting="slides", block="blk_1")
    assert titles(document) == ["Two", "Between"]
    for __ in range(3):
        document.undo()
    assert titles(document) == ["One", "Two"]
    with pytest.raises(NotFoundError, match="no block “blk_9”"):
        variants.remove_block(document, variant="var_slides", setting="slides", block="blk_9")


def test_a_kind_says_how_many_blocks_there_may_be(document):
    variants.add_block(document, variant="var_slides", setting="slides", values={"title": "3"})
    with pytest.raises(RefusedError, match="1 to 3"):
        variants.add_block(document, variant="var_slides", setting="slides")
    for key in ("blk_1", "blk_2"):
        variants.remove_block(document, variant="var_slides", setting="slides", block=key)
    last = settings(document, "var_slides")["slides"][0]["id"]
    with pytest.raises(RefusedError, match="1 to 3"):
        variants.remove_block(document, variant="var_slides", setting="slides", block=last)


def test_a_setting_without_blocks_is_told(document):
    with pytest.raises(InvalidError, match="does not hold blocks"):
        variants.add_block(document, variant="var_hero", setting="title")


def test_a_variant_is_added_empty_or_as_a_copy(document):
    empty = variants.add_variant(document, module="mod_hero")
    copy = variants.add_variant(document, module="mod_hero", copy_of="var_hero")
    named = variants.add_variant(document, module="mod_hero", copy_of="var_hero", name="VIP")
    hero = document.get("mod_hero", Module)
    assert hero.variants == ("var_hero", "var_hero_young", empty, copy, named)
    assert settings(document, empty) == {}
    assert settings(document, copy) == settings(document)
    names = [document.get(key, Variant).name for key in hero.variants]
    assert names == ["Everyone", "Young", "Variant", "Everyone 2", "VIP"]


def test_a_variant_in_use_stays(document):
    with pytest.raises(RefusedError, match="“Everyone” is the default of “Hero”"):
        variants.remove_variant(document, variant="var_hero")
    with pytest.raises(RefusedError, match="Rule 1, 2 of “Hero” shows “Young”"):
        variants.remove_variant(document, variant="var_hero_young")
    with pytest.raises(RefusedError, match="only one of “Store sign”"):
        variants.remove_variant(document, variant="var_sign")


def test_a_variant_nobody_needs_goes(document):
    key = variants.add_variant(document, module="mod_sign")
    variants.remove_variant(document, variant=key)
    assert document.get("mod_sign", Module).variants == ("var_sign",)
    assert document.find(key) is None


def test_variants_are_put_in_order(document, undone):
    variants.move_variant(document, variant="var_hero_young", index=0)
    assert document.get("mod_hero", Module).variants == ("var_hero_young", "var_hero")
    undone()


def test_the_default_is_a_variant_a_layout_or_nothing(document):
    variants.set_default(document, slot="mod_hero", variant="var_hero_young")
    variants.set_default(document, slot="mod_sign", variant=HIDDEN)
    variants.set_default(document, slot="page_home", variant="lay_peak")
    assert document.get("mod_hero", Module).default == "var_hero_young"
    assert document.get("mod_sign", Module).default == HIDDEN
    assert document.get("page_home", Page).default == "lay_peak"
    with pytest.raises(NotFoundError, match="“Hero” has no variant “var_sign”"):
        variants.set_default(document, slot="mod_hero", variant="var_sign")
    with pytest.raises(NotFoundError):
        variants.set_default(document, slot="page_home", variant=HIDDEN)
