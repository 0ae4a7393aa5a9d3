"""The `blocks` setting: a list of like parts, each with settings of its own."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Setting, SettingId
from designer.language import _


class Blocks(Setting, tag="blocks", kw_only=True):
    """Between `min` and `max` parts of the manifest's block type `block`; a new module starts with
    `default`."""

    block: SettingId
    default: tuple[dict[str, Any], ...] = ()
    min: Annotated[int, msgspec.Meta(ge=0)] = 0
    max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20

    def __post_init__(self) -> None:
        if self.min > self.max:
            raise ValueError("needs min ≤ max")

    def initial(self) -> list[dict[str, Any]]:
        """The declared parts, or as many untouched ones as there must be."""
        return [dict(part) for part in self.default] or [
            {"id": f"blk_{number}"} for number in range(1, self.min + 1)
        ]

    def parse(self, value: Any, *, at: str = "") -> list[dict[str, Any]]:
        """The parts as plain objects; their own settings are checked by the kind."""
        parts = convert(value, list[dict[str, Any]], at=at)
        if not self.min <= len(parts) <= self.max:
            sentence = _(
                "has {count} parts, {low} to {high} are possible",
                count=len(parts),
                low=self.min,
                high=self.max,
            )
            raise InvalidError(f"{at}: {sentence}")
        ids = [convert(part.get("id"), str, at=f"{at}.{n}.id") for n, part in enumerate(parts)]
        if len(set(ids)) < len(ids):
            raise InvalidError(f"{at}: {_('two entries have the same id')}")
        return parts
