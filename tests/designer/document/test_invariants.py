"""What no edit may break; each test tries one way to break it and finds the shop untouched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest

from designer.document.document import Document
from designer.document.invariants import INVARIANTS, invariants, problems
from designer.errors import RefusedError
from designer.records import (
    EVERYBODY,
    Arm,
    Asset,
    Between,
    Campaign,
    Category,
    Coupon,
    During,
    Experiment,
    Floor,
    Hide,
    Holdout,
    InSegment,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Synthesis,
    Variant,
)
from tests.designer import small_shop


@pytest.fixture
def document() -> Document:
    return small_shop.document()


@contextmanager
def refused(document: Document, match: str) -> Iterator[None]:
    """The edit inside is refused with this sentence, and nothing has changed."""
    before = dict(document.records)
    with pytest.raises(RefusedError, match=match), document.transaction("Edit"):
        yield
    assert document.records == before


def change(document: Document, id: str, /, **fields: object) -> None:
    document.put(msgspec.structs.replace(document.records[id], **fields))


def rules(document: Document, key: str, *outcomes: object, **more: object) -> None:
    made = tuple(Rule(id=f"rul_{n}", outcome=o, **more) for n, o in enumerate(outcomes))
    change(document, key, rules=made)


def test_the_small_shop_holds(document):
    assert list(problems(document, library=small_shop.library())) == []
    assert len(invariants(small_shop.library())) == len(INVARIANTS) + 2


# ---- the tree


def test_the_shop_stays(document):
    with refused(document, "needs its shop"):
        document.remove("shop")


def test_a_record_keeps_its_type(document):
    with refused(document, "another type"):
        document.put(Category(id="prd_green", name="Now a category"))


def test_there_is_one_shop(document):
    with refused(document, "another id"):
        document.put(msgspec.structs.replace(document.shop, id="shop_two"))


@pytest.mark.parametrize(
    "key", ["mod_hero", "page_home", "seg_young", "shop", "exp_hero", "ast_hero"]
)
def test_a_name_is_not_empty(document, key):
    with refused(document, "needs a name"):
        change(document, key, name="  ")


def test_what_is_used_cannot_be_removed_and_the_places_are_named(document):
    with refused(document, "“Hero” is still used by"):
        document.remove("ast_hero")
    with refused(document, "“Oolong” is still used by “Shelf” on floor 1 of “Home”"):
        document.remove("prd_oolong")
    with refused(document, "“Hero test” is still used by “Hero” on floor 1 of “Home”"):
        document.remove("exp_hero")


def test_a_refusal_counts_what_it_does_not_name(document):
    with refused(document, "and 2 more"):
        document.remove("ast_hero")


def test_a_list_names_only_what_exists(document):
    with refused(document, "names the module “mod_ghost”"):
        change(document, "flr_one", modules=("mod_sign", "mod_hero", "mod_shelf", "mod_ghost"))
    with refused(document, "names the asset “ast_ghost”"):
        change(document, "prd_green", image="ast_ghost")
    with refused(document, "names the category “prd_oolong”"):
        change(document, "prd_green", category="prd_oolong")
    with refused(document, "names the exclusion layer “lyr_ghost”"):
        change(document, "exp_hero", slice=LayerSlice(layer="lyr_ghost", start=0, end=1))


def test_a_module_stands_on_one_floor_once(document):
    with refused(document, "“Hero” must stand in one place and stands in 2"):
        change(document, "flr_two", modules=("mod_slides", "mod_hero"))
    with refused(document, "“Hero” must stand in one place and stands in 2"):
        change(document, "flr_one", modules=("mod_sign", "mod_hero", "mod_hero", "mod_shelf"))
    with refused(document, "“Hero” must stand in one place and stands in 0"):
        change(document, "flr_one", modules=("mod_sign", "mod_shelf"))


def test_a_segment_and_a_persona_stand_in_the_list(document):
    with refused(document, "stands in 0"):
        document.put(Segment(id="seg_new", name="New", colour="#000000", when=EVERYBODY))
    with refused(document, "stands in 0"):
        document.put(Persona(id="per_new", name="New", colour="#000000"))


def test_a_slot_shows_only_its_own(document):
    with refused(document, "default of “Hero”"):
        change(document, "mod_hero", default="var_sign")
    with refused(document, "default of “Home”"):
        change(document, "page_home", default="hidden")
    with refused(document, "Rule 1 of “Store sign” shows"):
        rules(document, "mod_sign", Show(variant="var_hero"))
    with refused(document, "Rule 1 of “Home” shows"):
        rules(document, "page_home", Hide())
    with refused(document, "same id"):
        change(document, "mod_sign", rules=(Rule(id="rul_a", outcome=Hide()),) * 2)
    with refused(document, "at least one version"):
        document.put(Module(id="mod_new", kind="sign", name="New", variants=(), default="hidden"))
        change(document, "flr_items", modules=("mod_new",))


def test_a_module_may_be_hidden(document):
    with document.transaction("Hide"):
        rules(document, "mod_sign", Hide())
        change(document, "mod_hero", default="hidden")


def test_only_home_has_a_second_floor_and_every_layout_its_first(document):
    with refused(document, "Only a home page has a second floor; “All items”"):
        document.put(Floor(id="flr_new", level=2))
        change(document, "lay_items", floors=("flr_items", "flr_new"))
    with refused(document, "Only a home page has a second floor"):
        change(document, "page_home", type="custom")
    with refused(document, "needs one floor 1"):
        change(document, "flr_items", level=2)
    with refused(document, "needs one floor 1"):
        document.put(Floor(id="flr_new", level=2))
        change(document, "lay_main", floors=("flr_two", "flr_one", "flr_new"))
    with refused(document, "needs one floor 1"):
        document.put(Layout(id="lay_new", name="Empty", floors=()))
        change(document, "page_home", layouts=("lay_main", "lay_peak", "lay_new"))


# ---- audiences


def test_a_rule_asks_only_what_the_dictionary_declares(document):
    with refused(document, "“Store sign” on floor 1 of “Home”: .*“shoe_size”"):
        rules(document, "mod_sign", Hide(), audience=Leaf(attribute="shoe_size", operator="known"))
    with refused(document, "cannot take"):
        rules(
            document, "mod_sign", Hide(), audience=Leaf(attribute="age", operator="is", value="x")
        )
    with refused(document, "no segment"):
        rules(document, "mod_sign", Hide(), audience=InSegment(segment="seg_ghost"))


def test_an_attribute_in_use_cannot_leave_the_dictionary(document):
    rest = tuple(a for a in small_shop.ATTRIBUTES if a.key != "fan")
    with refused(document, "“fan”"):
        change(document, "shop", attributes=rest)


def test_an_attribute_nobody_uses_can_leave(document):
    rest = tuple(a for a in small_shop.ATTRIBUTES if a.key != "gender")
    with refused(document, "“gender”"):
        change(document, "shop", attributes=rest)
    with document.transaction("Edit"):
        change(document, "per_mia", attributes={"age": 22})
        change(document, "shop", attributes=rest)


def test_a_dictionary_declares_each_key_once(document):
    with refused(document, "declared twice"):
        change(document, "shop", attributes=(*small_shop.ATTRIBUTES, small_shop.ATTRIBUTES[0]))


def test_segments_rest_on_one_another_in_no_ring(document):
    with refused(
        document, "in a ring: (Gen Z → Young fans → Gen Z|Young fans → Gen Z → Young fans)"
    ):
        change(document, "seg_young", when=InSegment(segment="seg_fans"))
    with refused(document, "Gen Z → Gen Z"):
        change(document, "seg_young", when=InSegment(segment="seg_young"))


def test_a_persona_keeps_to_the_dictionary(document):
    with refused(document, "“gender”"):
        change(document, "per_mia", attributes={"gender": "x"})
    with refused(document, "shoe_size"):
        change(document, "per_mia", attributes={"shoe_size": 38})


def test_a_window_ends_after_it_starts(document):
    start = small_shop.DOUBLE_ELEVEN
    with refused(document, "rule 1 of “Store sign” ends before it starts"):
        rules(document, "mod_sign", Hide(), window=Between(start=start, end=start))
    with refused(document, "“phs_ghost”, which is gone"):
        rules(document, "mod_sign", Hide(), window=During(phases=("phs_ghost",)))


def test_a_phase_ends_after_it_starts_and_stays_while_a_rule_follows_it(document):
    warm, peak = document.get("cmp_11", Campaign).phases
    early = msgspec.structs.replace(peak, end=peak.start - timedelta(1))
    with refused(document, "“Peak” ends before"):
        change(document, "cmp_11", phases=(warm, early))
    with refused(document, "“Peak” is still used by “Home”"):
        change(document, "cmp_11", phases=(warm,))
    with refused(document, "“Peak” is still used by “Home”"):
        document.remove("cmp_11")
    with refused(document, "same id"):
        document.put(Campaign(id="cmp_new", name="Again", phases=(warm,)))
    with document.transaction("Edit"):
        change(document, "cmp_11", phases=(peak,))


# ---- experiments


@pytest.mark.parametrize(
    "weights", [(0.5, 0.4), (0.5, 0.5 + 1e-8), (1.5, -0.5), (0.5, float("nan"))]
)
def test_weights_add_up(document, weights):
    arms = tuple(Arm(id=f"arm_{k}", name=k, weight=w) for k, w in zip("ab", weights, strict=True))
    with refused(document, "weights of “Hero test” add up"):
        change(document, "exp_hero", arms=arms)


def test_thirds_add_up(document):
    arms = tuple(Arm(id=f"arm_{k}", name=k, weight=1 / 3) for k in "abc")
    with document.transaction("Edit"):
        change(document, "exp_other", arms=arms)


def test_an_experiment_has_arms_that_differ_a_key_of_its_own_and_a_coverage(document):
    one = Arm(id="arm_a", name="A", weight=0.5)
    with refused(document, "at least two arms"):
        change(document, "exp_other", arms=(one, one))
    with refused(document, "the key “hero”"):
        change(document, "exp_other", key="hero")
    with refused(document, "needs a key"):
        change(document, "exp_other", key="")
    with refused(document, "coverage"):
        change(document, "exp_other", coverage=1.1)


def test_every_rule_that_runs_a_test_serves_its_arms(document):
    with refused(document, "Rule 1 of “Store sign” must say what each arm"):
        rules(document, "mod_sign", Run(experiment="exp_hero", arms={"arm_a": "var_sign"}))
    three = tuple(Arm(id=f"arm_{k}", name=k, weight=1 / 3) for k in "abc")
    with refused(document, "Rule 2 of “Hero” must say what each arm"):
        change(document, "exp_hero", arms=three)


def test_experiments_of_a_layer_do_not_overlap(document):
    with refused(document, "“Hero test” and “Other test” overlap"):
        change(document, "exp_hero", slice=LayerSlice(layer="lyr_home", start=0, end=0.6))
    with refused(document, "between 0 and 1"):
        change(document, "exp_hero", slice=LayerSlice(layer="lyr_home", start=0.3, end=0.3))
    with document.transaction("Edit"):
        change(document, "exp_hero", slice=None)


def test_the_holdout_is_a_share(document):
    with refused(document, "holdout"):
        change(document, "shop", holdout=Holdout(share=1.2))


# ---- contents


def test_settings_satisfy_the_kind_and_the_place_is_named(document):
    with refused(document, "“Hero · Everyone” on floor 1 of “Home”: height"):
        change(document, "var_hero", settings={"height": 5000})
    with refused(document, "“Hero · Everyone” .* names “ast_ghost”"):
        change(document, "var_hero", settings={"image": {"asset": "ast_ghost"}})
    with refused(document, "“Brand slides” on floor 2 of “Home”: slides"):
        change(document, "var_slides", settings={"slides": []})


def test_a_setting_that_no_longer_fits_hinders_no_other():
    records = [r for r in small_shop.records() if r.id != "var_hero"]
    misfit = Variant(id="var_hero", name="Everyone", settings={"height": 5000, "title": 7})
    document = Document((*records, misfit), invariants=invariants(small_shop.library()))
    assert list(problems(document, library=small_shop.library())) != []
    with document.transaction("Mend one"):
        change(document, "var_hero", settings={"height": 600, "title": 7})
    with refused(document, "title"):
        change(document, "var_hero", settings={"height": 600, "title": 8})


def test_a_kind_that_is_not_here_is_kept_as_it_is(document):
    variant = Variant(id="var_new", name="?", settings={"whatever": [1, {"a": None}]})
    module = Module(id="mod_new", kind="vendor", name="?", variants=("var_new",), default="var_new")
    with document.transaction("Add"):
        document.put(variant)
        document.put(module)
        change(document, "flr_items", modules=("mod_new",))
    assert document.get("var_new", Variant).settings == {"whatever": [1, {"a": None}]}


def test_a_module_keeps_its_kind(document):
    with refused(document, "keeps its kind"):
        change(document, "mod_hero", kind="shelf")


def test_a_kind_stands_only_where_it_may(document):
    with refused(document, "Sign cannot stand on floor 2"):
        change(document, "flr_one", modules=("mod_hero", "mod_shelf"))
        change(document, "flr_two", modules=("mod_slides", "mod_sign"))
    with refused(document, "at most 1 × Sign"):
        document.put(Variant(id="var_new", name="Sign"))
        document.put(
            Module(id="mod_new", kind="sign", name="Two", variants=("var_new",), default="var_new")
        )
        change(document, "flr_one", modules=("mod_sign", "mod_hero", "mod_shelf", "mod_new"))


def test_amounts_and_colours_make_sense(document):
    with refused(document, "price"):
        change(document, "prd_green", price=-1)
    with refused(document, "amounts"):
        change(document, "cpn_ten", amount=-1)
    day = small_shop.DOUBLE_ELEVEN
    with refused(document, "ends before"):
        document.put(Coupon(id="cpn_new", name="C", amount=1, start=day, end=day))
    theme = msgspec.structs.replace(document.shop.theme, colours={"primary": "red"})
    with refused(document, "#rrggbb"):
        change(document, "shop", theme=theme)
    source = document.get("pop_small", Population).source
    assert isinstance(source, Synthesis)
    with refused(document, "below zero"):
        change(document, "pop_small", source=msgspec.structs.replace(source, size=-1))


def test_every_type_that_can_be_checked_is_in_the_shop(document):
    types = {type(record) for record in document.records.values()}
    assert types >= {Asset, Category, Experiment, Page, Product, Shop}
