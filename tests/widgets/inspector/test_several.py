"""Several modules share one form; a setting is found by its name; what matters comes to light."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions import variants
from designer.kinds.manifest import Kind
from designer.records import Variant
from widgets.inspector.panel import InspectorPanel
from widgets.inspector.subject import APART, shared

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def many(session, qtbot):
    """A function that selects modules and shows a tab of their common inspector."""

    def shown(*modules: str, section: str = "content") -> InspectorPanel:
        session.look(layout="lay_daily", modules=modules)
        panel = InspectorPanel(session, section=section)
        qtbot.addWidget(panel)
        panel.resize(328, 900)
        panel.show()
        with qtbot.waitActive(panel):
            panel.activateWindow()
        return panel

    return shown


@pytest.fixture
def posters(session):
    """Two posters on one layout."""
    from designer.actions import modules

    (made,) = modules.duplicate_modules(session.document, modules=["mod_hero"])
    return "mod_hero", made


def in_hand(session, panel) -> tuple[str, ...]:
    return panel._subject().variants


def own(session, key: str, setting: str):
    return session.document.get(key, Variant).settings.get(setting)


def test_modules_of_one_kind_share_all_settings_that_are_not_drawn_for_one(many, posters) -> None:
    panel = many(*posters)
    kind = panel._session.library.get("poster")
    wanted = [one.id for one in kind.in_section("content") if one.type not in APART]
    assert list(panel.form.rows) == wanted
    assert panel.several.isVisible()
    assert not panel.head.isVisible()


def test_one_edit_sets_all_of_them_in_one_step(many, session, posters) -> None:
    panel = many(*posters)
    steps = len(session.document.history.done)
    line = panel.form.rows["kicker"].field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "BOTH")
    assert [own(session, key, "kicker") for key in in_hand(session, panel)] == ["BOTH", "BOTH"]
    assert len(session.document.history.done) == steps + 1
    session.undo()
    assert [own(session, key, "kicker") for key in in_hand(session, panel)] == [None, None]


def test_different_values_say_so_until_one_is_given(many, session, posters) -> None:
    panel = many(*posters)
    first, other = in_hand(session, panel)
    variants.set_setting(session.document, variant=other, setting="headline", value="Another")
    row = panel.form.rows["headline"]
    assert row.source.source.mixed
    assert row.field.line.toPlainText() == ""
    assert row.field.line.placeholderText() == "Several values"
    row.field.line.setFocus()
    QTest.keyClicks(row.field.line, "Same")
    assert own(session, first, "headline") == own(session, other, "headline") == "Same"
    assert not row.source.source.mixed
    assert row.field.line.placeholderText() != "Several values"


def test_a_choice_with_different_values_has_none_marked(many, session, posters) -> None:
    panel = many(*posters, section="style")
    key = next(k for k, row in panel.form.rows.items() if row.setting.type == "choice")
    setting = panel.form.rows[key].setting
    first, other = in_hand(session, panel)
    for variant, option in zip((first, other), setting.options, strict=False):
        variants.set_setting(session.document, variant=variant, setting=key, value=option.value)
    field = panel.form.rows[key].field
    shown = field.segments.choice() if field.segments else field.combo.currentIndex()
    assert shown in ("", -1)
    if field.segments:
        button = field.segments.button(setting.options[0].value)
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, "the keyboard still gets there"
        QTest.keyClick(field.segments, Qt.Key.Key_Right)
        assert field.segments.choice() == setting.options[0].value


def test_all_of_them_go_back_to_the_default(many, session, posters) -> None:
    panel = many(*posters)
    row = panel.form.rows["headline"]
    assert row.back.isVisible()
    QTest.mouseClick(row.back, LEFT)
    assert [own(session, key, "headline") for key in in_hand(session, panel)] == [None, None]


def test_different_kinds_share_what_both_have(many, session) -> None:
    panel = many("mod_hero", "mod_title")
    poster, title = (session.library.get(name) for name in ("poster", "title"))
    both = {one.id: one.type for one in poster.settings}.items() & {
        one.id: one.type for one in title.settings
    }.items()
    assert set(panel.form.rows) <= {key for key, __ in both}
    assert "kicker" in panel.form.rows


def test_a_shared_condition_is_let_go_when_its_neighbour_is_not_shared(session) -> None:
    kinds = list(session.library.kinds.values())
    for one in kinds:
        for other in kinds:
            made = shared([one, other])
            assert isinstance(made, Kind)
            names = {setting.id for setting in made.settings}
            for setting in made.settings:
                if setting.visible_if is not None:
                    assert {
                        name.partition(".")[0] for name in setting.visible_if.settings()
                    } <= names


def test_a_value_one_of_them_cannot_take_is_refused_with_the_reason(many, session, posters) -> None:
    panel = many(*posters)
    line = panel.form.rows["button"].field.line
    line.setFocus()
    QTest.keyClicks(line, "x" * 30)
    assert panel.form.rows["button"].problem.isVisible()
    assert all(len(own(session, k, "button") or "") <= 18 for k in in_hand(session, panel))


def test_a_locked_module_cannot_be_filled_in(many, session) -> None:
    from designer.actions import modules

    modules.set_locked(session.document, modules=["mod_title"], locked=True)
    panel = many("mod_hero", "mod_title")
    assert not panel.form.isEnabled()
    assert panel.lock.words.text() == "1 module is locked"
    QTest.mouseClick(panel.lock.unlock, LEFT)
    assert panel.form.isEnabled()
    assert not panel.lock.isVisible()


# ---- searching ----


def commit(widget, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def visible(panel) -> list[str]:
    return [key for key, row in panel.form.rows.items() if row.isVisible()]


@pytest.mark.parametrize("text", ["head", "主标题", "冷泡", "HEADLINE"])
def test_a_setting_is_found_by_its_names_and_by_what_it_holds(show, text) -> None:
    panel = show("mod_hero")
    panel.search.line.setFocus()
    commit(panel.search.line, text)
    assert "headline" in visible(panel)
    assert "link" not in visible(panel)
    assert panel.search.count.text().endswith(f"/ {len(panel.form.rows)}")


def test_slash_goes_to_the_search_and_escape_brings_all_back(show) -> None:
    panel = show("mod_hero")
    before = visible(panel)
    panel.head.variants.chips["var_b"].setFocus()
    QTest.keyClick(panel.head.variants.chips["var_b"], Qt.Key.Key_Slash)
    assert panel.search.line.hasFocus()
    QTest.keyClicks(panel.search.line, "zzz")
    assert visible(panel) == []
    assert panel.search.count.text() == "Nothing matches."
    QTest.keyClick(panel.search.line, Qt.Key.Key_Escape)
    assert visible(panel) == before
    assert not panel.search.count.isVisible()


def test_another_module_starts_with_an_empty_search(show, session) -> None:
    panel = show("mod_hero")
    panel.search_settings()
    QTest.keyClicks(panel.search.line, "head")
    session.look(modules=("mod_title",))
    assert panel.search.line.text() == ""


def test_an_edit_while_searching_keeps_the_search(show, session) -> None:
    panel = show("mod_hero")
    panel.search_settings()
    QTest.keyClicks(panel.search.line, "headline")
    before = visible(panel)
    variants.set_setting(session.document, variant="var_b", setting="kicker", value="x")
    assert visible(panel) == before


def test_a_setting_that_begins_to_matter_comes_to_light(show, session, qtbot) -> None:
    key, condition = next(
        (one.id, one.visible_if)
        for one in session.library.get("poster").in_section("style")
        if one.visible_if is not None
    )
    (neighbour,) = condition.settings()
    kind = session.library.get("poster")
    panel = show("mod_hero", "style")
    row, seen = panel.form.rows[key], set()
    for option in kind.setting(neighbour).options:
        variants.set_setting(
            session.document, variant="var_b", setting=neighbour, value=option.value
        )
        assert row.isVisible() == condition.holds({neighbour: option.value})
        seen.add(row.isVisible())
    assert seen == {True, False}
    qtbot.waitUntil(lambda: not row.grab().isNull())
