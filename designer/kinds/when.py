"""Small conditions over a module's own settings: when a field shows, when a lint rule speaks."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import msgspec

from designer.records import Scalar, Struct


class When(Struct, rename={"equals": "is", "every": "all", "some": "any", "negated": "not"}):
    """One test of one setting, or `all`, `any`, `not` of such conditions; unknown settings count as
    empty."""

    setting: str | None = None
    equals: Scalar | msgspec.UnsetType | None = msgspec.UNSET
    any_of: tuple[Scalar, ...] | None = None
    at_least: int | float | None = None
    less_than: int | float | None = None
    empty: bool | None = None
    every: tuple[When, ...] | None = None
    some: tuple[When, ...] | None = None
    negated: When | None = None

    def __post_init__(self) -> None:
        tests = sum(
            part is not None for part in (self.any_of, self.at_least, self.less_than, self.empty)
        ) + (self.equals is not msgspec.UNSET)
        groups = sum(part is not None for part in (self.every, self.some, self.negated))
        if (self.setting is None, tests, groups) not in {(False, 1, 0), (True, 0, 1)}:
            raise ValueError(
                'write {"setting": …} with one of is, any_of, at_least, less_than, empty; '
                "or one of all, any, not"
            )

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the condition holds for these (completed) settings."""
        if self.every is not None:
            return all(part.holds(values) for part in self.every)
        if self.some is not None:
            return any(part.holds(values) for part in self.some)
        if self.negated is not None:
            return not self.negated.holds(values)
        return self._tested(read(values, self.setting or ""))

    def settings(self) -> frozenset[str]:
        """The first names of the settings that are read."""
        parts = (*(self.every or ()), *(self.some or ()), *filter(None, (self.negated,)))
        own = {self.setting.split(".")[0]} if self.setting else set()
        return frozenset(own).union(*(part.settings() for part in parts))

    def _tested(self, value: Any) -> bool:
        if self.equals is not msgspec.UNSET:
            return _same(value, self.equals)
        if self.any_of is not None:
            return any(_same(value, one) for one in self.any_of)
        if self.empty is not None:
            return is_empty(value) is self.empty
        if not isinstance(value, int | float):
            return False
        return (
            value >= self.at_least if self.at_least is not None else value < (self.less_than or 0)
        )


def read(values: Any, path: str) -> Any:
    """The value at a dotted path through objects and lists, None when there is none."""
    for step in path.split("."):
        if isinstance(values, Mapping):
            values = values.get(step)
        elif isinstance(values, list | tuple) and _place(step) < len(values):
            values = values[_place(step)]
        else:
            return None
    return values


def _same(one: Any, other: Any) -> bool:
    """Numbers by their amount, so that 2 is 2.0; a switch is no number."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _place(step: str) -> int:
    """The position that a step names, beyond every list when it names none."""
    return int(step) if step.isascii() and step.isdigit() else sys.maxsize


def is_empty(value: Any) -> bool:
    """Whether nothing was filled in: None, blank text, an empty list, a picture without a file, a
    link to nowhere."""
    if isinstance(value, Mapping):
        if "asset" in value:
            return value["asset"] is None
        if "action" in value:
            return bool(value["action"] == "none")
        if "mode" in value:
            return value["mode"] == "manual" and not value.get("items")
        return all(is_empty(part) for part in value.values())
    if isinstance(value, str | list | tuple):
        return not (value.strip() if isinstance(value, str) else value)
    return value is None
