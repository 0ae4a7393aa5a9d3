"""A picture with tappable areas."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import setting
from tests.designer.two_floors import store

PART = st.floats(0, 1)
ZONES = st.lists(
    st.fixed_dictionaries({"x": PART, "y": PART, "w": PART, "h": PART}), max_size=6
).map(lambda boxes: [{"id": f"z{n}", **box} for n, box in enumerate(boxes)])


@settings(max_examples=60)
@given(ZONES)
def test_each_zone_stands_where_it_was_drawn_to_a_thousandth_of_a_percent(zones: list[Any]) -> None:
    rules = dict(setting("hot_zones").rules({"zones": zones}))
    assert len(rules) == len(zones) + 1
    for number, zone in enumerate(zones, 1):
        box = rules[f" .zone-{number}"]
        for side, name in (("left", "x"), ("top", "y"), ("width", "w"), ("height", "h")):
            assert box[side].endswith("%")
            assert abs(float(box[side][:-1]) - zone[name] * 100) < 0.00051


@settings(max_examples=30)
@given(ZONES)
def test_the_page_shows_the_zones_in_the_designers_order(zones: list[Any]) -> None:
    view = setting("hot_zones").view({"zones": zones}, Scene(store()))
    assert [zone.id for zone in view.zones] == [zone["id"] for zone in zones]
    assert [zone.index for zone in view.zones] == list(range(1, len(zones) + 1))


@pytest.mark.parametrize("side", ["x", "y", "w", "h"])
@pytest.mark.parametrize("value", [-0.01, 1.01, "half", None, float("nan")])
def test_a_side_that_is_no_part_of_the_picture_is_named(side: str, value: Any) -> None:
    zone = {"id": "z", "x": 0.1, "y": 0.1, "w": 0.1, "h": 0.1, side: value}
    with pytest.raises(InvalidError, match=rf"it\.zones\.0\.{side}: "):
        setting("hot_zones").check({"zones": [zone]})


def test_zones_name_what_they_lead_to_after_their_picture() -> None:
    link = {"action": "coupon_claim", "target": "cpn_1"}
    zones = [
        {"id": f"z{n}", "x": 0, "y": 0, "w": 1, "h": 1, "link": one}
        for n, one in enumerate([link, {"action": "service"}, {"action": "page", "target": "p"}])
    ]
    value = {"image": {"asset": "ast_1"}, "zones": zones}
    assert list(setting("hot_zones").references(value)) == ["ast_1", "cpn_1", "p"]
