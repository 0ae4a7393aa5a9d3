"""Each row says where its value comes from; it can go back, be kept, or be given upwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions import linking, variants
from designer.document.inheritance import effective, origin
from designer.records import Variant
from widgets.parts.choosing import Chooser

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def based(session):
    """Variant B of the hero, based on A; its headline is its own."""
    linking.rest_on(session.document, variant="var_b", base="var_a", library=session.library)
    return session


def row(panel, key="headline"):
    return panel.form.rows[key]


def choose(menu, text: str) -> None:
    next(one for one in menu.actions() if one.text() == text).trigger()


def test_a_row_tells_an_own_value_from_an_inherited_one(show, based) -> None:
    variants.set_setting(based.document, variant="var_a", setting="kicker", value="NEW")
    panel = show("mod_hero")
    assert row(panel).source.source.own
    assert "A 秋茶上新" in row(panel).source.toolTip()
    assert row(panel, "kicker").source.toolTip() == "Inherited from “主视觉海报 · A 秋茶上新”"
    assert not row(panel, "button").source.isVisible(), "a plain default has no sign"


def test_the_head_says_what_a_variant_is_based_on_and_how_much_is_its_own(show, based) -> None:
    panel = show("mod_hero")
    assert panel.head.base.isVisible()
    assert panel.head.base.words.text() == "Based on “主视觉海报 · A 秋茶上新”"
    assert "2 own settings" in panel.head.base.words.accessibleName()
    based.look(variant="var_a")
    assert not panel.head.base.isVisible()


def test_going_back_shows_what_the_original_has(show, based) -> None:
    panel = show("mod_hero")
    assert row(panel).back.toolTip() == "Back to what “主视觉海报 · A 秋茶上新” has"
    QTest.mouseClick(row(panel).back, LEFT)
    assert origin(based.document, "var_b", "headline") == "var_a"
    assert row(panel).field.line.toPlainText() == "秋茶上新"
    assert "1 own setting" in panel.head.base.words.accessibleName()


def test_a_change_of_the_original_arrives_where_it_is_inherited(show, based) -> None:
    panel = show("mod_hero")
    QTest.mouseClick(row(panel).back, LEFT)
    variants.set_setting(based.document, variant="var_a", setting="headline", value="Winter")
    assert row(panel).field.line.toPlainText() == "Winter"


def test_an_inherited_value_is_kept_by_the_menu_of_its_sign(show, based) -> None:
    variants.set_setting(based.document, variant="var_a", setting="kicker", value="NEW")
    panel = show("mod_hero")
    choose(row(panel, "kicker").menu(), "Keep the value here")
    assert based.document.get("var_b", Variant).settings["kicker"] == "NEW"
    assert row(panel, "kicker").source.source.own


def test_a_value_is_given_to_the_original(show, based) -> None:
    panel = show("mod_hero")
    choose(row(panel).menu(), "Give the value to “主视觉海报 · A 秋茶上新”")
    assert based.document.get("var_a", Variant).settings["headline"] == "冷泡"
    assert origin(based.document, "var_b", "headline") == "var_a"
    based.undo()
    assert based.document.get("var_b", Variant).settings["headline"] == "冷泡"


def test_the_menu_goes_to_the_original(show, based) -> None:
    panel = show("mod_hero")
    choose(row(panel).menu(), "Go to “主视觉海报 · A 秋茶上新”")
    assert based.variant() == "var_a"


def test_a_right_click_on_the_label_opens_the_menu(show, based, qtbot) -> None:
    panel = show("mod_hero")
    label = row(panel).label
    at = QPoint(8, 8)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, label.mapToGlobal(at))
    QApplication.sendEvent(label, event)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().close()


def test_a_variant_is_based_on_another_through_its_menu_and_looks_as_before(
    show, session, qtbot
) -> None:
    panel = show("mod_hero")
    before = session.library.get("poster").complete(effective(session.document, "var_b"))
    choose(panel.head.variants.menu_of("var_b"), "Base it on…")
    chooser = panel.head.findChild(Chooser)
    qtbot.waitUntil(chooser.isVisible)
    chooser.picked.emit("var_d")
    chooser.close()
    assert session.document.get("var_b", Variant).base == "var_d"
    after = session.library.get("poster").complete(effective(session.document, "var_b"))
    assert after == before


def test_detaching_keeps_the_look_and_takes_the_line_away(show, based) -> None:
    panel = show("mod_hero")
    QTest.mouseClick(row(panel).back, LEFT)
    choose(panel.head.base.menu(), "Detach")
    found = based.document.get("var_b", Variant)
    assert found.base is None
    assert found.settings["headline"] == "秋茶上新"
    assert not panel.head.base.isVisible()


def test_all_own_settings_go_back_at_once(show, based) -> None:
    panel = show("mod_hero")
    choose(panel.head.base.menu(), "Reset 2 own settings")
    assert based.document.get("var_b", Variant).settings == {}
    assert "0 own settings" in panel.head.base.words.accessibleName()


def test_a_ring_of_bases_is_not_offered(show, based) -> None:
    panel = show("mod_hero")
    based.look(variant="var_a")
    from widgets.inspector.base_line import options

    assert "var_b" not in [one.value for one in options(based, "var_a")]
    assert panel.head.base.isHidden()


# ---- the label of a number is a handle ----


def drag(label, path: list[int], *, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    start = QPointF(6, label.height() / 2)
    QTest.mousePress(label, LEFT, modifiers, start.toPoint())
    for x in path:
        at = QPointF(6 + x, label.height() / 2)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, label.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT,
            modifiers,
        )  # fmt: skip
        QApplication.sendEvent(label, event)


def test_dragging_the_label_changes_the_number_in_one_step(show, session, settings) -> None:
    panel = show("mod_hero", "style")
    key = next(k for k, one in panel.form.rows.items() if one.setting.type in ("range", "number"))
    handle = row(panel, key)
    before, steps = handle.field.box.value(), len(session.document.history.done)
    drag(handle.label, [8, 16, 24])
    QTest.mouseRelease(handle.label, LEFT)
    step = handle.field.box.singleStep()
    assert handle.field.box.value() == before + 6 * step
    assert settings("var_b", key) == before + 6 * step
    assert len(session.document.history.done) == steps + 1
    session.undo()
    assert handle.field.box.value() == before


def test_escape_gives_up_the_drag_and_shift_goes_farther(show) -> None:
    panel = show("mod_hero", "style")
    key = next(k for k, one in panel.form.rows.items() if one.setting.type in ("range", "number"))
    handle = row(panel, key)
    before, step = handle.field.box.value(), handle.field.box.singleStep()
    drag(handle.label, [8], modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert handle.field.box.value() == min(handle.field.box.maximum(), before + 20 * step)
    QTest.keyClick(handle.label, Qt.Key.Key_Escape)
    assert handle.field.box.value() == before
    QTest.mouseRelease(handle.label, LEFT)
    assert handle.field.box.value() == before


def test_the_label_of_a_text_is_no_handle(show) -> None:
    label = row(show("mod_hero")).label
    assert label.cursor().shape() != Qt.CursorShape.SizeHorCursor
