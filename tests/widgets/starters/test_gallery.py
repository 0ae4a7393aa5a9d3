"""The gallery of starters: filtered, looked at whole, taken onto the page, with the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from designer.actions.pages import add_page
from designer.document.queries import modules_of
from designer.records import Page
from designer.starters import starter, starters
from widgets.starters.gallery import Gallery

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def gallery(qtbot, session):
    made = Gallery(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_of_them_are_shown_and_the_first_is_seen_whole(gallery):
    assert list(gallery.cards) == [one.id for one in starters()]
    assert gallery.chosen == starters()[0]
    assert gallery.preview.pixmap().height() > gallery.preview.pixmap().width()


def test_trade_and_occasions_narrow_them_down(gallery, qtbot):
    gallery.trade.choose("tea")
    gallery.refresh()
    assert {starter(key).trade for key in gallery.cards} == {"tea"}
    assert gallery.chosen.trade == "tea"
    chip = gallery.occasions.chips["d11_warmup"]
    qtbot.mouseClick(chip, LEFT)
    assert list(gallery.cards) == ["tea_d11_warmup"]
    gallery.trade.choose("home")
    gallery.refresh()
    assert gallery.cards == {}


def test_a_click_or_an_arrow_shows_another(gallery, qtbot):
    keys = list(gallery.cards)
    qtbot.mouseClick(gallery.cards[keys[3]], LEFT)
    assert gallery.chosen.id == keys[3]
    assert gallery.name.text() == gallery.chosen.name.en
    qtbot.keyClick(gallery.cards[keys[3]], Qt.Key.Key_Right)
    assert gallery.chosen.id == keys[4]
    qtbot.keyClick(gallery.cards[keys[4]], Qt.Key.Key_Left)
    assert gallery.chosen.id == keys[3]


def test_taking_one_makes_a_layout_of_the_page_in_one_step(gallery, session, qtbot):
    gallery.choose(starter("tea_daily"))
    before = dict(session.document.records)
    theme = session.document.shop.theme
    with qtbot.waitSignal(session.said) as heard:
        qtbot.mouseClick(gallery.use, LEFT)
    assert heard.args[1] == "done"
    assert session.layout().name == "Three cups a day"
    assert session.page().layouts[-1] == session.focus.layout
    assert session.document.shop.theme == theme
    assert not gallery.isVisible()
    session.undo()
    assert dict(session.document.records) == before


def test_its_colours_come_along_when_wanted(gallery, session, qtbot):
    gallery.choose(starter("beauty_38"))
    gallery.palette_switch.setChecked(True)
    qtbot.mouseClick(gallery.use, LEFT)
    assert session.document.shop.theme.colours["primary"] == starter("beauty_38").colours["primary"]


def test_a_page_without_a_second_floor_is_told_what_is_left_out(session, qtbot):
    page = add_page(session.document, name="Sale", type="campaign")
    session.look(page=page)
    made = Gallery(session)
    qtbot.addWidget(made)
    made.show()
    made.choose(starter("home_daily"))
    assert made.note.text().startswith("3 modules of floor 2 are left out")
    made.take()
    assert session.focus.page == page
    kinds = {m.kind for m in modules_of(session.document, session.focus.layout)}
    assert "vip_reception" not in kinds
    assert session.document.get(page, Page).default == session.focus.layout
