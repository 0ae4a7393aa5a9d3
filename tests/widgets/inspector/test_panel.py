"""The inspector is a form made from the kind of the selected module."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from designer import language
from designer.actions import variants
from designer.records import HIDDEN
from tests.widgets.inspector import scene
from widgets.inspector.panel import InspectorPanel
from widgets.look.controls import Text
from widgets.parts.name_line import NameLine

CTRL = Qt.KeyboardModifier.ControlModifier


def line(panel: InspectorPanel, key: str):
    return panel.form.rows[key].field.line


def said(panel) -> list[str]:
    QCoreApplication.processEvents()
    return [label.text() for label in panel.findChildren(Text) if label.isVisible()]


@pytest.mark.parametrize("section", ["content", "style"])
def test_each_tab_has_a_row_for_each_setting_of_its_section(show, session, section) -> None:
    panel = show("mod_hero", section)
    kind = session.library.get("poster")
    assert list(panel.form.rows) == [one.id for one in kind.in_section(section)]


def test_labels_are_in_the_language_of_the_interface(show) -> None:
    label = scene.library().get("poster").setting("image").label
    assert show("mod_hero").form.rows["image"].label.text() == label.en
    language.use("zh_CN")
    assert show("mod_hero").form.rows["image"].label.text() == label.zh


def test_typing_is_one_step_that_undo_takes_back(show, session, settings) -> None:
    panel = show("mod_hero")
    steps = len(session.document.history.done)
    field = line(panel, "headline")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Autumn")
    assert settings("var_b", "headline") == "Autumn"
    assert len(session.document.history.done) == steps + 1
    session.undo()
    assert settings("var_b", "headline") == "冷泡"
    assert field.toPlainText() == "冷泡"


def test_leaving_the_field_ends_the_step(show, session) -> None:
    panel = show("mod_title")
    steps = len(session.document.history.done)
    field = line(panel, "kicker")
    field.setFocus()
    QTest.keyClicks(field, "A")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    field.setFocus()
    QTest.keyClicks(field, "B")
    assert len(session.document.history.done) == steps + 2


def test_the_caret_stays_where_the_user_types(show, settings) -> None:
    panel = show("mod_title")
    field = line(panel, "kicker")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setText("")
    QTest.keyClicks(field, "spring")
    field.setCursorPosition(2)
    QTest.keyClicks(field, "XY")
    assert settings("var_title", "kicker") == "spXYring"
    assert field.cursorPosition() == 4
    assert field.hasFocus()


def test_undo_in_a_field_takes_back_its_text_first(show, session, settings) -> None:
    panel = show("mod_title")
    field = line(panel, "kicker")
    before = field.text()
    field.setFocus()
    field.setCursorPosition(len(before))
    QTest.keyClicks(field, "!")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == before
    assert field.hasFocus()


def test_a_value_that_does_not_fit_stays_with_the_reason_below_it(show, session, settings) -> None:
    panel = show("mod_title")
    row = panel.form.rows["kicker"]
    before = settings("var_title", "kicker")
    row.field.line.setFocus()
    row.field.line.setText("")
    long = "x" * (row.setting.max_length + 1)
    QTest.keyClicks(row.field.line, long)
    assert row.field.line.text() == long
    assert row.problem.isVisible()
    assert str(row.setting.max_length) in row.problem.text()
    assert len(settings("var_title", "kicker")) == row.setting.max_length
    variants.set_default(session.document, slot="mod_hero", variant="var_c")
    assert row.field.line.text() == long, "another edit takes nothing away"
    assert before is None
    row.field.line.setText("")
    QTest.keyClicks(row.field.line, "short")
    assert not row.problem.isVisible()
    assert settings("var_title", "kicker") == "short"


def test_a_row_shows_only_when_its_neighbours_say_so(show, session) -> None:
    kind = next(
        kind
        for kind in session.library.kinds.values()
        for one in kind.in_section("style")
        if one.visible_if is not None and kind.id == "poster"
    )
    panel = show("mod_hero", "style")
    for row in panel.form.rows.values():
        values = kind.complete(session.document.records["var_b"].settings)
        assert row.isVisible() == kind.visible(row.setting, values)


def test_an_edit_from_elsewhere_arrives_in_the_form(show, session) -> None:
    panel = show("mod_title")
    variants.set_setting(session.document, variant="var_title", setting="kicker", value="elsewhere")
    assert line(panel, "kicker").text() == "elsewhere"


def test_a_filled_in_value_can_go_back_to_the_default(show, session, settings) -> None:
    panel = show("mod_title")
    row = panel.form.rows["kicker"]
    assert not row.back.isVisible()
    row.field.line.setFocus()
    QTest.keyClicks(row.field.line, "Z")
    assert row.back.isVisible()
    QTest.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert settings("var_title", "kicker") is None
    assert row.field.line.text() == row.setting.default
    assert not row.back.isVisible()


def test_a_hidden_panel_waits_until_it_is_shown(show, session) -> None:
    panel = show("mod_title")
    panel.hide()
    session.look(modules=("mod_goods",))
    assert "kicker" in panel.form.rows
    panel.show()
    assert "products" in panel.form.rows


def test_nothing_selected_says_what_to_do(session, qtbot) -> None:
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert "Select a module" in said(panel)


def test_several_selected_says_so(session, qtbot) -> None:
    session.look(modules=("mod_hero", "mod_title"))
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert "2 modules selected" in said(panel)
    assert "These are the settings that all of them have." in said(panel)


def test_a_kind_that_is_not_installed_is_told_and_nothing_lost(session, qtbot) -> None:
    session.library = type(session.library)({}, {})
    session.look(modules=("mod_hero",))
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert "Unknown module kind" in said(panel)
    assert panel.form is None


def test_a_project_to_look_at_cannot_be_changed(qtbot) -> None:
    session = scene.session(read_only="Somebody else has it open.")
    session.look(modules=("mod_title",))
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert not line(panel, "kicker").isEnabled()
    session.deleteLater()


def test_a_setting_that_is_wanted_gets_the_keyboard(show, session) -> None:
    panel = show("mod_hero")
    session.wanted.emit("var_b", "headline")
    assert line(panel, "headline").hasFocus()


# ---- the head ----


def test_a_click_on_a_variant_puts_it_in_hand(show, session) -> None:
    panel = show("mod_hero")
    assert panel.head.variants.chips["var_b"].isChecked(), "what the persona sees"
    QTest.mouseClick(panel.head.variants.chips["var_d"], Qt.MouseButton.LeftButton)
    assert session.variant() == "var_d"
    assert line(panel, "headline").toPlainText() == "会员茶礼"


def test_the_arrow_keys_walk_the_variants(show, session) -> None:
    panel = show("mod_hero")
    chip = panel.head.variants.chips["var_b"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Right)
    assert session.variant() == "var_c"
    assert panel.head.variants.chips["var_c"].hasFocus()


def test_a_new_variant_copies_the_one_in_hand_and_asks_for_its_name(
    show, session, settings
) -> None:
    panel = show("mod_hero")
    QTest.mouseClick(panel.head.variants.add, Qt.MouseButton.LeftButton)
    made = session.variant()
    assert made not in ("var_a", "var_b", "var_c", "var_d")
    assert settings(made, "headline") == "冷泡"
    name = panel.head.variants.findChild(NameLine)
    assert name.hasFocus()
    name.selectAll()
    QTest.keyClicks(name, "Winter")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert session.document.records[made].name == "Winter"


def test_f2_renames_a_variant_and_escape_leaves_it(show, session) -> None:
    panel = show("mod_hero")
    chip = panel.head.variants.chips["var_b"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_F2)
    name = panel.head.variants.findChild(NameLine)
    QTest.keyClicks(name, "no")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert session.document.records["var_b"].name == "冷泡"


def test_removing_the_default_variant_is_refused_in_a_sentence(show, session, qtbot) -> None:
    panel = show("mod_hero")
    chip = panel.head.variants.chips["var_a"]
    chip.setFocus()
    with qtbot.waitSignal(session.said) as heard:
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert "default" in heard.args[0]
    assert "var_a" in session.document.records


def test_a_variant_nobody_needs_can_be_removed(show, session) -> None:
    panel = show("mod_hero")
    chip = panel.head.variants.chips["var_c"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert "var_c" not in session.document.records
    assert "var_c" not in panel.head.variants.chips


def test_the_menu_of_a_variant_sets_the_default_or_hides_the_module(show, session) -> None:
    panel = show("mod_hero")
    menu = panel.head.variants.menu_of("var_c")
    menu.actions()[3].trigger()
    assert session.document.records["mod_hero"].default == "var_c"
    panel.head.variants.menu_of("var_c").actions()[4].trigger()
    assert session.document.records["mod_hero"].default == HIDDEN


def test_the_module_is_renamed_in_the_head(show, session) -> None:
    panel = show("mod_hero")
    panel.head.name.setFocus()
    panel.head.name.selectAll()
    QTest.keyClicks(panel.head.name, "Key visual")
    QTest.keyClick(panel.head.name, Qt.Key.Key_Return)
    assert session.document.records["mod_hero"].name == "Key visual"
    session.undo()
    panel.head.name.clearFocus()
    assert panel.head.name.text() == "主视觉海报"
