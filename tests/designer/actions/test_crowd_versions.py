"""Versions for crowds: who gets them, what they take from the layout, how they differ; and a layout
on another page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import modules, pages, rules, variants
from designer.actions.crowd_versions import (
    apply_layout,
    compared,
    differs,
    followed_by,
    left_behind,
    make_versions,
    summary,
)
from designer.actions.linking import add_linked, original_of, reset_to_original
from designer.decide.choose import choose
from designer.decide.rulebook import Rulebook
from designer.document.inheritance import effective
from designer.document.invariants import problems
from designer.document.queries import floors_of, modules_of
from designer.errors import RefusedError
from designer.records import (
    ALWAYS,
    EVERYBODY,
    Consumer,
    During,
    Hide,
    InSegment,
    Layout,
    Module,
    Page,
    Show,
    Variant,
)
from tests.designer import small_shop

CROWDS = ("seg_fans", "seg_young")


def versions(document) -> tuple[str, ...]:
    return make_versions(document, layout="lay_main", segments=CROWDS)


def module_of(document, layout: str, original: str) -> str:
    found = (m.id for m in modules_of(document, layout) if original_of(document, m.id) == original)
    return next(found)


def seen(document, **attributes) -> str:
    someone = Consumer(id="c1", attributes=attributes)
    return choose("page_home", someone, small_shop.DOUBLE_ELEVEN.replace(year=2020),
                  book=Rulebook.of(document))  # fmt: skip


def test_each_crowd_gets_its_version_and_the_first_crowd_goes_first(document, undone):
    fans, young = versions(document)
    assert seen(document, age=20, fan=True) == fans
    assert seen(document, age=20, fan=False) == young
    assert seen(document, age=40, fan=True) == "lay_main"
    page = document.get("page_home", Page)
    assert page.rules[0].id == "rul_peak"
    assert [rule.outcome for rule in page.rules[1:]] == [Show(variant=fans), Show(variant=young)]
    assert [rule.audience.segment for rule in page.rules[1:]] == list(CROWDS)
    assert document.get(fans, Layout).name == "Young fans"
    assert list(problems(document, library=small_shop.library())) == []
    undone()


def test_the_other_order_gives_the_other_crowd_the_first_word(document):
    young, fans = make_versions(document, layout="lay_main", segments=CROWDS[::-1])
    assert seen(document, age=20, fan=True) == young
    assert document.get(fans, Layout).name == "Young fans"


ANYBODY = st.builds(
    Consumer, id=st.sampled_from(("c1", "c2", None)),
    attributes=st.fixed_dictionaries(
        {}, optional={"age": st.integers(15, 40), "fan": st.booleans()}
    ),
)  # fmt: skip
MOMENTS = st.sampled_from([small_shop.DOUBLE_ELEVEN + timedelta(hours=h) for h in (-2, 0, 5, 40)])
SHOWS = st.lists(
    st.tuples(st.sampled_from(("lay_main", "lay_peak")),
              st.sampled_from((EVERYBODY, small_shop.FANS, small_shop.YOUNG)),
              st.sampled_from((ALWAYS, During(phases=("phs_peak",))))), max_size=4,
)  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(("lay_main", "lay_peak")), SHOWS, st.lists(ANYBODY, min_size=1), MOMENTS)
def test_only_those_who_would_get_the_layout_get_a_version(layout, shows, people, now):
    document = small_shop.document()
    for shown, audience, window in shows:
        rules.add_rule(document, slot="page_home", outcome=Show(variant=shown), audience=audience,
                       window=window)  # fmt: skip
    before = Rulebook.of(document)
    made = dict(zip(CROWDS, make_versions(document, layout=layout, segments=CROWDS), strict=True))
    after = Rulebook.of(document)
    page = document.get("page_home", Page)
    reached = page.default == layout or any(r.outcome == Show(variant=layout) for r in page.rules)
    assert reached
    for someone in people:
        old = choose("page_home", someone, now, book=before)
        young = small_shop.YOUNG.value > someone.attributes.get("age", 99)
        fan = young and someone.attributes.get("fan", False)
        version = made["seg_fans"] if fan else made["seg_young"] if young else old
        new = choose("page_home", someone, now, book=after)
        assert new == (version if old == layout else old)


def test_a_crowd_named_twice_gets_one_version_and_no_crowd_none(document):
    assert len(make_versions(document, layout="lay_main", segments=("seg_fans",) * 2)) == 1
    with pytest.raises(RefusedError, match="at least one crowd"):
        make_versions(document, layout="lay_main", segments=())


def test_a_version_takes_everything_from_the_layout(document):
    fans, __ = versions(document)
    for original in modules_of(document, "lay_main"):
        copy = document.get(module_of(document, fans, original.id), Module)
        assert copy.kind == original.kind
        for one, other in zip(original.variants, copy.variants, strict=True):
            assert document.get(other, Variant).settings == {}
            assert effective(document, other) == effective(document, one)
        assert len(copy.rules) == len(original.rules)
        assert {rule.id for rule in copy.rules}.isdisjoint({rule.id for rule in original.rules})


def test_changing_the_layout_changes_every_version_but_for_the_differences(document):
    fans, young = versions(document)
    own = document.get(module_of(document, fans, "mod_hero"), Module).variants[0]
    variants.set_setting(document, variant=own, setting="title", value="For fans")
    variants.set_setting(document, variant="var_hero", setting="title", value="Spring")
    other = document.get(module_of(document, young, "mod_hero"), Module).variants[0]
    assert effective(document, own)["title"] == "For fans"
    assert effective(document, other)["title"] == "Spring"


def test_a_summary_counts_the_differences(document):
    fans, __ = versions(document)
    assert summary(document, "lay_main") == ""
    assert followed_by(document, "lay_main") is None
    assert summary(document, fans) == "Like “Everyday”"
    assert followed_by(document, fans) == "lay_main"
    hero = module_of(document, fans, "mod_hero")
    first = document.get(hero, Module).variants[0]
    variants.set_setting(document, variant=first, setting="title", value="For fans")
    modules.remove_modules(document, modules=[module_of(document, fans, "mod_shelf")])
    modules.add_module(document, kind="poster", floor=floors_of(document, fans)[0].id, index=0,
                       library=small_shop.library())  # fmt: skip
    found = compared(document, fans)
    assert found is not None
    assert found.original == "lay_main"
    assert found.changed == (hero,)
    assert found.missing == ("mod_shelf",)
    assert len(found.own) == 1
    assert summary(document, fans) == "Differs from “Everyday” in 3 of 5"
    reset_to_original(document, modules=[hero])
    assert not differs(document, hero)


def test_another_rule_or_variant_is_a_difference_too(document):
    fans, young = versions(document)
    one, other = module_of(document, fans, "mod_hero"), module_of(document, young, "mod_hero")
    assert not differs(document, one)
    rules.add_rule(document, slot=one, outcome=Hide(), audience=InSegment(segment="seg_young"))
    assert differs(document, one)
    variants.add_variant(document, module=other)
    assert differs(document, other)
    assert not differs(document, "mod_hero")


def test_a_way_to_a_module_leads_to_the_version_s_own_and_is_no_difference(document):
    link = {"action": "module", "target": "mod_shelf"}
    variants.set_setting(document, variant="var_hero", setting="link", value=link)
    fans, __ = versions(document)
    hero, shelf = (module_of(document, fans, key) for key in ("mod_hero", "mod_shelf"))
    first = document.get(hero, Module).variants[0]
    assert effective(document, first)["link"]["target"] == shelf
    assert summary(document, fans) == "Like “Everyday”"
    variants.set_setting(document, variant=first, setting="title", value="Mine")
    reset_to_original(document, modules=[hero])
    assert effective(document, first)["link"]["target"] == shelf
    assert effective(document, first)["title"] == "Tea"


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(("mod_hero", "mod_sign", "mod_slides", "mod_shelf")),
                          st.sampled_from(("A", "B", "Tea"))), max_size=6))  # fmt: skip
def test_every_version_shows_the_layout_where_it_was_not_touched(edits):
    document = small_shop.document()
    fans, young = versions(document)
    touched = set()
    for original, title in edits:
        own = document.get(module_of(document, fans, original), Module).variants[0]
        variants.set_setting(document, variant=own, setting="title", value=title)
        touched.add((original, own))
    for module in modules_of(document, "lay_main"):
        variants.set_setting(document, variant=module.variants[0], setting="title", value="Base")
    for layout in (fans, young):
        for module in modules_of(document, "lay_main"):
            own = document.get(module_of(document, layout, module.id), Module).variants[0]
            expected = next((t for o, t in reversed(edits) if o == module.id), "Base")
            shown = effective(document, own)["title"]
            assert shown == (expected if layout == fans else "Base")


def test_a_layout_with_a_linked_part_is_no_version(document):
    add_linked(document, part="mod_peak", floor="flr_one", index=0)
    assert compared(document, "lay_main") is None
    assert followed_by(document, "lay_main") is None
    assert summary(document, "lay_main") == ""


# ---- a layout on another page


def test_a_layout_comes_to_another_page_as_a_copy_of_its_own(document, undone):
    made = apply_layout(document, layout="lay_main", page="page_items")
    page = document.get("page_items", Page)
    assert page.layouts == ("lay_items", made)
    assert [floor.level for floor in floors_of(document, made)] == [1]
    assert [m.name for m in modules_of(document, made)] == ["Store sign", "Hero", "Shelf"]
    assert [m.name for m in left_behind(document, layout="lay_main", page="page_items")] == [
        "Brand slides"
    ]
    copy = modules_of(document, made)[1]
    variants.set_setting(document, variant=copy.variants[0], setting="title", value="There")
    assert effective(document, "var_hero")["title"] == "Tea"
    document.undo()
    undone()


def test_a_second_home_takes_both_floors(document):
    home = pages.add_page(document, name="Second home", type="home")
    made = apply_layout(document, layout="lay_main", page=home)
    assert sorted(floor.level for floor in floors_of(document, made)) == [1, 2]
    assert left_behind(document, layout="lay_main", page=home) == ()


def test_ways_to_what_stayed_behind_lead_nowhere_and_others_to_the_copies(document):
    to_slides = {"action": "module", "target": "mod_slides"}
    to_shelf = {"action": "module", "target": "mod_shelf"}
    variants.set_setting(document, variant="var_hero", setting="link", value=to_slides)
    variants.set_setting(document, variant="var_hero_young", setting="link", value=to_shelf)
    made = apply_layout(document, layout="lay_main", page="page_items")
    __, hero, shelf = modules_of(document, made)
    first, second = (effective(document, key)["link"] for key in hero.variants)
    assert first == {"action": "none", "target": ""}
    assert second == {"action": "module", "target": shelf.id}


def test_linked_copies_stay_linked_on_the_other_page(document):
    copy = add_linked(document, part="mod_hero", floor="flr_one", index=3)
    made = apply_layout(document, layout="lay_main", page="page_items")
    followers = [m for m in modules_of(document, made) if original_of(document, m.id)]
    assert [m.name for m in followers] == [document.get(copy, Module).name]
    assert not any(module.part for module in modules_of(document, made))
