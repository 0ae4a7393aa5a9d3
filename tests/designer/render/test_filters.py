"""Prices, counts, dates and discounts as a Chinese shop writes them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.render.filters import count, date, iso, percent_off, yuan

EVE = datetime.fromisoformat("2026-11-10T20:00:00+08:00")


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (5900, "59"),
        (5990, "59.9"),
        (5999, "59.99"),
        (5, "0.05"),
        (0, "0"),
        (128_000, "1280"),
        (10, "0.1"),
    ],
)
def test_fen_become_yuan(fen: int, text: str) -> None:
    assert yuan(fen) == text


@given(st.integers(0, 10**9))
def test_no_fen_is_lost(fen: int) -> None:
    assert round(float(yuan(fen)) * 100) == fen


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (986, "986"),
        (9_999, "9999"),
        (10_000, "1 万"),
        (12_800, "1.3 万"),
        (1_286_000, "128.6 万"),
        (250_000_000, "2.5 亿"),
    ],
)
def test_counts_are_shortened(number: int, text: str) -> None:
    assert count(number) == text


def test_dates_keep_their_own_offset() -> None:
    assert date(EVE) == "11.10"
    assert date(EVE, "%m月%d日 %H:%M") == "11月10日 20:00"
    assert iso(EVE) == "2026-11-10T20:00:00+08:00"
    assert date(None) == iso(None) == ""


@pytest.mark.parametrize(
    ("price", "original", "text"),
    [
        (5900, 7900, "7.5 折"),
        (4000, 5000, "8 折"),
        (1, 9000, "0.1 折"),
        (5900, None, ""),
        (5900, 5900, ""),
    ],
)
def test_a_discount_is_told_in_tenths(price: int, original: int | None, text: str) -> None:
    assert percent_off(price, original) == text
