"""Whole jobs done with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from designer.records import Floor, Layout, Module, Page
from tests.widgets import shops
from widgets.finding.panel import FindPanel
from widgets.launcher.view import Launcher


@pytest.fixture
def person(visit, small_shop):
    return visit(small_shop, instant=shops.at(11, 5, 20))


def order(person, floor="flr_1"):
    return person.session.document.get(floor, Floor).modules


def test_a_module_is_added_from_the_palette_with_enter(person):
    before = order(person)
    person.key("Ctrl+Alt+2")
    palette = person.window.design().side.stack.currentWidget()
    palette.search.setFocus()
    person.write("title")
    person.key("Return")
    person.until(lambda: len(order(person)) == len(before) + 1)
    made = person.session.module()
    assert made.kind == "title"
    assert person.session.focus.modules == (made.id,)
    person.sees_the_document()


def test_a_module_is_reordered_duplicated_and_deleted(person):
    start = person.records()
    person.session.look(modules=("mod_1",))
    person.key("Ctrl+Down")
    assert order(person)[:3] == ("mod_0", "mod_2", "mod_1")
    person.sees_the_document()
    person.key("Ctrl+D")
    person.until(lambda: person.session.focus.modules != ("mod_1",))
    (copy,) = person.session.focus.modules
    assert order(person)[2:4] == ("mod_1", copy)
    assert person.session.document.get(copy, Module).kind == "poster"
    person.sees_the_document()
    person.key("Del")
    assert copy not in order(person)
    person.key("Ctrl+Shift+Up")
    person.sees_the_document()
    assert person.undo_all() == 4
    assert person.records() == start
    person.sees_the_document()
    assert person.redo_all() == 4
    person.sees_the_document()


def test_a_module_goes_to_the_other_floor_and_is_followed(person):
    person.session.look(modules=("mod_1",))
    person.key("Ctrl+Shift+M")
    assert "mod_1" in order(person, "flr_2")
    person.sees_the_document()
    person.key("Ctrl+J")
    assert person.session.focus.modules == ("mod_0",)
    person.key("Ctrl+J")
    assert person.session.focus.modules == ("mod_film",)


def test_layouts_and_pages_are_walked_and_a_new_layout_made(person):
    person.key("Ctrl+PgDown")
    assert person.session.layout().name == "双11 爆发版"
    person.sees_the_document()
    person.key("Ctrl+Shift+N")
    page = person.session.document.get("page_home", Page)
    assert len(page.layouts) == 3
    assert person.session.focus.layout == page.layouts[-1]
    made = person.session.document.get(page.layouts[-1], Layout)
    copied = person.session.document.get(made.floors[0], Floor).modules
    assert [person.session.document.get(key, Module).name for key in copied] == ["爆发海报"]
    person.sees_the_document()
    person.key("Ctrl+Shift+PgDown")
    assert person.session.page().name == "新品"
    person.key("Ctrl+Shift+PgDown")
    assert person.session.page().name == "首页"
    person.sees_the_document()


def test_the_page_is_zoomed_in_out_and_to_fit(person):
    bar = person.window.design().bar
    person.key("Ctrl+0")
    person.until(lambda: bar.size_button.text() == "100%")
    person.key("Ctrl+=")
    person.until(lambda: bar.size_button.text() == "125%")
    person.key("Ctrl+-")
    person.until(lambda: bar.size_button.text() == "100%")
    person.key("Ctrl+9")
    floor = person.hands.rect("#flr_2")
    person.until(lambda: sum(person.hands.rect("#flr_2")[::2]) <= person.hands.canvas.width())
    assert floor[2] > 0
    person.sees_the_document()


@pytest.mark.parametrize(
    ("keys", "workspace"),
    [("Alt+2", "crowds"), ("Alt+3", "personas"), ("Alt+4", "experiments"), ("Alt+5", "handover")],
)
def test_every_workspace_is_one_key_away_and_back(person, keys, workspace):
    person.key(keys)
    assert person.session.focus.workspace == workspace
    person.seen(person.window.room(workspace))
    person.key("Alt+1")
    person.seen(person.hands.canvas)
    person.sees_the_document()


def test_a_module_is_renamed_in_the_outline(person):
    person.session.look(modules=("mod_1",))
    person.key("F2")
    person.write("秋日主视觉")
    person.key("Return")
    assert person.session.document.get("mod_1", Module).name == "秋日主视觉"
    person.key("Ctrl+Z")
    assert person.session.document.get("mod_1", Module).name == "主视觉海报"


def test_the_launcher_goes_to_a_module_by_its_name(person):
    person.key("Ctrl+K")
    launcher = person.window.findChild(Launcher)
    person.until(lambda: launcher is not None and launcher.isVisible())
    person.until(launcher.search.hasFocus)
    person.write("主视觉海报")
    person.key("Return")
    person.until(lambda: person.session.focus.modules == ("mod_1",))
    assert not launcher.isVisible()


def test_a_text_is_written_on_the_page_by_keys_alone(person):
    start = person.records()
    person.session.look(modules=("mod_1",))
    person.sees_the_document()
    writing = person.hands.canvas.writing
    person.hands.key(Qt.Key.Key_Return)
    person.until(lambda: writing.text is not None)
    person.hands.key(Qt.Key.Key_Escape)
    person.until(lambda: writing.text is None)
    assert person.records() == start


def test_a_word_is_found_and_the_panel_left_by_keys_alone(person):
    person.key("Ctrl+F")
    found = person.window.findChild(FindPanel)
    person.until(lambda: found is not None and found.isVisible())
    person.write("秋")
    person.until(lambda: bool(found.status.text()))
    person.key("Escape")
    person.until(lambda: not found.isVisible())
