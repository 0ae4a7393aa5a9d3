"""Many modules in one hand: dragged, copied, framed, counted, and let be where they are locked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions import modules as verbs
from designer.records import Floor, Module

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


def move_to(hands, at, keys=PLAIN):
    """The mouse goes on with its button held."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), hands.target().mapToGlobal(QPointF(at)), NONE, LEFT,
        keys,
    )  # fmt: skip
    QApplication.sendEvent(hands.target(), event)
    hands.breathe(20)


def hold(hands, start, *path, keys=PLAIN):
    """Press, and go along a path without letting go."""
    QTest.mousePress(hands.target(), LEFT, PLAIN, start)
    hands.breathe(20)
    for at in path:
        move_to(hands, at, keys)


def let_go(hands, at, keys=PLAIN):
    QTest.mouseRelease(hands.target(), LEFT, keys, at)
    hands.breathe()


def below(hands, selector, by=8):
    left, top, width, height = hands.rect(selector)
    return QPoint(round(left + width / 2), round(top + height / 2 + by))


@pytest.fixture
def chosen(hands, session, canvas):
    """Sign and shelf, which do not stand side by side, are selected; all fits in the window."""
    canvas.set_zoom(0.3)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.3)
    session.look(modules=("mod_3", "mod_0"))
    hands.until(lambda: sorted(hands.snapshot()["selected"]) == ["mod_0", "mod_3"])
    hands.until(lambda: hands.rect("#mod_0")[1] >= 0)
    return "mod_3", "mod_0"


# ---- a whole selection ----


def test_all_that_is_selected_is_dragged_as_one_step(hands, session, chosen):
    start, onto = hands.middle("#mod_0"), below(hands, "#mod_1")
    hold(hands, start, QPoint(start.x(), start.y() + 12), onto)
    hands.says(".mark", "Floor 1 · Shelf · place 2 · 2 modules")
    hands.says(".ghost", "店铺招牌2")
    hands.until(lambda: len(hands.overlay(".veil")) == 2)
    let_go(hands, onto)
    hands.until(lambda: order(session)[:4] == ("mod_1", "mod_0", "mod_3", "mod_2"))
    assert set(session.focus.modules) == {"mod_0", "mod_3"}
    assert session.document.history.label(session.document.history.undoable) == "Move 2 modules"
    hands.assert_true_to_the_document()
    session.undo()
    assert order(session)[:4] == ("mod_0", "mod_1", "mod_2", "mod_3")
    hands.assert_true_to_the_document()


def test_a_press_on_one_of_several_keeps_them_until_it_is_no_drag(hands, session, chosen):
    at = hands.middle("#mod_0")
    QTest.mousePress(hands.target(), LEFT, PLAIN, at)
    hands.until(lambda: sorted(hands.snapshot()["selected"]) == ["mod_0", "mod_3"])
    let_go(hands, at)
    hands.selects("mod_0")


def test_with_alt_copies_are_made_where_the_mark_says(hands, session, chosen):
    before = order(session)
    start, onto = hands.middle("#mod_3"), below(hands, "#mod_1")
    session.look(modules=("mod_3",))
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_3"])
    hold(hands, start, QPoint(start.x(), start.y() - 12), onto, keys=ALT)
    hands.says(".mark", "Floor 1 · Shelf · place 3 · 双列货架")
    hands.says(".ghost", "+双列货架")
    let_go(hands, onto, ALT)
    hands.until(lambda: len(order(session)) == 7)
    made = order(session)[2]
    assert [key for key in order(session) if key != made] == list(before)
    hands.selects(made)
    hands.assert_true_to_the_document()


def test_alt_may_come_and_go_while_dragging(hands, session, chosen):
    session.look(modules=("mod_3",))
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_3"])
    start, onto = hands.middle("#mod_3"), below(hands, "#mod_1")
    hold(hands, start, QPoint(start.x(), start.y() - 12), onto)
    hands.says(".ghost", "双列货架")
    for kind, shown in (
        (QEvent.Type.KeyPress, "+双列货架"), (QEvent.Type.KeyRelease, "双列货架"),
    ):  # fmt: skip
        keys = ALT if kind == QEvent.Type.KeyPress else PLAIN
        QApplication.sendEvent(hands.target(), QKeyEvent(kind, Qt.Key.Key_Alt, keys))
        hands.says(".ghost", shown)
    let_go(hands, onto)
    hands.until(lambda: order(session)[2] == "mod_3")
    assert len(order(session)) == 6


def test_escape_lets_everything_lie(hands, session, chosen):
    start, onto = hands.middle("#mod_0"), below(hands, "#mod_1")
    hold(hands, start, QPoint(start.x(), start.y() + 12), onto)
    hands.until(lambda: len(hands.overlay(".ghost")) == 1)
    hands.key(Qt.Key.Key_Escape)
    hands.says(".ghost")
    let_go(hands, onto)
    assert order(session)[0] == "mod_0"
    assert session.document.history.undoable is None


def test_one_that_may_not_stand_there_keeps_all_from_it(hands, session, chosen):
    start, onto = hands.middle("#mod_3"), hands.middle("#mod_story")
    hold(hands, start, QPoint(start.x() + 12, start.y()), onto)
    hands.says(".mark.refused", "“店铺招牌” cannot stand on “Floor 2 · Brand space”")
    let_go(hands, onto)
    assert order(session, "flr_2") == ("mod_film", "mod_story")


