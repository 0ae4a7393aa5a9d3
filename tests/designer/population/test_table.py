"""Columns and tables give back what was put in, value by value, id by id, bit by bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.decide.bucket import bucket
from designer.population import bits, hashing
from designer.population.table import AlikeIds, MixedIds, Table, ids_of, smallest, words_for
from designer.population.writing import from_parquet_bytes, to_parquet_bytes
from designer.records import Attribute, Consumer, Label, Shop, Theme
from tests.designer.random_shops import ATTRIBUTES, attribute, consumers

IDS = st.lists(
    st.text("abc123", max_size=4) | st.sampled_from(["", "用户1", "😀", "a b", "c0000001"]),
    max_size=12,
)
FLAGS = st.lists(st.booleans(), max_size=200)
MANY_TAGS = attribute("shelf", "tags", *(f"t{n}" for n in range(130)))
SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=(*ATTRIBUTES, MANY_TAGS))


def tagged(consumer: Consumer, numbers: list[int] | None) -> Consumer:
    more = {} if numbers is None else {"shelf": tuple(f"t{n}" for n in sorted(set(numbers)))}
    return Consumer(id=consumer.id, attributes={**consumer.attributes, **more})


PEOPLE = st.lists(
    st.builds(tagged, consumers(), st.none() | st.lists(st.integers(0, 129), max_size=4)),
    max_size=20,
)


def plain(consumer: Consumer) -> Consumer:
    """Tags without an order, an empty id as none."""
    tidy = {
        key: tuple(sorted(value)) if isinstance(value, tuple) else value
        for key, value in consumer.attributes.items()
    }
    return Consumer(id=consumer.id or None, attributes=tidy)


def back(table: Table) -> list[Consumer]:
    return [plain(table.consumer(row)) for row in range(len(table))]


@settings(max_examples=60)
@given(PEOPLE)
def test_a_table_gives_back_its_people(people) -> None:
    assert back(Table.of(people, attributes=SHOP.attributes)) == [plain(one) for one in people]


@settings(max_examples=25)
@given(PEOPLE, st.integers(0, 20), st.integers(0, 20))
def test_a_part_is_those_rows_with_their_ids_and_buckets(people, one, other) -> None:
    start, stop = sorted((one, other))
    table = Table.of(people, attributes=SHOP.attributes)
    part = table.part(start, stop)
    assert back(part) == back(table)[start:stop]
    assert part.buckets("s").tolist() == table.buckets("s").tolist()[start:stop]
    assert part.ids.texts() == table.ids.texts()[start:stop]


@settings(max_examples=60)
@given(IDS)
@example(["", ""])
@example(["abc", "abd"])
@example(["😀", "ab"])
def test_ids_come_back_and_fall_into_the_buckets_of_one_by_one(names) -> None:
    ids = ids_of(names)
    assert ids.texts() == names
    assert [ids.at(row) or "" for row in range(len(ids))] == names
    wanted = [bucket("seed", name) if name else hashing.NOBODY for name in names]
    assert ids.buckets("seed").tolist() == wanted


@pytest.mark.parametrize(
    ("names", "shape"),
    [(["ab", "cd"], AlikeIds), (["a", "bc"], MixedIds), ([""], MixedIds), (["茶a"], MixedIds)],
)
def test_ids_of_one_length_lie_side_by_side(names, shape) -> None:
    assert isinstance(ids_of(names), shape)


@settings(max_examples=40)
@given(IDS)
def test_buckets_are_the_same_without_the_compiler(names) -> None:
    ids = ids_of(names)
    fast = ids.buckets("seed").tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "compiled", lambda: None)
        assert ids.buckets("seed").tolist() == fast


@settings(max_examples=60)
@given(FLAGS)
@example([True] * 64)
@example([False] * 63 + [True] * 2)
def test_sets_of_rows_are_packed_counted_and_unpacked(flags) -> None:
    rows = len(flags)
    packed = bits.pack(np.array(flags, np.bool_))
    assert len(packed) == bits.words(rows)
    assert bits.unpack(packed, rows).astype(bool).tolist() == flags
    assert bits.count(packed) == sum(flags)
    assert bits.count(bits.everybody(rows)) == rows
    assert bits.count(bits.nobody(rows)) == 0
    rest = bits.everybody(rows) & ~packed
    assert bits.count(rest) == rows - sum(flags)


@settings(max_examples=40)
@given(FLAGS, st.integers(1, 200))
def test_painting_a_set_writes_its_rows_and_no_other(flags, code) -> None:
    codes = np.zeros(len(flags), np.uint8)
    bits.paint(codes, bits.pack(np.array(flags, np.bool_)), code=code)
    assert codes.tolist() == [code if flag else 0 for flag in flags]


@pytest.mark.parametrize(("count", "width"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4)])
def test_codes_are_as_narrow_as_they_can_be(count, width) -> None:
    assert np.dtype(smallest(count)).itemsize == width
    assert np.iinfo(smallest(count)).max >= count


@pytest.mark.parametrize(("values", "words"), [(0, 1), (63, 1), (64, 2), (127, 2), (128, 3)])
def test_tags_take_a_word_for_64_of_them_and_their_known_bit(values, words) -> None:
    assert words_for(["x"] * values) == words


@settings(max_examples=8)
@given(PEOPLE.filter(bool))
def test_a_kept_population_comes_back_as_it_was(people) -> None:
    table = Table.of(people, attributes=SHOP.attributes)
    again = from_parquet_bytes(to_parquet_bytes(table), shop=SHOP)
    assert back(again) == back(table)


@pytest.mark.parametrize(
    "numbers",
    [[2**53, -(2**53)], [1e18, 3.0], [1e300, 1.0], [0.1, 1 / 3], [-0.0, 5.0], [None, None]],
    ids=str,
)
def test_numbers_of_any_size_come_back_as_they_were(numbers) -> None:
    """Beyond 2^53 no shop reads them, so they are unknown rather than another number."""
    people = [
        Consumer(id=f"c{n}", attributes={} if x is None else {"age": x})
        for n, x in enumerate(numbers)
    ]
    again = from_parquet_bytes(to_parquet_bytes(Table.of(people, attributes=ATTRIBUTES)), shop=SHOP)
    found = [again.consumer(row).attributes.get("age") for row in range(len(people))]
    assert found == [x if x is not None and abs(x) <= 2**53 else None for x in numbers]


def test_an_attribute_that_is_gone_or_changed_its_values_is_read_as_unknown() -> None:
    people = [Consumer(id="c1", attributes={"tier": "T1", "age": 3, "likes": ("live",)})]
    data = to_parquet_bytes(Table.of(people, attributes=ATTRIBUTES))
    kept = [a for a in ATTRIBUTES if a.key not in ("age", "tier")]
    changed = Attribute(
        key="tier", type="enum", label=Label(zh="级", en="Tier"), choices=ATTRIBUTES[0].choices
    )
    shop = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=(*kept, changed))
    again = from_parquet_bytes(data, shop=shop)
    assert back(again) == [Consumer(id="c1", attributes={"likes": ("live",)})]
