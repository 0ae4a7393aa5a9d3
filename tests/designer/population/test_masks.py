"""Whom a condition holds for, asked of columns, is whom it holds for one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.conditions import matches
from designer.population import bits, masks
from designer.population.masks import Masks
from designer.population.table import Table
from designer.records import AllOf, AnyOf, Leaf, Not
from tests.designer.random_shops import ATTRIBUTES, IDS, conditions, consumers, segments

PEOPLE = st.lists(consumers(), max_size=70)


def asked(people, condition, named=(), *, columns=ATTRIBUTES) -> list[bool]:
    table = Table.of(people, attributes=columns)
    by_id = {segment.id: segment for segment in named}
    found = Masks(table).condition(condition, segments=by_id, known={})
    return bits.unpack(found, len(people)).astype(bool).tolist()


@settings(max_examples=60)
@given(st.data())
def test_columns_and_one_by_one_agree_on_every_condition(data) -> None:
    named = data.draw(segments())
    condition = data.draw(conditions([segment.id for segment in named]))
    people = data.draw(PEOPLE)
    by_id = {segment.id: segment for segment in named}
    wanted = [matches(condition, one, segments=by_id) for one in people]
    assert asked(people, condition, named) == wanted


@settings(max_examples=60)
@given(PEOPLE, conditions())
def test_everybody_either_is_in_or_is_not(people, condition) -> None:
    inside, outside = asked(people, condition), asked(people, Not(of=condition))
    assert [a != b for a, b in zip(inside, outside, strict=True)] == [True] * len(people)
    assert asked(people, AllOf(of=(condition, Not(of=condition)))) == [False] * len(people)
    assert asked(people, AnyOf(of=(condition, Not(of=condition)))) == [True] * len(people)


@settings(max_examples=60)
@given(PEOPLE, conditions(), conditions())
def test_and_and_or_are_those_of_any_two_conditions(people, one, other) -> None:
    first, second = asked(people, one), asked(people, other)
    pairs = list(zip(first, second, strict=True))
    assert asked(people, AllOf(of=(one, other))) == [a and b for a, b in pairs]
    assert asked(people, AnyOf(of=(one, other))) == [a or b for a, b in pairs]


@settings(max_examples=40)
@given(PEOPLE, conditions())
def test_columns_that_a_table_lacks_are_unknown_for_all(people, condition) -> None:
    stripped = [type(one)(id=one.id) for one in people]
    assert asked(people, condition, columns=()) == asked(stripped, condition)


@settings(max_examples=40)
@given(PEOPLE, st.lists(st.sampled_from(IDS), max_size=4))
def test_a_list_of_ids_finds_these_and_no_others_of_the_same_bucket(people, names) -> None:
    leaf = Leaf(attribute="id", operator="in_list", value=tuple(names))
    assert asked(people, leaf) == [one.id in names for one in people]


@settings(max_examples=30)
@given(PEOPLE, st.lists(conditions(), min_size=2, max_size=6))
def test_answers_are_the_same_when_there_is_no_room_to_keep_them(people, several) -> None:
    table = Table.of(people, attributes=ATTRIBUTES)
    roomy, tight = Masks(table), Masks(table)
    before = [roomy.condition(one, segments={}, known={}).tolist() for one in several]
    with_little = masks.ROOM
    try:
        masks.ROOM = 1
        after = [tight.condition(one, segments={}, known={}).tolist() for one in several]
    finally:
        masks.ROOM = with_little
    assert after == before
    again = [roomy.condition(one, segments={}, known={}).tolist() for one in several]
    assert again == before
