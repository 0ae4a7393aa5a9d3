"""Parts: made, put as linked copies, edited once, detached, reset; and who follows whom."""

from __future__ import annotations

import pytest

from designer.actions import linking, modules, variants
from designer.document.inheritance import effective
from designer.document.invariants import problems
from designer.errors import NotFoundError, RefusedError
from designer.records import InSegment, Module, Run, Show, Variant
from tests.designer import small_shop

LIBRARY = small_shop.library()


def linked(document, part: str = "mod_hero", floor: str = "flr_items") -> str:
    return linking.add_linked(document, part=part, floor=floor, index=0)


def test_a_module_becomes_a_part_by_name(document, undone):
    assert linking.parts(document) == ()
    linking.make_part(document, modules=["mod_shelf", "mod_hero"])
    assert [part.name for part in linking.parts(document)] == ["Hero", "Shelf"]
    assert document.history.label(document.history.done[-1]) == "Make 2 parts"
    undone()


def test_a_linked_copy_has_the_rules_and_tests_of_its_part(document, undone):
    copy = document.get(linked(document), Module)
    original = document.get("mod_hero", Module)
    assert copy.name == "Hero"
    assert not copy.part
    assert document.get("mod_hero", Module).part
    young, test = copy.rules
    assert young.audience == InSegment(segment="seg_fans")
    assert young.outcome == Show(variant=copy.variants[1])
    assert isinstance(test.outcome, Run)
    assert dict(test.outcome.arms) == {"arm_a": copy.variants[0], "arm_b": copy.variants[1]}
    assert {rule.id for rule in copy.rules}.isdisjoint(rule.id for rule in original.rules)
    undone()


def test_copies_and_their_original_know_one_another(document):
    first = linked(document)
    second = linking.add_linked(document, part=first, floor="flr_items", index=1)
    assert linking.original_of(document, "mod_hero") is None
    assert linking.original_of(document, first) == "mod_hero"
    assert linking.original_of(document, second) == first
    assert linking.copies_of(document, "mod_hero") == (first,)
    assert linking.copies_of(document, second) == ()


def test_a_copy_on_the_same_floor_gets_a_name_of_its_own(document):
    copy = linked(document, floor="flr_one")
    assert document.get(copy, Module).name == "Hero 2"


def test_a_part_that_may_not_stand_there_is_refused(document):
    before = dict(document.records)
    with pytest.raises(RefusedError):
        linking.add_linked(document, part="mod_sign", floor="flr_two", index=0)
    with pytest.raises(NotFoundError):
        linking.add_linked(document, part="gone", floor="flr_items", index=0)
    assert dict(document.records) == before


def test_what_a_copy_changes_is_told_and_taken_back(document):
    copy = linked(document)
    assert linking.overrides(document, copy) == {}
    first = document.get(copy, Module).variants[0]
    variants.set_setting(document, variant=first, setting="title", value="Mine")
    variants.set_setting(document, variant=first, setting="height", value=640)
    assert linking.overrides(document, copy) == {first: ("title", "height")}
    linking.reset_to_original(document, modules=[copy, "mod_shelf"])
    assert linking.overrides(document, copy) == {}
    assert effective(document, first)["title"] == "Tea"
    with pytest.raises(RefusedError, match="differs"):
        linking.reset_to_original(document, modules=[copy])


def test_the_same_value_again_is_no_difference(document):
    copy = linked(document)
    first = document.get(copy, Module).variants[0]
    variants.set_setting(document, variant=first, setting="title", value="Tea")
    assert linking.differences(document, first) == ()


def test_a_detached_copy_looks_as_before_and_follows_no_longer(document):
    copy = linked(document)
    first = document.get(copy, Module).variants[0]
    before = dict(effective(document, first))
    linking.detach(document, modules=[copy])
    assert linking.original_of(document, copy) is None
    assert effective(document, first) == before
    variants.set_setting(document, variant="var_hero", setting="title", value="Spring")
    assert effective(document, first) == before
    assert linking.copies_of(document, "mod_hero") == ()


def test_a_dissolved_part_leaves_its_copies_as_they_look(document):
    copies = [linked(document), linked(document)]
    shown = {
        key: dict(effective(document, key))
        for copy in copies
        for key in document.get(copy, Module).variants
    }
    linking.detach(document, modules=["mod_hero"])
    assert linking.parts(document) == ()
    assert {key: dict(effective(document, key)) for key in shown} == shown
    assert all(linking.original_of(document, copy) is None for copy in copies)
    assert list(problems(document, library=LIBRARY)) == []


def test_nothing_to_detach_is_said(document):
    with pytest.raises(RefusedError, match="linked to a part"):
        linking.detach(document, modules=["mod_shelf"])


def test_a_duplicated_part_is_no_part_twice(document):
    linking.make_part(document, modules=["mod_hero"])
    (copy,) = modules.duplicate_modules(document, modules=["mod_hero"])
    assert document.get("mod_hero", Module).part
    assert not document.get(copy, Module).part
    assert [part.id for part in linking.parts(document)] == ["mod_hero"]


def test_a_following_variant_is_empty_and_named_anew(document, undone):
    made = linking.follow_variant(document, variant="var_hero")
    assert document.get(made, Variant) == Variant(id=made, name="Everyone 2", base="var_hero")
    assert document.get("mod_hero", Module).variants[-1] == made
    undone()


def test_a_variant_reset_to_its_base_is_like_it(document):
    made = linking.follow_variant(document, variant="var_hero")
    variants.set_setting(document, variant=made, setting="title", value="Mine")
    linking.reset_to_base(document, variant=made)
    assert effective(document, made) == effective(document, "var_hero")
    with pytest.raises(NotFoundError, match="based on nothing"):
        linking.reset_to_base(document, variant="var_hero")


@pytest.mark.parametrize("base", ["var_hero", "var_peak", None])
def test_another_base_changes_nothing_that_is_seen(document, base):
    kind = LIBRARY.kinds["poster"]
    before = kind.complete(effective(document, "var_hero_young"))
    linking.rest_on(document, variant="var_hero_young", base=base, library=LIBRARY)
    assert kind.complete(effective(document, "var_hero_young")) == before
    assert document.get("var_hero_young", Variant).base == base


def test_what_is_the_same_as_the_new_base_is_inherited_from_then_on(document):
    linking.rest_on(document, variant="var_hero_young", base="var_hero", library=LIBRARY)
    assert document.get("var_hero_young", Variant).settings == {"title": "Tea!"}
