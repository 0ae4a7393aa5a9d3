"""A slot decided for everybody at once: each gets one thing, by the first rule that serves them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.decide.choose import choose, traffic
from designer.population import bits
from designer.population.masks import Masks
from designer.population.resolving import Resolver
from designer.population.table import Table
from tests.designer.random_shops import ATTRIBUTES, INSTANTS, consumers, shops

PEOPLE = st.lists(consumers(), min_size=1, max_size=70)
WHEN = st.sampled_from(INSTANTS)


def resolver(people, book, now, **more) -> Resolver:
    return Resolver(Masks(Table.of(people, attributes=ATTRIBUTES)), book=book, now=now, **more)


def rows(found, people) -> set[int]:
    return set(np.flatnonzero(bits.unpack(found, len(people))).tolist())


@settings(max_examples=40)
@given(shops(), PEOPLE, WHEN)
def test_everybody_gets_one_thing_and_the_one_they_get_alone(book, people, now) -> None:
    made = resolver(people, book, now)
    for slot in book.slots_of("page_1"):
        got = {choice: rows(found, people) for choice, found in
               made.choices(slot, made.everybody).items()}  # fmt: skip
        assert sum(map(len, got.values())) == len(people)
        assert set().union(*got.values()) == set(range(len(people)))
        for choice, members in got.items():
            for row in members:
                assert choose(slot.id, people[row], now, book=book) == choice


@settings(max_examples=40)
@given(shops(), PEOPLE, WHEN)
def test_a_rule_serves_nobody_whom_an_earlier_one_has_served(book, people, now) -> None:
    made = resolver(people, book, now)
    for slot in book.slots_of("page_1"):
        served: set[int] = set()
        for one in made.rules(slot, made.everybody):
            if one.reached is None:
                assert one.got == ()
                assert not book.is_open(one.rule.window, now)
                continue
            reached = rows(one.reached, people)
            assert not reached & served
            for __, found in one.got:
                assert rows(found, people) <= reached
                assert not rows(found, people) & served
                served |= rows(found, people)


@settings(max_examples=40)
@given(shops(), PEOPLE, WHEN)
def test_arms_hold_those_whom_their_buckets_put_there(book, people, now) -> None:
    made = resolver(people, book, now)
    for experiment in book.experiments.values():
        told = [traffic(experiment, one, book=book).arm for one in people]
        for arm, found in made.arms(experiment).items():
            assert rows(found, people) == {row for row, name in enumerate(told) if name == arm}


@settings(max_examples=30)
@given(shops(), PEOPLE, WHEN, st.data())
def test_a_forced_arm_holds_everybody_and_one_that_is_not_there_nobody_more(
    book, people, now, data
) -> None:
    for experiment in book.experiments.values():
        arm = data.draw(st.sampled_from([*(arm.id for arm in experiment.arms), "arm_gone"]))
        found = resolver(people, book, now, arms={experiment.id: arm}).arms(experiment)
        if arm == "arm_gone":
            plain = resolver(people, book, now).arms(experiment)
            assert {k: v.tolist() for k, v in found.items()} == {
                k: v.tolist() for k, v in plain.items()
            }
        else:
            assert rows(found[arm], people) == set(range(len(people)))
            assert list(found) == [arm]


@settings(max_examples=30)
@given(shops(), PEOPLE, WHEN)
def test_who_does_not_reach_a_slot_gets_nothing_there(book, people, now) -> None:
    made = resolver(people, book, now)
    half = bits.pack(np.arange(len(people)) % 2 == 0)
    for slot in book.slots_of("page_1"):
        got = [rows(found, people) for found in made.choices(slot, half).values()]
        assert set().union(*got) == set(range(0, len(people), 2))
