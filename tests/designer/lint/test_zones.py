"""What is wrong with hot zones and cubes, told for each part at the size it has on the phone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.actions.zones import picture_at
from designer.kinds.geometry.box import Box
from designer.kinds.geometry.mending import grown
from designer.kinds.settings.hot_zones import Zone
from designer.lint import zones as lint
from designer.lint.findings import findings
from designer.lint.place import Place
from designer.records import Module, Variant
from tests.designer import zone_shop
from tests.designer.zone_shop import ZONES, zone

LIBRARY = zone_shop.library()


def told(*zones: Any, **given_: Any) -> dict[str, list[str]]:
    """The rules each zone breaks."""
    document = zone_shop.document(zones, **given_)
    picture = picture_at(document, ZONES, library=LIBRARY)
    place = Place(
        document, document.get("mod_zones", Module), document.get("var_zones", Variant), ""
    )
    found = lint.by_zone(picture.value, place, shown=picture.shown)
    return {key: [one.rule for one in many] for key, many in found.items()}


def test_good_zones_break_no_rule() -> None:
    assert told(*zone_shop.THREE) == {"zon_a": [], "zon_b": [], "zon_c": []}


def test_both_of_two_overlapping_zones_are_told() -> None:
    found = told(zone("zon_a", 0, 0, 0.5, 0.5), zone("zon_b", 0.4, 0.4, 0.5, 0.5),
                 zone("zon_c", 0.9, 0, 0.1, 0.3))  # fmt: skip
    assert found["zon_a"] == found["zon_b"] == ["zone.overlap"]
    assert "zone.overlap" not in found["zon_c"]


def test_a_zone_at_the_very_border_is_inside() -> None:
    assert told(zone("zon_a", 0.75, 0.75, 0.25, 0.25)) == {"zon_a": []}
    assert told(zone("zon_a", 0.8, 0.75, 0.25, 0.25)) == {"zon_a": ["zone.outside"]}


def test_the_size_on_the_phone_counts_the_margins_of_the_module() -> None:
    wide = zone("zon_a", 0, 0, 142 / 1200, 0.5)  # 142 px of 1200: 44.4 pt over the full width
    assert told(wide, inset=False) == {"zon_a": []}
    assert told(wide, inset=True) == {"zon_a": ["zone.small"]}


def test_the_finding_says_how_large_it_is_and_how_large_it_must_be() -> None:
    document = zone_shop.document([zone("zon_a", 0, 0, 0.1, 0.5)])
    (one,) = [f for f in findings(document, library=LIBRARY) if f.rule == "zone.small"]
    assert one.message == "“zon_a” is 35.1 pt at its narrowest on the phone; fingers need 44 pt"
    assert one.mend == "Make it at least 151 px of the picture wide and high."
    assert one.setting == "picture.zones.0"


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_zone_grown_to_the_least_side_is_large_enough(wide: int, high: int) -> None:
    size = (1200, 6000)
    least = lint.least_side(width=size[0], shown=702)
    box = grown(Box(5, 5, wide, high), (least, least), size=size)
    found = Zone(id="z", **box.fractions(size))
    w, h = lint.on_phone(found, size=size, shown=702)
    assert min(w, h) >= 43.9
    assert least - 1 < 88 * 1200 / 702 <= least


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ({"action": "none"}, "zone.target"),
        ({"action": "item"}, "link.empty"),
        ({"action": "url"}, "link.empty"),
        ({"action": "item", "target": "prd_gone"}, "link.dead"),
        ({"action": "coupon_claim", "target": "prd_a"}, "link.dead"),
        ({"action": "second_floor"}, "link.floor"),
        ({"action": "module", "target": "mod_far"}, "link.elsewhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(link: dict[str, str], rule: str) -> None:
    from designer.records import Floor, Layout, Page

    document = zone_shop.document([{**zone("zon_a", 0, 0, 0.5, 0.5), "link": link}])
    with document.transaction("another layout"):
        home = document.get("page_home", Page)
        document.put(Page(id=home.id, name=home.name, type=home.type, layouts=("lay_a", "lay_b"),
                          default="lay_a"))  # fmt: skip
        document.put(Layout(id="lay_b", name="别", floors=("flr_b",)))
        document.put(Floor(id="flr_b", level=1, modules=("mod_far",)))
        document.put(Module(id="mod_far", kind="title", name="远", variants=("var_far",),
                            default="var_far"))  # fmt: skip
        document.put(Variant(id="var_far", name="甲"))
    found = [f.rule for f in findings(document, library=LIBRARY) if f.record == "mod_zones"]
    assert rule in found


@pytest.mark.parametrize(
    "link",
    [
        {"action": "service"}, {"action": "follow"}, {"action": "item", "target": "prd_a"},
        {"action": "module", "target": "mod_cube"}, {"action": "url", "target": "https://a.cn"},
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_not(link: dict[str, str]) -> None:
    assert told({**zone("zon_a", 0, 0, 0.5, 0.5), "link": link}) == {"zon_a": []}


# ---- cubes ----


def cube(*cells: dict[str, Any], columns: int = 2, rows: int = 1) -> list[tuple[str, str]]:
    document = zone_shop.document()
    with document.transaction("fill"):
        value = {"columns": columns, "rows": rows, "cells": list(cells)}
        document.put(Variant(id="var_cube", name="甲", settings={"cells": value}))
    found = (f for f in findings(document, library=LIBRARY) if f.record == "mod_cube")
    return [(one.rule, one.setting) for one in found]


def cell(key: str, x: int, **more: Any) -> dict[str, Any]:
    image = {"asset": "ast_art", "alt": "远山"}
    return {"id": key, "x": x, "y": 0, "image": image, "link": zone_shop.LINK, **more}


def test_a_filled_cube_breaks_no_rule() -> None:
    assert cube(cell("a", 0), cell("b", 1)) == []


@pytest.mark.parametrize(
    ("more", "rule", "setting"),
    [
        ({"image": {"asset": None}}, "cube.picture", "cells.cells.1.image"),
        ({"image": {"asset": "ast_gone"}}, "asset.gone", "cells.cells.1.image.asset"),
        ({"link": {"action": "none"}}, "cube.target", "cells.cells.1.link"),
        ({"link": {"action": "page"}}, "link.empty", "cells.cells.1.link"),
    ],
)
def test_what_is_wrong_with_a_cell_is_placed(more: Any, rule: str, setting: str) -> None:
    assert (rule, setting) in cube(cell("a", 0), cell("b", 1, **more))


def test_a_picture_without_words_anywhere_is_told() -> None:
    from designer.records import Asset

    document = zone_shop.document()
    with document.transaction("fill"):
        document.put(Asset(id="ast_mute", name="x", sha256="c" * 64, media="image/png", size=1,
                           width=9, height=9))  # fmt: skip
        cells = [cell("a", 0, image={"asset": "ast_mute"}), cell("b", 1)]
        document.put(Variant(id="var_cube", name="甲", settings={
            "cells": {"columns": 2, "rows": 1, "cells": cells}}))  # fmt: skip
    rules = [f.rule for f in findings(document, library=LIBRARY) if f.record == "mod_cube"]
    assert rules == ["cube.alt"]


def test_an_empty_place_is_only_mentioned() -> None:
    assert cube(cell("a", 0)) == [("cube.hole", "cells.cells")]
