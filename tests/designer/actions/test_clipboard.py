"""Pasting: the same modules again, here or in another shop, with all they need, or nothing."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import modules, variants
from designer.actions.clipboard import paste, pasted
from designer.actions.shop import set_shop
from designer.document.document import Document
from designer.document.fragment import Fragment, from_json, take, to_json
from designer.document.invariants import invariants, problems
from designer.errors import DesignerError, InvalidError, NotFoundError, ReadOnlyError, RefusedError
from designer.records import (
    Asset,
    Attribute,
    AttributeChoice,
    Campaign,
    Category,
    Floor,
    Hide,
    InSegment,
    Label,
    Layout,
    Leaf,
    Module,
    Page,
    Product,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Theme,
    Variant,
)
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = small_shop.library()


class Bytes:
    """A vault in memory."""

    def __init__(self, *files: bytes) -> None:
        self.kept = {hashlib.sha256(data).hexdigest(): data for data in files}

    def add(self, data: bytes) -> str:
        self.kept[hashlib.sha256(data).hexdigest()] = data
        return hashlib.sha256(data).hexdigest()

    def has(self, sha256: str) -> bool:
        return sha256 in self.kept


HERE = Bytes(small_shop.PICTURE)


def put(document, fragment, floor="flr_items", index=0, vault=HERE, files=None):
    return pasted(
        document, fragment=fragment, floor=floor, index=index, library=LIBRARY, vault=vault,
        files=files,
    )  # fmt: skip


def other_shop(*more):
    """An empty shop of another name with a home page of two floors."""
    records = (
        Shop(id="shop", name="Another", theme=Theme(colours={}), attributes=(),
             pages=("page_a",), segments=tuple(r.id for r in more if isinstance(r, Segment))),
        Page(id="page_a", name="Home", type="home", layouts=("lay_a",), default="lay_a"),
        Layout(id="lay_a", name="A", floors=("flr_a", "flr_b")),
        Floor(id="flr_a", level=1), Floor(id="flr_b", level=2), *more,
    )  # fmt: skip
    return Document(records, invariants=invariants(LIBRARY))


def there(fragment, *more, files=True, floor="flr_a"):
    """The fragment pasted into the other shop."""
    document = other_shop(*more)
    vault = Bytes()
    carried = {small_shop.PICTURE_SHA: small_shop.PICTURE} if files else {}
    done = put(document, fragment, floor=floor, vault=vault, files=carried)
    assert list(problems(document, library=LIBRARY)) == []
    return document, done, vault


def looks(document, key):
    """What a module is, without its ids: kind, fillings, how many rules."""
    module = document.get(key, Module)
    shown = [document.get(one, Variant) for one in module.variants]
    return module.kind, [(one.name, one.settings) for one in shown]


# ---- in the same shop ----


def test_what_is_pasted_is_what_was_copied(document, undone):
    fragment = take(document, ["mod_shelf", "mod_hero"])
    assert fragment.names == ("Hero", "Shelf")
    done = put(document, fragment)
    assert document.get("flr_items", Floor).modules == done.modules
    assert [looks(document, key) for key in done.modules] == [
        looks(document, "mod_hero"), looks(document, "mod_shelf"),
    ]  # fmt: skip
    hero = document.get(done.modules[0], Module)
    assert hero.rules[0].outcome == Show(variant=hero.variants[1])
    assert isinstance(hero.rules[1].outcome, Run)
    assert done.notes == ()
    assert document.history.label(document.history.undoable) == "Paste 2 modules"
    undone()


def test_it_can_be_pasted_again_and_again_and_after_it_was_cut(document):
    fragment = take(document, ["mod_shelf"])
    modules.remove_modules(document, modules=["mod_shelf"])
    first, second = put(document, fragment).modules, put(document, fragment).modules
    assert document.get("flr_items", Floor).modules == (*second, *first)
    assert [document.get(key, Module).name for key in (*first, *second)] == ["Shelf", "Shelf 2"]


def test_a_price_changed_meanwhile_stays_changed(document):
    fragment = take(document, ["mod_shelf"])
    product = document.get("prd_oolong", Product)
    with document.transaction("price"):
        document.put(msgspec.structs.replace(product, price=100))
    put(document, fragment)
    assert document.get("prd_oolong", Product).price == 100
    assert len(document.all(Product)) == 2


def test_what_was_removed_meanwhile_comes_back_along(document):
    fragment = take(document, ["mod_shelf"])
    modules.remove_modules(document, modules=["mod_shelf"])
    with document.transaction("gone"):
        document.remove("prd_oolong")
    (made,) = put(document, fragment).modules
    assert document.get("prd_oolong", Product).short == "Oolong"
    assert list(problems(document, library=LIBRARY)) == []
    assert looks(document, made)[0] == "shelf"


def test_links_among_what_is_pasted_lead_to_the_copies(document):
    fragment = take(document, ["mod_peak", "mod_hero"])
    hero, peak = put(document, fragment).modules
    shown = document.get(document.get(peak, Module).default, Variant)
    assert shown.settings["link"] in (
        {"action": "module", "target": hero}, {"action": "module", "target": peak},
    )  # fmt: skip
    (alone,) = put(document, take(document, ["mod_peak"])).modules
    shown = document.get(document.get(alone, Module).default, Variant)
    assert shown.settings["link"]["target"] == "mod_hero"


def test_a_linked_copy_stays_linked_here(document):
    with document.transaction("link"):
        document.put(Variant(id="var_peak", name="Peak", base="var_hero"))
    (made,) = put(document, take(document, ["mod_peak"])).modules
    assert document.get(document.get(made, Module).default, Variant).base == "var_hero"


def test_locks_and_parts_stay_behind(document):
    modules.set_locked(document, modules=["mod_hero"], locked=True)
    (made,) = put(document, take(document, ["mod_hero"])).modules
    assert not document.get(made, Module).locked


# ---- where it may stand ----


def test_what_cannot_stand_there_goes_to_the_other_floor(document):
    fragment = take(document, ["mod_sign", "mod_hero"])
    modules.remove_modules(document, modules=["mod_sign"])
    done = put(document, fragment, floor="flr_two")
    assert document.get("flr_one", Floor).modules[-1] == done.modules[0]
    assert document.get("flr_two", Floor).modules[0] == done.modules[1]
    assert done.notes == ("“Store sign” stands on floor 1: it cannot stand on the other.",)


@pytest.mark.parametrize("floor", ["flr_one", "flr_two"])
def test_one_too_many_is_refused_and_nothing_is_half_done(document, floor):
    fragment = take(document, ["mod_hero", "mod_sign"])
    before = dict(document.records)
    with pytest.raises(RefusedError, match="A floor holds at most 1 × Sign"):
        put(document, fragment, floor=floor)
    assert dict(document.records) == before


def test_a_kind_nobody_knows_is_refused(document):
    fragment = take(document, ["mod_hero"])
    strange = msgspec.structs.replace(fragment.modules[0], kind="hologram")
    with pytest.raises(NotFoundError, match="no module kind “hologram”"):
        put(document, msgspec.structs.replace(fragment, modules=(strange,)))


def test_nothing_is_pasted_where_one_may_only_look(document):
    fragment = take(document, ["mod_hero"])
    document.read_only = "held by another"
    with pytest.raises(ReadOnlyError, match="held by another"):
        put(document, fragment)


# ---- into another shop ----


def test_all_it_needs_comes_along(document):
    other, done, vault = there(take(document, ["mod_hero", "mod_shelf"]))
    assert vault.kept == {small_shop.PICTURE_SHA: small_shop.PICTURE}
    assert [looks(other, key) for key in done.modules] == [
        looks(document, "mod_hero"), looks(document, "mod_shelf"),
    ]  # fmt: skip
    assert other.get("prd_oolong", Product) == document.get("prd_oolong", Product)
    assert other.shop.segments == ("seg_young", "seg_fans")
    assert {one.key for one in other.shop.attributes} == {"age", "fan"}
    other.undo()
    assert other.find("prd_oolong") is None
    assert other.shop.attributes == ()


def test_tests_stay_behind_and_it_is_said(document):
    other, done, __ = there(take(document, ["mod_hero"]))
    (rule,) = other.get(done.modules[0], Module).rules
    assert isinstance(rule.outcome, Show)
    assert done.notes == ("1 rule was left out: its test or crowd is not in this shop",)


def test_phases_of_a_campaign_come_along(document):
    page = document.get("page_home", Page)
    window = page.rules[0].window
    module = document.get("mod_shelf", Module)
    rule = msgspec.structs.replace(page.rules[0], outcome=Show(variant="var_shelf"))
    with document.transaction("rule"):
        document.put(msgspec.structs.replace(module, rules=(rule,)))
    fragment = take(document, ["mod_shelf"])
    other, done, __ = there(fragment)
    assert other.get("cmp_11", Campaign).phases == document.get("cmp_11", Campaign).phases
    assert other.get(done.modules[0], Module).rules[0].window == window
    again = put(other, fragment, floor="flr_a", vault=HERE)
    assert len(other.all(Campaign)) == 1
    assert len(other.get(again.modules[0], Module).rules) == 1


def test_what_is_equal_there_is_not_brought_twice(document):
    same = document.get("cat_tea", Category)
    picture = msgspec.structs.replace(document.get("ast_hero", Asset), id="ast_mine", name="Mine")
    mine = msgspec.structs.replace(same, id="cat_mine", image="ast_mine")
    other, *__ = there(take(document, ["mod_shelf"]), picture, mine)
    product = other.get("prd_oolong", Product)
    assert (product.image, product.category) == ("ast_mine", "cat_mine")
    assert [one.id for one in other.all(Asset)] == ["ast_mine"]


def test_another_of_the_same_id_stays_and_the_guest_gets_a_new_one(document):
    theirs = Segment(id="seg_young", name="Gen Z", colour="#000000",
                     when=Leaf(attribute="id", operator="known"))  # fmt: skip
    other, done, __ = there(take(document, ["mod_hero"]), theirs)
    assert other.get("seg_young", Segment) == theirs
    fans = other.get("seg_fans", Segment)
    guest = next(p.segment for p in fans.when.of if isinstance(p, InSegment))
    assert guest != "seg_young"
    assert other.get(guest, Segment).name == "Gen Z 2"
    rule = other.get(done.modules[0], Module).rules[0]
    assert rule.audience == InSegment(segment="seg_fans")


def choosy(*keys, type="enum"):
    choices = tuple(AttributeChoice(key=key, label=Label(zh=key, en=key)) for key in keys)
    return Attribute(key="gender", type=type, label=Label(zh="g", en="g"), choices=choices)


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [(choosy("x"), 1), (choosy(type="number"), 0)],
    ids=["a value it lacks is added", "another type cannot hold it"],
)
def test_a_dictionary_that_knows_less_learns_or_the_rule_stays_behind(document, theirs, kept):
    women = Segment(id="seg_women", name="Women", colour="#112233",
                    when=Leaf(attribute="gender", operator="is", value="f"))  # fmt: skip
    shelf = document.get("mod_shelf", Module)
    rule = Rule(id="rul_w", outcome=Hide(), audience=InSegment(segment="seg_women"))
    with document.transaction("rule"):
        document.put(women)
        document.put(msgspec.structs.replace(
            document.shop, segments=(*document.shop.segments, "seg_women")))  # fmt: skip
        document.put(msgspec.structs.replace(shelf, rules=(rule,)))
    other = other_shop()
    with other.transaction("dictionary"):
        other.put(msgspec.structs.replace(other.shop, attributes=(theirs,)))
    done = put(other, take(document, ["mod_shelf"]), floor="flr_a", vault=HERE)
    assert len(other.get(done.modules[0], Module).rules) == kept
    assert len(other.all(Segment)) == kept
    assert len(done.notes) == 1 - kept
    assert list(problems(other, library=LIBRARY)) == []
    if kept:
        assert [one.key for one in other.shop.attributes[0].choices] == ["x", "f", "m"]


def test_links_to_pages_and_modules_that_are_not_there_lead_nowhere(document):
    other, done, __ = there(take(document, ["mod_peak"]))
    shown = other.get(other.get(done.modules[0], Module).default, Variant)
    assert shown.settings["link"] == {"action": "none", "target": ""}
    assert shown.settings["title"] == "11.11"
    assert done.notes == ("1 link leads nowhere now: its target is not in this shop",)


def test_a_picture_without_its_bytes_stays_behind(document):
    other, done, __ = there(take(document, ["mod_hero", "mod_shelf"]), files=False)
    assert other.all(Asset) == ()
    assert other.get("prd_oolong", Product).image is None
    shown = other.get(other.get(done.modules[0], Module).default, Variant)
    assert shown.settings["image"]["asset"] is None
    assert shown.settings["title"] == "Tea"
    assert "2 pictures could not come along" in done.notes


def test_a_picture_that_is_not_what_it_says_is_refused(document):
    other = other_shop()
    fragment = take(document, ["mod_hero"])
    with pytest.raises(InvalidError, match="“Hero” was damaged on its way"):
        put(other, fragment, floor="flr_a", vault=Bytes(),
            files={small_shop.PICTURE_SHA: b"\x89PNG and more"})  # fmt: skip
    assert other.history.undoable is None


def test_what_a_linked_copy_inherits_is_written_in(document):
    with document.transaction("link"):
        document.put(Variant(id="var_peak", name="Peak", base="var_hero",
                             settings={"height": 400}))  # fmt: skip
    other, done, __ = there(take(document, ["mod_peak"]))
    shown = other.get(other.get(done.modules[0], Module).default, Variant)
    assert shown.base is None
    assert (shown.settings["title"], shown.settings["height"]) == ("Tea", 400)
    assert shown.settings["image"]["asset"] == "ast_hero"


def test_what_rests_on_something_copied_along_rests_on_its_copy(document):
    with document.transaction("link"):
        document.put(Variant(id="var_peak", name="Peak", base="var_hero"))
    other, done, __ = there(take(document, ["mod_peak", "mod_hero"]))
    hero = next(k for k in done.modules if len(other.get(k, Module).variants) == 2)
    peak = next(k for k in done.modules if k != hero)
    base = other.get(other.get(peak, Module).default, Variant).base
    assert base == other.get(hero, Module).variants[0]


# ---- as text ----


def test_it_is_the_same_after_a_way_through_json(document):
    fragment = take(document, ["mod_sign", "mod_hero", "mod_shelf", "mod_slides"])
    assert from_json(to_json(fragment)) == fragment
    assert [(one.level, one.index) for one in fragment.stands] == [(1, 0), (1, 1), (1, 2), (2, 0)]


def broken(document, **parts):
    data = json.loads(to_json(take(document, ["mod_hero"])))
    return json.dumps({**data, **parts}).encode()


@pytest.mark.parametrize(
    "parts",
    [
        {"format": "other"}, {"version": 2}, {"modules": []}, {"modules": "x"},
        {"stands": []}, {"variants": []}, {"more": 1}, {"brought": [{"record": "shop"}]},
        {"whole": {"var_x": {}}}, {"shop": 7},
    ],
)  # fmt: skip
def test_what_is_not_ours_is_one_sentence(document, parts):
    with pytest.raises(InvalidError, match="damaged or was not made by Duplex"):
        from_json(broken(document, **parts))


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'"a"', b"null"])
def test_garbled_bytes_are_one_sentence(data):
    with pytest.raises(InvalidError, match="damaged or was not made by Duplex"):
        from_json(data)


def test_two_with_one_id_are_refused(document):
    fragment = take(document, ["mod_hero"])
    twice = msgspec.structs.replace(fragment, brought=(*fragment.brought, fragment.brought[0]))
    with pytest.raises(InvalidError):
        from_json(to_json(twice))
    odd = msgspec.structs.replace(fragment.brought[0], id='x"><script>')
    with pytest.raises(InvalidError):
        from_json(to_json(msgspec.structs.replace(fragment, brought=(odd,))))


# ---- on shops of all sorts ----


@settings(max_examples=60)
@given(EDITS, st.lists(st.integers(0, 99), min_size=1, max_size=4), st.integers(0, 9))
def test_pasted_here_it_looks_the_same_and_undo_takes_it_back(edits, picks, index) -> None:
    document = edited(edits)
    fragment = _some(document, picks)
    if fragment is None:
        return
    start = dict(document.records)
    floor = document.all(Floor)[index % len(document.all(Floor))].id
    try:
        made = put(document, from_json(to_json(fragment)), floor=floor, index=index).modules
    except DesignerError as refused:
        assert str(refused)  # noqa: PT017 - a refusal is an answer too
        assert dict(document.records) == start
        return
    assert list(problems(document, library=LIBRARY)) == []
    for key, before in zip(made, fragment.modules, strict=True):
        kind, shown = looks(document, key)
        assert kind == before.kind
        assert len(shown) == len(before.variants)
        assert len(document.get(key, Module).rules) == len(before.rules)
    document.undo()
    assert dict(document.records) == start


@settings(max_examples=60)
@given(EDITS, EDITS, st.lists(st.integers(0, 99), min_size=1, max_size=4), st.booleans())
def test_pasted_into_any_other_shop_all_that_must_hold_holds(one, two, picks, carried) -> None:
    source, target = edited(one), edited(two)
    set_shop(target, shop=msgspec.structs.replace(target.shop, name="Another"))
    fragment = _some(source, picks)
    if fragment is None:
        return
    start = dict(target.records)
    files = {small_shop.PICTURE_SHA: small_shop.PICTURE} if carried else {}
    try:
        put(target, fragment, floor="flr_items" if target.find("flr_items") else "flr_one",
            vault=HERE, files=files)  # fmt: skip
    except DesignerError as refused:
        assert "\n" not in str(refused)  # noqa: PT017
        assert dict(target.records) == start
        return
    assert list(problems(target, library=LIBRARY)) == []
    target.undo()
    assert dict(target.records) == start


def _some(document, picks) -> Fragment | None:
    found = [key for floor in document.all(Floor) for key in floor.modules]
    chosen = [found[pick % len(found)] for pick in picks] if found else []
    return take(document, tuple(dict.fromkeys(chosen))) if chosen else None


def test_the_short_form_gives_the_new_modules(document):
    fragment = take(document, ["mod_hero"])
    made = paste(document, fragment=fragment, floor="flr_one", index=99, library=LIBRARY)
    assert document.get("flr_one", Floor).modules[-1:] == made
    variants.set_setting(
        document, variant=document.get(made[0], Module).default, setting="title", value="Mine"
    )
    assert document.get("var_hero", Variant).settings["title"] == "Tea"
