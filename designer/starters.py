"""The starter layouts: ready-made pages by trade and occasion, with pictures and sample goods."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from designer.errors import NotFoundError
from designer.language import _, mark
from designer.records import Label, Struct

FOLDER: Final = Path(__file__).resolve().parents[1] / "assets" / "starters"

Trade = Literal["fashion", "beauty", "tea", "home"]
Occasion = Literal[
    "daily", "new", "38", "618", "d11_presale", "d11_warmup", "d11_peak", "d11_encore",
    "brand_day", "member_day",
]  # fmt: skip

TRADES: Final[Mapping[str, str]] = {
    "fashion": mark("Fashion"), "beauty": mark("Beauty"), "tea": mark("Tea and food"),
    "home": mark("Home and furniture"),
}  # fmt: skip
OCCASIONS: Final[Mapping[str, str]] = {
    "daily": mark("Every day"), "new": mark("New arrivals"), "38": mark("38 festival"),
    "618": mark("618 sale"), "d11_presale": mark("Double 11 presale"),
    "d11_warmup": mark("Double 11 warm-up"), "d11_peak": mark("Double 11 peak"),
    "d11_encore": mark("Double 11 encore"), "brand_day": mark("Super brand day"),
    "member_day": mark("Member day"),
}  # fmt: skip


class StarterModule(Struct):
    """A module of a starter; `key` is what its links call it."""

    key: str
    kind: str
    name: Label
    settings: Mapping[str, Any]


class StarterFloor(Struct):
    """A floor of a starter, its modules from top to bottom."""

    level: Literal[1, 2]
    modules: tuple[StarterModule, ...]


class Starter(Struct):
    """A ready-made layout with the theme it was drawn for.

    In its settings `picture:…`, `coupon:…`, `module:…`, `page:…` and `next:…` stand for what only
    a project can tell.
    """

    id: str
    trade: Trade
    occasion: Occasion
    name: Label
    info: Label
    colours: Mapping[str, str]
    radius: int
    heading: Literal["sans", "serif"]
    floors: tuple[StarterFloor, ...]

    @property
    def cover(self) -> Path:
        """The picture of its first screen."""
        return FOLDER / "covers" / f"{self.id}.webp"

    @property
    def preview(self) -> Path:
        """The picture of the whole page, both floors beside one another."""
        return FOLDER / "previews" / f"{self.id}.webp"


class Good(Struct):
    """A product to begin with; prices in fen."""

    picture: str
    title: str
    short: str
    price: int
    original: int
    category: str
    tags: tuple[str, ...]
    sales: int
    stock: int


class Goods(Struct):
    """What a shop of a trade might sell; coupons as name, amount and threshold in yuan."""

    categories: tuple[str, ...]
    coupons: tuple[tuple[str, int, int], ...]
    products: tuple[Good, ...]


@functools.cache
def starters() -> tuple[Starter, ...]:
    """All of them, by trade and occasion."""
    decoder = msgspec.json.Decoder(Starter)
    found = [decoder.decode(path.read_bytes()) for path in FOLDER.glob("*.json")]
    trades, occasions = tuple(TRADES), tuple(OCCASIONS)
    order = sorted(found, key=lambda s: (trades.index(s.trade), occasions.index(s.occasion)))
    return tuple(order)


def starter(key: str) -> Starter:
    """The starter of this id; raises NotFoundError."""
    for found in starters():
        if found.id == key:
            return found
    raise NotFoundError(_("There is no starter layout “{id}”.", id=key))


@functools.cache
def goods(trade: Trade) -> Goods:
    """The sample goods of a trade."""
    data = (FOLDER / "goods" / f"{trade}.json").read_bytes()
    return msgspec.json.decode(data, type=Goods)


def picture(name: str) -> bytes:
    """The bytes of a picture of the starters, a WebP."""
    return (FOLDER / "pictures" / f"{name}.webp").read_bytes()
