"""Numbers typed in, numbers on a slider, distances."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.number import between, figure
from tests.designer.kinds.settings.making import setting


@settings(max_examples=60)
@given(st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12))
def test_a_number_in_css_is_the_number_to_six_places(value: float) -> None:
    text = figure(value)
    assert math.isclose(float(text), value, abs_tol=5e-7)
    assert "e" not in text
    assert not text.endswith(".")
    if "." in text:
        assert not text.endswith("0")


@pytest.mark.parametrize(
    ("value", "text"), [(100, "100"), (0, "0"), (-20, "-20"), (1.5, "1.5"), (1 / 3, "0.333333")]
)
def test_whole_numbers_keep_their_zeros_and_lose_their_point(value: float, text: str) -> None:
    assert figure(value) == text


def test_a_number_too_small_to_show_is_plain_zero() -> None:
    assert figure(-1e-9) == "0"
    assert figure(-0.0) == "0"


@settings(max_examples=60)
@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100))
def test_a_number_fits_just_when_it_lies_between_its_ends(
    low: float, high: float, value: float
) -> None:
    one = setting("number", min=low, max=high)
    try:
        one.check(value)
    except InvalidError:
        assert not low <= value <= high
    else:
        assert low <= value <= high


@pytest.mark.parametrize(
    "value",
    [float("inf"), float("-inf"), float("nan"), 10**400, -(10**400), 10**9000],
    ids=["inf", "-inf", "nan", "huge", "-huge", "too long to print"],
)
def test_a_number_that_no_page_can_show_is_told(value: float) -> None:
    with pytest.raises(InvalidError, match="is not a finite number"):
        between(value, low=None, high=None, at="it")


def test_the_ends_of_a_range_belong_to_it() -> None:
    one = setting("range", min=200, max=1200, default=600)
    one.check(200)
    one.check(1200)
    with pytest.raises(InvalidError, match="it: 1201 is more than 1200"):
        one.check(1201)


@pytest.mark.parametrize("fields", [{"min": 3, "max": 1}, {"step": 0}, {"step": -1}])
def test_a_range_without_room_is_no_range(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="min < max"):
        setting("range", **fields)


def test_a_distance_is_a_whole_number_of_pixels() -> None:
    one = setting("spacing")
    assert list(one.rules(24)) == [("", {"--it": "24"})]
    with pytest.raises(InvalidError, match="it: needs a whole number"):
        one.check(1.5)
    with pytest.raises(InvalidError, match="it: 201 is more than 200"):
        one.check(201)
