"""What a variant shows when it rests on another: settings, references, removal, copies, pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from designer.actions import linking, modules, pages, variants
from designer.document.document import Document
from designer.document.inheritance import (
    bases,
    children_of,
    effective,
    heirs,
    origin,
    standing_without,
)
from designer.document.invariants import problems
from designer.document.queries import uses_of
from designer.errors import NotFoundError, RefusedError
from designer.kinds.library import Library, Source
from designer.records import Floor, Module, Variant
from designer.render.module import Renderer
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = Library(small_shop.KINDS, {
    "poster": Source(
        Path("poster"),
        "{{ s.title }}/{{ s.height }}/{% if s.image %}{{ s.image.url }}{{ s.image.alt }}"
        "{% endif %}", "", None,
    ),
})  # fmt: skip


def shop() -> Document:
    """The small shop with a linked copy of the hero on floor 1, and one more of the copy."""
    document = small_shop.document()
    linking.add_linked(document, part="mod_hero", floor="flr_items", index=0)
    linking.add_linked(document, part=copy_of_hero(document), floor="flr_items", index=1)
    return document


def copy_of_hero(document: Document) -> str:
    (copy,) = linking.copies_of(document, "mod_hero")
    return copy


def first_variant(document: Document, module: str) -> str:
    return document.get(module, Module).variants[0]


def put(document: Document, record) -> None:
    with document.transaction("put"):
        document.put(record)


def look(document: Document, variant: str) -> tuple[str, str]:
    """HTML and CSS of a variant, its own ids left out."""
    module = next(m for m in document.all(Module) if variant in m.variants)
    made = Renderer(LIBRARY).module(document, module.id, variant, level=1)
    return tuple(
        text.replace(module.id, "M").replace(variant, "V").replace(module.name, "N")
        for text in (made.html, made.css)
    )


# ---- reading


def test_a_variant_without_a_base_shows_what_it_gives() -> None:
    document = small_shop.document()
    assert effective(document, "var_hero") == document.get("var_hero", Variant).settings
    assert bases(document, "var_hero") == ()
    assert heirs(document, "var_hero") == ()


def test_the_nearest_of_the_chain_gives_the_value() -> None:
    document = shop()
    near = first_variant(document, copy_of_hero(document))
    (far,) = (one for one in heirs(document, near))
    variants.set_setting(document, variant=near, setting="title", value="Near")
    assert effective(document, far)["title"] == "Near"
    assert effective(document, far)["image"] == effective(document, "var_hero")["image"]
    assert origin(document, far, "title") == near
    assert origin(document, far, "image") == "var_hero"
    assert origin(document, far, "height") is None
    assert bases(document, far) == (near, "var_hero")
    assert heirs(document, "var_hero") == tuple(sorted((near, far)))


def test_reading_what_is_not_there_says_so() -> None:
    document = small_shop.document()
    with pytest.raises(NotFoundError):
        effective(document, "gone")
    assert bases(document, "gone") == ()
    assert bases(document, "mod_hero") == ()


def test_a_ring_in_a_foreign_file_is_walked_once() -> None:
    one = Variant(id="var_a", name="A", settings={"x": 1}, base="var_b")
    two = Variant(id="var_b", name="B", settings={"x": 2, "y": 3}, base="var_a")
    document = Document([one, two])
    assert effective(document, "var_a") == {"x": 1, "y": 3}
    assert bases(document, "var_a") == ("var_b",)
    assert heirs(document, "var_a") == ("var_b",)


@settings(max_examples=40)
@given(EDITS)
def test_effective_equals_the_chain_written_out_by_hand(edits) -> None:
    document = edited(edits)
    for variant in document.all(Variant):
        chain = [variant]
        while chain[-1].base is not None:
            chain.append(document.get(chain[-1].base, Variant))
        keys = {key for one in chain for key in one.settings}
        by_hand = {k: next(o.settings[k] for o in chain if k in o.settings) for k in keys}
        assert dict(effective(document, variant.id)) == by_hand
        assert bases(document, variant.id) == tuple(one.id for one in chain[1:])
        for key in keys:
            giver = origin(document, variant.id, key)
            assert document.get(giver, Variant).settings[key] == by_hand[key]


# ---- what must hold


def test_a_base_must_be_a_variant_of_the_project() -> None:
    document = small_shop.document()
    hero = document.get("var_hero", Variant)
    for wrong in ("gone", "mod_hero", "ast_hero"):
        with pytest.raises(RefusedError, match="not a variant of this project"):
            put(document, msgspec.structs.replace(hero, base=wrong))


def test_a_base_must_be_of_the_same_kind() -> None:
    document = small_shop.document()
    hero = document.get("var_hero", Variant)
    with pytest.raises(RefusedError, match="not of the same kind"):
        put(document, msgspec.structs.replace(hero, base="var_shelf"))


def test_no_variant_rests_on_itself() -> None:
    document = shop()
    hero = document.get("var_hero", Variant)
    far = linking.copies_of(document, copy_of_hero(document))[0]
    for base in ("var_hero", first_variant(document, far)):
        with pytest.raises(RefusedError, match="based on itself"):
            put(document, msgspec.structs.replace(hero, base=base))
    with pytest.raises(RefusedError, match="based on itself"):
        linking.rest_on(
            document, variant="var_hero", base=first_variant(document, far), library=LIBRARY
        )


def test_a_variant_with_heirs_cannot_change_to_a_module_of_another_kind() -> None:
    document = shop()
    shelf, hero = document.get("mod_shelf", Module), document.get("mod_hero", Module)
    rest = {"variants": ("var_hero_young",), "default": "var_hero_young", "rules": ()}
    with pytest.raises(RefusedError, match="not of the same kind"):
        swap(document, msgspec.structs.replace(hero, **rest),
             msgspec.structs.replace(shelf, variants=("var_shelf", "var_hero")))  # fmt: skip


def swap(document: Document, *records) -> None:
    with document.transaction("swap"):
        for record in records:
            document.put(record)


# ---- changing


def test_the_original_is_edited_once_and_all_copies_change() -> None:
    document = shop()
    variants.set_setting(document, variant="var_hero", setting="title", value="Spring")
    for heir in heirs(document, "var_hero"):
        assert effective(document, heir)["title"] == "Spring"
        assert look(document, heir) == look(document, "var_hero")


def test_what_a_copy_gives_itself_stays_and_reset_inherits_again() -> None:
    document = shop()
    copy = first_variant(document, copy_of_hero(document))
    variants.set_setting(document, variant=copy, setting="title", value="Mine")
    variants.set_setting(document, variant="var_hero", setting="title", value="Spring")
    assert effective(document, copy)["title"] == "Mine"
    variants.reset_setting(document, variant=copy, setting="title")
    assert effective(document, copy)["title"] == "Spring"


def test_a_part_of_an_inherited_setting_starts_from_what_is_inherited() -> None:
    document = small_shop.document()
    made = linking.follow_variant(document, variant="var_slides")
    variants.set_setting(
        document, variant=made, setting="slides.blk_2.title", value="Zwei", library=LIBRARY
    )
    titles = [slide["title"] for slide in effective(document, made)["slides"]]
    assert titles == ["One", "Zwei"]
    assert [s["title"] for s in effective(document, "var_slides")["slides"]] == ["One", "Two"]


def test_an_inherited_part_can_be_changed_without_the_library() -> None:
    document = shop()
    copy = first_variant(document, copy_of_hero(document))
    variants.set_setting(document, variant=copy, setting="image.alt", value="New words")
    assert effective(document, copy)["image"]["asset"] == "ast_hero"
    assert effective(document, "var_hero")["image"]["alt"] == "A hero"


def test_blocks_are_arranged_from_what_is_inherited() -> None:
    document = small_shop.document()
    made = linking.follow_variant(document, variant="var_slides")
    variants.remove_block(document, variant=made, setting="slides", block="blk_1", library=LIBRARY)
    assert [slide["id"] for slide in effective(document, made)["slides"]] == ["blk_2"]
    variants.reset_setting(document, variant=made, setting="slides")
    variants.add_block(document, variant=made, setting="slides", library=LIBRARY)
    assert len(effective(document, made)["slides"]) == 3
    assert len(effective(document, "var_slides")["slides"]) == 2


def test_a_picture_used_by_a_base_is_found_and_cannot_be_removed() -> None:
    document = shop()
    assert "var_hero" in {use.record for use in uses_of(document, "ast_hero")}
    from designer.actions.assets import remove_asset

    with pytest.raises(RefusedError, match="still used"):
        remove_asset(document, asset="ast_hero")


# ---- removing


@pytest.mark.parametrize("remove", [
    lambda d: modules.remove_modules(d, modules=["mod_hero"]),
    lambda d: pages.remove_page(d, page="page_home"),
])  # fmt: skip
def test_copies_keep_their_look_when_the_original_goes(remove) -> None:
    document = shop()
    copy = copy_of_hero(document)
    with document.transaction("unlink the way"):  # the peak poster leads to the hero
        peak = document.get("var_peak", Variant)
        document.put(msgspec.structs.replace(peak, settings={"title": "11.11"}))
    before = {key: look(document, key) for key in document.get(copy, Module).variants}
    remove(document)
    assert {key: look(document, key) for key in before} == before
    assert all(document.get(key, Variant).base is None for key in before)
    assert list(problems(document, library=LIBRARY)) == []
    document.undo()
    assert linking.original_of(document, copy) == "mod_hero"


def test_a_removed_link_of_the_chain_hands_its_values_down() -> None:
    document = shop()
    near = copy_of_hero(document)
    variant = first_variant(document, near)
    variants.set_setting(document, variant=variant, setting="height", value=640)
    (far,) = children_of(document, variant)
    modules.remove_modules(document, modules=[near])
    after = document.get(far.id, Variant)
    assert after.base == "var_hero"
    assert after.settings == {"height": 640}


def test_removing_one_variant_frees_those_that_follow_it() -> None:
    document = small_shop.document()
    made = linking.follow_variant(document, variant="var_hero_young")
    variants.set_default(document, slot="mod_hero", variant="var_hero")
    with document.transaction("no rules"):
        hero = document.get("mod_hero", Module)
        document.put(msgspec.structs.replace(hero, rules=()))
    shown = effective(document, made)
    variants.remove_variant(document, variant="var_hero_young")
    assert document.get(made, Variant) == Variant(
        id=made, name=document.get(made, Variant).name, settings=shown
    )


def test_what_no_longer_fits_is_handed_down_without_a_refusal() -> None:
    records = [*small_shop.records()]
    at = next(n for n, record in enumerate(records) if record.id == "var_peak")
    records[at] = msgspec.structs.replace(records[at], settings={"height": 5000})
    document = Document(records, invariants=small_shop.document()._invariants)
    copy = linking.add_linked(document, part="mod_peak", floor="flr_items", index=0)
    modules.remove_modules(document, modules=["mod_peak"])
    assert effective(document, first_variant(document, copy)) == {"height": 5000}


def test_two_removed_together_need_no_values() -> None:
    document = shop()
    near = copy_of_hero(document)
    (far,) = linking.copies_of(document, near)
    modules.remove_modules(document, modules=[near, far])
    assert heirs(document, "var_hero") == ()


def test_standing_without_nobody_is_the_same_variant() -> None:
    document = shop()
    variant = document.get(first_variant(document, copy_of_hero(document)), Variant)
    assert standing_without(document, variant, lambda key: False) is variant


# ---- copying


def test_a_duplicate_of_a_copy_follows_the_same_original() -> None:
    document = shop()
    (made,) = modules.duplicate_modules(document, modules=[copy_of_hero(document)])
    assert linking.original_of(document, made) == "mod_hero"


def test_a_copied_layout_follows_within_itself() -> None:
    document = small_shop.document()
    linking.add_linked(document, part="mod_hero", floor="flr_one", index=3)
    layout = pages.add_layout(document, page="page_home", copy_of="lay_main")
    floors = [document.get(key, Floor) for key in document.find(layout).floors]
    own = {key for floor in floors for key in floor.modules}
    copy = next(key for key in own if linking.original_of(document, key))
    assert linking.original_of(document, copy) in own


def test_moving_the_original_changes_nothing_for_its_copies() -> None:
    document = shop()
    copy = first_variant(document, copy_of_hero(document))
    before = look(document, copy)
    modules.move_module(document, module="mod_hero", floor="flr_items", index=0)
    assert look(document, copy) == before
