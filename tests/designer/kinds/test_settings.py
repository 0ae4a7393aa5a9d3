"""Each setting type: what it takes, what it refuses and where, what becomes of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.manifest import AnySetting
from designer.kinds.settings.base import COLOURS, Setting
from designer.kinds.settings.rich_text import cleaned
from designer.render.scene import Scene
from tests.designer.two_floors import store

NAMES = {"id": "it", "label": {"zh": "它", "en": "It"}}
OPTIONS = [{"value": v, "label": {"zh": v, "en": v}} for v in ("left", "right")]
ZONE = {
    "id": "z1",
    "x": 0.1,
    "y": 0.2,
    "w": 0.5,
    "h": 0.25,
    "label": "茶",
    "link": {"action": "item", "target": "prd_mist"},
}


def setting(type_: str, **fields: Any) -> Setting:
    return msgspec.convert({**NAMES, "type": type_, **fields}, AnySetting)


FITTING = [
    (setting("text"), "好茶"),
    (setting("rich_text"), "<b>好</b>茶"),
    (setting("number", min=0), 3.5),
    (setting("range", min=0, max=10, default=5), 10),
    (setting("toggle"), True),
    (setting("choice", options=OPTIONS), "right"),
    (setting("colour"), "gold"),
    (setting("colour"), "#a1b2C3"),
    (setting("image"), {"asset": "ast_can"}),
    (setting("video"), {"asset": None, "poster": "ast_can", "muted": False}),
    (setting("panorama"), {"asset": "ast_can"}),
    (setting("model"), {"poster": "ast_can"}),
    (setting("link"), {"action": "url", "target": "https://example.com/茶?a=1"}),
    (setting("link"), {"action": "follow"}),
    (setting("hot_zones"), {"image": {"asset": "ast_can"}, "zones": [ZONE]}),
    (setting("products"), {"mode": "manual", "items": ["prd_mist"]}),
    (setting("products"), {"mode": "rule", "count": 4}),
    (setting("coupons"), ["cpn_20"]),
    (setting("date_time"), "2026-11-11T00:00:00+08:00"),
    (setting("date_time"), None),
    (setting("countdown"), {"until": "2026-11-11T00:00:00Z", "label": "距开抢"}),
    (setting("spacing"), 0),
    (setting("blocks", block="slide"), [{"id": "blk_1"}]),
]

UNFIT = [
    (setting("text", max_length=3), "四个汉字", "it: has 4 characters"),
    (setting("text"), 3, "it: needs text"),
    (setting("number", max=2), 3, "it: 3 is more than 2"),
    (setting("number"), True, "it: needs"),
    (setting("number"), float("nan"), "it: nan is not a finite number"),
    (setting("range", min=5, max=10, default=5), 4, "it: 4 is less than 5"),
    (setting("toggle"), "yes", "it: needs true or false"),
    (setting("choice", options=OPTIONS), "up", "it: “up” is not one of left, right"),
    (setting("colour"), "red", "it: “red” is neither #rrggbb"),
    (setting("colour"), "#ff;}body{", "it: “#ff;}body{”"),
    (setting("image"), {"asset": 1}, "it.asset: needs"),
    (setting("image"), {"focus": [0.5, 1.5]}, "it.focus.1: must be"),
    (setting("image"), {"asset": None, "size": 3}, "it: take out the unknown field “size”"),
    (setting("video"), {"muted": "no"}, "it.muted: needs true or false"),
    (setting("link"), {"action": "fly"}, "it.action: 'fly' is not one of"),
    (
        setting("link"),
        {"action": "url", "target": "javascript:alert(1)"},
        "it.target: “javascript:alert(1)” must start",
    ),
    (setting("link", actions=["item"]), {"action": "follow"}, "it: “follow” is not one of item"),
    (setting("hot_zones"), {"zones": [ZONE, ZONE]}, "it.zones: two entries have the same id"),
    (
        setting("hot_zones", max=1),
        {"zones": [ZONE, {**ZONE, "id": "z2"}]},
        "it.zones: has 2 entries",
    ),
    (setting("hot_zones"), {"zones": [{**ZONE, "w": 1.2}]}, "it.zones.0.w: must be"),
    (
        setting("hot_zones"),
        {"zones": [{**ZONE, "link": {"action": "url", "target": "x"}}]},
        "it.zones.0.link.target: “x”",
    ),
    (setting("products", max=3), {"mode": "rule", "count": 9}, "it.count: has 9 entries"),
    (setting("products"), {"mode": "magic"}, "it.mode: 'magic' is not one of"),
    (setting("coupons", max=1), ["cpn_1", "cpn_2"], "it: has 2 entries"),
    (setting("date_time"), "2026-11-11T00:00:00", "it: "),
    (setting("date_time"), "tomorrow", "it: "),
    (setting("countdown"), {"until": 5}, "it.until: needs"),
    (setting("spacing", max=40), 41, "it: 41 is more than 40"),
    (setting("blocks", block="slide", min=1), [], "it: has 0 parts, 1 to 20"),
    (
        setting("blocks", block="slide"),
        [{"id": "a"}, {"id": "a"}],
        "it: two entries have the same id",
    ),
    (setting("blocks", block="slide"), [{}], "it.0.id: needs text"),
]


@pytest.mark.parametrize(
    ("one", "value"), FITTING, ids=lambda v: v.type if isinstance(v, Setting) else ""
)
def test_a_fitting_value_is_taken(one: Setting, value: Any) -> None:
    one.check(value)


@pytest.mark.parametrize(("one", "value", "says"), UNFIT)
def test_an_unfit_value_is_refused_with_its_place(one: Setting, value: Any, says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        one.check(value)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    "one", {one.type: one for one, _ in FITTING}.values(), ids=lambda s: s.type
)
def test_the_value_before_anything_was_given_fits_and_can_be_shown(one: Setting) -> None:
    one.check(one.initial())
    list(one.rules(one.initial()))
    assert list(one.references(one.initial())) == []
    one.view(one.initial(), Scene(store()))


@pytest.mark.parametrize(
    ("one", "value"), FITTING, ids=lambda v: v.type if isinstance(v, Setting) else ""
)
def test_css_holds_nothing_that_could_end_a_rule(one: Setting, value: Any) -> None:
    for below, declarations in one.rules(value):
        assert not set(below) & set("{};\\<")
        assert not any(set(text) & set("{};\\<") for pair in declarations.items() for text in pair)


@pytest.mark.parametrize(
    ("one", "value", "names"),
    [
        (setting("image"), {"asset": "ast_1"}, ["ast_1"]),
        (setting("video"), {"asset": "ast_1", "poster": "ast_2"}, ["ast_1", "ast_2"]),
        (setting("link"), {"action": "item", "target": "prd_1"}, ["prd_1"]),
        (setting("link"), {"action": "url", "target": "https://a.cn"}, []),
        (
            setting("hot_zones"),
            {"image": {"asset": "ast_1"}, "zones": [ZONE]},
            ["ast_1", "prd_mist"],
        ),
        (setting("products"), {"mode": "manual", "items": ["prd_1", "prd_2"]}, ["prd_1", "prd_2"]),
        (setting("products"), {"mode": "rule", "category": "cat_1"}, ["cat_1"]),
        (setting("coupons"), ["cpn_1"], ["cpn_1"]),
    ],
)
def test_a_value_says_which_records_it_names(one: Setting, value: Any, names: list[str]) -> None:
    assert list(one.references(value)) == names


def test_a_colour_token_follows_the_theme_and_a_hex_colour_stays() -> None:
    one = setting("colour")
    assert dict(one.rules("night")) == {"": {"--it": "var(--c-night)"}}
    assert dict(one.rules("#AABBCC")) == {"": {"--it": "#aabbcc"}}
    for name in COLOURS:
        one.check(name)


def test_a_range_needs_room_and_a_step() -> None:
    with pytest.raises(msgspec.ValidationError, match="min < max"):
        setting("range", min=5, max=5, default=5)


def test_zones_become_percentages_of_the_picture() -> None:
    rules = dict(setting("hot_zones").rules({"zones": [ZONE, {**ZONE, "id": "z2", "x": 1 / 3}]}))
    assert rules[" .zone-1"] == {"left": "10%", "top": "20%", "width": "50%", "height": "25%"}
    assert rules[" .zone-2"]["left"] == "33.333%"


def test_a_dead_zone_link_shows_as_none() -> None:
    view = setting("hot_zones").view(
        {"zones": [{**ZONE, "link": {"action": "item", "target": "prd_gone"}}]}, Scene(store())
    )
    assert view.zones[0].link is None
    assert view.zones[0].css == "zone-1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("好茶", "好茶"),
        ("<b>好</b><script>alert(1)</script>", "<b>好</b>"),
        ('<p onclick="x()" style="color:red" class="a">茶</p>', "<p>茶</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<a href="/relative">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<a href="\u2028javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        (
            '<a href="https://a.cn/茶">x</a>',
            '<a href="https://a.cn/茶" rel="noopener noreferrer">x</a>',
        ),
        ('<img src=x onerror="alert(1)">', ""),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<p>未闭合", "<p>未闭合</p>"),
    ],
)
def test_rich_text_keeps_our_tags_and_nothing_else(text: str, shown: str) -> None:
    assert str(cleaned(text)) == shown


@given(st.text(alphabet="<>&\"'=/ abpijs:script", max_size=60))
def test_cleaning_rich_text_twice_changes_nothing_and_leaves_no_script(text: str) -> None:
    once = cleaned(text)
    assert cleaned(str(once)) == once
    assert "<script" not in once
    assert "javascript:" not in once.replace("&", "") or "href" not in once
