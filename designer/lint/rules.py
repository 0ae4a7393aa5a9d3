"""The numbers that checks compare with: data in `assets/rules`, each with its source and
confidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from designer.records import Struct

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "rules"


class Limit(Struct):
    """One number with its unit, where it comes from, and how sure that is."""

    value: float
    unit: str
    source: str
    confidence: Literal["high", "medium", "low"]


class RuleFile(Struct):
    """One file of limits."""

    about: str
    rules: Mapping[str, Limit]


@cache
def limits() -> Mapping[str, Limit]:
    """All limits by name."""
    found: dict[str, Limit] = {}
    for path in sorted(FOLDER.glob("*.json")):
        found |= msgspec.json.decode(path.read_bytes(), type=RuleFile).rules
    return found


def limit(name: str) -> float:
    """The value of one limit."""
    return limits()[name].value
