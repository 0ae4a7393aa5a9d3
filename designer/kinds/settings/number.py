"""The `number` setting: a number typed in."""

from __future__ import annotations

import math
from typing import Any

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Rules, Setting
from designer.language import _


class Number(Setting, tag="number"):
    """A number between `min` and `max`; in CSS `--<id>` without a unit."""

    default: int | float = 0
    min: int | float | None = None
    max: int | float | None = None
    unit: str = ""

    def initial(self) -> int | float:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> int | float:
        """The number itself."""
        return between(convert(value, int | float, at=at), low=self.min, high=self.max, at=at)  # type: ignore[arg-type]

    def rules(self, value: Any) -> Rules:
        """`--<id>: 600`."""
        yield "", {f"--{self.id}": figure(value)}


def between(value: float, *, low: float | None, high: float | None, at: str) -> int | float:
    """The value; raises InvalidError when it is out of bounds."""
    if not _finite(value):
        said = f"10^{value.bit_length() * 3 // 10}" if isinstance(value, int) else value
        raise InvalidError(f"{at}: " + _("{value} is not a finite number", value=said))
    if low is not None and value < low:
        raise InvalidError(f"{at}: " + _("{value} is less than {limit}", value=value, limit=low))
    if high is not None and value > high:
        raise InvalidError(f"{at}: " + _("{value} is more than {limit}", value=value, limit=high))
    return value


def figure(value: float) -> str:
    """A number as CSS writes it, without a useless fraction."""
    text = f"{round(value, 6) + 0.0:.6f}"  # adding zero takes the sign off it
    return text.rstrip("0").rstrip(".")


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        return False
