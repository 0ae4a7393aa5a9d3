"""A key that means something in a panel never reaches the window's shortcuts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from widgets.crowds.workspace import CrowdsWorkspace
from widgets.inspector.panel import InspectorPanel
from widgets.rules.panel import RulesPanel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(session, qtbot):
    """A window whose shortcuts act on the selected module, with a panel inside."""
    session.look(modules=("mod_hero",))
    made = QMainWindow()
    qtbot.addWidget(made)
    made.fired = []
    for key in ("Del", "Backspace", "Ctrl+D", "Ctrl+Down", "F2", "Ctrl+Z", "Ctrl+K"):
        action = QAction(made)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda __=False, key=key: made.fired.append(key))
        made.addAction(action)

    def holding(panel):
        made.setCentralWidget(panel)
        made.resize(400, 900)
        made.show()
        with qtbot.waitActive(made):
            made.activateWindow()
        return panel

    made.holding = holding
    return made


def test_del_on_a_rule_removes_the_rule_and_not_the_module(window, session) -> None:
    panel = window.holding(RulesPanel(session))
    panel.cards["rul_genz"].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    assert [rule.id for rule in session.document.records["mod_hero"].rules] == [
        "rul_member",
        "rul_new",
    ]
    assert window.fired == []


def test_del_beside_a_rule_removes_nothing(window, session) -> None:
    panel = window.holding(RulesPanel(session))
    panel.add.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    assert len(session.document.records["mod_hero"].rules) == 3
    assert window.fired == []


def test_moving_copying_and_renaming_stay_inside(window, session) -> None:
    panel = window.holding(InspectorPanel(session))
    chip = panel.head.variants.chips["var_b"]
    chip.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_D, CTRL)
    assert len(session.document.records["mod_hero"].variants) == 5
    panel.head.variants.chips["var_b"].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down, CTRL)
    assert window.fired == []


def test_what_means_nothing_here_reaches_the_window(window, session) -> None:
    panel = window.holding(RulesPanel(session))
    panel.cards["rul_genz"].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, CTRL)
    assert window.fired == ["Ctrl+Z", "Ctrl+K"]


def test_undo_in_a_field_is_the_fields_until_its_text_has_no_more_steps(window, session) -> None:
    panel = window.holding(InspectorPanel(session))
    line = panel.form.rows["kicker"].field.line
    line.setFocus()
    QTest.keyClicks(line, "a")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    assert window.fired == []
    while line.isUndoAvailable():
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    assert window.fired == ["Ctrl+Z"]


def test_the_crowds_keep_their_keys_too(window, session) -> None:
    workspace = window.holding(CrowdsWorkspace(session))
    workspace.segments.entries["seg_member"].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down, CTRL)
    assert session.document.shop.segments[0] == "seg_genz"
    assert window.fired == []
