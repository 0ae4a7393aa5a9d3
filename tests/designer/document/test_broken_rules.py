"""Each thing that must hold, broken in several ways: the sentence it says, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.invariants import invariants, problems
from designer.errors import RefusedError
from designer.records import (
    HIDDEN,
    AllOf,
    AnyOf,
    Arm,
    Attribute,
    AttributeChoice,
    Between,
    Campaign,
    Category,
    Coupon,
    Crowd,
    Draw,
    During,
    Experiment,
    Floor,
    Holdout,
    InSegment,
    Label,
    Layer,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Not,
    Page,
    Persona,
    Phase,
    Population,
    Product,
    Record,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Synthesis,
    Variant,
)
from tests.designer import small_shop

START = small_shop.DOUBLE_ELEVEN
HOUR = timedelta(hours=1)
Way = Callable[[Document], object]
NAN, INF = float("nan"), float("inf")


def changed(key: str, /, **fields: Any) -> Way:
    """A record with other fields."""

    def change(document: Document) -> None:
        document.put(msgspec.structs.replace(document.records[key], **fields))

    return change


def gone(*keys: str) -> Way:
    """Records taken out."""
    return lambda document: [document.remove(key) for key in keys]


def put(*records: Record) -> Way:
    """Records put in."""
    return lambda document: [document.put(record) for record in records]  # type: ignore[arg-type]


def ruled(**fields: Any) -> Way:
    """The hero with one rule of these fields."""
    rule = {"id": "rul_x", "outcome": Show(variant="var_hero"), **fields}
    return changed("mod_hero", rules=(Rule(**rule),))


def segment(when: Any) -> Way:
    return changed("seg_young", when=when)


def leaf(attribute: str, operator: str, value: Any = None) -> Leaf:
    return Leaf(attribute=attribute, operator=operator, value=value)  # type: ignore[arg-type]


def shared(*weights: float, **more: Any) -> Way:
    arms = tuple(Arm(id=f"arm_{'abcd'[n]}", name="A", weight=w) for n, w in enumerate(weights))
    return changed("exp_hero", arms=arms, **more)


def filled(**settings: Any) -> Way:
    return changed("var_peak", settings=settings)


def attributes(*more: Attribute) -> Way:
    return changed("shop", attributes=(*small_shop.ATTRIBUTES, *more))


def declared(key: str, type_: str = "number", *choices: str) -> Attribute:
    made = tuple(AttributeChoice(key=one, label=Label(zh=one, en=one)) for one in choices)
    return Attribute(key=key, type=type_, label=Label(zh=key, en=key), choices=made)  # type: ignore[arg-type]


def recipe(size: int = 1, *shares: float) -> Way:
    crowds = tuple(Crowd(name="C", share=s, attributes={"age": Draw()}) for s in shares)
    return changed("pop_small", source=Synthesis(size=size, seed=1, crowds=crowds))


def phases(*pairs: tuple[str, int, int]) -> Way:
    made = tuple(
        Phase(id=key, name=key, type="peak", start=START + low * HOUR, end=START + high * HOUR)
        for key, low, high in pairs
    )
    return changed("cmp_11", phases=made)


STRUCTURE = [
    (gone("shop"), "A project needs its shop; it cannot be removed."),
    (put(msgspec.structs.replace(small_shop.records()[0], id="shop2")),
     "“shop2” is filed under another id."),
    (put(Category(id="page_home", name="X")), "“page_home” cannot become another type of record."),
    (put(Floor(id="lay_main", level=1)), "“lay_main” cannot become another type of record."),
    (changed("shop", name=""), "A shop needs a name."),
    (changed("seg_young", name="\t\n "), "A segment needs a name."),
    (changed("prd_green", title="　"), "A product needs a name."),
    (changed("lyr_home", name=" "), "A exclusion layer needs a name."),
    (gone("ast_hero"), "“Hero” is still used by “Hero · Everyone” on floor 1 of “Home”"),
    (gone("cat_tea"), "“Tea” is still used by “Oolong”; change that first."),
    (gone("lyr_home"), "“Home” is still used by “Hero test”, “Other test”; change that first."),
    (gone("exp_hero"), "“Hero test” is still used by “Hero” on floor 1 of “Home”"),
    (gone("seg_young"), "“Gen Z” is still used by"),
    (gone("prd_oolong"), "“Oolong” is still used by “Shelf” on floor 1 of “Home”"),
    (gone("lay_peak"), "“Double Eleven” is still used by “Home”"),
    (gone("cmp_11"), "“Peak” is still used by “Home”"),
    (changed("shop", logo="ast_gone"), "names the asset “ast_gone”, which is not in this project."),
    (changed("shop", logo="cat_tea"), "names the asset “cat_tea”, which is not in this project."),
    (changed("prd_green", category="prd_oolong"), "“Green tea” names the category “prd_oolong”"),
    (changed("per_mia", avatar="x"), "“Mia” names the asset “x”"),
    (changed("cat_tea", image="x"), "“Tea” names the asset “x”"),
    (changed("page_items", layouts=("lay_items", "lay_x")), "names the layout “lay_x”"),
    (changed("flr_items", modules=("var_hero",)), "names the module “var_hero”"),
    (changed("exp_hero", slice=LayerSlice(layer="x", start=0, end=0.1)),
     "“Hero test” names the exclusion layer “x”"),
    (ruled(outcome=Run(experiment="exp_x", arms={})), "names the experiment “exp_x”"),
    (changed("flr_items", modules=("mod_hero",)),
     "“Hero” must stand in one place and stands in 2."),
    (changed("flr_one", modules=("mod_sign", "mod_hero", "mod_hero", "mod_shelf")),
     "“Hero” must stand in one place and stands in 2."),
    (changed("flr_one", modules=("mod_sign", "mod_hero")),
     "“Shelf” must stand in one place and stands in 0."),
    (changed("mod_shelf", variants=("var_shelf", "var_hero")),
     "“Everyone” must stand in one place and stands in 2."),
    (changed("shop", segments=("seg_young",)),
     "“Young fans” must stand in one place and stands in 0."),
    (changed("shop", personas=("per_mia", "per_mia", "per_nobody")),
     "“Mia” must stand in one place and stands in 2."),
    (put(Layout(id="lay_free", name="Free", floors=())),
     "“Free” must stand in one place and stands in 0."),
    (changed("page_items", default="lay_main"),
     "The default of “All items” is not one of its own."),
    (changed("page_home", default=HIDDEN), "The default of “Home” is not one of its own."),
    (changed("mod_hero", default="var_shelf"), "The default of “Hero” is not one of its own."),
    (changed("page_home", rules=(Rule(id="r", outcome=Show(variant="lay_items")),)),
     "Rule 1 of “Home” shows what is not its own."),
    (ruled(outcome=Run(experiment="exp_hero", arms={"arm_a": "var_hero", "arm_b": "var_shelf"})),
     "Rule 1 of “Hero” shows what is not its own."),
    (changed("mod_hero", rules=(Rule(id="r", outcome=Show(variant="var_hero")),) * 2),
     "Two rules of “Hero” have the same id."),
    (changed("lay_items", floors=()), "must stand in one place"),
    (changed("flr_one", level=2), "A layout of “Home” needs one floor 1 and at most one floor 2."),
    (changed("flr_two", level=1), "A layout of “Home” needs one floor 1 and at most one floor 2."),
    (changed("page_home", type="member"), "Only a home page has a second floor; “Home” is none."),
]  # fmt: skip

AUDIENCES = [
    (segment(leaf("spend", "at_least", 3)), "“Gen Z”: "),
    (segment(leaf("gender", "is", "x")), "“Gen Z”: "),
    (segment(leaf("gender", "at_least", 3)), "“Gen Z”: "),
    (segment(leaf("age", "is", 3)), "“Gen Z”: "),
    (segment(leaf("age", "between", (30, 18))), "“Gen Z”: "),
    (segment(leaf("age", "at_least", NAN)), "“Gen Z”: "),
    (segment(leaf("age", "less_than", INF)), "“Gen Z”: "),
    (segment(leaf("age", "at_least", 10**400)), "“Gen Z”: "),
    (segment(leaf("age", "between", (0, 10**400))), "“Gen Z”: "),
    (segment(leaf("fan", "is", "yes")), "“Gen Z”: "),
    (segment(leaf("likes", "has_any", ("video", "x"))), "“Gen Z”: "),
    (segment(leaf("age", "known", 3)), "“Gen Z”: "),
    (segment(Not(of=AnyOf(of=(AllOf(of=(leaf("x", "known"),)),)))), "“Gen Z”: "),
    (segment(InSegment(segment="seg_x")), "“Gen Z”: "),
    (ruled(audience=leaf("spend", "known")), "“Hero” on floor 1 of “Home”: "),
    (segment(InSegment(segment="seg_young")), "Segments cannot rest on one another in a ring: "),
    (segment(Not(of=InSegment(segment="seg_fans"))),
     "Segments cannot rest on one another in a ring: "),
    (changed("per_mia", attributes={"spend": 3}), "spend"),
    (changed("per_mia", attributes={"gender": "x"}), "gender"),
    (changed("per_mia", attributes={"age": "22"}), "age"),
    (changed("per_mia", attributes={"age": True}), "age"),
    (changed("per_mia", attributes={"age": 10**400}), "age"),
    (changed("per_mia", attributes={"age": NAN}), "age"),
    (changed("per_mia", attributes={"likes": ("x",)}), "likes"),
    (attributes(declared("age")), "age"),
    (attributes(declared("a.b")), "“a.b” cannot be the key of an attribute."),
    (attributes(declared("$not")), "“$not” cannot be the key of an attribute."),
    (attributes(declared(" level")), "“ level” cannot be the key of an attribute."),
    (attributes(declared("id")), "“id” is declared twice or is one that every shop has."),
    (attributes(declared("own", "id")), "“own” is declared twice or is one that every shop has."),
    (attributes(declared("tier", "enum", "a", "a")), "“tier” has a value that is empty or stands"),
    (attributes(declared("tier", "enum", "a", "")), "“tier” has a value that is empty or stands"),
    (changed("shop", attributes=small_shop.ATTRIBUTES[1:]), "gender"),
    (changed("shop", attributes=(declared("age", "text"), *small_shop.ATTRIBUTES[2:])), "“"),
    (ruled(window=Between(start=START, end=START)),
     "The window of rule 1 of “Hero” ends before it starts."),
    (ruled(window=Between(start=START, end=START - HOUR)),
     "The window of rule 1 of “Hero” ends before it starts."),
    (ruled(window=During(phases=("phs_peak", "phs_x"))),
     "Rule 1 of “Hero” names the campaign phase “phs_x”, which is gone."),
    (phases(("phs_peak", 3, 3)), "The phase “phs_peak” ends before it starts."),
    (phases(("phs_peak", 3, 4), ("phs_peak", 5, 6)), "Two campaign phases have the same id."),
    (phases(("phs_warm", 3, 4)), "The phase “Peak” is still used by “Home”; change that first."),
    (put(Campaign(id="cmp_2", name="Two", phases=(Phase(id="phs_warm", name="W", type="peak",
                                                        start=START, end=START + HOUR),))),
     "Two campaign phases have the same id."),
    (shared(1.0), "“Hero test” needs at least two arms that differ."),
    (changed("exp_hero", arms=(Arm(id="a", name="A", weight=0.5),) * 2),
     "“Hero test” needs at least two arms that differ."),
    (shared(0.5, 0.4), "The weights of “Hero test” add up to 90%, not to 100 %."),
    (shared(1.5, -0.5), "The weights of “Hero test” add up to 100%"),
    (shared(NAN, 0.5), "The weights of “Hero test” add up to nan%"),
    (shared(0.3, 0.3, 0.4), "Rule 2 of “Hero” must say what each arm of “Hero test” shows."),
    (shared(0.5, 0.5, coverage=1.01), "The coverage of “Hero test” must be 0 % to 100 %."),
    (shared(0.5, 0.5, coverage=NAN), "The coverage of “Hero test” must be 0 % to 100 %."),
    (shared(0.5, 0.5, key=" "), "“Hero test” needs a key, the seed of its buckets."),
    (shared(0.5, 0.5, key="other"), "Two experiments have the key “other”."),
    (ruled(outcome=Run(experiment="exp_hero", arms={"arm_a": "var_hero"})),
     "Rule 1 of “Hero” must say what each arm of “Hero test” shows."),
    (changed("exp_hero", slice=LayerSlice(layer="lyr_home", start=0.4, end=0.6)),
     "“Hero test” and “Other test” overlap in their exclusion layer"),
    (changed("exp_other", slice=LayerSlice(layer="lyr_home", start=0.1, end=0.2)),
     "“Hero test” and “Other test” overlap in their exclusion layer"),
    (changed("exp_hero", slice=LayerSlice(layer="lyr_home", start=0.2, end=0.2)),
     "The part of the layer that “Hero test” takes must lie between 0 and 1."),
    (changed("exp_hero", slice=LayerSlice(layer="lyr_home", start=-0.1, end=0.2)),
     "The part of the layer that “Hero test” takes must lie between 0 and 1."),
    (changed("exp_hero", slice=LayerSlice(layer="lyr_home", start=NAN, end=0.2)),
     "The part of the layer that “Hero test” takes must lie between 0 and 1."),
    (changed("shop", holdout=Holdout(share=1.01)), "The holdout must be between 0 % and 100 %."),
    (changed("shop", holdout=Holdout(share=NAN)), "The holdout must be between 0 % and 100 %."),
]  # fmt: skip

FILLINGS = [
    (filled(height=199), "“Peak” on floor 1 of “Home”: height: 199 is less than 200"),
    (filled(title=3), "“Peak” on floor 1 of “Home”: title: needs text"),
    (filled(image={"asset": "ast_x"}), "“Peak” on floor 1 of “Home” names “ast_x”"),
    (filled(link={"action": "item", "target": "prd_x"}),
     "“Peak” on floor 1 of “Home” names “prd_x”"),
    (filled(link={"action": "url", "target": "x"}),
     "“Peak” on floor 1 of “Home”: link.target: “x”"),
    (filled(height=10**400), "“Peak” on floor 1 of “Home”: height: 10^"),
    (changed("var_slides", settings={"slides": []}), "slides: has 0 parts, 1 to 3 are possible"),
    (changed("var_slides", settings={"slides": [{"id": "a", "title": 1}]}),
     "slides.0.title: needs"),
    (changed("mod_peak", kind="slides"), "A module keeps its kind; add a new one instead."),
    (changed("mod_peak", kind="unheard"), "A module keeps its kind; add a new one instead."),
    (lambda d: [changed("flr_one", modules=("mod_hero", "mod_shelf"))(d),
                changed("flr_two", modules=("mod_slides", "mod_sign"))(d)],
     "Sign cannot stand on floor 2."),
    (lambda d: [put(Module(id="mod_s2", kind="sign", name="S", variants=("var_s2",),
                           default="var_s2"), Variant(id="var_s2", name="S"))(d),
                changed("flr_one", modules=("mod_sign", "mod_hero", "mod_shelf", "mod_s2"))(d)],
     "A floor holds at most 1 × Sign."),
    (changed("prd_green", price=-1), "The price of “Green tea” cannot be below zero."),
    (changed("prd_green", original=-1), "The price of “Green tea” cannot be below zero."),
    (changed("cpn_ten", amount=-1), "The amounts of “Ten off” cannot be below zero."),
    (changed("cpn_ten", threshold=-1), "The amounts of “Ten off” cannot be below zero."),
    (put(Coupon(id="cpn_2", name="Two", amount=1, start=START, end=START)),
     "“Two” ends before it starts."),
    (changed("shop", theme=msgspec.structs.replace(small_shop.records()[0].theme,
                                                   colours={"primary": "#12345"})),
     "The colour primary must be written as #rrggbb."),
    (changed("shop", theme=msgspec.structs.replace(small_shop.records()[0].theme,
                                                   colours={"ink": "#123456;}"})),
     "The colour ink must be written as #rrggbb."),
    (recipe(-1), "The size and the shares of “Small” cannot be below zero."),
    (recipe(1, 0.5, -0.5), "The size and the shares of “Small” cannot be below zero."),
    (recipe(1, NAN), "The size and the shares of “Small” cannot be below zero."),
]  # fmt: skip

ALL = [*STRUCTURE, *AUDIENCES, *FILLINGS]


@pytest.mark.parametrize(("way", "says"), ALL, ids=[f"{n}: {o[1]}" for n, o in enumerate(ALL)])
def test_what_must_hold_is_said_and_nothing_changes(way: Way, says: str) -> None:
    document = small_shop.document()
    before, heard = dict(document.records), []
    document.listen(heard.append)
    with pytest.raises(RefusedError) as refused, document.transaction("Break it"):
        way(document)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert dict(document.records) == before
    assert (heard, document.revision, document.history.done) == ([], 0, ())
    assert document.all(Module) == small_shop.document().all(Module)


@pytest.mark.parametrize(("way", "says"), ALL, ids=[f"{n}: {o[1]}" for n, o in enumerate(ALL)])
def test_a_file_that_was_broken_elsewhere_is_told_so(way: Way, says: str) -> None:
    """The same, found in a document as it stands; a fault that only an edit can have is none."""
    free = Document(small_shop.records())
    with free.transaction("Break it without a guard"):
        way(free)
    if "cannot become" in says or "keeps its kind" in says:
        return
    assert list(problems(free, library=small_shop.library()))


def test_a_record_under_another_id_is_refused() -> None:
    made = {"cat_x": Change(None, Category(id="cat_y", name="Y"))}
    with pytest.raises(RefusedError, match="“cat_x” is filed under another id"):
        invariants(small_shop.library())[0](small_shop.document(), Diff("", made))


GOOD: list[Way] = [
    shared(0.25, 0.75),
    shared(1 / 3, 2 / 3, coverage=0.0),
    changed("exp_hero", slice=LayerSlice(layer="lyr_home", start=0.1, end=0.5)),
    changed("exp_hero", slice=None),
    changed("shop", holdout=Holdout(share=1.0)),
    changed("mod_hero", default=HIDDEN),
    ruled(window=Between(start=START)),
    ruled(window=During(phases=())),
    ruled(audience=leaf("id", "in_list", ("a", "b"))),
    segment(AllOf()),
    changed("per_mia", attributes={}),
    attributes(declared("level"), declared("city", "text"), declared("tier", "enum", "a", "b")),
    phases(("phs_peak", 3, 4), ("phs_new", 3, 4)),
    filled(height=1200, unknown_to_the_kind=[1, 2]),
    filled(link={"action": "item", "target": "prd_green"}),
    changed("flr_one", modules=("mod_shelf", "mod_sign", "mod_hero")),
    changed("prd_green", price=0, original=0),
    recipe(0),
    put(Segment(id="seg_new", name="New", colour="#000000", when=small_shop.FANS),
        msgspec.structs.replace(small_shop.records()[0],
                                segments=("seg_new", "seg_young", "seg_fans"))),
]  # fmt: skip


@pytest.mark.parametrize("way", GOOD, ids=range(len(GOOD)))
def test_what_only_looks_odd_is_taken_and_undone(way: Way) -> None:
    document = small_shop.document()
    before = dict(document.records)
    with document.transaction("Do it"):
        way(document)
    assert dict(document.records) != before
    assert list(problems(document, library=small_shop.library())) == []
    assert document.undo() is not None
    assert dict(document.records) == before


def test_every_type_of_record_is_broken_in_some_way() -> None:
    touched: set[str] = set()
    for way, __ in ALL:
        free = Document(small_shop.records())
        free.listen(lambda diff: touched.update(diff.ids()))
        with free.transaction("Break it"):
            way(free)
    types = {type(r) for r in small_shop.records() if r.id in touched}
    assert types >= {
        Shop, Page, Layout, Floor, Module, Variant, Segment, Persona, Population, Layer,
        Experiment, Campaign, Category, Product, Coupon,
    }  # fmt: skip
    assert Layer in types
    assert Persona in types
    assert Population in types
