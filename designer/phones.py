"""The phones a page can be looked at on: data in `assets/phones.json`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from designer.records import Label, Struct

FILE: Final = Path(__file__).resolve().parents[1] / "assets" / "phones.json"
BASE: Final = "375x667"
"""The phone that design pixels are halved for: 750 design pixels are its 375 points."""


class Phone(Struct):
    """One phone: its screen in points, its name by language, and the devices it stands for."""

    id: str
    width: int
    height: int
    name: Label
    like: str = ""


class _File(Struct):
    about: str
    phones: tuple[Phone, ...]


@cache
def phones() -> tuple[Phone, ...]:
    """All phones, narrow ones first."""
    return msgspec.json.decode(FILE.read_bytes(), type=_File).phones


def phone(key: str) -> Phone:
    """The phone of this id, else the base screen."""
    known = {one.id: one for one in phones()}
    return known.get(key) or known[BASE]


def after(key: str) -> Phone:
    """The next phone, after the last the first."""
    known = phones()
    here = known.index(phone(key))
    return known[(here + 1) % len(known)]
