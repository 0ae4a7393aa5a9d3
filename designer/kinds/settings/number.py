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
    if not math.isfinite(value):
        raise InvalidError(f"{at}: " + _("{value} is not a finite number", value=value))
    if low is not None and value < low:
        raise InvalidError(f"{at}: " + _("{value} is less than {limit}", value=value, limit=low))
    if high is not None and value > high:
        raise InvalidError(f"{at}: " + _("{value} is more than {limit}", value=value, limit=high))
    return value


def figure(value: float) -> str:
    """A number as CSS writes it, without a useless fraction."""
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")