def test_what_nobody_sees_now_is_counted_too(hands, session, canvas):
    """mod_4 is for Gen Z alone and has no height here; places below it count it."""
    canvas.set_zoom(0.3)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.3)
    start, onto = hands.middle("#mod_1"), below(hands, "#mod_5")
    hold(hands, start, QPoint(start.x(), start.y() + 12), onto)
    hands.says(".mark", "Floor 1 · Shelf · place 6 · 主视觉海报")
    let_go(hands, onto)
    hands.until(lambda: order(session)[-2:] == ("mod_5", "mod_1"))
    hands.assert_true_to_the_document()


def test_a_floor_that_is_more_than_full_can_still_be_put_in_order(hands, session, canvas):
    """The sign may stand once on a floor; moving it there makes it no second one, copying does."""
    canvas.set_zoom(0.3)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.3)
    start, onto = hands.middle("#mod_0"), below(hands, "#mod_1")
    hold(hands, start, QPoint(start.x(), start.y() + 12), onto)
    hands.says(".mark", "Floor 1 · Shelf · place 2 · 店铺招牌")
    move_to(hands, onto, ALT)
    hands.says(".mark.refused", "“Floor 1 · Shelf” holds at most 1 × 店铺招牌")
    move_to(hands, onto)
    hands.says(".mark", "Floor 1 · Shelf · place 2 · 店铺招牌")
    let_go(hands, onto)
    hands.until(lambda: order(session)[:2] == ("mod_1", "mod_0"))


# ---- locked and hidden ----


def test_a_locked_module_does_not_move_and_says_why(hands, session, canvas):
    verbs.set_locked(session.document, modules=("mod_1",), locked=True)
    hands.until(lambda: len(hands.js("[...duplex.root.querySelectorAll('.badge.lock')]")) == 1)
    start, onto = hands.middle("#mod_1"), below(hands, "#mod_2", 30)
    hold(hands, start, QPoint(start.x(), start.y() + 12), onto)
    hands.says(".mark.refused", "“主视觉海报” is locked; unlock it to move it")
    let_go(hands, onto)
    assert order(session)[1] == "mod_1"
    assert session.document.get("mod_1", Module).locked


def test_a_hidden_module_in_hand_says_that_nobody_sees_it(hands, session):
    session.look(modules=("mod_1",))
    verbs.hide_modules(session.document, modules=("mod_1",))
    hands.until(lambda: any("hidden from everybody" in one for one in hands.overlay(".label")))
    assert hands.js("duplex.root.querySelectorAll('.badge.hidden').length") == 1
    hands.assert_true_to_the_document()


# ---- a frame drawn from the empty stage ----


def test_a_frame_from_the_stage_selects_all_it_touches(hands, session, canvas):
    canvas.set_zoom(0.3)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.3)
    left, top, width, _height = hands.rect("#mod_0")
    corner = QPoint(round(left + width / 2), round(hands.rect("#mod_1")[1] + 10))
    hold(hands, QPoint(8, round(top) - 10), QPoint(30, round(top)), corner)
    hands.until(lambda: hands.js("duplex.root.querySelectorAll('.sweep').length") == 1)
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_0", "mod_1"])
    let_go(hands, corner)
    hands.selects("mod_0", "mod_1")
    hands.until(lambda: hands.js("duplex.root.querySelectorAll('.sweep').length") == 0)


def test_with_ctrl_a_frame_adds_and_escape_takes_it_back(hands, session, canvas):
    canvas.set_zoom(0.3)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.3)
    session.look(modules=("mod_story",))
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_story"])
    left, top, width, height = hands.rect("#mod_0")
    start = QPoint(round(left) - 20, round(top) + 2)
    inside = QPoint(round(left + width / 2), round(top + height / 2))
    QTest.mousePress(hands.target(), LEFT, CTRL, start)
    hands.breathe(20)
    move_to(hands, QPoint(start.x() + 10, start.y()), CTRL)
    move_to(hands, inside, CTRL)
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_story", "mod_0"])
    hands.key(Qt.Key.Key_Escape)
    hands.until(lambda: hands.snapshot()["selected"] == ["mod_story"])
    let_go(hands, inside)
    assert session.focus.modules == ("mod_story",)


# ---- the edge of the window ----


@pytest.mark.parametrize("edge", ["bottom", "right"])
def test_the_page_comes_to_meet_what_is_held_at_its_edge(hands, session, canvas, edge):
    canvas.set_zoom(1.4)
    hands.until(lambda: hands.snapshot()["zoom"] == 1.4)
    axis = 1 if edge == "bottom" else 0
    start = hands.middle("#mod_0")
    size = canvas.size()
    at = (
        QPoint(start.x(), size.height() - 16) if edge == "bottom"
        else QPoint(size.width() - 16, start.y())
    )  # fmt: skip
    before = hands.snapshot()["scroll"][axis]
    hold(hands, start, QPoint(start.x() + 6, start.y() + 6), at)
    hands.until(lambda: hands.snapshot()["scroll"][axis] > before + 60)
    hands.key(Qt.Key.Key_Escape)
    let_go(hands, at)
    assert order(session)[0] == "mod_0"


def test_several_come_into_view_together_only_when_none_of_them_is_seen(hands, session, canvas):
    canvas.set_zoom(1.0)
    hands.until(lambda: hands.js("duplex.state.zoom") == 1)
    hands.js("scrollTo({top: 0, behavior: 'instant'}) || 0")
    *_, last = order(session)
    hands.until(lambda: hands.rect(f"#{last}")[1] > canvas.height())
    session.look(modules=(order(session)[0], last))
    hands.until(lambda: hands.js("duplex.state.selected.length") == 2)
    assert hands.js("scrollY") == 0
    session.look(modules=order(session)[-2:])
    hands.until(lambda: hands.rect(f"#{order(session)[-2]}")[1] < canvas.height())
