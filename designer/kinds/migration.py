"""Migrations of a kind: how settings written for an older version are read by a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from designer.records import Struct


class Rename(Struct, tag_field="do", tag="rename"):
    """The setting `old` is now called `new`; where both were given, the new one counts."""

    old: str
    new: str


class Replace(Struct, tag_field="do", tag="replace"):
    """The value `old` of a setting is now written `new`."""

    setting: str
    old: Any
    new: Any


class Drop(Struct, tag_field="do", tag="drop"):
    """The setting is no longer used."""

    setting: str


class Migration(Struct):
    """What changed with version `to`; steps look at the shape alone, so carrying them out twice
    changes nothing."""

    to: int
    steps: tuple[Rename | Replace | Drop, ...] = ()


def migrated(settings: Mapping[str, Any], migrations: Iterable[Migration]) -> dict[str, Any]:
    """The settings as the newest version names them."""
    values = dict(settings)
    for migration in sorted(migrations, key=lambda m: m.to):
        for step in migration.steps:
            _carry_out(step, values)
    return values


def _carry_out(step: Rename | Replace | Drop, values: dict[str, Any]) -> None:
    if isinstance(step, Rename):
        if step.old in values:
            values.setdefault(step.new, values.pop(step.old))
    elif isinstance(step, Drop):
        values.pop(step.setting, None)
    elif values.get(step.setting, msgspec.UNSET) == step.old:
        values[step.setting] = step.new
