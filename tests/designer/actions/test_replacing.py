"""Replacing what was found: one step, everything that can be, and a sentence for what cannot."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.actions.replacing import planned, replace
from designer.document.document import Document
from designer.document.invariants import invariants
from designer.document.matching import Query
from designer.document.search import Scope, count, find, used
from designer.document.texts import leaves
from designer.errors import InvalidError
from designer.kinds.library import Library
from designer.records import Module, Page, Product, Variant
from designer.storage.unpacked import read_folder
from tests.architecture import ROOT

LIBRARY = Library.load()
RECORDS = read_folder(ROOT / "projects" / "mujian")[0]
WORDS = ("的", "会员", "新", "家", "1", "99", "木", "a", "e", "·", "  ", "zzz")


@pytest.fixture
def shop():
    return fresh()


def fresh():
    return Document(RECORDS, invariants=invariants(LIBRARY))


def exchange(shop, text, by, *, what="text", scope=None, **how):
    query = Query(text=text, what=what, **how)
    hits = find(shop, query, library=LIBRARY, scope=scope or Scope())
    return hits, replace(shop, hits, query=query, by=by, library=LIBRARY)


@given(
    st.sampled_from(WORDS), st.text("的会员新VIP1 ", max_size=6), st.booleans(), st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_as_many_are_replaced_as_were_found_but_for_those_told_and_undo_brings_all_back(
    text, by, case, word, content
):
    shop = fresh()
    before = dict(shop.records)
    scope = Scope(content=content)
    hits, done = exchange(shop, text, by, scope=scope, case=case, word=word)
    told = sum(len(change.hit.spans) for change in done.left)
    assert done.count + told == count(hits)
    assert all(change.problem for change in done.left)
    steps = 0
    while shop.undo() is not None:
        steps += 1
    assert steps <= 1
    assert dict(shop.records) == before


@given(st.sampled_from(WORDS), st.text("ABC", min_size=1, max_size=3))
def test_after_replacing_only_what_was_told_is_still_found(text, by):
    shop = fresh()
    query = Query(text=text, case=True)
    __, done = exchange(shop, text, by, case=True)
    again = find(shop, query, library=LIBRARY)
    left = {(change.hit.leaf.record, change.hit.leaf.path) for change in done.left}
    assert {(hit.leaf.record, hit.leaf.path) for hit in again} <= left


@given(st.sampled_from(WORDS), st.text("ABC新", max_size=3))
def test_the_plan_says_what_then_happens(text, by):
    shop = fresh()
    query = Query(text=text)
    hits = find(shop, query, library=LIBRARY)
    plan = planned(shop, hits, query=query, by=by, library=LIBRARY)
    replace(shop, hits, query=query, by=by, library=LIBRARY)
    now = {(one.record, one.path): one.text for one in leaves(shop, library=LIBRARY)}
    for change in plan:
        leaf = change.hit.leaf
        shown = leaf.text if change.problem else change.text
        assert now.get((leaf.record, leaf.path), "") == shown or leaf.role == "price"


def test_replacing_is_one_step_with_a_readable_name(shop):
    exchange(shop, "会员", "VIP")
    diff = shop.undo()
    assert diff is not None
    assert diff.label == "Replace “会员” with “VIP”"


def test_a_text_that_would_grow_too_long_stays_and_says_so(shop):
    __, done = exchange(shop, "会员", "很" * 3000)
    assert done.left
    assert all("at most" in change.problem for change in done.left if change.hit.leaf.setting)


def test_a_name_is_never_emptied(shop):
    name = shop.all(Page)[0].name
    exchange(shop, name, "", case=True)
    assert shop.all(Page)[0].name == name


def test_a_locked_module_stays(shop):
    module = next(one for one in shop.all(Module) if "会员" in one.name)
    with shop.transaction("lock"):
        shop.put(msgspec.structs.replace(module, locked=True))
    query = Query(text="会员")
    hits = find(shop, query, library=LIBRARY, scope=Scope(modules=(module.id,), content=True))
    done = replace(shop, hits, query=query, by="VIP", library=LIBRARY)
    assert done.count == 0
    assert {change.problem for change in done.left} <= {
        f"“{module.name}” is locked; unlock it first."
    }


def test_a_price_is_typed_in_yuan_and_kept_in_fen(shop):
    product = shop.all(Product)[0]
    query = Query(text=f"{product.price / 100:g}")
    hits = [
        hit for hit in find(shop, query, library=LIBRARY)
        if (hit.leaf.record, hit.leaf.path) == (product.id, "price")
    ]  # fmt: skip
    assert replace(shop, hits, query=query, by="88.5", library=LIBRARY).count == 1
    assert shop.get(product.id, Product).price == 8850
    query = Query(text="88.5")
    hits = find(shop, query, library=LIBRARY)
    done = replace(shop, hits, query=query, by="cheap", library=LIBRARY)
    assert [change.problem for change in done.left] == ["“cheap” is no number."] * len(hits)


def test_a_default_text_of_a_kind_becomes_the_variants_own(shop):
    leaf = next(
        one for one in leaves(shop, library=LIBRARY)
        if one.setting and one.role == "text" and one.path.isidentifier()
        and one.path not in shop.get(one.record, Variant).settings
    )  # fmt: skip
    query = Query(text=leaf.text, case=True)
    hits = [hit for hit in find(shop, query, library=LIBRARY) if hit.leaf == leaf]
    replace(shop, hits, query=query, by="自己的", library=LIBRARY)
    assert shop.get(leaf.record, Variant).settings[leaf.path] == "自己的"


@pytest.mark.parametrize("what", ["picture", "colour"])
def test_pictures_and_colours_are_exchanged_everywhere(shop, what):
    counts = used(leaves(shop, library=LIBRARY), what)
    old, new = [key for key in counts if key in shop.records or key.startswith("#")][:2]
    hits, done = exchange(shop, old, new, what=what)
    assert done.count == counts[old] == len(hits)
    after = used(leaves(shop, library=LIBRARY), what)
    assert old not in after
    assert after[new] == counts[old] + counts[new]


def test_a_link_keeps_its_action_where_that_can_lead_to_the_new_target(shop):
    counts = used(leaves(shop, library=LIBRARY), "link")
    old = next(key for key in counts if key.startswith("cat_"))
    page = shop.shop.pages[-1]
    hits, done = exchange(shop, old, page, what="link")
    assert done.count + len(done.left) == len(hits)
    links = [one.value for one in leaves(shop, library=LIBRARY)
             if one.role == "link" and isinstance(one.value, dict)]  # fmt: skip
    assert {"action": "page", "target": page} in links
    assert not [link for link in links if link["target"] == old]
    assert all("same sort" in change.problem or change.problem for change in done.left)


def test_what_changed_since_it_was_found_is_left(shop):
    query = Query(text="会员")
    hits = find(shop, query, library=LIBRARY)
    replace(shop, hits, query=query, by="VIP", library=LIBRARY)
    again = replace(shop, hits, query=query, by="SVIP", library=LIBRARY)
    assert again.count == 0
    assert {change.problem for change in again.left} == {"It has changed since it was found."}


def test_a_template_with_a_missing_group_is_told_for_each(shop):
    query = Query(text="(会)员", pattern=True)
    hits = find(shop, query, library=LIBRARY)
    done = replace(shop, hits, query=query, by="$9", library=LIBRARY)
    assert done.count == 0
    assert len(done.left) == len(hits)
    with pytest.raises(InvalidError):
        find(shop, Query(text="[", pattern=True), library=LIBRARY)
