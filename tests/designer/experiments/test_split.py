"""A test really splits the people as its buckets say, and everybody is somewhere once."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.workload import recipe, rich_shop
from designer.decide.choose import traffic
from designer.decide.rulebook import Rulebook
from designer.experiments.split import split
from designer.population.synthesise import synthesise
from designer.population.table import Table
from designer.records import Consumer
from tests.designer.random_shops import ATTRIBUTES, consumers, shops

WHY = {
    "anonymous": "anonymous", "holdout": "held_out", "layer": "outside_slice",
    "coverage": "outside_coverage", "arm": "taking_part",
}  # fmt: skip


@given(shops(), st.lists(consumers(), max_size=40))
def test_the_split_counts_what_the_traced_engine_says_of_each(book, people):
    table = Table.of(people, attributes=ATTRIBUTES)
    for experiment in book.experiments.values():
        found = split(experiment, table, book=book)
        told = [traffic(experiment, person, book=book) for person in people]
        for why, place in WHY.items():
            assert getattr(found, place) == sum(one.why == why for one in told)
        assert [arm.people for arm in found.arms] == [
            sum(one.arm == arm.id for one in told) for arm in experiment.arms
        ]
        assert found.people == len(people) == sum(getattr(found, place) for place in WHY.values())


@pytest.fixture(scope="module")
def crowd():
    shop = rich_shop()
    return Rulebook.of(shop), synthesise(recipe(200_000), shop=shop.shop)


def test_a_large_crowd_comes_close_to_the_plan(crowd):
    book, people = crowd
    for experiment in book.experiments.values():
        found = split(experiment, people, book=book)
        assert found.held_out / found.people == pytest.approx(0.05, abs=0.003)
        for arm in found.arms:
            assert arm.share == pytest.approx(arm.planned, abs=0.01)


def test_two_tests_on_disjoint_slices_share_nobody(crowd):
    book, people = crowd
    first, second = (book.experiments[name] for name in ("exp_layout", "exp_hero"))
    both = [
        traffic(first, person, book=book).arm and traffic(second, person, book=book).arm
        for person in (people.consumer(row) for row in range(2000))
    ]
    assert not any(both)
    without = msgspec.structs.replace(first, slice=None)
    assert split(without, people, book=book).outside_slice == 0
    assert split(first, people, book=book).outside_slice > 0.5 * len(people)


def test_nobody_and_impossible_weights_divide_by_nothing(crowd):
    book, __ = crowd
    none = Table.of([Consumer()], attributes=ATTRIBUTES)
    found = split(book.experiments["exp_hero"], none, book=book)
    assert (found.anonymous, found.taking_part) == (1, 0)
    assert [arm.share for arm in found.arms] == [0.0] * 3
