"""The filters templates have beyond Jinja's plain ones: prices, counts, dates, as a Chinese shop
writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any


def yuan(fen: int) -> str:
    """A sum in fen as yuan without useless zeros: 5900 → `59`, 5990 → `59.9`, 128000 → `1280`."""
    whole, rest = divmod(int(fen), 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def count(number: int) -> str:
    """A count as shops write it: 986 → `986`, 12800 → `1.3 万`, 1286000 → `128.6 万`, 250000000 →
    `2.5 亿`."""
    for unit, size, least in (("亿", 100_000_000, 99_999_500), ("万", 10_000, 10_000)):
        if number >= least:  # what would round to 10000 万 is 1 亿
            return f"{number / size:.1f}".removesuffix(".0") + f" {unit}"
    return str(number)


def date(moment: datetime | None, pattern: str = "%m.%d") -> str:
    """An instant in its own offset: `11.08` by default; `%Y-%m-%d %H:%M` and the like; nothing for
    None."""
    return "" if moment is None else moment.strftime(pattern[:40])


def iso(moment: datetime | None) -> str:
    """An instant as attributes want it: `2026-11-11T00:00:00+08:00`; nothing for None."""
    return "" if moment is None else moment.isoformat(timespec="seconds")


def percent_off(price: int, original: int | None) -> str:
    """A price against the one before, as a Chinese discount: 5900 of 7900 → `7.5 折`; nothing
    without a fall, and never less than a tenth off a fall."""
    if not original or original <= price:
        return ""
    return f"{min(max(price * 10 / original, 0.1), 9.9):.1f}".removesuffix(".0") + " 折"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "yuan": yuan,
    "count": count,
    "count_short": count,
    "date": date,
    "iso": iso,
    "percent_off": percent_off,
}
