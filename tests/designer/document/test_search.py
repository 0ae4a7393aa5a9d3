"""Searching the sample shops: what is found, where it stands, and what is left out."""

from __future__ import annotations

import pytest

from designer.document.document import Document
from designer.document.invariants import invariants
from designer.document.matching import Query
from designer.document.search import Scope, count, find, groups, used
from designer.document.texts import label_of, leaves, priced
from designer.kinds.library import Library
from designer.records import Asset, Module, Product
from designer.storage.unpacked import read_folder
from tests.architecture import ROOT


@pytest.fixture(scope="module")
def library():
    return Library.load()


@pytest.fixture(scope="module")
def shop(library):
    records, __ = read_folder(ROOT / "projects" / "mujian")
    return Document(records, invariants=invariants(library))


def search(shop, library, text, *, scope=None, **how):
    return find(shop, Query(text=text, **how), library=library, scope=scope or Scope())


def test_texts_on_pages_are_found_with_their_place(shop, library):
    leaf = next(one for one in leaves(shop, library=library) if one.setting and one.role == "text")
    hits = search(shop, library, leaf.text, case=True)
    assert leaf.path in [hit.leaf.path for hit in hits if hit.leaf.record == leaf.record]
    assert all(hit.leaf.text[a:b] == leaf.text for hit in hits for a, b in hit.spans)
    assert label_of(shop, leaf, library=library)


def test_names_of_every_sort_are_found(shop, library):
    for page_of in (Module, Product, Asset):
        record = shop.all(page_of)[0]
        name = record.title if isinstance(record, Product) else record.name
        assert record.id in {hit.leaf.record for hit in search(shop, library, name)}


def test_only_content_leaves_names_out(shop, library):
    name = shop.all(Module)[0].name
    every = search(shop, library, name)
    content = search(shop, library, name, scope=Scope(content=True))
    assert {hit.leaf.setting for hit in content} <= {True}
    assert any(not hit.leaf.setting for hit in every)


def test_a_scope_holds_what_stands_in_it(shop, library):
    page = shop.shop.pages[0]
    here = search(shop, library, "的", scope=Scope(page=page))
    assert here
    assert {hit.leaf.page for hit in here} == {page}
    layout = here[0].leaf.layout
    inside = search(shop, library, "的", scope=Scope(layout=layout))
    assert {hit.leaf.layout for hit in inside} == {layout}
    module = next(hit.leaf.module for hit in here if hit.leaf.module)
    one = search(shop, library, "的", scope=Scope(modules=(module,)))
    assert {hit.leaf.module for hit in one} == {module}


def test_prices_are_found_whole(shop, library):
    product = shop.all(Product)[0]
    text = priced(product.price)
    found = {(hit.leaf.record, hit.leaf.path) for hit in search(shop, library, text)}
    assert (product.id, "price") in found
    assert (product.id, "price") not in {
        (hit.leaf.record, hit.leaf.path) for hit in search(shop, library, text[:1])
    }


def test_an_amount_is_said_as_it_is_typed():
    assert [priced(fen) for fen in (5900, 5990, 5999, 0)] == ["59", "59.9", "59.99", "0"]


@pytest.mark.parametrize("what", ["picture", "link", "colour"])
def test_what_is_in_use_is_found_as_often_as_it_is_counted(shop, library, what):
    every = [*leaves(shop, library=library)]
    counts = used(every, what)
    assert counts
    for key, number in [*counts.items()][:8]:
        assert count(search(shop, library, key, what=what)) == number
    assert [*counts.values()] == sorted(counts.values(), reverse=True)


def test_hits_are_gathered_by_place_in_the_order_of_the_pages(shop, library):
    hits = search(shop, library, "的")
    gathered = [*groups(hits)]
    assert sum(len(found) for *__, found in gathered) == len(hits)
    order = [page for page, *__ in gathered if page]
    pages = [key for key in shop.shop.pages if key in order]
    assert list(dict.fromkeys(order)) == pages


def test_nothing_is_found_for_an_empty_text(shop, library):
    assert search(shop, library, "") == ()
