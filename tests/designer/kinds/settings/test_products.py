"""Shelves: products by hand or by rule, and coupons."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.records import Product
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import setting
from tests.designer.two_floors import store

STORE = store()
KNOWN = [product.id for product in STORE.all(Product)]
IDS = st.lists(st.sampled_from([*KNOWN, "prd_gone", "cat_green", "ast_can"]), max_size=6)
QUERIES = st.fixed_dictionaries(
    {"mode": st.just("rule")},
    optional={
        "category": st.sampled_from([None, "cat_green", "cat_red", "cat_gone"]),
        "tags": st.lists(st.sampled_from(["新品", "new", "x"]), max_size=2),
        "sort": st.sampled_from(["sales", "new", "price_up", "price_down"]),
        "count": st.integers(1, 8),
    },
)


@settings(max_examples=60)
@given(IDS)
def test_products_chosen_by_hand_stand_in_that_order_without_what_is_gone(ids: list[str]) -> None:
    shown = setting("products").view({"mode": "manual", "items": ids}, Scene(STORE))
    assert [product.id for product in shown] == [key for key in ids if key in KNOWN]


@settings(max_examples=60)
@given(QUERIES)
def test_a_rule_finds_what_looking_through_the_catalogue_finds(query: dict[str, Any]) -> None:
    shown = setting("products").view(query, Scene(STORE))
    category, tags = query.get("category"), set(query.get("tags", []))
    wanted = [
        product
        for product in STORE.all(Product)
        if category in (None, product.category) and (not tags or tags & set(product.tags))
    ]
    assert len(shown) == min(len(wanted), query.get("count", 6))
    assert {one.id for one in shown} <= {product.id for product in wanted}
    prices = [one.price for one in shown]
    if query.get("sort") == "price_up":
        assert prices == sorted(product.price for product in wanted)[: len(shown)]
    if query.get("sort") == "price_down":
        assert prices == sorted((p.price for p in wanted), reverse=True)[: len(shown)]
    if query.get("sort", "sales") == "sales":
        assert [o.sales for o in shown] == sorted((p.sales for p in wanted), reverse=True)[
            : len(shown)
        ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"mode": "manual", "items": ["a"] * 61}, "it.items: has 61 entries, at most 60 fit"),
        ({"mode": "rule", "count": 61}, "it.count: has 61 entries, at most 60 fit"),
        ({"mode": "rule", "count": 0}, "it.count: must be >= 1"),
        ({"sort": "random"}, "it.sort: 'random' is not one of"),
        ({"tags": "new"}, "it.tags: needs a list, found text"),
    ],
)
def test_a_shelf_that_cannot_be_is_refused(value: Any, says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        setting("products").check(value)
    assert str(refused.value).startswith(says)


def test_a_rule_does_not_name_products_left_over_from_choosing_by_hand() -> None:
    value = {"mode": "rule", "items": ["prd_old"], "category": "cat_green"}
    assert list(setting("products").references(value)) == ["cat_green"]


def test_a_new_shelf_shows_as_many_as_its_kind_says() -> None:
    assert setting("products", count=2).initial()["count"] == 2
    assert len(setting("products", count=2).view({"mode": "rule", "count": 2}, Scene(STORE))) == 2


def test_coupons_stand_in_their_order_without_what_is_gone() -> None:
    shown = setting("coupons").view(["cpn_gone", "cpn_20", "prd_mist"], Scene(STORE))
    assert [coupon.id for coupon in shown] == ["cpn_20"]
