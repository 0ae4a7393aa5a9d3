"""Writing on the page in the whole window: the studio's keys wait, and every panel follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from designer.records import Floor, Variant
from tests.widgets.studio import Hands
from tests.widgets.test_window import window

__all__ = ["window"]
KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writing(window, session, qtbot):
    """The window with the caret in the poster's headline."""
    canvas = window.design().canvas
    session.look(modules=("mod_1",))
    hands = Hands(canvas, qtbot)
    hands.until(lambda: hands.js("duplex.state.selected") == ["mod_1"])
    canvas.setFocus()
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: canvas.writing.text is not None)
    press(window, KEY.Key_Tab)
    qtbot.waitUntil(lambda: (one := canvas.writing.text) is not None and one.mark.key == "headline")
    return window


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.design().canvas.focusProxy(), key, modifiers)


def headline(session):
    return session.document.get("var_1a", Variant).settings.get("headline")


def test_no_key_reaches_the_module_while_its_text_is_written(writing, session, qtbot):
    before = session.document.get("flr_1", Floor).modules
    QGuiApplication.clipboard().clear()
    press(writing, KEY.Key_End)
    for key in (KEY.Key_Z, KEY.Key_Y, KEY.Key_X, KEY.Key_C, KEY.Key_V):
        press(writing, key, CTRL)  # nothing is selected, copied or to be undone
    for key in (KEY.Key_D, KEY.Key_C, KEY.Key_X, KEY.Key_B, KEY.Key_I, KEY.Key_K, KEY.Key_G):
        press(writing, key, CTRL)
    press(writing, KEY.Key_H, CTRL | SHIFT)
    press(writing, KEY.Key_L, CTRL | SHIFT)
    press(writing, KEY.Key_R)
    qtbot.waitUntil(lambda: str(headline(session)).lower() == "秋茶上新r")
    press(writing, KEY.Key_A, CTRL)
    press(writing, KEY.Key_Delete)
    qtbot.waitUntil(lambda: headline(session) == "")
    press(writing, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: headline(session) != "")
    assert session.document.get("flr_1", Floor).modules == before
    assert writing.design().canvas.writing.text is not None
    press(writing, KEY.Key_Escape)
    qtbot.waitUntil(lambda: headline(session) == "秋茶上新")
    assert session.document.history.done == ()


def test_the_inspector_follows_key_by_key_and_undo_takes_the_whole_text(writing, session, qtbot):
    press(writing, KEY.Key_1)  # a text that was reached by the keyboard is selected
    press(writing, KEY.Key_2)
    fields = [one for one in writing.findChildren(QPlainTextEdit) if one.isVisible()]
    qtbot.waitUntil(lambda: any(one.toPlainText() == "12" for one in fields))
    press(writing, KEY.Key_Return)
    qtbot.waitUntil(lambda: writing.design().canvas.writing.text is None)
    press(writing, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: headline(session) == "秋茶上新")
    qtbot.waitUntil(lambda: any(one.toPlainText() == "秋茶上新" for one in fields))


def test_a_field_of_the_inspector_takes_the_keyboard_and_the_text_stays(writing, session, qtbot):
    press(writing, KEY.Key_1)
    qtbot.waitUntil(lambda: headline(session) == "1")
    field = next(one for one in writing.findChildren(QPlainTextEdit) if one.isVisible())
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: writing.design().canvas.writing.text is None)
    assert headline(session) == "1"
    assert field.hasFocus()
