"""Settings as a template reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Values:
    """Settings as a template reads them: `s.title`; a name that is not a setting is an error."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None


def inside(values: Values) -> Mapping[str, Any]:
    """The same as a mapping."""
    return values._values
