"""The `spacing` setting: a distance in design pixels."""

from __future__ import annotations

from typing import Any

from designer.kinds.problems import convert
from designer.kinds.settings.base import Rules, Setting
from designer.kinds.settings.number import between


class Spacing(Setting, tag="spacing"):
    """A distance on the 750-wide canvas; in CSS `--<id>` without a unit."""

    default: int = 24
    min: int = 0
    max: int = 200

    def initial(self) -> int:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> int:
        """The number itself."""
        return int(between(convert(value, int, at=at), low=self.min, high=self.max, at=at))

    def rules(self, value: Any) -> Rules:
        """`--<id>: 24`."""
        yield "", {f"--{self.id}": str(value)}
