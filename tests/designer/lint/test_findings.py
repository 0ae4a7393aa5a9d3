"""What could be wrong with a project is found, told in one sentence and placed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer import language
from designer.document.document import Document
from designer.kinds.library import Library
from designer.kinds.settings.hot_zones import Zone
from designer.lint.finding import SEVERITIES, Finding
from designer.lint.findings import findings
from designer.lint.rules import limit, limits
from designer.lint.zones import overlap
from designer.records import (
    AllOf,
    Asset,
    Between,
    Floor,
    Layout,
    Leaf,
    Module,
    Page,
    Product,
    Rule,
    Run,
    Show,
    Variant,
)
from tests.designer.two_floors import asset, examples, records, store

LIBRARY = examples()
LINK = {"action": "item", "target": "prd_mist"}
ZONE = {"id": "z1", "label": "茶", "x": 0.0, "y": 0.0, "w": 0.4, "h": 0.5, "link": LINK}
PICTURED = [
    msgspec.structs.replace(r, image="ast_can") if isinstance(r, Product) else r for r in records()
]


def found(settings: dict[str, Any] | None = None, *, rule: str = "") -> list[Finding]:
    document = Document(PICTURED)
    with document.transaction("fill"):
        document.put(Variant(id="var_a", name="秋茶", settings=settings or {}))
    return [one for one in findings(document, library=LIBRARY) if one.rule.startswith(rule)]


def changed(change: Callable[[Document], object], *, rule: str) -> list[Finding]:
    document = Document(PICTURED)
    with document.transaction("change"):
        change(document)
    return [one for one in findings(document, library=LIBRARY) if one.rule == rule]


def replaced(of: type[Any], key: str, **fields: Any) -> Callable[[Document], object]:
    return lambda d: d.put(msgspec.structs.replace(d.get(key, of), **fields))


def test_a_sound_shop_has_no_findings() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("settings", "rule", "severity", "setting", "says"),
    [
        ({"height": 90}, "setting.unfit", "error", "height", "90 is less than 200"),
        ({"title": ""}, "banner.title", "warn", "title", "The banner has no title"),
        ({"image": {"asset": "ast_x"}}, "asset.gone", "error", "image.asset", "“ast_x” is not"),
        ({"link": {"action": "item"}}, "link.empty", "warn", "link", "The link has no target"),
        (
            {"link": {"action": "page", "target": "prd_mist"}},
            "link.dead",
            "error",
            "link",
            "leads to “prd_mist”",
        ),
        (
            {"slides": [{"id": "a"}, {"id": "b", "picture": {"asset": "ast_x"}}]},
            "asset.gone",
            "error",
            "slides.1.picture.asset",
            "“ast_x”",
        ),
        (
            {"map": {"image": {"asset": "ast_can"}, "zones": [{**ZONE, "link": {}}]}},
            "zone.target",
            "error",
            "map.zones.0.link",
            "“茶” leads nowhere",
        ),
        (
            {"map": {"image": {"asset": "ast_can"}, "zones": [{**ZONE, "x": 0.7}]}},
            "zone.outside",
            "error",
            "map.zones.0",
            "“茶” reaches outside",
        ),
        (
            {"map": {"image": {"asset": "ast_can"}, "zones": [{**ZONE, "w": 0.1}]}},
            "zone.small",
            "warn",
            "map.zones.0",
            "is 37.5 pt at its narrowest on the phone; fingers need 44 pt",
        ),
        (
            {"map": {"image": {"asset": "ast_can"}, "zones": [{**ZONE, "label": " "}]}},
            "zone.label",
            "info",
            "map.zones.0.label",
            "“zone 1” has no name",
        ),
        (
            {"map": {"image": {"asset": "ast_can"}, "zones": [ZONE, {**ZONE, "id": "z2"}]}},
            "zone.overlap",
            "error",
            "map.zones.1",
            "“茶” and “茶” overlap",
        ),
        (
            {
                "map": {
                    "image": {"asset": "ast_can"},
                    "zones": [{**ZONE, "link": {"action": "item", "target": "prd_x"}}],
                }
            },
            "link.dead",
            "error",
            "map.zones.0.link",
            "“prd_x”",
        ),
    ],
)
def test_a_finding_is_placed_and_told(
    settings: dict[str, Any], rule: str, severity: str, setting: str, says: str
) -> None:
    (one,) = found(settings)
    assert (one.rule, one.severity, one.setting) == (rule, severity, setting)
    assert (one.record, one.variant) == ("mod_hero", "var_a")
    assert says in one.message
    assert one.mend or rule.startswith("banner.")


def test_hidden_fields_are_not_judged() -> None:
    link = {"action": "item", "target": "prd_gone"}
    library = Library(LIBRARY.kinds, LIBRARY.sources)
    banner = LIBRARY.kinds["banner"]
    hidden = [
        msgspec.structs.replace(s, visible_if=banner.settings[6].visible_if)
        if s.id == "link"
        else s
        for s in banner.settings
    ]
    library.kinds["banner"] = msgspec.structs.replace(banner, settings=tuple(hidden))
    document = store({"link": link, "wide": False})
    assert not [f for f in findings(document, library=library) if f.rule == "link.dead"]
    document = store({"link": link, "wide": True})
    assert [f for f in findings(document, library=library) if f.rule == "link.dead"]


PICTURE = {"image": {"asset": "ast_new"}}


@pytest.mark.parametrize(
    ("picture", "rule", "says"),
    [
        ({"alt": ""}, "picture.alt", "no words for those who cannot see it"),
        ({"size": 3 * 1024**2}, "picture.heavy", "weighs 3.0 MB, more than 2 MB"),
        ({"width": 600, "height": 300}, "picture.small", "is 600 px wide"),
        (
            {"width": 900, "height": 900},
            "picture.ratio",
            "is 900 × 900; the module is drawn for 2 : 1",
        ),
    ],
)
def test_a_picture_is_looked_at(picture: dict[str, Any], rule: str, says: str) -> None:
    document = Document([*PICTURED, asset("ast_new", "0" * 64, **picture)])
    with document.transaction("fill"):
        document.put(Variant(id="var_a", name="秋茶", settings=PICTURE))
    (one,) = findings(document, library=LIBRARY)
    assert one.rule == rule
    assert says in one.message


def told_of(value: dict[str, Any], setting: str = "image", **picture: Any) -> list[str]:
    document = Document([*PICTURED, asset("ast_new", "0" * 64, **picture)])
    with document.transaction("fill"):
        document.put(Variant(id="var_a", name="秋茶", settings={setting: value}))
    return [one.rule for one in findings(document, library=LIBRARY) if one.rule[:3] == "pic"]


def test_a_cropped_picture_is_looked_at_as_far_as_it_shows() -> None:
    picture = {"width": 1500, "height": 1500}
    whole = {"asset": "ast_new", "alt": "一罐秋茶"}
    assert told_of(whole, **picture) == ["picture.ratio"]
    assert told_of({**whole, "crop": [0, 0.2, 1, 0.5]}, **picture) == []
    small = {**whole, "crop": [0, 0.2, 0.4, 0.2]}
    assert told_of(small, **picture) == ["picture.small"]


def test_a_picture_with_zones_is_as_wide_as_the_platform_asks() -> None:
    value = {"image": {"asset": "ast_new", "alt": "一罐秋茶"}, "zones": []}
    least = int(limit("picture.min_width"))
    assert told_of(value, "map", width=least - 1, height=400) == ["picture.small"]
    assert told_of(value, "map", width=least, height=400) == []


def test_words_beside_the_picture_count_as_its_words() -> None:
    silent = Document([*PICTURED, asset("ast_new", "0" * 64, alt="")])
    with silent.transaction("fill"):
        value = {"image": {"asset": "ast_new", "alt": "一罐秋茶"}}
        silent.put(Variant(id="var_a", name="秋茶", settings=value))
    assert findings(silent, library=LIBRARY) == ()


def test_lists_are_looked_through() -> None:
    def fill(settings: dict[str, Any]) -> list[str]:
        document = Document(PICTURED)
        with document.transaction("fill"):
            document.put(Variant(id="var_s", name="热卖", settings=settings))
        return [f"{f.rule} {f.setting}" for f in findings(document, library=LIBRARY)]

    gone = {"goods": {"mode": "manual", "items": ["prd_mist", "prd_x"]}, "coupons": ["cpn_x"]}
    assert fill(gone) == ["list.gone goods", "list.gone coupons"]
    assert fill({"goods": {"mode": "rule", "tags": ["nobody"]}}) == ["list.empty goods"]
    assert fill({"film": {"asset": "ast_can"}}) == ["media.poster film.poster"]


def test_a_kind_that_is_not_installed_is_told_once() -> None:
    (one,) = changed(replaced(Module, "mod_hero", kind="vendor-x"), rule="kind.missing")
    assert one.record == "mod_hero"
    assert "“vendor-x” of “主视觉”" in one.message


MEMBER = Leaf(attribute="vip", operator="is", value=True)
ALL = Show(variant="var_b")
WALL = Rule(id="rul_w", outcome=ALL)


def test_rules_behind_one_for_everybody_are_told_and_variants_nobody_gets() -> None:
    late = Rule(id="rul_l", outcome=Show(variant="var_c"))
    change = replaced(Module, "mod_hero", rules=(WALL, late))
    (behind,) = changed(change, rule="rule.shadowed")
    assert (behind.setting, behind.severity) == ("rul_l", "warn")
    assert behind.message.startswith("Rule 2 of “主视觉” is never reached: rule 1 take")
    assert [one.variant for one in changed(change, rule="variant.unseen")] == ["var_a", "var_c"]


def test_a_rule_with_a_window_lets_others_through() -> None:
    timed = msgspec.structs.replace(WALL, window=Between(end=EVE))
    change = replaced(Module, "mod_hero", rules=(timed,))
    assert changed(change, rule="rule.shadowed") == []
    assert [one.variant for one in changed(change, rule="variant.unseen")] == ["var_c"]


EVE = datetime(2026, 11, 10, tzinfo=UTC)
TEEN = Leaf(attribute="age", operator="less_than", value=18)
ADULT = Leaf(attribute="age", operator="at_least", value=18)


@pytest.mark.parametrize(
    ("rule", "kind", "says"),
    [
        ({"window": Between(start=EVE, end=EVE)}, "closed", "The time window of rule 1"),
        (
            {"audience": AllOf(of=(TEEN, ADULT))},
            "nobody",
            "Nobody can be in the audience of rule 1",
        ),
        ({"audience": MEMBER}, "off_layout", "never get the layout that “主视觉” stands on"),
        ({"outcome": Show(variant="var_a")}, "redundant", "Rule 1 of “主视觉” changes nothing"),
    ],
)
def test_a_rule_without_effect_is_told_with_the_reason(
    rule: dict[str, Any], kind: str, says: str
) -> None:
    made = Rule(**({"id": "rul_x", "outcome": ALL, "audience": TEEN} | rule))
    (one,) = changed(replaced(Module, "mod_hero", rules=(made,)), rule=f"rule.{kind}")
    assert one.setting == "rul_x"
    assert says in one.message
    assert one.mend


def test_variants_of_a_module_without_rules_are_looked_at_too() -> None:
    change = replaced(Module, "mod_story", variants=("var_t", "var_g"))
    (one,) = changed(change, rule="variant.unseen")
    assert "Nobody gets “礼” of “品牌故事”" in one.message


def test_rules_that_name_what_is_gone_stop_nothing() -> None:
    gone = Rule(id="rul_g", outcome=Run(experiment="exp_gone", arms={}))
    document = Document(PICTURED)
    with document.transaction("break"):
        replaced(Module, "mod_hero", rules=(gone,))(document)
    assert [one.rule for one in findings(document, library=LIBRARY)] == ["variant.unseen"] * 2


def test_a_layout_nobody_gets_is_told() -> None:
    (one,) = changed(replaced(Page, "page_home", rules=()), rule="variant.unseen")
    assert (one.record, one.variant) == ("page_home", "lay_vip")


@pytest.mark.parametrize(
    ("change", "rule", "record"),
    [
        (replaced(Floor, "flr_vip", modules=()), "floor.empty", "lay_vip"),
        (replaced(Product, "prd_old", image=None), "product.picture", "prd_old"),
        (replaced(Product, "prd_old", price=0), "product.price", "prd_old"),
        (replaced(Product, "prd_old", title=" "), "product.title", "prd_old"),
    ],
)
def test_pages_and_products_are_looked_at(
    change: Callable[[Document], object], rule: str, record: str
) -> None:
    assert [one.record for one in changed(change, rule=rule)] == [record]


def test_a_page_of_too_many_modules_or_layouts_is_told() -> None:
    def crowd(document: Document) -> None:
        names = tuple(f"mod_{n}" for n in range(41))
        for name in names:
            document.put(
                Module(id=name, kind="banner", name=name, variants=("var_a",), default="var_a")
            )
        replaced(Floor, "flr_vip", modules=names)(document)
        layouts = tuple(f"lay_{n}" for n in range(21))
        for name in layouts:
            document.put(Layout(id=name, name=name, floors=("flr_one",)))
        replaced(Page, "page_items", layouts=("lay_items", *layouts))(document)

    (full,) = changed(crowd, rule="layout.modules")
    assert "has 41 modules, more than 40" in full.message
    (many,) = changed(crowd, rule="page.layouts")
    assert many.record == "page_items"


def test_the_worst_comes_first_and_nothing_twice() -> None:
    one = findings(store({"title": "", "height": 1, "link": {"action": "item"}}), library=LIBRARY)
    order = [SEVERITIES.index(finding.severity) for finding in one]
    assert order == sorted(order)
    assert len(set(one)) == len(one)


def test_findings_speak_the_users_language() -> None:
    language.use("zh_CN")
    (one,) = found({"title": ""})
    assert one.message == "横幅没有标题"


def test_every_number_names_its_source() -> None:
    for name, one in limits().items():
        assert one.source, name
        assert one.value == limit(name)
    assert limit("zone.min_side") == 88


FRACTION = st.integers(0, 20).map(lambda n: n / 20)
ZONES = st.builds(
    lambda x, y, w, h: Zone(id="z", x=x, y=y, w=w, h=h), FRACTION, FRACTION, FRACTION, FRACTION
)


@given(ZONES, ZONES)
def test_two_zones_overlap_just_when_a_point_lies_inside_both(first: Zone, second: Zone) -> None:
    def inside(zone: Zone, x: float, y: float) -> bool:
        return zone.x < x < zone.x + zone.w and zone.y < y < zone.y + zone.h

    points = [(x / 40, y / 40) for x in range(1, 80, 2) for y in range(1, 80, 2)]
    shared = any(inside(first, x, y) and inside(second, x, y) for x, y in points)
    assert overlap(first, second) == overlap(second, first) == shared


def test_a_shop_that_lost_its_catalogue_can_be_looked_at() -> None:
    bare = Document([r for r in records() if not isinstance(r, Asset | Product)])
    rules = [one.rule for one in findings(bare, library=LIBRARY)]
    assert rules == ["list.empty", "list.empty"]


def test_what_a_copy_takes_from_its_original_is_told_once_on_a_page() -> None:
    from designer.actions.linking import add_linked
    from designer.actions.variants import set_setting
    from tests.designer import small_shop

    library = Library.load()
    document = small_shop.document()
    first = document.get("mod_peak", Module)
    with document.transaction("a link that leads nowhere"):
        peak = document.get("var_peak", Variant)
        settings = {"headline": "11.11", "button": "Go"}
        document.put(msgspec.structs.replace(peak, settings=settings))
    floor = next(f for f in document.all(Floor) if first.id in f.modules)
    copy = add_linked(document, part=first.id, floor=floor.id, index=1)
    far = add_linked(document, part=first.id, floor="flr_items", index=0)

    def told() -> list[str]:
        found = findings(document, library=library)
        return [f.record for f in found if f.rule == "poster.link"]

    assert copy not in told()
    assert {first.id, far} <= set(told())
    own = document.get(copy, Module).variants[0]
    set_setting(document, variant=own, setting="button", value="Now")
    assert copy in told()
