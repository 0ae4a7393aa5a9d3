"""Deciding for millions means exactly what deciding for one means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.decide.choose import decide_page
from designer.population import choosing, hashing
from designer.population.choosing import NOT_SHOWN, choose_many
from designer.population.table import Table
from designer.records import HIDDEN, Consumer
from tests.designer.random_shops import ATTRIBUTES, INSTANTS, consumers, shops

CROWDS = st.lists(consumers(), min_size=1, max_size=70)


def table(people: list[Consumer]) -> Table:
    return Table.of(people, attributes=ATTRIBUTES)


@given(shops(), CROWDS, st.sampled_from(INSTANTS), st.data())
def test_both_engines_agree_on_every_consumer_and_slot(book, people, now, data):
    forced = data.draw(
        st.dictionaries(
            st.sampled_from(["exp_0", "exp_1"]), st.sampled_from(["arm_0", "arm_1"]), max_size=1
        )
    )
    made = choose_many(table(people), page="page_1", book=book, now=now, arms=forced)
    for row, person in enumerate(people):
        alone = decide_page("page_1", person, now, book=book, arms=forced)
        assert made.decision(row) == alone
    assert set(made.slots) == {slot.id for slot in book.slots_of("page_1")}


@given(CROWDS)
def test_a_table_gives_back_the_consumers_it_was_made_of(people):
    made = table(people)
    assert len(made) == len(people)
    for row, person in enumerate(people):
        back = made.consumer(row)
        assert back.id == (person.id or None)
        likes = {key: set(v) if key == "likes" else v for key, v in person.attributes.items()}
        assert {k: set(v) if k == "likes" else v for k, v in back.attributes.items()} == likes
    assert made.ids.texts() == [person.id or "" for person in people]


@given(CROWDS, st.text(max_size=6))
def test_columns_of_buckets_are_the_buckets_one_by_one(people, seed):
    from designer.decide.bucket import bucket

    one_by_one = [bucket(seed, person.id) if person.id else 65535 for person in people]
    assert table(people).buckets(seed).tolist() == one_by_one


@given(CROWDS, st.text(max_size=6))
def test_without_numba_the_buckets_are_the_same(people, seed):
    with pytest.MonkeyPatch.context() as patch:
        compiled = table(people).buckets(seed)
        patch.setattr(hashing, "compiled", lambda: None)
        assert table(people).buckets(seed).tolist() == compiled.tolist()


def test_a_machine_without_numba_still_decides(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "designer.population.kernels", raising=False)
    hashing.compiled.cache_clear()
    try:
        assert hashing.compiled() is None
        assert table([Consumer(id="a")]).buckets("seed").tolist() == [505]
    finally:
        hashing.compiled.cache_clear()


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 4095, 5000])
def test_ids_of_one_length_hash_alike_in_whole_and_in_parts(rows):
    made = table([Consumer(id=f"c{n:07}") for n in range(rows)])
    whole = made.buckets("seed")
    part = made.part(rows // 3, rows)
    assert part.buckets("seed").tolist() == whole[rows // 3 :].tolist()
    assert part.ids.texts() == made.ids.texts()[rows // 3 :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "compiled", lambda: None)
        assert np.array_equal(made.buckets("seed"), whole)


@given(shops(), st.sampled_from(INSTANTS))
def test_pieces_join_without_a_seam(book, now):
    people = [Consumer(id=f"c{n}", attributes={"age": n % 50}) for n in range(200)]
    whole = choose_many(table(people), page="page_1", book=book, now=now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "PIECE", 64)
        pieces = choose_many(table(people), page="page_1", book=book, now=now)
    for slot, column in whole.slots.items():
        assert np.array_equal(column.codes, pieces.slots[slot].codes)


@given(shops(), CROWDS, st.sampled_from(INSTANTS))
def test_every_consumer_is_counted_once_in_each_slot(book, people, now):
    made = choose_many(table(people), page="page_1", book=book, now=now)
    for slot, column in made.slots.items():
        assert sum(column.counts().values()) == len(people)
        contents = book.slot(slot)
        own = contents.layouts if slot == "page_1" else (*contents.variants, HIDDEN, NOT_SHOWN)
        assert {name for name, n in column.counts().items() if n} <= set(own)


def test_more_tags_than_a_word_has_bits():
    from designer.population.masks import Masks
    from designer.records import Attribute, AttributeChoice, Label, Leaf

    keys = [f"tag{n}" for n in range(150)]
    label = Label(zh="标", en="tag")
    attribute = Attribute(
        key="t", type="tags", label=label,
        choices=tuple(AttributeChoice(key=key, label=label) for key in keys),
    )  # fmt: skip
    people = [Consumer(id="a", attributes={"t": (keys[0], keys[63], keys[149])}), Consumer(id="b")]
    people.append(Consumer(id="c", attributes={"t": ()}))
    made = Table.of(people, attributes=[attribute])
    assert [made.consumer(row) for row in range(3)] == people
    from designer.conditions import matches

    for operator in ("has_any", "has_all", "has_none", "known", "unknown"):
        for wanted in ((keys[63],), (keys[149], keys[0]), (keys[62], keys[149]), ("gone",), ()):
            value = None if operator in ("known", "unknown") else wanted
            leaf = Leaf(attribute="t", operator=operator, value=value)
            bits = int(Masks(made).leaf(leaf)[0])
            assert [bits >> row & 1 == 1 for row in range(3)] == [
                matches(leaf, person, segments={}) for person in people
            ]


def test_nobody_is_decided_for_nobody():
    people: list[Consumer] = []
    assert len(table(people)) == 0
    assert table(people).buckets("seed").tolist() == []
