"""Who sees what is a list of sentences, first match first, with people behind each."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from designer import language
from designer.actions import crowds
from designer.records import ALWAYS, During, Hide, InSegment, Leaf, Run, Show
from tests.widgets.inspector import scene
from widgets.rules.panel import DEFAULT, RulesPanel
from widgets.rules.unseen import UnseenRow

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def sentences(panel: RulesPanel) -> list[str]:
    return [card.accessibleName() for card in panel.cards.values()]


def rules(session) -> list[str]:
    return [rule.id for rule in session.document.records["mod_hero"].rules]


def rule(session, key: str):
    return next(one for one in session.document.records["mod_hero"].rules if one.id == key)


def test_each_rule_is_a_sentence_and_everybody_else_comes_last(panel) -> None:
    assert sentences(panel) == [
        "T2 及以上会员 → variant D “会员茶礼”",
        "Gen Z and 偏好短视频 → variant B “冷泡”",
        "新客 → experiment “首单利益点”",
        "Everybody else → variant A “秋茶上新”",
    ]


def test_the_sentences_are_chinese_for_a_chinese_designer(panel) -> None:
    language.use("zh_CN")
    panel.refresh()
    assert sentences(panel)[1] == "Gen Z 且 偏好短视频 → 变体 B「冷泡」"
    assert panel.cards["rul_new"].when.text() == "A 50 / B 50 · 覆盖 80%"


def test_the_card_that_decides_for_the_persona_is_marked(panel, session) -> None:
    assert panel.cards["rul_genz"].is_current()
    assert panel.cards["rul_genz"].seen_by.isVisible()
    session.look(persona="per_zhou")
    assert panel.cards["rul_member"].is_current()
    assert not panel.cards["rul_genz"].seen_by.isVisible()


def test_people_and_share_stand_behind_each_rule(panel, counted, session) -> None:
    figures = counted()
    found = figures.slot("mod_hero")
    counts = [one.got for one in found.rules] + [found.default]
    assert sum(counts) == found.reached == 100_000
    for card, count in zip(panel.cards.values(), counts, strict=True):
        assert f"{count:,}" in card.count.text()


def test_a_rule_out_of_its_window_says_so(panel, counted, session) -> None:
    session.look(instant=scene.at(12, 1))
    counted()
    assert panel.cards["rul_genz"].count.text() == "not in force now"


def test_a_click_on_a_card_puts_its_variant_on_the_canvas(panel, session) -> None:
    QTest.mouseClick(panel.cards["rul_member"], LEFT, pos=QPoint(30, 40))
    assert session.variant() == "var_d"
    assert panel.cards["rul_member"].is_current()
    session.look(variant="var_a")
    assert not panel.cards["rul_member"].is_current()


def test_rules_change_places_with_ctrl_and_the_arrows(panel, session) -> None:
    card = panel.cards["rul_member"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Down, CTRL)
    assert rules(session) == ["rul_genz", "rul_member", "rul_new"]
    assert panel.cards["rul_member"].hasFocus()
    session.undo()
    assert rules(session) == ["rul_member", "rul_genz", "rul_new"]


def test_rules_change_places_by_dragging_but_never_below_everybody_else(panel, session) -> None:
    card = panel.cards["rul_member"]
    start = QPoint(20, 60)
    QTest.mousePress(card, LEFT, pos=start)
    for y in (100, 300, 700):
        QTest.mouseMove(card, start + QPoint(0, y))
    QTest.mouseRelease(card, LEFT, pos=start + QPoint(0, 700))
    assert rules(session) == ["rul_genz", "rul_new", "rul_member"]


def test_del_removes_a_rule_and_the_default_stays(panel, session) -> None:
    card = panel.cards["rul_genz"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert rules(session) == ["rul_member", "rul_new"]
    QTest.keyClick(panel.cards[DEFAULT], Qt.Key.Key_Delete)
    assert DEFAULT in panel.cards


def test_a_variant_no_rule_shows_is_named(panel, session) -> None:
    QCoreApplication.processEvents()
    rows = [row for row in panel.findChildren(UnseenRow) if not row.isHidden()]
    assert [row.accessibleName() for row in rows] == ["variant C “午后”: no rule shows it"]
    QTest.mouseClick(rows[0], LEFT)
    assert session.variant() == "var_c"


def test_a_variant_nobody_gets_now_is_named(panel, counted, session) -> None:
    session.look(instant=scene.at(12, 1))
    nobody = Leaf(attribute="age", operator="at_least", value=99)
    member = msgspec.structs.replace(session.document.records["seg_member"], when=nobody)
    crowds.set_segment(session.document, segment=member)
    counted()
    QCoreApplication.processEvents()
    said = [row.accessibleName() for row in panel.findChildren(UnseenRow) if not row.isHidden()]
    assert "variant D “会员茶礼”: nobody gets it now" in said
    assert panel.cards["rul_member"].warning.isVisible()


def test_with_no_module_selected_the_rules_of_the_page_are_shown(panel, session) -> None:
    session.look(modules=())
    assert sentences(panel) == [
        "Everybody → layout “双11 爆发版”",
        "Everybody else → layout “双11 预热版”",
    ]
    QTest.mouseClick(panel.cards["rul_peak"], LEFT, pos=QPoint(30, 40))
    assert session.focus.layout == "lay_peak"


def test_a_slot_without_rules_shows_one_thing_to_everybody(panel, session) -> None:
    session.look(modules=("mod_title",))
    assert sentences(panel) == ["Everybody → variant A “默认”"]


def test_several_modules_have_no_common_rules(panel, session) -> None:
    session.look(modules=("mod_title", "mod_hero"))
    assert panel.pages.currentWidget() is panel.several


# ---- the reason ----


def lines(panel) -> list[str]:
    QCoreApplication.processEvents()
    items = (panel.why.rows.itemAt(n).widget() for n in range(panel.why.rows.count()))
    return [one.accessibleName().strip() for one in items]


def test_the_reason_goes_rule_by_rule_down_to_the_values(panel) -> None:
    assert panel.why.title.text() == "Why variant B?"
    told = lines(panel)
    shop = panel._session.document.shop
    attribute = next(one for one in shop.attributes if one.key == "member_tier")
    tier, value = attribute.label.en, attribute.choices[1].label.en
    assert told[0] == f"Does not hold: 1  T2 及以上会员 {tier} = {value}"
    assert told[1].startswith("Holds: 2  Gen Z and 偏好短视频 → variant B")
    assert any("21" in line and "Age" in line for line in told)


def test_the_reason_shows_the_bucket_of_an_experiment(panel, session) -> None:
    session.look(persona="per_chen")
    told = lines(panel)
    assert any("bucket" in line for line in told)


def test_a_visitor_nobody_knows_gets_the_default_and_reads_why(panel, session) -> None:
    session.look(persona=None)
    told = lines(panel)
    assert told[-1] == "Holds: No rule fits: variant A “秋茶上新”"
    assert panel.why.who.text() == "Visitor"


def test_a_rule_that_was_passed_over_opens_its_lines(panel) -> None:
    before = len(lines(panel))
    row = panel.why.rows.itemAt(0).widget()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert len(lines(panel)) > before


def test_somebody_elses_eyes_are_a_pick_away(panel, session) -> None:
    QTest.mouseClick(panel.why.who, LEFT)
    chooser = panel.why.chooser
    assert chooser.isVisible()
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    assert session.focus.persona == "per_zhou"
    assert panel.why.title.text() == "Why variant D?"


# ---- the editor ----


@pytest.fixture
def editor(panel):
    yield panel.editor
    panel.editor.close()


def open_editor(panel, key: str):
    card = panel.cards[key]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_F2)
    assert panel.editor.isVisible()


def test_an_audience_is_put_together_from_segments(panel, editor, session) -> None:
    open_editor(panel, "rul_member")
    QTest.mouseClick(editor.audience.chips.chips["seg_genz"], LEFT)
    assert set(rule(session, "rul_member").audience.of) == {
        InSegment(segment="seg_member"), InSegment(segment="seg_genz"),
    }  # fmt: skip
    assert editor.audience.joint.isVisible()
    QTest.mouseClick(editor.audience.joint.button("any"), LEFT)
    assert panel.cards["rul_member"].accessibleName().startswith("T2 及以上会员 or Gen Z")


def test_one_visit_to_the_editor_is_one_step(panel, editor, session) -> None:
    steps = len(session.document.history.done)
    open_editor(panel, "rul_member")
    QTest.mouseClick(editor.audience.chips.chips["seg_genz"], LEFT)
    QTest.mouseClick(editor.outcome.mode.button("hide"), LEFT)
    QTest.mouseClick(editor.done, LEFT)
    assert len(session.document.history.done) == steps + 1
    assert rule(session, "rul_member").outcome == Hide()
    open_editor(panel, "rul_member")
    QTest.mouseClick(editor.outcome.mode.button("show"), LEFT)
    assert len(session.document.history.done) == steps + 2


def test_a_window_is_always_phases_or_dates(panel, editor, session) -> None:
    open_editor(panel, "rul_genz")
    QTest.mouseClick(editor.window_.phases.chips["pha_peak"], LEFT)
    assert rule(session, "rul_genz").window == During(phases=("pha_warmup", "pha_peak"))
    QTest.mouseClick(editor.window_.mode.button("always"), LEFT)
    assert rule(session, "rul_genz").window == ALWAYS
    QTest.mouseClick(editor.window_.mode.button("between"), LEFT)
    QTest.mouseClick(editor.window_.start.empty, LEFT)
    assert rule(session, "rul_genz").window.start == session.focus.instant
    QTest.mouseClick(editor.window_.mode.button("phases"), LEFT)
    assert rule(session, "rul_genz").window == During(phases=("pha_warmup",)), "the one that runs"


def test_an_experiment_gives_each_arm_a_variant(panel, editor, session) -> None:
    open_editor(panel, "rul_member")
    QTest.mouseClick(editor.outcome.mode.button("run"), LEFT)
    outcome = rule(session, "rul_member").outcome
    assert outcome == Run(experiment="exp_first", arms={"arm_a": "var_a", "arm_b": "var_b"})
    combo = editor.outcome.arms["arm_b"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert rule(session, "rul_member").outcome.arms["arm_b"] == "var_c"


def test_a_new_rule_is_added_only_when_asked_and_starts_with_an_unseen_variant(
    panel, editor, session
) -> None:
    QTest.mouseClick(panel.add, LEFT)
    assert editor.sentence() == "Everybody → variant C “午后”"
    QTest.mouseClick(editor.audience.chips.chips["seg_video"], LEFT)
    assert len(rules(session)) == 3
    QTest.mouseClick(editor.done, LEFT)
    made = session.document.records["mod_hero"].rules[-1]
    assert made.audience == InSegment(segment="seg_video")
    assert made.outcome == Show(variant="var_c")
    assert panel.cards[made.id].hasFocus()


def test_escape_gives_a_new_rule_up(panel, editor, session) -> None:
    QTest.mouseClick(panel.add, LEFT)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert len(rules(session)) == 3


def test_a_rule_is_removed_from_its_editor(panel, editor, session) -> None:
    open_editor(panel, "rul_new")
    QTest.mouseClick(editor.remove, LEFT)
    assert rules(session) == ["rul_member", "rul_genz"]


def test_what_everybody_else_sees_is_picked_from_a_list(panel, session) -> None:
    card = panel.cards[DEFAULT]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_F2)
    chooser = panel.default_menu.chooser
    assert chooser.isVisible()
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    assert session.document.records["mod_hero"].default == "var_b"


def test_a_project_to_look_at_opens_no_editor(qtbot) -> None:
    session = scene.session(read_only="Somebody else has it open.")
    session.look(modules=("mod_hero",))
    panel = RulesPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    QTest.keyClick(panel.cards["rul_genz"], Qt.Key.Key_F2)
    assert not panel.editor.isVisible()
    assert not panel.add.isEnabled()
    session.deleteLater()


def test_a_rule_keeps_a_note(panel, editor, session) -> None:
    open_editor(panel, "rul_member")
    editor.note.setFocus()
    QTest.keyClicks(editor.note, "VIP")
    assert rule(session, "rul_member").note == "VIP"
    assert panel.cards["rul_member"].when.text() == "All the time · VIP"
