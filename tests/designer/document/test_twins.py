"""Queries, links and diffs against their plain twins, on shops after edits of all sorts."""

from __future__ import annotations

from hypothesis import given, settings

from designer.document import queries
from designer.document.document import Document
from designer.document.invariants import INVARIANTS, invariants
from designer.document.links import Links, mentions
from designer.errors import NotFoundError
from designer.records import Campaign, Floor, Layout, Module, Page, Record, Variant
from tests.designer.random_edits import EDITS, LIBRARY, edited


def owners(document: Document, key: str) -> list[Record]:
    """Whoever lists `key` among its own, by looking through everything."""
    return [
        record
        for record in document.records.values()
        for field in queries.CHILDREN.get(type(record), ())
        if key in getattr(record, field)
    ]


@settings(max_examples=40)
@given(EDITS)
def test_the_parent_is_the_one_record_that_lists_it(edits) -> None:
    document = edited(edits)
    for key in document.records:
        found = queries.parent(document, key)
        assert ([found] if found else []) == owners(document, key)


@settings(max_examples=40)
@given(EDITS)
def test_a_modules_place_is_where_looking_through_all_pages_finds_it(edits) -> None:
    document = edited(edits)
    places = {
        module: queries.Place(page.id, layout, floor, index)
        for page in document.all(Page)
        for layout in page.layouts
        for floor in document.get(layout, Layout).floors
        for index, module in enumerate(document.get(floor, Floor).modules)
    }
    assert {m.id: queries.place_of(document, m.id) for m in document.all(Module)} == places


@settings(max_examples=40)
@given(EDITS)
def test_uses_are_the_records_that_mention_it_without_its_owner(edits) -> None:
    document = edited(edits)
    for key in document.records:
        naive = {
            record.id
            for record in document.records.values()
            if key in mentions(record) and key not in queries.children(record)
        }
        assert {use.record for use in queries.uses_of(document, key)} == naive
    for campaign in document.all(Campaign):
        for phase in campaign.phases:
            users = {use.record for use in queries.uses_of(document, phase.id)}
            assert campaign.id not in users


@settings(max_examples=40)
@given(EDITS)
def test_a_subtree_is_everything_below_each_once(edits) -> None:
    document = edited(edits)
    tree = [record.id for record in queries.subtree(document, "shop")]
    assert len(set(tree)) == len(tree)
    below = {key for key in document.records if owners(document, key)}
    assert set(tree) == below | {"shop"}
    for child in tree[1:]:
        (above,) = owners(document, child)
        assert tree.index(above.id) < tree.index(child)


@settings(max_examples=40)
@given(EDITS)
def test_the_owner_is_found_by_climbing(edits) -> None:
    document = edited(edits)
    for variant in document.all(Variant):
        at: Record = variant
        while not isinstance(at, Page):
            (at,) = owners(document, at.id)
        assert queries.owner(document, variant.id, Page) == at
    for key in document.records:
        try:
            found = queries.owner(document, key, Layout)
        except NotFoundError:
            continue
        assert key == found.id or key in {r.id for r in queries.subtree(document, found.id)}


@settings(max_examples=40)
@given(EDITS)
def test_the_index_kept_in_step_is_the_index_made_anew(edits) -> None:
    document = edited(edits)
    fresh = Links()
    for record in document.records.values():
        fresh.replace(None, record)
    wanted = {key for record in document.records.values() for key in mentions(record)}
    for key in wanted | set(document.records):
        assert document.users(key) == fresh.users(key)


@settings(max_examples=40)
@given(EDITS)
def test_all_steps_as_one_lead_from_the_start_to_the_end(edits) -> None:
    document = edited(edits)
    if not document.history.done:
        return
    journal = document.history.journal
    first, *rest = (journal.read(key) for key in document.history.done)
    for diff in rest:
        first = first.then(diff)
    again = Document(edited([]).records.values(), invariants=invariants(LIBRARY))
    with again.transaction("All at once"):
        again.apply(first)
    assert dict(again.records) == dict(document.records)
    with again.transaction("And back"):
        again.apply(first.reversed())
    assert dict(again.records) == dict(edited([]).records)


@settings(max_examples=40)
@given(EDITS)
def test_every_record_can_be_named_and_placed_in_words(edits) -> None:
    document = edited(edits)
    for key, record in document.records.items():
        assert queries.name_of(record).strip()
        assert queries.described(document, key).startswith("“")
    assert len(INVARIANTS) == len(set(INVARIANTS))
