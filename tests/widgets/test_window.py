"""The window: places, keys and menus by real events, in two languages, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from designer import language
from designer.actions.registry import ACTIONS
from designer.actions.variants import set_setting
from designer.records import Floor, Module
from tests.widgets import shops
from widgets import commands
from widgets.commands import COMMANDS
from widgets.look import theme
from widgets.session import Session
from widgets.window import Window

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, qapp, session, flush):
    theme.apply(qapp, mode="light")
    made = Window(session)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.design().canvas.painted, timeout=20_000):
        pass
    yield made
    made.hide()
    made.deleteLater()
    flush()


def press(window, key, modifiers=NONE):
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


# ---- where you are ----


def test_the_top_bar_says_where_and_when_it_is(window, session):
    bar = window.topbar
    assert bar.shop.text() == "山岚旗舰店"
    assert bar.page.text() == "首页"
    assert bar.layout_button.text() == "日常版"
    assert bar.instant.text() == "Nov 5, 20:00"
    session.look(instant=shops.at(11, 11))
    assert bar.layout_button.text() == "双11 爆发版"


def test_pages_and_layouts_are_switched_from_the_top_bar(window, session, qtbot):
    qtbot.mouseClick(window.topbar.layout_button, LEFT)
    choose(window.topbar.layout_button, "双11 爆发版")
    assert session.focus.layout == "lay_peak"
    qtbot.mouseClick(window.topbar.page, LEFT)
    choose(window.topbar.page, "新品")
    assert session.focus.page == "page_new"


def choose(owner, text):
    menu = owner.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_five_workspaces_are_gone_to_by_mouse_and_key(window, session, qtbot):
    for number, workspace in enumerate(("design", "crowds", "experiments", "handover"), 1):
        qtbot.mouseClick(window.topbar.workspaces.button(workspace), LEFT)
        assert session.focus.workspace == workspace
        assert window.stack.currentWidget() is window.room(workspace)
        assert number <= 5
    press(window, Qt.Key.Key_1, ALT)
    assert session.focus.workspace == "design"


def test_rooms_are_made_only_when_they_are_visited(window):
    assert window.stack.count() == 1
    window.session.look(workspace="crowds")
    assert window.stack.count() == 2


def test_the_calendar_stands_where_time_matters(window, session):
    assert window.calendar.isVisible()
    session.look(workspace="crowds")
    assert not window.calendar.isVisible()
    session.look(workspace="design")
    assert window.calendar.isVisible()


# ---- what can be done ----


def test_every_action_and_command_can_be_reached(window):
    names = {one.name for one in (*ACTIONS, *COMMANDS)}
    assert set(window.menus.actions) == names
    menu = window.menus.main(window)
    shown = {action.text() for sub in [menu, *menu.findChildren(QMenu)] for action in sub.actions()}
    for name, action in window.menus.actions.items():
        assert action.text() in shown, name
    menu.deleteLater()


def test_no_two_things_have_the_same_key(window):
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_duplicate_move_and_delete_by_key(window, session):
    session.look(modules=("mod_2",))
    press(window, Qt.Key.Key_D, CTRL)
    copy = session.focus.modules[0]
    assert order(session)[3] == copy
    press(window, Qt.Key.Key_Up, CTRL)
    assert order(session)[2] == copy
    press(window, Qt.Key.Key_Delete)
    assert copy not in order(session)
    assert session.focus.modules == ("mod_2",)


def test_undo_and_redo_by_key_and_by_button(window, session, qtbot):
    assert not window.topbar.undo.isEnabled()
    session.look(modules=("mod_2",))
    press(window, Qt.Key.Key_Delete)
    assert window.topbar.undo.isEnabled()
    press(window, Qt.Key.Key_Z, CTRL)
    assert "mod_2" in order(session)
    press(window, Qt.Key.Key_Y, CTRL)
    assert "mod_2" not in order(session)
    qtbot.mouseClick(window.topbar.undo, LEFT)
    assert "mod_2" in order(session)
    assert window.topbar.redo.isEnabled()


def test_undo_in_a_text_field_undoes_the_text(window, session, qtbot):
    set_setting(session.document, variant="var_1a", setting="headline", value="新")
    field = window.design().side.show_tab("kinds").findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "tea")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() != "tea"
    assert session.document.history.undoable is not None


def test_select_all_stays_on_the_floor(window, session):
    session.look(modules=("mod_film",))
    press(window, Qt.Key.Key_A, CTRL)
    assert session.focus.modules == ("mod_film", "mod_story")


def test_f2_edits_the_name_in_the_outline(window, session, qtbot):
    session.look(modules=("mod_2",))
    press(window, Qt.Key.Key_F2)
    editor = window.design().side.outline.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Fresh")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.document.get("mod_2", Module).name == "Fresh")


def test_zoom_by_key_and_by_the_bar(window, qtbot):
    bar, canvas = window.design().bar, window.design().canvas
    with qtbot.waitSignal(canvas.zoomed, check_params_cb=lambda zoom: zoom == 1.0):
        press(window, Qt.Key.Key_0, CTRL)
    assert bar.size_button.text() == "100%"
    with qtbot.waitSignal(canvas.zoomed, check_params_cb=lambda zoom: zoom == 1.25):
        qtbot.mouseClick(bar.larger, LEFT)
    with qtbot.waitSignal(canvas.zoomed, check_params_cb=lambda zoom: zoom == 1.0):
        press(window, Qt.Key.Key_Minus, CTRL)


def test_a_number_looks_through_the_eyes_of_a_persona_and_again_lets_go(window, session):
    commands.be(2)(window)
    assert session.focus.persona == "per_zhou"
    assert "周岩" in window.design().bar.eyes.text()
    commands.be(2)(window)
    assert session.focus.persona is None
    commands.be(9)(window)
    assert session.focus.persona is None


def test_layouts_pages_and_floors_are_walked_by_key(window, session):
    press(window, Qt.Key.Key_PageDown, CTRL)
    assert session.focus.layout == "lay_peak"
    press(window, Qt.Key.Key_PageDown, CTRL)
    assert session.focus.layout == "lay_daily"
    session.look(modules=("mod_1",))
    press(window, Qt.Key.Key_J, CTRL)
    assert session.focus.modules == ("mod_film",)
    press(window, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert session.focus.page == "page_new"


def test_a_version_is_named_and_said(window, session, qtbot):
    with qtbot.waitSignal(session.said) as heard:
        commands.keep_version(window, "Before the peak")
    assert heard.args == ["Kept as “Before the peak”.", "done"]
    assert window.toast.text() == "Kept as “Before the peak”."
    assert session.project.versions()[-1].name == "Before the peak"


def test_the_context_menu_offers_what_fits_the_selection(window, session):
    session.look(modules=("mod_0",))
    menu = window.menus.context(QPoint(10, 10))
    enabled = {action.text() for action in menu.actions() if action.isEnabled()}
    assert {"Duplicate", "Delete", "Move down"} <= enabled
    assert "Move up" not in enabled
    menu.close()


# ---- panels ----


def test_a_double_click_on_the_page_brings_the_right_tab(window, session):
    panels = window.design().panels
    panels.show_tab("history")
    session.look(modules=("mod_1",))
    session.wanted.emit("var_1a", "headline")
    assert panels.tabs.choice() == "content"
    session.wanted.emit("var_1a", "height")
    assert panels.tabs.choice() == "style"


def test_tabs_are_reached_by_key(window):
    press(window, Qt.Key.Key_6, CTRL | ALT)
    assert window.design().panels.tabs.choice() == "rules"
    press(window, Qt.Key.Key_3, CTRL | ALT)
    assert window.design().side.tabs.choice() == "assets"


def test_advice_is_counted_listed_and_gone_to(window, session, qtbot):
    qtbot.waitUntil(lambda: len(window.advice.findings) > 0, timeout=10_000)
    shown = [one for one in window.advice.findings if one.severity != "info"]
    assert window.topbar.advice.text().startswith(str(len(shown)))
    qtbot.mouseClick(window.topbar.advice, LEFT)
    from widgets.design.advice_sheet import AdviceSheet

    sheet = window.findChild(AdviceSheet)
    about = next(row for row in sheet.rows if row.finding.record.startswith("mod_"))
    wanted = about.finding.record
    qtbot.mouseClick(about, LEFT)
    assert session.focus.modules == (wanted,)


def test_advice_follows_an_edit(window, session, qtbot):
    qtbot.waitUntil(lambda: len(window.advice.findings) > 0, timeout=10_000)
    with qtbot.waitSignal(window.advice.found, timeout=10_000):
        set_setting(session.document, variant="var_1a", setting="headline", value="")


# ---- looks ----


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_it_can_be_seen_in_both_languages_and_themes(qtbot, qapp, session, flush, mode, tongue):
    language.use(tongue)
    theme.apply(qapp, mode=mode)
    window = Window(session)
    window.show()
    qtbot.wait(50)
    picture = window.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2 - 400, 8).lightness()
    assert (ground > 200) == (mode == "light")
    assert window.topbar.workspaces.button("design").text() == {"en": "Design"}.get(tongue, "设计")
    window.hide()
    window.deleteLater()
    flush()
    theme.apply(qapp, mode="light")


def test_a_project_for_looking_only_says_why(qtbot, tmp_path, library, qapp, flush):
    first = shops.project(tmp_path, library=library)
    second = type(first).open(tmp_path / "shop.duplex", library=library)
    session = Session(second, library=library)
    window = Window(session)
    window.show()
    from widgets.design.banner import Banner

    banner = window.findChild(Banner)
    assert banner.reason.text() == second.read_only
    assert second.read_only
    session.look(modules=("mod_1",))
    assert not window.menus.actions["module.remove"].isEnabled()
    window.hide()
    session.close()
    window.deleteLater()
    flush()
    first.close()


def test_a_right_click_on_the_page_selects_and_opens_the_menu(window, session, qtbot):
    canvas = window.design().canvas
    at = QPointF(canvas.width() * 0.3, 150)
    asked = []
    canvas.menu_wanted.connect(asked.append)
    for kind, buttons in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.RightButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        target = canvas.focusProxy()
        event = QMouseEvent(
            kind, at, target.mapToGlobal(at), Qt.MouseButton.RightButton, buttons, NONE
        )
        QApplication.sendEvent(target, event)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: bool(asked), timeout=8000)
    assert session.focus.modules
    for menu in window.findChildren(QMenu):
        menu.close()


def test_the_window_loads_no_heavy_library(tmp_path):
    """Pandas, DuckDB and their like wait until there is something to calculate."""
    import subprocess
    import sys

    code = (
        "import sys, widgets.application, widgets.window, widgets.design.workspace\n"
        "heavy = {'pandas', 'duckdb', 'numba', 'scipy', 'pyqtgraph', 'sqlite_utils', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout.strip() == "[]", done.stderr
