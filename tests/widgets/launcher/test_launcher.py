"""The launcher by keys: every command and every thing by name, in two languages."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt

from designer import language
from designer.records import Floor, Module
from tests.widgets.windows import say
from widgets.launcher.entries import entries, ranked
from widgets.launcher.view import Launcher


@pytest.fixture
def launcher(window, qtbot):
    made = window.launcher()
    made.open()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


def titles(launcher):
    model = launcher.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def type_(qtbot, launcher, text):
    launcher.search.clear()
    if text.isascii():
        qtbot.keyClicks(launcher.search, text)
    else:
        say(launcher.search, text)
    qtbot.waitUntil(lambda: launcher.search.text() == text)


def key(qtbot, launcher, which):
    qtbot.keyClick(launcher.search, which)


def test_every_command_is_there(window):
    keys = {one.key for one in entries(window)}
    assert {f"do:{name}" for name in window.menus.actions} <= keys


def test_everything_of_the_project_is_there_by_name(window, session):
    keys = {one.key for one in entries(window)}
    document = session.document
    for wanted in ("page_new", "lay_peak", "mod_3", "mod_sale", "seg_genz", "per_lin", "cmp_11",
                   "prd_0", "cat_tea"):  # fmt: skip
        assert document.find(wanted) is not None
        assert f"go:{wanted}" in keys, wanted


def test_a_command_is_run_with_enter(launcher, session, qtbot):
    type_(qtbot, launcher, "personas")
    assert titles(launcher)[0] == "Personas"
    key(qtbot, launcher, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.focus.workspace == "personas")
    assert not launcher.isVisible()


def test_a_module_of_another_layout_is_gone_to(launcher, session, qtbot):
    type_(qtbot, launcher, "爆发海报")
    key(qtbot, launcher, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.focus.modules == ("mod_sale",))
    assert session.focus.layout == "lay_peak"


def test_arrows_walk_round(launcher, qtbot):
    type_(qtbot, launcher, "page")
    last = launcher.model.rowCount() - 1
    key(qtbot, launcher, Qt.Key.Key_Up)
    assert launcher.list.currentIndex().row() == last
    key(qtbot, launcher, Qt.Key.Key_Down)
    assert launcher.list.currentIndex().row() == 0


def test_esc_closes_and_nothing_is_run(launcher, session, qtbot):
    before = session.focus
    type_(qtbot, launcher, "personas")
    key(qtbot, launcher, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not launcher.isVisible())
    assert session.focus == before


def test_what_cannot_be_done_now_says_why_and_is_not_run(launcher, qtbot):
    type_(qtbot, launcher, "duplicate")
    assert titles(launcher)[0] == "Duplicate"
    assert "Nothing is selected" in launcher.hint.text()
    key(qtbot, launcher, Qt.Key.Key_Return)
    assert launcher.isVisible()


def test_both_languages_find_a_command_and_initials_do(window):
    every = entries(window)
    for query in ("undo", "撤销", "cx"):
        assert "do:edit.undo" in [one.entry.key for one in ranked(every, query)][:6], query


def test_chinese_finds_it_by_english(window, qtbot):
    language.use("zh_CN")
    every = entries(window)
    assert ranked(every, "undo")[0].entry.key == "do:edit.undo"


def test_a_kind_is_added_below_the_selection(window, session, qtbot):
    session.look(modules=("mod_2",))
    found = next(one for one in entries(window) if one.key == "add:title")
    found.run()
    (made,) = session.focus.modules
    assert session.document.get(made, Module).kind == "title"
    assert session.document.get("flr_1", Floor).modules.index(made) == 3


def test_the_settings_of_the_module_in_hand_are_gone_to(window, session, qtbot):
    session.look(modules=("mod_2",))
    found = next(one for one in entries(window) if one.key == "set:title.headline")
    with qtbot.waitSignal(session.wanted) as asked:
        found.run()
    assert asked.args == ["var_2a", "headline"]


def test_recent_ones_come_first(window):
    every = entries(window)
    first = ranked(every, "", recent=("do:edit.redo", "go:mod_3"))
    assert [one.entry.key for one in first[:2]] == ["do:edit.redo", "go:mod_3"]
    assert all(one.entry.key.startswith("do:") for one in first[2:])


def test_what_was_run_is_remembered_from_start_to_start(launcher, session, qtbot):
    type_(qtbot, launcher, "personas")
    key(qtbot, launcher, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.focus.workspace == "personas")
    launcher.open()
    assert titles(launcher)[0] == "Personas"
    session.settings.keep("launcher/recent", "no list")
    launcher.open()
    assert titles(launcher)


def test_it_opens_in_the_blink_of_an_eye(window):
    launcher = Launcher(window)
    launcher.open()
    launcher.close()
    taken = []
    for _ in range(5):
        begun = time.process_time()
        launcher.open()
        taken.append(time.process_time() - begun)
        launcher.close()
    launcher.deleteLater()
    assert min(taken) < 0.05
