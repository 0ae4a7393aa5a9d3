"""Where a tap leads: every action, and the pickers over the shop's own catalogue."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.kinds.settings.link import ACTIONS, TARGETS
from designer.records import Product
from widgets.inspector.fields.link import ICONS, NAMES, LinkEdit
from widgets.look import icons

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def link(session, qtbot) -> LinkEdit:
    made = LinkEdit(session, name="Link")
    qtbot.addWidget(made)
    made.heard = []
    made.made.connect(made.heard.append)
    made.show_link({"action": "none", "target": ""})
    made.show()
    return made


def choose(link: LinkEdit, action: str) -> None:
    link.action.setCurrentIndex(link.action.place_of(action))
    link.action.activated.emit(link.action.currentIndex())


def offered(link: LinkEdit) -> list[tuple[str, str]]:
    chooser = (
        link.products if "products" in vars(link) and link.products.isVisible() else link.chooser
    )
    model = chooser.list.model()
    rows = range(model.rowCount())
    return [
        (
            model.index(n, 0).data(),
            model.index(n, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole),
        )
        for n in rows
    ]


def test_every_action_has_a_name_and_a_sign() -> None:
    assert set(NAMES) == set(ICONS) == set(ACTIONS)
    for name in ICONS.values():
        assert (icons.FOLDER / f"{name}.svg").is_file(), name


@pytest.mark.parametrize("action", [one for one in ACTIONS if one not in TARGETS and one != "url"])
def test_an_action_without_a_target_is_chosen_at_once(link, action) -> None:
    choose(link, action)
    assert link.heard == [{"action": action, "target": ""}]
    assert link.target.isHidden()


@pytest.mark.parametrize("action", TARGETS)
def test_an_action_with_a_target_offers_what_the_shop_has(link, session, action) -> None:
    choose(link, action)
    found = offered(link)
    wanted = sum(len(session.document.all(of)) for of in TARGETS[action])
    assert 0 < len(found) <= wanted


def test_modules_are_told_with_their_floor_from_top_to_bottom(link, session) -> None:
    choose(link, "module")
    found = offered(link)
    assert [name for name, __ in found] == [
        session.document.records[key].name for key in session.modules()
    ]
    assert found[0][1].startswith("Floor 1 · Shelf · ")
    assert found[-1][1].startswith("Floor 2 · Brand space · ")


def test_products_are_narrowed_by_words_and_by_price(link, session) -> None:
    choose(link, "item")
    chooser = link.products
    prices = {one.short or one.title: one.price for one in session.document.all(Product)}
    middle = sorted(prices.values())[len(prices) // 2] // 100  # in whole yuan
    chooser.low.setValue(middle)
    assert {name for name, __ in offered(link)} == {
        name for name, price in prices.items() if price >= middle * 100
    }
    chooser.high.setValue(middle + 1)
    assert {name for name, __ in offered(link)} == {
        name for name, price in prices.items() if middle * 100 <= price <= (middle + 1) * 100
    }
    chooser.low.setValue(0)
    chooser.high.setValue(0)
    name = next(iter(prices))
    QTest.keyClicks(chooser.search, "zzz")
    assert offered(link) == []
    chooser.search.setText(name)
    assert name in [found for found, __ in offered(link)]


def test_a_product_is_picked_with_the_keyboard(link) -> None:
    choose(link, "add_to_cart")
    QTest.keyClick(link.products.search, Qt.Key.Key_Return)
    assert link.heard[-1]["action"] == "add_to_cart"
    assert link.heard[-1]["target"].startswith("prd_")
    assert link.products.isHidden()


def test_between_actions_of_one_kind_the_target_stays(link) -> None:
    link.show_link({"action": "coupon_open", "target": "cpn_20"})
    choose(link, "coupon_claim")
    assert link.heard == [{"action": "coupon_claim", "target": "cpn_20"}]
    choose(link, "page")
    assert link.heard[-1] == {"action": "page", "target": ""}


def test_an_address_is_typed(link) -> None:
    choose(link, "url")
    assert link.address.isVisible()
    QTest.keyClicks(link.address, "https://a.cn ")
    assert link.heard[-1] == {"action": "url", "target": "https://a.cn"}
