"""The wall under real hands: everybody's real page, marked, patched, and asked why."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.actions.variants import set_setting
from designer.records import Decision
from designer.render.page import render_page
from tests.widgets import shops
from widgets.personas.people import decided
from widgets.personas.workspace import PersonasWorkspace

WAIT = 20_000


@pytest.fixture
def room(qtbot, session, flush):
    """The personas workspace with Zhou and Lin on the wall, painted."""
    made = PersonasWorkspace(session)
    made.resize(1200, 760)
    made.people.people = ("per_zhou", "per_lin")
    made.view.set_people(made.people.people)
    made.show()
    qtbot.waitUntil(lambda: marks_of(qtbot, made, "per_lin") != [], timeout=WAIT)
    yield made
    made.hide()
    session.browser().discard(made.view.page())
    made.deleteLater()
    flush()


def js(qtbot, room, code):
    heard = []
    room.view.page().runJavaScript(f"JSON.stringify({code})", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    return json.loads(heard[0]) if heard[0] else None


def marks_of(qtbot, room, persona):
    code = (
        f"[...document.querySelectorAll('[data-persona={persona}] .mark.differs')]"
        ".map(e => [e.dataset.module, e.textContent])"
    )
    return js(qtbot, room, code)


def body_of(qtbot, room, persona):
    code = (
        f"document.querySelector('[data-persona={persona}] iframe').contentDocument.body.outerHTML"
    )
    return js(qtbot, room, code)


def parsed(qtbot, room, html):
    code = f"new DOMParser().parseFromString({json.dumps(html)}, 'text/html').body.outerHTML"
    return js(qtbot, room, code)


def click(qtbot, room, selector, *, double=False):
    code = (
        f"(r => [r.left + r.width / 2, r.top + Math.min(r.height, 40) / 2])"
        f"(document.querySelector('{selector}').getBoundingClientRect())"
    )
    left, top = js(qtbot, room, code)
    QTest.mouseClick(
        room.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(int(left), int(top))
    )


def test_what_only_gen_z_sees_is_marked_on_her_page(qtbot, room):
    assert marks_of(qtbot, room, "per_lin") == [["mod_1", "B 冷泡"], ["mod_4", "Only here: B 冷泡"]]
    assert marks_of(qtbot, room, "per_zhou") == []


def test_an_edit_reaches_everybody_and_their_pages_equal_fresh_renders(qtbot, room, session):
    with qtbot.waitSignal(room.view.painted, timeout=WAIT):
        set_setting(session.document, variant="var_2a", setting="headline", value="换了标题")
    for one in room.view.seen():
        fresh = render_page(session.document, one.decision, library=session.library)
        assert "换了标题" in fresh.html
        shown = body_of(qtbot, room, one.persona.id)
        assert shown == parsed(qtbot, room, fresh.html)


def test_moving_the_time_brings_the_other_layout(qtbot, room, session):
    session.look(instant=shops.at(11, 11))
    qtbot.waitUntil(
        lambda: "全场 5 折起" in (body_of(qtbot, room, "per_lin") or ""), timeout=WAIT
    )
    qtbot.waitUntil(lambda: marks_of(qtbot, room, "per_lin") == [], timeout=WAIT)


def test_clicking_a_module_says_why(qtbot, room, session):
    click(qtbot, room, "[data-persona=per_lin] [data-module=mod_1]")
    qtbot.waitUntil(lambda: session.focus.persona == "per_lin", timeout=WAIT)
    assert room.side.place.text() == "主视觉海报"
    assert room.side.stack.currentIndex() == 1


def test_the_table_lists_the_same_differences(qtbot, room, session):
    model = room.side.model
    qtbot.waitUntil(lambda: model.rowCount() == 9, timeout=WAIT)
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    differing = [names[row] for row in range(9) if model.cell(model.index(row, 1)).differs]
    assert differing == ["主视觉海报", "Gen Z 海报"]


def test_the_keyboard_walks_the_table_and_asks_why(qtbot, room, session):
    table, model = room.side.table, room.side.model
    qtbot.waitUntil(lambda: model.rowCount() == 9, timeout=WAIT)
    table.setFocus()
    table.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.side.place.text() == "主视觉海报", timeout=WAIT)
    assert session.focus.persona == "per_lin"


def test_one_person_always_stays_on_the_wall(room, session):
    said = []
    session.said.connect(lambda text, __: said.append(text))
    room.people.switch("per_lin")
    assert room.people.people == ("per_zhou",)
    room.people.switch("per_zhou")
    assert room.people.people == ("per_zhou",)
    assert said == ["The wall shows at least one person and at most 12."]


def test_the_second_floor_comes_to_the_front(qtbot, room):
    buttons = room.level.findChildren(type(room.level._buttons["2"]))
    two = next(one for one in buttons if one.text() == "Floor 2")
    QTest.mouseClick(two, Qt.MouseButton.LeftButton)
    code = (
        "(d => getComputedStyle(d.querySelector('.floor-1')).display)"
        "(document.querySelector('[data-persona=per_lin] iframe').contentDocument)"
    )
    qtbot.waitUntil(lambda: js(qtbot, room, code) == "none", timeout=WAIT)


def test_everybody_is_decided_at_the_same_instant(room, session):
    for one in room.view.seen():
        again = decided(session, one.persona)
        assert isinstance(again, Decision)
        assert again == one.decision
