"""Find and replace by mouse and keys: what is listed, gone to, replaced, and told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from designer.records import Module, Product, Variant
from tests.widgets.windows import say
from widgets.finding.panel import FindPanel
from widgets.finding.results import ROW

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(lambda: window.findChild(FindPanel) is not None)
    made = window.findChild(FindPanel)
    qtbot.waitUntil(made.form.query.hasFocus)
    return made


def look_for(qtbot, panel, text):
    """Type what is looked for and wait until the list is of it."""
    panel.form.query.clear()
    if text.isascii():
        qtbot.keyClicks(panel.form.query, text)
    else:
        say(panel.form.query, text)
    settle(qtbot, panel)


def settle(qtbot, panel):
    qtbot.waitUntil(lambda: not panel._pause.isActive())


def places(panel):
    return [(hit.leaf.record, hit.leaf.path) for hit in panel.model.hits()]


def pick(qtbot, panel, button, key):
    """Press a button and choose from what it offers."""
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(panel.chooser.isVisible)
    values = [option.value for option in panel.chooser.list._all]
    index = panel.chooser.list.model().index(values.index(key), 0)
    panel.chooser.list.scrollTo(index)
    at = panel.chooser.list.visualRect(index).center()
    qtbot.mouseClick(panel.chooser.list.viewport(), LEFT, pos=at)
    assert not panel.chooser.isVisible()


def setting(session, variant, name="headline"):
    return session.document.get(variant, Variant).settings[name]


def test_ctrl_f_opens_it_over_the_tabs_and_esc_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: window.findChild(FindPanel) is not None)
    panel = window.findChild(FindPanel)
    side = window.design().side
    assert side.stack.currentWidget() is panel
    assert not side.tabs.isVisible()
    assert not panel.form.instead.isVisible()
    qtbot.waitUntil(panel.form.query.hasFocus)
    qtbot.keyClick(panel.form.query, Qt.Key.Key_Escape)
    assert side.tabs.isVisible()
    assert side.stack.currentWidget() is side.structure


def test_matches_are_listed_under_their_places(panel, qtbot):
    look_for(qtbot, panel, "秋茶上新")
    assert ("var_1a", "headline") in places(panel)
    rows = [panel.model.index(n, 0).data(ROW) for n in range(panel.model.rowCount())]
    assert rows[0].hit is None
    assert "主视觉海报" in rows[0].title
    assert "match" in panel.status.text()


def test_enter_and_f3_go_from_match_to_match_and_round(window, panel, session, qtbot):
    look_for(qtbot, panel, "新品首发")
    found = places(panel)
    assert len(found) >= 2
    with qtbot.waitSignal(session.wanted) as asked:
        for _ in found:
            qtbot.keyClick(panel.form.query, Qt.Key.Key_Return)
    assert asked.args == ["var_2a", "headline"]
    assert session.focus.modules == ("mod_2",)
    window.menus.actions["find.next"].trigger()
    first = panel.list.currentIndex().row()
    window.menus.actions["find.previous"].trigger()
    window.menus.actions["find.next"].trigger()
    assert panel.list.currentIndex().row() == first


def test_a_click_on_a_match_goes_there(panel, session, qtbot):
    look_for(qtbot, panel, "全场")
    row = next(n for n, one in enumerate(panel.model.rows) if one.hit is not None)
    rect = panel.list.visualRect(panel.model.index(row, 0))
    qtbot.waitUntil(lambda: panel.list.viewport().rect().contains(rect.center()))
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=rect.center())
    assert session.focus.modules == ("mod_sale",)
    assert session.focus.layout == "lay_peak"
    assert panel.isVisible()


def test_all_are_replaced_as_one_step(panel, session, qtbot):
    look_for(qtbot, panel, "新品")
    count = len(places(panel))
    assert count > 2
    say(panel.form.instead, "尖货")
    with qtbot.waitSignal(session.said) as said:
        qtbot.mouseClick(panel.form.replace_all, LEFT)
    assert "replaced" in said.args[0]
    assert setting(session, "var_2a") == "尖货首发"
    assert session.document.get("mod_2", Module).name == "尖货首发"
    assert places(panel) == []
    session.undo()
    assert setting(session, "var_2a") == "新品首发"
    assert session.document.get("mod_2", Module).name == "新品首发"
    qtbot.waitUntil(lambda: len(places(panel)) == count)


def test_one_is_replaced_after_the_other(panel, session, qtbot):
    look_for(qtbot, panel, "新品首发")
    count = len(places(panel))
    say(panel.form.instead, "尖货")
    qtbot.keyClick(panel.form.instead, Qt.Key.Key_Return)
    assert len(places(panel)) == count - 1
    qtbot.keyClick(panel.form.instead, Qt.Key.Key_Return)
    assert len(places(panel)) == count - 2


def test_only_what_is_selected_is_replaced(panel, session, qtbot):
    look_for(qtbot, panel, "新品首发")
    count = len(places(panel))
    row = next(n for n, one in enumerate(panel.model.rows)
               if one.hit is not None and one.hit.leaf.record == "var_2a")  # fmt: skip
    panel.list.choose(row)
    say(panel.form.instead, "尖货")
    qtbot.mouseClick(panel.form.replace, LEFT)
    assert setting(session, "var_2a") == "尖货"
    assert session.document.get("mod_2", Module).name == "新品首发"
    assert len(places(panel)) == count - 1


def test_the_preview_shows_what_would_come_and_why_not(panel, session, qtbot):
    look_for(qtbot, panel, "秋茶上新")
    say(panel.form.instead, "春茶")
    hit = next(one for one in panel.model.hits() if one.leaf.record == "var_1a")
    assert panel._plan(hit).text == "春茶"
    panel.form.instead.setText("很" * 500)
    assert "at most" in panel._plan(hit).problem
    with qtbot.waitSignal(session.said) as said:
        qtbot.mouseClick(panel.form.replace_all, LEFT)
    assert said.args[1] == "problem"
    assert setting(session, "var_1a") == "秋茶上新"


def test_switches_narrow_and_widen(panel, qtbot):
    look_for(qtbot, panel, "gen z")
    every = places(panel)
    assert every
    qtbot.mouseClick(panel.form.case, LEFT)
    settle(qtbot, panel)
    assert places(panel) == []
    qtbot.mouseClick(panel.form.case, LEFT)
    qtbot.mouseClick(panel.form.content, LEFT)
    settle(qtbot, panel)
    assert len(places(panel)) < len(every)


def test_a_pattern_finds_and_a_wrong_one_says_so(panel, session, qtbot):
    qtbot.mouseClick(panel.form.pattern, LEFT)
    look_for(qtbot, panel, r"(\d)")
    assert ("var_1a", "subline") in places(panel)
    look_for(qtbot, panel, r"(\d")
    assert panel.form.problem.isVisible()
    assert places(panel) == []


def test_a_scope_follows_the_focus(panel, session, qtbot):
    look_for(qtbot, panel, "新品首发")
    panel.form.where.setCurrentIndex(panel.form.where.place_of("layout"))
    settle(qtbot, panel)
    assert places(panel)
    session.look(layout="lay_peak")
    qtbot.waitUntil(lambda: places(panel) == [])
    session.look(layout="lay_daily")
    qtbot.waitUntil(lambda: places(panel) != [])


def test_an_edit_elsewhere_is_seen(panel, session, qtbot):
    look_for(qtbot, panel, "秋茶上新")
    before = len(places(panel))
    from designer.actions.variants import set_setting

    set_setting(session.document, variant="var_1a", setting="headline", value="冬茶")
    qtbot.waitUntil(lambda: len(places(panel)) == before - 1)


def test_a_picture_is_replaced_wherever_it_is_used(panel, session, qtbot):
    panel.form.sort.setCurrentIndex(panel.form.sort.place_of("picture"))
    product = session.document.get("prd_0", Product)
    other = session.document.get("prd_1", Product).image
    if product.image is None:
        pytest.skip("the sample's pictures are not here")
    pick(qtbot, panel, panel.form.query_button, product.image)
    settle(qtbot, panel)
    assert ("prd_0", "image") in places(panel)
    pick(qtbot, panel, panel.form.instead_button, other)
    qtbot.mouseClick(panel.form.replace_all, LEFT)
    assert session.document.get("prd_0", Product).image == other
    assert places(panel) == []


def test_a_colour_is_chosen_from_those_in_use(panel, session, qtbot):
    panel.form.sort.setCurrentIndex(panel.form.sort.place_of("colour"))
    pick(qtbot, panel, panel.form.query_button, "#c8452b")
    settle(qtbot, panel)
    assert ("shop", "theme.colours.accent") in places(panel)
    pick(qtbot, panel, panel.form.instead_button, "gold")
    qtbot.mouseClick(panel.form.replace_all, LEFT)
    assert session.document.shop.theme.colours["accent"] == "#c8452b"  # a theme holds no tokens
    pick(qtbot, panel, panel.form.instead_button, "#1f4a40")
    qtbot.mouseClick(panel.form.replace_all, LEFT)
    assert session.document.shop.theme.colours["accent"] == "#1f4a40"
    assert session.document.shop.theme.colours["price"] == "#1f4a40"


def test_nothing_can_be_replaced_in_a_project_for_looking(panel, session, qtbot, monkeypatch):
    monkeypatch.setattr(type(session.project), "read_only", "held by another")
    look_for(qtbot, panel, "秋茶上新")
    assert places(panel)
    assert not panel.form.replace_all.isEnabled()


def test_the_empty_panel_says_what_it_can_do(panel, qtbot):
    assert panel.empty.isVisible()
    look_for(qtbot, panel, "zzzz")
    assert not panel.empty.isVisible()
    assert panel.status.text() == "Nothing found."


def test_a_found_crowd_is_shown_where_crowds_are(panel, window, session, qtbot):
    look_for(qtbot, panel, "二线")
    assert ("per_lin", "note") in places(panel)
    qtbot.keyClick(panel.form.query, Qt.Key.Key_Return)
    assert session.focus.workspace == "crowds"
    assert window.room("crowds").chosen == ("persona", "per_lin")
