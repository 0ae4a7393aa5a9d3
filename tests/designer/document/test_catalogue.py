"""The catalogue is searched by words, shelf, tags, price and stock, in a chosen order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.document.catalogue import ORDERS, Wanted, found, tags_of
from designer.records import Product

GOODS = [
    Product(id="prd_1", title="雾里青 2026 春茶", short="雾里青", price=5900, sales=90, stock=4,
            category="cat_green", tags=("新品",)),
    Product(id="prd_2", title="桂花乌龙", short="", price=7900, sales=200, stock=0,
            category="cat_oolong", tags=("热卖", "新品")),
    Product(id="prd_3", title="Tea gift box", short="茶礼盒", price=19900, sales=30, stock=12,
            category=None, tags=("热卖",)),
]  # fmt: skip
PRODUCTS = st.lists(
    st.builds(
        Product,
        id=st.integers(0, 10**6).map(lambda n: f"prd_{n}"),
        title=st.text("茶春 abc", max_size=6),
        short=st.text("茶春 abc", max_size=3),
        price=st.integers(0, 30_000),
        sales=st.integers(0, 50),
        stock=st.integers(0, 3),
        category=st.sampled_from([None, "cat_a", "cat_b"]),
        tags=st.lists(st.sampled_from(["x", "y"]), unique=True, max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
WANTED = st.builds(
    Wanted,
    words=st.text("茶春 aB", max_size=3),
    category=st.sampled_from([None, "cat_a"]),
    tags=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
    low=st.none() | st.integers(0, 30_000),
    high=st.none() | st.integers(0, 30_000),
    in_stock=st.booleans(),
    order=st.sampled_from(list(ORDERS)),
)


def ids(**wanted: object) -> list[str]:
    return [one.id for one in found(GOODS, Wanted(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["prd_2", "prd_1", "prd_3"]),
        ({"order": "price_up"}, ["prd_1", "prd_2", "prd_3"]),
        ({"order": "price_down"}, ["prd_3", "prd_2", "prd_1"]),
        ({"order": "stock"}, ["prd_3", "prd_1", "prd_2"]),
        ({"words": "春茶"}, ["prd_1"]),
        ({"words": "GIFT tea"}, ["prd_3"]),
        ({"words": "热卖"}, ["prd_2", "prd_3"]),
        ({"words": "prd_3"}, ["prd_3"]),
        ({"category": "cat_green"}, ["prd_1"]),
        ({"tags": ("新品",)}, ["prd_2", "prd_1"]),
        ({"low": 7900, "high": 19900}, ["prd_2", "prd_3"]),
        ({"high": 7899}, ["prd_1"]),
        ({"in_stock": True}, ["prd_1", "prd_3"]),
        ({"words": "nothing like it"}, []),
    ],
)
def test_what_is_looked_for_is_found(wanted, expected) -> None:
    assert ids(**wanted) == expected


def test_the_most_used_tags_come_first() -> None:
    assert tags_of(GOODS) == sorted(["新品", "热卖"])
    assert tags_of([*GOODS, GOODS[2]])[0] == "热卖"


@given(PRODUCTS, WANTED)
def test_narrowing_only_takes_away_and_an_order_only_reorders(products, wanted) -> None:
    made = found(products, wanted)
    assert len({one.id for one in made}) == len(made)
    for other in ORDERS:
        again = found(products, Wanted(**{**_fields(wanted), "order": other}))
        assert {one.id for one in again} == {one.id for one in made}
    wider = found(products, Wanted(**{**_fields(wanted), "in_stock": False, "low": None}))
    assert {one.id for one in made} <= {one.id for one in wider}


@given(PRODUCTS, WANTED)
def test_each_found_product_matches_all_that_is_asked(products, wanted) -> None:
    for one in found(products, wanted):
        assert wanted.category in (None, one.category)
        assert not wanted.tags or set(wanted.tags) & set(one.tags)
        assert wanted.low is None or one.price >= wanted.low
        assert wanted.high is None or one.price <= wanted.high
        assert one.stock > 0 or not wanted.in_stock


def _fields(wanted: Wanted) -> dict[str, object]:
    return {name: getattr(wanted, name) for name in wanted.__struct_fields__}
