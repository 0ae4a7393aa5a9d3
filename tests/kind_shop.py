"""A small shop to render kinds in, and the settings a kind can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from designer.document.document import Document
from designer.kinds.manifest import Kind
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.choice import Choice
from designer.kinds.settings.coupons import Coupons
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.image import Image
from designer.kinds.settings.link import Link
from designer.kinds.settings.range import Range
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.spacing import Spacing
from designer.kinds.settings.text import Text
from designer.kinds.settings.toggle import Toggle
from designer.records import AnyRecord, Asset, Coupon, Module, Product, Shop, Theme, Variant
from designer.render.module import Fragment, Renderer


def records() -> list[AnyRecord]:
    """A shop with three products, two coupons, a picture and a film."""
    art = Asset(
        id="ast_art",
        name="art",
        sha256="a" * 64,
        media="image/jpeg",
        size=9,
        width=1200,
        height=800,
        alt="山",
    )
    film = Asset(id="ast_film", name="film", sha256="b" * 64, media="video/mp4", size=9)
    products = (
        Product(
            id="prd_a", title="桂花乌龙", short="乌龙", price=12800, original=15800,
            image="ast_art",
            tags=("热卖",), sales=41820,
        ),
        Product(id="prd_b", title="青柠冷泡", short="冷泡", price=1590, sales=9000),
        Product(id="prd_c", title="老枞红茶", short="红茶", price=16800, image="ast_art", sales=12),
    )  # fmt: skip
    coupons = (
        Coupon(id="cpn_a", name="新客券", amount=2000, threshold=9900),
        Coupon(id="cpn_b", name="老客券", amount=123456),
    )
    return [
        Shop(id="shop", name="山岚", theme=Theme(colours={}), attributes=(), followers=1286000),
        art,
        film,
        *products,
        *coupons,
    ]


def shown(
    renderer: Renderer, kind: Kind, settings: Mapping[str, Any], *, level: int | None = None
) -> Fragment:
    """The module with these settings; fails when the template did."""
    variant = Variant(id="var_a", name="甲", settings=settings)
    module = Module(
        id="mod_a", kind=kind.id, name=kind.name.zh, variants=("var_a",), default="var_a"
    )
    document = Document([*records(), variant, module])
    fragment = renderer.module(document, "mod_a", "var_a", level=level or kind.floors[0])
    assert not fragment.problem, fragment.problem
    return fragment


def furnished(kind: Kind) -> dict[str, Any]:
    """The defaults with a picture, a link, goods and coupons wherever they fit."""
    return {**{s.id: furniture(s, s.initial()) for s in kind.settings}, **parts(kind)}


def parts(kind: Kind) -> dict[str, Any]:
    """As many furnished parts as each list of parts may hold."""
    made: dict[str, Any] = {}
    for setting in kind.settings:
        if isinstance(setting, Blocks):
            inner = kind.blocks[setting.block].settings
            one = {field.id: furniture(field, field.initial()) for field in inner}
            made[setting.id] = [{"id": f"blk_{number}", **one} for number in range(setting.max)]
    return made


def furniture(setting: Any, value: Any) -> Any:
    picture = {"asset": "ast_art", "alt": "远山", "focus": [0.2, 0.8]}
    link = {"action": "item", "target": "prd_a"}
    zones = [{"id": "zone_a", "label": "甲", "x": 0.1, "y": 0.1, "w": 0.4, "h": 0.3, "link": link}]
    cell = {"id": "cell_a", "x": 0, "y": 0, "label": "甲", "image": picture, "link": link}
    by_type: dict[type[Any], Any] = {
        Image: picture, Link: link, Coupons: ["cpn_a", "cpn_b"],
        HotZones: {"image": picture, "zones": zones},
        Cube: {"columns": 2, "rows": 1, "cells": [cell, {**cell, "id": "cell_b", "x": 1}]},
    }  # fmt: skip
    return by_type.get(type(setting), value)


def extremes(kind: Kind, setting: Any) -> Iterator[Any]:
    """The values at the edge of what a setting takes."""
    if isinstance(setting, Range | Spacing):
        yield from (setting.min, setting.max)
    elif isinstance(setting, Choice):
        yield from (option.value for option in setting.options)
    elif isinstance(setting, Toggle):
        yield from (True, False)
    elif isinstance(setting, Text):
        yield from ("", "长" * setting.max_length, "W" * setting.max_length)
    elif isinstance(setting, Blocks):
        full = parts(kind)[setting.id]
        yield from (full[: setting.min], full, [{"id": part["id"]} for part in full])


def blank(fields: Any) -> dict[str, Any]:
    return {field.id: "" for field in fields if isinstance(field, Text | RichText)}


def typed(kind: Kind, supply: Iterator[str]) -> dict[str, Any]:
    """Settings with a hostile text in every text field, of the module and of its parts."""
    settings = _typed(kind.settings, supply)
    for setting in kind.settings:
        if isinstance(setting, Blocks):
            count = range(max(setting.min, 1))
            settings[setting.id] = [
                {"id": f"blk_{n}", **_typed(kind.blocks[setting.block].settings, supply)}
                for n in count
            ]
    return settings


def _typed(fields: Any, supply: Iterator[str]) -> dict[str, Any]:
    return {
        field.id: next(supply)[: field.max_length]
        for field in fields
        if isinstance(field, Text | RichText)
    }
