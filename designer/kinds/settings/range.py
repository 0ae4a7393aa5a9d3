"""The `range` setting: a number on a slider."""

from __future__ import annotations

from typing import Any

from designer.kinds.problems import convert
from designer.kinds.settings.base import Rules, Setting
from designer.kinds.settings.number import between, figure


class Range(Setting, tag="range", kw_only=True):
    """A number from `min` to `max` in steps; in CSS `--<id>` without a unit."""

    min: int | float
    max: int | float
    default: int | float
    step: int | float = 1
    unit: str = ""

    def __post_init__(self) -> None:
        if self.min >= self.max or self.step <= 0:
            raise ValueError("needs min < max and a step above 0")

    def initial(self) -> int | float:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> int | float:
        """The number itself."""
        return between(convert(value, int | float, at=at), low=self.min, high=self.max, at=at)  # type: ignore[arg-type]

    def rules(self, value: Any) -> Rules:
        """`--<id>: 600`."""
        yield "", {f"--{self.id}": figure(value)}
