"""Looking at the page: keys for every way to look, and the phone beside it."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from designer.records import Floor
from tests.widgets import shops


@pytest.fixture
def person(visit, small_shop):
    return visit(small_shop, instant=shops.at(11, 5, 20))


@pytest.fixture
def viewing(person):
    return person.window.design().canvas.viewing


def test_keys_switch_the_aids_on_and_off(person, viewing):
    stage = person.window.design().stage
    for keys, aid in (("Shift+R", "rulers"), ("Shift+O", "outline"), ("Ctrl+;", "guides")):
        before = getattr(viewing.view, aid)
        person.key(keys)
        assert getattr(viewing.view, aid) is not before
        assert stage.across.isVisible() is viewing.view.rulers
        person.key(keys)
        assert getattr(viewing.view, aid) is before
    person.sees_the_document()


def test_a_key_goes_through_the_phones_and_the_page_follows(person, viewing):
    bar = person.window.design().bar
    command = person.window.menus.actions["view.phone"]
    person.key(command.shortcut().toString())
    width = viewing.message()["width"]
    assert bar.phone.text().startswith(str(width))
    person.until(lambda: person.hands.js("duplex.state.view.width") == width)
    person.sees_the_document()


def test_the_floors_are_arranged_from_the_menu(person, viewing):
    for name in ("stacked", "pull", "side"):
        person.window.menus.actions[f"view.{name}"].trigger()
        assert viewing.view.arrangement == name
        person.until(lambda name=name: person.hands.js("duplex.state.view.arrangement") == name)
    person.sees_the_document()


def test_the_selection_is_zoomed_to_and_all_of_it_again(person):
    person.session.look(modules=(person.session.modules()[1],))
    person.until(lambda: len(person.hands.js("duplex.state.selected")) == 1)
    person.key("Shift+2")
    person.until(lambda: person.hands.js("duplex.state.zoom") > 1)
    person.key("Shift+0")
    person.until(lambda: person.hands.js("duplex.state.zoom") == 1)
    person.key("Shift+1")
    person.until(lambda: person.hands.js("duplex.state.fitting"))


def test_guides_along_the_selection_are_a_command_and_can_be_cleared(person):
    document = person.session.document
    person.session.look(modules=(person.session.modules()[0],))
    sight = person.window.design().canvas.sight
    person.until(lambda: sight.lie.chosen is not None)
    person.window.menus.actions["guides.around"].trigger()

    def count() -> int:
        floors = (document.get(key, Floor) for key in person.session.layout().floors)
        return sum(len(floor.guides) for floor in floors)

    assert count() == 4
    person.window.menus.actions["guides.clear"].trigger()
    assert count() == 0
    person.key("Ctrl+Z")
    assert count() == 4


def test_the_phone_opens_once_and_comes_to_the_front_again(person, qtbot):
    person.key("F5")
    design = person.window.design()
    phone = design.open_preview()
    assert phone is design.open_preview()
    assert phone.isVisible()
    with qtbot.waitSignal(phone.phone.painted, timeout=30_000):
        phone.phone.reload_page()
    phone.close()
    person.until(lambda: not isValid(phone))
    again = design.open_preview()
    assert again.isVisible()
    again.close()
    person.until(lambda: not isValid(again))
