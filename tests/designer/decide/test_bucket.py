"""Buckets are GrowthBook's, number for number."""

from __future__ import annotations

import itertools

import growthbook.core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.decide.bucket import BUCKETS, Span, arm_ranges, arm_spans, bucket, fnv32a, span
from designer.records import Arm, Experiment

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("text", "hashed"),
    [("", 2166136261), ("a", 3826002220), ("foobar", 3214735720), ("c0000001", 3744694249)],
)
def test_fnv_gives_the_published_numbers(text, hashed):
    assert fnv32a(text) == hashed


@pytest.mark.parametrize(
    ("seed", "consumer", "number"),
    [
        ("seed", "a", 505),
        ("foo", "ab", 2575),
        ("exp-hero-s1", "c0000001", 5136),
        ("首页", "用户1", 8301),
    ],
)
def test_buckets_give_the_published_numbers(seed, consumer, number):
    assert bucket(seed, consumer) == number


def test_the_two_passes_are_the_published_ones():
    assert fnv32a("exp-hero-s1" + "c0000001") == 3075264002
    assert fnv32a("3075264002") == 3303855136


@given(TEXT, TEXT)
def test_buckets_agree_with_growthbooks_own_hash(seed, consumer):
    theirs = growthbook.core.gbhash(seed, consumer, 2)
    assert bucket(seed, consumer) / BUCKETS == theirs


def experiment(*weights: float, coverage: float = 1.0) -> Experiment:
    arms = tuple(Arm(id=f"arm_{n}", name=f"{n}", weight=w) for n, w in enumerate(weights))
    return Experiment(id="exp_1", key="exp-1", name="One", arms=arms, coverage=coverage)


def test_arms_are_laid_left_to_right_and_coverage_shortens_each():
    assert arm_ranges(experiment(0.5, 0.5)) == ((0.0, 0.5), (0.5, 1.0))
    assert arm_ranges(experiment(0.5, 0.5, coverage=0.4)) == ((0.0, 0.2), (0.5, 0.7))
    assert arm_spans(experiment(0.34, 0.33, 0.33))[1] == Span(low=3400, high=6700)


@st.composite
def splits(draw):
    parts = draw(st.lists(st.integers(1, 1000), min_size=1, max_size=8))
    return experiment(*(p / sum(parts) for p in parts), coverage=draw(st.floats(0, 1)))


@given(splits())
def test_every_bucket_falls_in_the_arm_that_growthbook_chooses(made):
    weights = [arm.weight for arm in made.arms]
    theirs = growthbook.core.getBucketRanges(len(weights), made.coverage, weights)
    ours = arm_ranges(made)
    assert list(ours) == [tuple(r) for r in theirs]
    spans = arm_spans(made)
    for number in {edge + step for s in spans for edge in (s.low, s.high) for step in (-1, 0)}:
        found = next((n for n, s in enumerate(spans) if number in s), -1)
        if 0 <= number < BUCKETS:
            assert found == growthbook.core.chooseVariation(number / BUCKETS, theirs)


@given(splits())
def test_arms_never_overlap(made):
    spans = arm_spans(made)
    assert all(left.high <= right.low for left, right in itertools.pairwise(spans))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_span_holds_exactly_the_buckets_of_its_share(start, end):
    found = span(start, end)
    for number in (found.low - 1, found.low, found.high - 1, found.high):
        if 0 <= number < BUCKETS:
            assert (number in found) == (start <= number / BUCKETS < end)


def test_the_ends_of_all_traffic():
    assert span(0.0, 1.0) == Span(low=0, high=BUCKETS)
    assert span(0.25, 0.25).low == span(0.25, 0.25).high
