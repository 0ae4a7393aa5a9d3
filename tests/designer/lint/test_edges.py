"""Each check at its edge: it speaks just beyond, is quiet just within, and mends as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer import language
from designer.document.document import Document
from designer.lint.finding import SEVERITIES, Finding
from designer.lint.findings import findings, ordered
from designer.lint.rules import limit
from designer.records import (
    Asset,
    Category,
    Floor,
    Layout,
    Leaf,
    Module,
    Page,
    Product,
    Rule,
    Show,
    Variant,
)
from tests.designer.random_edits import EDITS, edited
from tests.designer.random_edits import LIBRARY as SMALL
from tests.designer.two_floors import asset, examples, records

LIBRARY = examples()
LINK = {"action": "item", "target": "prd_mist"}
HEAVY = int(limit("picture.max_bytes"))
LEAST = round(limit("zone.min_side"))
Change = Callable[[Document], object]


def shop() -> Document:
    """The small shop without a single finding."""
    return Document(
        msgspec.structs.replace(r, image="ast_can") if isinstance(r, Product) else r
        for r in records()
    )


def rules(change: Change) -> set[str]:
    document = shop()
    with document.transaction("Change"):
        change(document)
    return {one.rule for one in findings(document, library=LIBRARY)}


def filled(variant: str = "var_a", **values: Any) -> Change:
    return lambda d: d.put(msgspec.structs.replace(d.get(variant, Variant), settings=values))


def replaced(key: str, **fields: Any) -> Change:
    return lambda d: d.put(msgspec.structs.replace(d.records[key], **fields))


def both(*changes: Change) -> Change:
    return lambda d: [change(d) for change in changes]


def pictured(**facts: Any) -> Change:
    sha = shop().get("ast_can", Asset).sha256
    return both(lambda d: d.put(asset("ast_can", sha, **facts)), filled(image={"asset": "ast_can"}))


def zoned(**sides: Any) -> Change:
    zone = {"id": "z", "label": "茶", "x": 0, "y": 0, "w": 0.5, "h": 0.5, "link": LINK, **sides}
    return filled(map={"image": {"asset": "ast_can"}, "zones": [zone]})


def crowded(modules: int) -> Change:
    def fill(document: Document) -> None:
        keys = [f"mod_{n}" for n in range(modules)]
        for key in keys:
            document.put(Module(id=key, kind="shelf", name=key, variants=("var_l",),
                                default="var_l"))  # fmt: skip
        document.put(msgspec.structs.replace(document.get("flr_items", Floor), modules=keys))

    return fill


def layered(layouts: int) -> Change:
    def fill(document: Document) -> None:
        keys = tuple(f"lay_{n}" for n in range(layouts))
        for key in keys:
            document.put(Layout(id=key, name=key, floors=("flr_items",)))
        page = document.get("page_items", Page)
        document.put(msgspec.structs.replace(page, layouts=keys, default=keys[0]))

    return fill


EDGES = [
    ("picture.heavy", pictured(size=HEAVY), pictured(size=HEAVY + 1)),
    ("picture.small", pictured(width=750, height=375), pictured(width=749, height=375)),
    ("picture.small", pictured(width=0, height=0), pictured(width=1, height=1)),
    ("picture.ratio", pictured(width=2000, height=900), pictured(width=2000, height=800)),
    ("picture.ratio", pictured(width=1500, height=830), pictured(width=1500, height=1500)),
    ("picture.alt", pictured(alt="茶"), pictured(alt=" ")),
    ("zone.small", zoned(w=LEAST / 750), zoned(w=(LEAST - 1) / 750)),
    ("zone.small", zoned(h=2 * LEAST / 750), zoned(h=(2 * LEAST - 2) / 750)),
    ("zone.outside", zoned(x=0.5), zoned(x=0.51)),
    ("zone.outside", zoned(y=0.5), zoned(y=0.51)),
    ("zone.label", zoned(label="a"), zoned(label="")),
    ("zone.target", zoned(link={"action": "follow"}), zoned(link={"action": "none"})),
    ("link.dead", zoned(), zoned(link={"action": "item", "target": "cat_green"})),
    ("link.empty", filled(link={"action": "follow"}), filled(link={"action": "url"})),
    ("link.dead", filled(link={"action": "category", "target": "cat_green"}),
     filled(link={"action": "category", "target": "prd_mist"})),
    ("link.dead", filled(link={"action": "campaign", "target": "page_items"}),
     filled(link={"action": "campaign", "target": "lay_day"})),
    ("media.poster", filled("var_s", film={"asset": "ast_can", "poster": "ast_can"}),
     filled("var_s", film={"asset": "ast_can"})),
    ("asset.gone", filled("var_s", film={"asset": None, "poster": None}),
     filled("var_s", film={"asset": "ast_can", "poster": "ast_x"})),
    ("asset.gone", filled(map={"image": {"asset": "ast_can"}}),
     filled(map={"image": {"asset": "prd_mist"}})),
    ("list.gone", filled("var_s", coupons=["cpn_20"]), filled("var_s", coupons=["cpn_20", "x"])),
    ("list.gone", filled("var_s", goods={"mode": "manual", "items": ["prd_mist"]}),
     filled("var_s", goods={"mode": "manual", "items": ["prd_mist", "prd_x"]})),
    ("list.empty", filled("var_s", goods={"mode": "rule", "category": "cat_green"}),
     filled("var_s", goods={"mode": "rule", "category": "cat_gone"})),
    ("list.empty", filled("var_s", goods={"mode": "rule", "tags": ["礼"]}),
     filled("var_s", goods={"mode": "rule", "tags": ["没有"]})),
    ("list.empty", filled("var_s", goods={"mode": "manual", "items": ["prd_mist"]}),
     filled("var_s", goods={"mode": "manual"})),
    ("product.price", replaced("prd_mist", price=1), replaced("prd_mist", price=0)),
    ("product.title", replaced("prd_mist", title="a"), replaced("prd_mist", title=" ")),
    ("product.picture", replaced("prd_mist", image="ast_can"), replaced("prd_mist", image=None)),
    ("floor.empty", replaced("flr_items", modules=("mod_all",)), replaced("flr_items", modules=())),
    ("layout.modules", crowded(int(limit("layout.max_modules"))),
     crowded(int(limit("layout.max_modules")) + 1)),
    ("page.layouts", layered(int(limit("home.max_layouts"))),
     layered(int(limit("home.max_layouts")) + 1)),
    ("setting.unfit", filled(height=200), filled(height=199)),
    ("setting.unfit", filled(from_elsewhere=3), filled(slides=[{"id": "a", "pad": 999}])),
    ("banner.title", filled(title="茶"), filled(title="  ")),
    ("banner.title", filled(headline="旧"), filled(headline="")),
    ("kind.missing", replaced("mod_all", kind="shelf"), replaced("mod_all", kind="unheard")),
    ("rule.nobody", replaced("mod_gift", rules=()), replaced("mod_gift", rules=(Rule(
        id="r", outcome=Show(variant="var_g"),
        audience=Leaf(attribute="likes", operator="has_any", value=())),))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "within", "beyond"), EDGES, ids=[f"{n} {edge[0]}" for n, edge in enumerate(EDGES)]
)
def test_a_check_is_quiet_within_and_speaks_beyond(
    rule: str, within: Change, beyond: Change
) -> None:
    assert rule not in rules(within)
    assert rule in rules(beyond)


def test_a_shelf_may_follow_a_category_of_any_id() -> None:
    made = both(
        lambda d: d.put(Category(id="tea", name="Tea")),
        replaced("prd_mist", category="tea"),
        filled("var_s", goods={"mode": "rule", "category": "tea"}),
    )
    assert "list.gone" not in rules(made)


def test_a_rule_over_a_category_that_is_gone_is_told_once() -> None:
    gone = filled("var_s", goods={"mode": "rule", "category": "cat_gone"})
    assert rules(gone) == {"list.empty"}


@settings(max_examples=40)
@given(EDITS)
def test_every_finding_names_what_is_there_in_one_sentence_with_a_way_to_mend_it(edits) -> None:
    document = edited(edits)
    for one in findings(document, library=SMALL):
        assert one.record in document.records
        assert one.variant == "" or one.variant in document.records
        assert "\n" not in one.message
        assert not one.message.endswith(".")
        assert one.mend == "" or one.mend.endswith(".")
        assert "{" not in one.mend


@settings(max_examples=20)
@given(EDITS)
def test_both_languages_find_the_same_things(edits) -> None:
    document = edited(edits)
    english = findings(document, library=SMALL)
    language.use("zh_CN")
    try:
        chinese = findings(document, library=SMALL)
    finally:
        language.use("en")
    places = [(one.rule, one.severity, one.record, one.variant, one.setting) for one in english]
    assert places == [(o.rule, o.severity, o.record, o.variant, o.setting) for o in chinese]
    assert all(a.message != b.message for a, b in zip(english, chinese, strict=True))


@settings(max_examples=60)
@given(st.lists(st.builds(Finding, rule=st.sampled_from("ab"), record=st.sampled_from("xy"),
                          severity=st.sampled_from(SEVERITIES), message=st.just("m"))))  # fmt: skip
def test_the_worst_comes_first_every_one_once_and_the_rest_as_found(found) -> None:
    told = ordered(found)
    ranks = [SEVERITIES.index(one.severity) for one in told]
    assert ranks == sorted(ranks)
    assert len(set(told)) == len(told)
    assert set(told) == set(found)
    for severity in SEVERITIES:
        same = [one for one in dict.fromkeys(found) if one.severity == severity]
        assert [one for one in told if one.severity == severity] == same
