"""What templates are told of the project, and what is noted while they ask."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from designer.document.document import Document
from designer.kinds.settings.products import ProductsValue
from designer.records import Page, Product
from designer.render.catalogue import asked
from designer.render.files import page_file
from designer.render.scene import ALL_CATEGORIES, ALL_PAGES, ALL_PRODUCTS, Scene
from tests.designer.two_floors import records, store


def query(**given: Any) -> ProductsValue:
    return ProductsValue(**given)


def test_a_picture_has_an_address_a_size_and_words() -> None:
    scene = Scene(store(), root="../")
    view = scene.image("ast_can", alt="", focus=(0.2, 0.3), css="focus-image")
    assert view is not None
    assert view.url.startswith("../assets/")
    assert view.url.endswith(".png")
    assert (view.width, view.height, view.alt, view.focus) == (1500, 750, "一罐茶", (0.2, 0.3))
    assert scene.reads == {"ast_can"}
    assert len(scene.assets) == 1


def test_a_picture_that_is_gone_or_no_picture_is_none_and_still_noted() -> None:
    scene = Scene(store())
    assert scene.image(None) is None
    assert scene.image("ast_gone") is None
    assert scene.image("prd_mist") is None
    assert scene.reads == {"ast_gone", "prd_mist"}, (
        "so that the module is rendered again when it comes back"
    )


def test_a_video_without_a_file_shows_its_poster() -> None:
    scene = Scene(store())
    view = scene.media("ast_gone", poster="ast_can", muted=True)
    assert view is not None
    assert (view.url, view.poster is not None) == ("", True)
    assert scene.media(None, poster=None, muted=True) is None


@pytest.mark.parametrize(
    ("action", "target", "href", "label"),
    [
        ("item", "prd_mist", "#/item/prd_mist", "雾里青 冷泡绿茶 12 包"),
        ("add_to_cart", "prd_old", "#/add_to_cart/prd_old", "老枞红茶"),
        ("category", "cat_red", "#/category/cat_red", "红茶"),
        ("coupon_claim", "cpn_20", "#/coupon_claim/cpn_20", "新客券"),
        ("page", "page_items", "../items.html", "全部宝贝"),
        ("page", "page_home", "../index.html", "首页"),
        ("module", "mod_shelf", "#mod_shelf", "新品"),
        ("second_floor", "", "#/second_floor", ""),
        ("follow", "", "#/follow", ""),
        ("url", "https://a.cn/茶", "https://a.cn/茶", "https://a.cn/茶"),
    ],
)
def test_a_link_leads_somewhere(action: str, target: str, href: str, label: str) -> None:
    link = Scene(store(), root="../").link(action, target)
    assert link is not None
    assert (link.href, link.label) == (href, label)


@pytest.mark.parametrize(
    ("action", "target"),
    [
        ("none", ""),
        ("url", ""),
        ("item", "prd_gone"),
        ("item", "cat_red"),
        ("page", ""),
        ("campaign", "cmp_1"),
    ],
)
def test_a_link_to_nowhere_is_none(action: str, target: str) -> None:
    assert Scene(store()).link(action, target) is None


def test_products_by_hand_keep_their_order_and_lose_what_is_gone() -> None:
    found = Scene(store()).products(query(items=("prd_old", "prd_gone", "prd_mist")))
    assert [p.id for p in found] == ["prd_old", "prd_mist"]


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        ({}, ["prd_mist", "prd_white", "prd_old"]),
        ({"count": 1}, ["prd_mist"]),
        ({"category": "cat_red"}, ["prd_white", "prd_old"]),
        ({"tags": ("礼", "x")}, ["prd_white"]),
        ({"tags": ("x",)}, []),
        ({"sort": "price_up"}, ["prd_mist", "prd_old", "prd_white"]),
        ({"sort": "price_down"}, ["prd_white", "prd_old", "prd_mist"]),
        ({"sort": "new", "count": 1}, ["prd_mist"]),
        ({"category": "cat_gone"}, []),
    ],
)
def test_products_by_rule(rule: dict[str, Any], ids: list[str]) -> None:
    scene = Scene(store())
    assert [p.id for p in scene.products(query(mode="rule", **rule))] == ids
    assert ALL_PRODUCTS in scene.reads
    assert [
        p.id for p in asked(reversed(store().all(Product)), query(mode="rule", **rule))
    ] == ids, "whatever order they come in"


def test_a_product_tells_its_facts() -> None:
    mist, white = Scene(store()).products(query(items=("prd_mist", "prd_white")))
    assert (mist.short, mist.price, mist.original, mist.category, mist.link.href) == (
        "雾里青",
        5900,
        7900,
        "绿茶",
        "#/item/prd_mist",
    )
    assert (white.short, white.original, white.image) == ("白毫银针", None, None)
    assert mist.cart.action == "add_to_cart"


def test_a_price_that_did_not_fall_is_not_struck_through() -> None:
    document = store()
    with document.transaction("raise"):
        document.put(msgspec.structs.replace(document.get("prd_mist", Product), price=7900))
    assert Scene(document).products(query(items=("prd_mist",)))[0].original is None


def test_categories_are_counted_and_noted() -> None:
    scene = Scene(store())
    assert [(c.name, c.count) for c in scene.categories()] == [("绿茶", 1), ("红茶", 2)]
    assert {ALL_CATEGORIES, ALL_PRODUCTS} <= scene.reads
    assert scene.shop().logo is not None


def test_links_to_pages_note_all_pages_since_names_may_change() -> None:
    scene = Scene(store())
    scene.link("page", "page_items")
    assert ALL_PAGES in scene.reads


def test_every_page_has_a_file_of_its_own() -> None:
    extra = [
        Page(id="page_x", name="X", type="items", layouts=("lay_items",), default="lay_items"),
        Page(id="page_h2", name="H2", type="home", layouts=("lay_day",), default="lay_day"),
        Page(id="page_c", name="C", type="custom", layouts=("lay_day",), default="lay_day"),
    ]
    document = Document([*records(), *extra])
    files = [page_file(page, document) for page in document.all(Page)]
    assert len(set(files)) == len(files)
    assert page_file(document.get("page_home", Page), document) == "index.html"
    assert page_file(document.get("page_c", Page), document) == "custom.html"
    assert page_file(store().get("page_items", Page), store()) == "items.html"
