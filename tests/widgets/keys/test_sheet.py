"""The window of keys: seen, searched, changed by pressing them, and at once in force."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from designer.records import Floor
from widgets.keys.overview import groups_of, parts, placed
from widgets.keys.sheet import KeySheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(window, qtbot):
    made = KeySheet(window)
    made.open_changing()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def record(qtbot, sheet, name, key, modifiers=Qt.KeyboardModifier.NoModifier):
    row = sheet.row(name)
    qtbot.mouseClick(row.add, LEFT)
    qtbot.waitUntil(row.recorder.isVisible)
    qtbot.keyClick(row.recorder, key, modifiers)
    return row


def keys(window, name):
    return [key.toString() for key in window.menus.actions[name].shortcuts()]


def test_a_new_key_works_at_once(window, sheet, session, qtbot):
    record(qtbot, sheet, "module.duplicate", Qt.Key.Key_F9)
    assert keys(window, "module.duplicate") == ["Ctrl+D", "F9"]
    sheet.close()
    session.look(modules=("mod_2",))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = session.document.get("flr_1", Floor).modules
    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(session.document.get("flr_1", Floor).modules) > len(before))


def test_a_key_in_use_names_its_owner_and_can_be_taken_over(window, sheet, qtbot):
    row = record(qtbot, sheet, "module.duplicate", Qt.Key.Key_E, CTRL)
    assert "Ctrl+E is the key of “Export package”." in row.problem.text()
    assert keys(window, "module.duplicate") == ["Ctrl+D"]
    qtbot.mouseClick(row.take, LEFT)
    assert keys(window, "module.duplicate") == ["Ctrl+D", "Ctrl+E"]
    assert keys(window, "file.export") == []


def test_it_can_be_left_as_well(window, sheet, qtbot):
    row = record(qtbot, sheet, "module.duplicate", Qt.Key.Key_E, CTRL)
    qtbot.mouseClick(row.leave, LEFT)
    assert keys(window, "module.duplicate") == ["Ctrl+D"]
    assert keys(window, "file.export") == ["Ctrl+E"]
    assert not row.recorder.isVisible()


def test_a_key_of_the_input_method_and_a_bare_letter_are_warned_of(sheet, qtbot):
    row = record(qtbot, sheet, "module.duplicate", Qt.Key.Key_Space, CTRL)
    assert "may never arrive" in row.problem.text()
    qtbot.mouseClick(row.leave, LEFT)
    row = record(qtbot, sheet, "module.duplicate", Qt.Key.Key_Y)
    assert "types a sign" in row.problem.text()


def test_a_modifier_alone_is_no_key_and_esc_gives_up(window, sheet, qtbot):
    row = record(qtbot, sheet, "module.duplicate", Qt.Key.Key_Shift, SHIFT)
    assert row.recorder.isVisible()
    qtbot.keyClick(row.recorder, Qt.Key.Key_Escape)
    assert not row.recorder.isVisible()
    assert keys(window, "module.duplicate") == ["Ctrl+D"]


def test_a_key_is_changed_taken_away_and_brought_back(window, sheet, qtbot):
    row = sheet.row("module.duplicate")
    row.record("Ctrl+D")
    qtbot.keyClick(row.recorder, Qt.Key.Key_F9)
    assert keys(window, "module.duplicate") == ["F9"]
    assert row.back.isVisibleTo(sheet)
    qtbot.mouseClick(row.back, LEFT)
    assert keys(window, "module.duplicate") == ["Ctrl+D"]
    assert not row.back.isVisibleTo(sheet)


def test_all_come_back(window, sheet, qtbot):
    record(qtbot, sheet, "module.duplicate", Qt.Key.Key_F9)
    window.menus.keymap.reset()
    assert keys(window, "module.duplicate") == ["Ctrl+D"]


def shown(sheet):
    return {name for name in sheet._rows if sheet.row(name).isVisibleTo(sheet)}


def test_commands_are_searched_by_name_and_by_key(sheet, qtbot):
    qtbot.keyClicks(sheet.search, "dupl")
    assert {"module.duplicate", "page.duplicate"} <= shown(sheet)
    assert "edit.undo" not in shown(sheet)
    sheet.search.clear()
    qtbot.keyClick(sheet.by_key, Qt.Key.Key_Z, CTRL)
    assert shown(sheet) == {"edit.undo"}
    qtbot.keyClick(sheet.by_key, Qt.Key.Key_Escape)
    assert len(shown(sheet)) > 40
    qtbot.keyClicks(sheet.search, "zzzz")
    assert sheet.nothing.isVisibleTo(sheet)


def test_menus_tooltips_and_launcher_show_the_new_key(window, sheet, qtbot):
    window.menus.keymap.give("edit.undo", ["F9"])
    assert keys(window, "edit.undo") == ["F9"]
    undo = window.topbar.undo
    at = QPoint(4, 4)
    QApplication.sendEvent(undo, QHelpEvent(QEvent.Type.ToolTip, at, undo.mapToGlobal(at)))
    assert undo.toolTip() == "Undo  F9"
    from widgets.launcher.entries import entries

    found = next(one for one in entries(window) if one.key == "do:edit.undo")
    assert found.shortcut == "F9"


def test_keys_travel_through_a_file(window, sheet, qtbot, tmp_path):
    window.menus.keymap.give("edit.undo", ["F9"])
    sheet.export_to(tmp_path / "keys.json")
    window.menus.keymap.reset()
    sheet.import_from(tmp_path / "keys.json")
    assert keys(window, "edit.undo") == ["F9"]
    (tmp_path / "bad.json").write_text("{")
    with qtbot.waitSignal(window.session.said) as said:
        sheet.import_from(tmp_path / "bad.json")
    assert said.args[1] == "problem"


def test_the_overview_shows_every_key_of_every_command(window, sheet):
    groups = groups_of(window.menus)
    labels = {doing.label for group in groups for doing in group.doings}
    for name, action in window.menus.actions.items():
        if window.menus.keymap.keys(name):
            assert action.text().rstrip("…") in labels
    assert {"On the page", "In the hot-zone editor"} <= {group.title for group in groups}


def test_columns_never_overlap(window):
    groups = groups_of(window.menus)
    for width in (320, 700, 1016, 1600):
        found = placed(groups, width=width)
        assert len(found) == len(groups)
        for left, top, group in found:
            below = [t for x, t, g in found if x == left and t > top]
            assert all(t >= top + group.height for t in below)


def test_a_plus_is_a_cap_of_its_own():
    assert parts("Ctrl++") == ("Ctrl", "+")
    assert parts("Ctrl+Shift+Up") == ("Ctrl", "Shift", "↑")


def test_it_is_written_for_printing(sheet, tmp_path):
    sheet.print_to(tmp_path / "keys.pdf")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_f1_opens_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(window.findChildren(KeySheet)))
    window.findChild(KeySheet).close()


def test_the_keys_of_the_zone_editor_are_those_it_has():
    from widgets.keys.elsewhere import PLACES
    from widgets.zones.deeds import DEEDS

    told = {one.label: "+".join(one.keys) for one in PLACES["In the hot-zone editor"]}
    shared = [deed for deed in DEEDS if deed.label in told]
    assert len(shared) >= 8
    for deed in shared:
        assert told[deed.label] in deed.keys, deed.label
