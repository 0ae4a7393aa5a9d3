"""The catalogue: products, categories and coupons, kept while a page names them."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import catalogue
from designer.errors import RefusedError
from designer.records import Category, Coupon, Product
from tests.designer import small_shop


def test_a_product_comes_changes_and_goes(document, undone):
    key = catalogue.add_product(document, title="Black tea", price=4900, category="cat_tea",
                                tags=("new",), image="ast_hero")  # fmt: skip
    product = document.get(key, Product)
    catalogue.set_product(document, product=msgspec.structs.replace(product, price=3900))
    assert document.get(key, Product).price == 3900
    catalogue.remove_product(document, product=key)
    document.undo()
    document.undo()
    undone()


def test_a_product_a_shelf_names_stays(document):
    with pytest.raises(RefusedError, match="“Oolong” is still used by “Shelf” on floor 1"):
        catalogue.remove_product(document, product="prd_oolong")


def test_a_price_below_zero_is_refused(document):
    with pytest.raises(RefusedError, match="price of “Tea”"):
        catalogue.add_product(document, title="Tea", price=-1)


def test_a_category_comes_changes_and_stays_while_a_product_is_in_it(document):
    key = catalogue.add_category(document, name="Tea")
    category = document.get(key, Category)
    assert category.name == "Tea 2"
    catalogue.set_category(document, category=msgspec.structs.replace(category, name="Ware"))
    catalogue.remove_category(document, category=key)
    with pytest.raises(RefusedError, match="“Tea” is still used by “Oolong”"):
        catalogue.remove_category(document, category="cat_tea")


def test_a_coupon_comes_changes_and_goes(document):
    day = small_shop.DOUBLE_ELEVEN
    key = catalogue.add_coupon(document, name="Five off", amount=500, threshold=4900)
    coupon = document.get(key, Coupon)
    catalogue.set_coupon(document, coupon=msgspec.structs.replace(coupon, start=day))
    assert document.get(key, Coupon).start == day
    catalogue.remove_coupon(document, coupon=key)
    assert document.find(key) is None
