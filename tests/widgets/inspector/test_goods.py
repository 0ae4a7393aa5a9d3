"""Products are looked up, narrowed down and ticked in an order; a rule shows what it finds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions import catalogue
from designer.kinds.settings.products import Products
from designer.records import Product
from tests.widgets.inspector.test_access import nameless
from tests.widgets.inspector.test_fields import NAME, make, value

__all__ = ["make"]

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def picker(make):
    field = make(Products(id="a", label=NAME, max=4), value("prd_0"))
    QTest.mouseClick(field.hand.add, LEFT)
    made = field.hand.picker
    made.field = field
    yield made
    made.close()


def click(picker, key: str) -> None:
    row = picker.shown().index(key)
    index = picker.list.model().index(row, 0)
    picker.list.scrollTo(index)
    QTest.mouseClick(picker.list.viewport(), LEFT, pos=picker.list.visualRect(index).center())


def test_products_are_ticked_in_the_order_they_are_chosen(picker) -> None:
    click(picker, "prd_4")
    click(picker, "prd_2")
    assert picker.field.heard[-1]["items"] == ["prd_0", "prd_4", "prd_2"]
    assert picker.list.order == ("prd_0", "prd_4", "prd_2")
    assert picker.isVisible(), "the list stays open"
    click(picker, "prd_0")
    assert picker.field.heard[-1]["items"] == ["prd_4", "prd_2"]


def test_no_more_than_fit_are_ticked(picker) -> None:
    for key in ("prd_1", "prd_2", "prd_3", "prd_4"):
        click(picker, key)
    assert picker.field.heard[-1]["items"] == ["prd_0", "prd_1", "prd_2", "prd_3"]
    assert "4 of 4 chosen" in picker.count.text()
    assert not picker.all.isEnabled()


def test_a_category_narrows_and_an_order_sorts(picker) -> None:
    picker.category.setCurrentIndex(picker.category.place_of("cat_gift"))
    picker.category.activated.emit(0)
    assert set(picker.shown()) == {"prd_4", "prd_5"}
    picker.order.setCurrentIndex(picker.order.place_of("price_down"))
    picker.order.activated.emit(0)
    assert picker.shown() == ["prd_5", "prd_4"]
    assert picker.clear.isEnabled()
    QTest.mouseClick(picker.clear, LEFT)
    assert len(picker.shown()) == 6
    assert not picker.clear.isEnabled()


def test_tags_and_prices_narrow_too(picker) -> None:
    QTest.mouseClick(picker.tags.chips["新品"], LEFT)
    assert set(picker.shown()) == {"prd_1", "prd_3", "prd_5"}
    picker.low.setFocus()
    picker.low.selectAll()
    QTest.keyClicks(picker.low, "100")
    assert set(picker.shown()) == {"prd_3", "prd_5"}
    picker.high.setFocus()
    picker.high.selectAll()
    QTest.keyClicks(picker.high, "130")
    assert picker.shown() == ["prd_3"]


def test_what_is_out_of_stock_can_be_left_out(picker) -> None:
    session = picker._session
    before = session.document.get("prd_2", Product)
    from msgspec.structs import replace

    catalogue.set_product(session.document, product=replace(before, stock=7))
    QTest.mouseClick(picker.stocked, LEFT)
    assert picker.shown() == ["prd_2"]


def test_the_keyboard_does_it_all(picker) -> None:
    picker.search.setFocus()
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.field.heard[-1]["items"] == ["prd_0", "prd_1"]
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_all_that_are_shown_are_added_at_once(picker) -> None:
    QTest.mouseClick(picker.tags.chips["新品"], LEFT)
    QTest.mouseClick(picker.all, LEFT)
    assert picker.field.heard[-1]["items"] == ["prd_0", "prd_1", "prd_3", "prd_5"]


def test_nothing_found_says_so(picker) -> None:
    picker.search.setFocus()
    QTest.keyClicks(picker.search, "zzz")
    assert picker.nothing.isVisible()
    assert not picker.list.isVisible()


def test_everything_in_the_picker_has_a_name(picker) -> None:
    assert nameless(picker) == []


def test_a_shelf_without_products_says_what_to_do(make) -> None:
    field = make(Products(id="a", label=NAME), value())
    assert field.hand.nothing.isVisible()


def test_a_rule_shows_what_it_finds_in_its_order(make) -> None:
    field = make(Products(id="a", label=NAME, count=3))
    assert field.rule.finds() == ["prd_0", "prd_1", "prd_2"]
    assert field.rule.result.flow.count() == 3
    field.rule.sort.setCurrentIndex(field.rule.sort.place_of("price_down"))
    field.rule.sort.activated.emit(0)
    assert field.rule.finds() == ["prd_5", "prd_4", "prd_3"]
    assert field.heard[-1]["sort"] == "price_down"


def test_what_a_rule_finds_can_be_kept_by_hand(make) -> None:
    field = make(Products(id="a", label=NAME, count=2))
    QTest.mouseClick(field.rule.take, LEFT)
    assert field.heard[-1]["mode"] == "manual"
    assert field.heard[-1]["items"] == ["prd_0", "prd_1"]
    assert field.hand.isVisible()
