"""Weights always add up, and parts of a layer never overlap, whatever is done to them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.document.document import Document
from designer.records import Holdout, Layer, Shop, Theme
from tests.widgets.experiments import lab
from widgets.experiments import sums

weights = st.lists(st.floats(0, 100, allow_nan=False), min_size=2, max_size=8)
cuts = st.lists(st.integers(0, 100), min_size=2, max_size=8, unique=True).map(sorted)


def shop(*experiments) -> Document:
    base = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=(), holdout=Holdout())
    return Document([base, Layer(id="lyr_home", name="L", seed="l"), *experiments])


@given(weights)
def test_tidy_weights_are_whole_buckets_that_add_up_to_one(some):
    tidied = sums.tidy(some)
    assert abs(math.fsum(tidied) - 1) < 1e-9
    assert all(abs(w * 10_000 - round(w * 10_000)) < 1e-6 and w >= 0 for w in tidied)


@given(weights)
def test_tidying_moves_no_weight_by_more_than_a_bucket(some):
    total = math.fsum(some)
    if total > 1e-3:
        for before, after in zip(some, sums.tidy(some), strict=True):
            assert abs(before / total - after) <= 1.001e-4


@given(weights)
def test_tidying_twice_changes_nothing_more(some):
    once = sums.tidy(some)
    assert sums.tidy(once) == once


@pytest.mark.parametrize("count", range(2, 9))
def test_equal_weights_differ_by_a_bucket_at_most(count):
    made = [arm.weight for arm in sums.equal(lab.arms(*[1 / count] * count))]
    assert max(made) - min(made) <= 1.001e-4
    assert abs(math.fsum(made) - 1) < 1e-9


@given(weights, st.integers(0, 6), st.floats(-0.5, 1.5))
def test_a_moved_edge_changes_two_arms_and_keeps_the_sum(some, index, at):
    before = lab.arms(*sums.tidy(some))
    index = min(index, len(before) - 2)
    after = sums.edge_moved(before, index, at)
    assert abs(math.fsum(arm.weight for arm in after) - 1) < 1e-9
    assert all(arm.weight >= 0 for arm in after)
    others = [n for n in range(len(before)) if n not in (index, index + 1)]
    assert [before[n] for n in others] == [after[n] for n in others]


@given(weights)
def test_an_arm_more_and_less_keeps_the_sum_and_the_order(some):
    before = lab.arms(*sums.tidy(some))
    more = sums.with_arm(before, "new")
    assert [arm.id for arm in more[:-1]] == [arm.id for arm in before]
    assert more[-1].weight == pytest.approx(1 / (len(before) + 1), abs=2e-4)
    less = sums.without_arm(more, more[-1].id)
    for arm, old in zip(less, before, strict=True):
        assert arm.weight == pytest.approx(old.weight, abs=len(before) * 2e-4)


def test_with_two_arms_the_other_takes_the_rest():
    arms = lab.arms(0.5, 0.5)
    assert sums.drafted(arms, {"arm_a": 0.7}) == (0.7, 0.3)
    assert sums.drafted(arms, {"arm_b": 0.1}) == (0.9, 0.1)


def test_with_three_arms_a_draft_is_taken_as_it_is():
    arms = lab.arms(0.5, 0.3, 0.2)
    assert sums.drafted(arms, {"arm_a": 0.6}) == (0.6, 0.3, 0.2)


@given(cuts)
def test_taken_and_free_parts_fill_the_layer(points):
    pairs = list(zip(points[::2], points[1::2], strict=False))
    tests = [
        lab.experiment(f"exp_{n}", start=low / 100, end=high / 100)
        for n, (low, high) in enumerate(pairs)
    ]
    document = shop(*tests)
    free = sum(end - start for start, end in sums.gaps(document, "lyr_home"))
    assert free + sums.taken(document, "lyr_home") == pytest.approx(1)


def test_a_test_can_grow_up_to_its_neighbours():
    document = shop(
        lab.experiment("exp_a", start=0.0, end=0.2), lab.experiment("exp_b", start=0.3, end=0.5),
        lab.experiment("exp_c", start=0.8, end=1.0),
    )  # fmt: skip
    assert sums.limits(document, document.find("exp_b")) == (0.2, 0.8)


def test_the_widest_gap_is_offered_and_a_full_layer_offers_none():
    document = shop(lab.experiment("exp_a", start=0.1, end=0.6))
    part = sums.widest(document, "lyr_home")
    assert (part.start, part.end) == (0.6, 1.0)
    full = shop(lab.experiment("exp_a", start=0.0, end=1.0))
    assert sums.widest(full, "lyr_home") is None
    assert sums.widest(full, "lyr_home", without="exp_a").end == 1.0


def test_what_is_left_of_everybody_is_a_product():
    test = lab.experiment("exp_a", start=0.0, end=0.6, coverage=0.8)
    assert sums.reach(test, 0.05) == pytest.approx(0.95 * 0.6 * 0.8)
