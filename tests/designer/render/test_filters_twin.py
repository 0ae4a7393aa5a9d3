"""Prices, counts and discounts never say more than is true, at any size."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.render.filters import FILTERS, count, date, iso, percent_off, yuan

UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
OFFSETS = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)  # noqa: DTZ001


@settings(max_examples=60)
@given(st.integers(0, 10**12))
@example(99_999_999)
@example(99_950_000)
@example(9_999)
def test_a_short_count_is_near_the_count_and_in_the_largest_unit(number: int) -> None:
    figure, __, unit = count(number).partition(" ")
    assert math.isclose(float(figure) * UNITS[unit], number, rel_tol=0.05)
    assert unit == "亿" or float(figure) < 10_000
    assert "." not in figure or len(figure.split(".")[1]) == 1
    assert not figure.endswith(".0")


@settings(max_examples=60)
@given(st.integers(0, 10**7), st.integers(0, 10**7))
@example(7_899, 7_900)
@example(7_900, 7_899)
@example(0, 100)
@example(1, 10**7)
def test_a_discount_is_told_only_where_there_is_one(price: int, original: int) -> None:
    text = percent_off(price, original)
    assert bool(text) == (original > price)
    if text:
        tenths = float(text.removesuffix(" 折"))
        assert 0.1 <= tenths <= 9.9
        assert abs(tenths - price * 10 / original) <= 0.1 + 1e-9


@settings(max_examples=60)
@given(st.integers(0, 10**12))
def test_prices_have_no_useless_zeros_and_at_most_two_places(fen: int) -> None:
    text = yuan(fen)
    whole, point, rest = text.partition(".")
    assert int(whole) * 100 + int(rest.ljust(2, "0") or 0) == fen
    assert len(rest) <= 2
    assert not rest.endswith("0")
    assert bool(point) == bool(rest)


@settings(max_examples=60)
@given(MOMENTS)
def test_an_instant_in_an_attribute_is_read_back_to_the_second(moment: datetime) -> None:
    assert datetime.fromisoformat(iso(moment)) == moment.replace(microsecond=0)
    assert date(moment, "%Y-%m-%d") == moment.date().isoformat()


def test_a_pattern_has_a_reasonable_length() -> None:
    moment = datetime(2026, 11, 11, tzinfo=timezone.utc)  # noqa: UP017
    assert len(date(moment, "%A" * 10_000)) < 500


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_can_be_used_in_a_template(name: str) -> None:
    from designer.render.environment import Environment

    value = {"date": None, "iso": None}.get(name, 12_800)
    call = f"{name}(20000)" if name == "percent_off" else name
    made = Environment().from_string(f"{{{{ value|{call} }}}}").render(value=value)
    assert made == {"yuan": "128", "count": "1.3 万", "count_short": "1.3 万", "date": "",
                    "iso": "", "percent_off": "6.4 折"}[name]  # fmt: skip
