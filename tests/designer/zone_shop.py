"""A document with one hot-zone picture and one cube, for the tests of their verbs and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from designer.actions.zones import Spot
from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import Floor, Layout, Module, Page, Variant
from tests.kind_shop import records

ZONES = Spot("var_zones", "picture")
CUBE = Spot("var_cube", "cells")
LINK = {"action": "item", "target": "prd_a"}


def zone(key: str, x: float, y: float, w: float, h: float, **more: Any) -> dict[str, Any]:
    """A zone that leads somewhere and has a name."""
    return {"id": key, "x": x, "y": y, "w": w, "h": h, "label": key, "link": LINK, **more}


THREE = (
    zone("zon_a", 0.0, 0.0, 0.25, 0.25), zone("zon_b", 0.5, 0.0, 0.25, 0.5),
    zone("zon_c", 0.0, 0.5, 0.5, 0.25),
)  # fmt: skip


def document(
    zones: Sequence[Mapping[str, Any]] = THREE, *, asset: str | None = "ast_art", **settings: Any
) -> Document:
    """The shop; its picture is 1200 × 800 pixels."""
    picture = {"image": {"asset": asset, "alt": "", "focus": [0.5, 0.5]}, "zones": [*zones]}
    given = {"picture": picture, **settings}
    return Document([
        *records(),
        Page(id="page_home", name="首页", type="home", layouts=("lay_a",), default="lay_a"),
        Layout(id="lay_a", name="日常", floors=("flr_1",)),
        Floor(id="flr_1", level=1, modules=("mod_zones", "mod_cube")),
        Module(id="mod_zones", kind="hot_zones", name="热区", variants=("var_zones",),
               default="var_zones"),
        Variant(id="var_zones", name="甲", settings=given),
        Module(id="mod_cube", kind="cube", name="魔方", variants=("var_cube",),
               default="var_cube"),
        Variant(id="var_cube", name="甲", settings={"cells": {"columns": 2, "rows": 2, "cells": [
            {"id": f"cell_{n}", "x": n % 2, "y": n // 2} for n in range(4)
        ]}}),
    ])  # fmt: skip


def library() -> Library:
    """The built-in kinds."""
    return Library.load()
