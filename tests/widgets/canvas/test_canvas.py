"""The canvas under real hands: it selects, orders, takes drops, zooms, and stays true."""

from __future__ import annotations

import json
import os
import signal
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from designer.actions import modules as verbs
from designer.actions.shop import set_theme
from designer.actions.variants import set_setting
from designer.records import HIDDEN, Floor, Module, Variant
from tests.widgets import shops
from widgets.dragging import Dragged, mime_of
from widgets.look import tokens

COPY, LEFT, NO_KEY = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


# ---- what it shows ----


def test_both_floors_stand_side_by_side_under_their_names(hands):
    first, second = hands.rect("#flr_1"), hands.rect("#flr_2")
    assert second[0] > first[0] + first[2] + 40
    assert second[1] == first[1]
    captions = " ".join(hands.overlay(".caption"))
    assert "Floor 1 · Shelf" in captions
    assert "6 modules" in captions
    assert "Pull down to enter · 2 modules" in captions


def test_the_stage_comes_in_with_the_colours_it_keeps(hands, canvas):
    told = json.loads(
        hands.js("JSON.stringify([globalThis.duplexStage.colours, duplex.state.colours])")
    )
    look = tokens.of(canvas)
    assert told[0] == {name: getattr(look, name) for name in ("stage", "faint", "text", "panel")}
    assert told[0].items() <= told[1].items()  # else the whole page is styled a second time


def test_the_first_screen_ends_at_667_points(hands):
    line = hands.js("duplex.root.querySelector('.fold').getBoundingClientRect().top")
    floor = hands.rect("#flr_1")
    zoom = hands.snapshot()["zoom"]
    assert line - floor[1] == pytest.approx(667 * zoom, abs=1)
    assert hands.overlay(".fold") == ["First screen 667 pt"]


def test_the_page_knows_nothing_of_the_editor(hands, canvas, qtbot):
    heard = []
    code = "[typeof qt, typeof QWebChannel, typeof duplex, document.body.outerHTML].join('|')"
    canvas.page().runJavaScript(code, 0, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].startswith("undefined|undefined|undefined|<body>")
    assert "duplex-overlay" not in heard[0]


def test_the_overlay_takes_no_room(hands):
    before = hands.js("[...document.body.querySelectorAll('*')].map(e => e.offsetTop)")
    hands.press(hands.middle("#mod_3"))
    hands.js("document.querySelector('duplex-overlay').remove() || 0")
    after = hands.js("[...document.body.querySelectorAll('*')].map(e => e.offsetTop)")
    assert before == after


# ---- picking ----


def test_a_click_selects_and_names_the_variant(hands, session):
    hands.press(hands.middle("#mod_1"))
    hands.selects("mod_1")
    hands.says(".label", "主视觉海报 · Variant A “默认”")
    frame = hands.js("(r => [r.left, r.top, r.width])(duplex.root.querySelector('.selection')"
                     ".getBoundingClientRect())")  # fmt: skip
    assert frame == pytest.approx(hands.rect("#mod_1")[:3], abs=0.5)


def test_a_click_on_the_stage_lets_go(hands, session):
    hands.press(hands.middle("#mod_1"))
    hands.press(QPoint(10, 400))
    hands.selects()


def test_ctrl_and_shift_select_several(hands, session):
    session.look(modules=("mod_0",))
    hands.breathe()
    hands.press(hands.middle("#mod_2"), modifiers=SHIFT)
    hands.selects("mod_0", "mod_1", "mod_2")
    hands.press(hands.middle("#mod_1"), modifiers=CTRL)
    hands.selects("mod_0", "mod_2")
    hands.until(lambda: len(hands.overlay(".selection")) == 2)


def test_the_page_itself_hears_no_click_and_follows_no_link(hands, canvas):
    trap = '<a href="other.html" style="position:fixed;inset:0">x</a>'
    hands.js(f"(document.querySelector('#mod_0').insertAdjacentHTML('afterbegin', '{trap}'), 0)")
    hands.press(QPoint(300, 300))
    assert canvas.url().path() == "/index.html"


def test_arrow_keys_walk_the_modules_and_shift_extends(hands, session):
    session.look(modules=("mod_0",))
    hands.breathe()
    hands.key(Qt.Key.Key_Down)
    hands.selects("mod_1")
    hands.key(Qt.Key.Key_Down, SHIFT)
    hands.selects("mod_1", "mod_2")
    hands.key(Qt.Key.Key_Home)
    hands.selects("mod_0")
    hands.key(Qt.Key.Key_End)
    hands.selects("mod_story")
    hands.key(Qt.Key.Key_Escape)
    hands.selects()


def test_left_and_right_cross_to_the_other_floor(hands, session):
    session.look(modules=("mod_0",))
    hands.breathe()
    hands.key(Qt.Key.Key_Right)
    hands.selects("mod_film")
    hands.key(Qt.Key.Key_Left)
    assert session.focus.modules[0] in order(session)


def test_what_is_selected_elsewhere_comes_into_view(hands, session, canvas):
    session.look(modules=("mod_5",))
    hands.until(lambda: 0 < hands.middle("#mod_5").y() < canvas.height() + 100)


def test_a_double_click_on_a_picture_asks_for_the_picture(hands, session, qtbot):
    with qtbot.waitSignal(session.wanted) as asked:
        left, top, *__ = hands.rect("#mod_0 img")
        hands.double(QPoint(round(left) + 30, round(top) + 20))
    assert asked.args == ["var_0a", "image"]


# ---- putting in order ----


def test_dragging_a_module_reorders_and_says_where_before_it_lands(hands, session):
    start, onto = hands.middle("#mod_0"), hands.middle("#mod_1")
    mark = "Floor 1 · Shelf · place 2 · 店铺招牌"
    hands.drag(
        start,
        QPoint(start.x(), start.y() + 20),
        QPoint(onto.x(), onto.y() + 100),
        look=lambda: hands.says(".mark", mark),
    )
    hands.until(lambda: order(session)[:2] == ("mod_1", "mod_0"))
    hands.says(".mark")
    hands.assert_true_to_the_document()


def test_escape_calls_a_drag_off(hands, session):
    before, start, onto = order(session), hands.middle("#mod_0"), hands.middle("#mod_1")
    below = QPoint(onto.x(), onto.y() + 100)
    hands.drag(start, onto, below, look=lambda: hands.key(Qt.Key.Key_Escape))
    hands.says(".mark")
    assert order(session) == before


def test_a_module_is_refused_where_its_kind_may_not_stand(hands, session):
    start, onto = hands.middle("#mod_0"), hands.middle("#mod_film")
    refusal = "“店铺招牌” cannot stand on “Floor 2 · Brand space”"
    aside = QPoint(start.x() + 20, start.y())
    hands.drag(start, aside, onto, look=lambda: hands.says(".mark.refused", refusal))
    assert "mod_0" in order(session)


def test_a_module_moves_to_the_other_floor(hands, session):
    start, onto = hands.middle("#mod_1"), hands.middle("#mod_film")
    hands.drag(start, QPoint(start.x() + 20, start.y()), onto)
    hands.until(lambda: "mod_1" in order(session, "flr_2"))
    hands.assert_true_to_the_document()


def test_nothing_moves_in_a_project_for_looking_only(hands, session, monkeypatch, canvas):
    monkeypatch.setattr(type(session.project), "read_only", "held by another")
    canvas.speak()
    hands.breathe()
    before = order(session)
    hands.drag(hands.middle("#mod_0"), hands.middle("#mod_2"))
    assert order(session) == before


# ---- drops from the palette ----


def hover(canvas, at, dragged):
    mime = mime_of(dragged)
    for event in (QDragEnterEvent(QPoint(300, 100), COPY, mime, LEFT, NO_KEY),
                  QDragMoveEvent(at, COPY, mime, LEFT, NO_KEY)):  # fmt: skip
        QApplication.sendEvent(canvas, event)
    return mime


def test_a_drop_from_the_palette_lands_where_the_mark_said(hands, canvas, session, qtbot):
    at = hands.middle("#mod_film")
    mime = hover(canvas, QPoint(at.x(), at.y() - 40), Dragged("poster", 0))
    hands.breathe()
    hands.until(lambda: "place 1" in "".join(hands.overlay(".mark")))
    QApplication.sendEvent(
        canvas, QDropEvent(QPointF(at.x(), at.y() - 40), COPY, mime, LEFT, NO_KEY)
    )
    qtbot.waitUntil(lambda: len(order(session, "flr_2")) == 3)
    made = order(session, "flr_2")[0]
    assert session.document.get(made, Module).kind == "poster"
    assert session.focus.modules == (made,)
    hands.assert_true_to_the_document()


def test_a_drop_is_one_step_one_message_and_one_undo(hands, canvas, session, qtbot):
    sent = []
    canvas.bridge.patched.connect(lambda *one: sent.append(one))
    canvas.bridge.scened.connect(lambda *one: sent.append(one))
    at = hands.middle("#mod_story")
    mime = hover(canvas, at, Dragged("poster"))
    with qtbot.waitSignal(session.changed):
        QApplication.sendEvent(canvas, QDropEvent(QPointF(at), COPY, mime, LEFT, NO_KEY))
    hands.breathe()
    assert len(sent) == 1
    session.undo()
    assert order(session, "flr_2") == ("mod_film", "mod_story")
    hands.assert_true_to_the_document()


def test_a_drag_that_leaves_takes_its_mark_along(hands, canvas, session):
    hover(canvas, hands.middle("#mod_1"), Dragged("poster"))
    hands.breathe()
    QApplication.sendEvent(canvas, QDragLeaveEvent())
    hands.says(".mark")


def test_what_is_not_ours_is_not_taken(canvas):
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setText("https://example.com")
    event = QDragEnterEvent(QPoint(300, 100), COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()


# ---- patches ----


def test_every_kind_of_edit_leaves_the_page_as_a_fresh_render(hands, session, library):
    document = session.document
    edits = (
        lambda: set_setting(document, variant="var_1a", setting="headline", value="一叶知秋"),
        lambda: set_setting(document, variant="var_1a", setting="height", value=800),
        lambda: verbs.remove_modules(document, modules=("mod_2", "mod_film")),
        lambda: verbs.duplicate_modules(document, modules=("mod_1", "mod_3")),
        lambda: verbs.move_module(document, module="mod_5", floor="flr_1", index=0),
        lambda: verbs.add_module(document, kind="title", floor="flr_1", index=2, library=library),
        lambda: set_theme(document, theme=_red(document.shop.theme)),
        lambda: session.look(persona="per_lin"),
        lambda: session.look(modules=("mod_1",), variant="var_1a"),
        lambda: session.look(instant=session.focus.instant + timedelta(hours=1)),
        session.undo, session.undo, session.undo, session.redo, session.undo, session.undo,
    )  # fmt: skip
    for edit in edits:
        edit()
        hands.assert_true_to_the_document()


def _red(theme):
    import msgspec

    return msgspec.structs.replace(theme, colours={**theme.colours, "primary": "#aa0000"})


def test_a_module_that_comes_back_brings_its_rules_along(hands, session):
    verbs.remove_modules(session.document, modules=("mod_1",))
    hands.until(lambda: "mod_1" not in hands.snapshot()["body"])
    session.undo()
    hands.until(lambda: "mod_1" in hands.snapshot()["body"])
    assert "--height" in hands.snapshot()["css"]["mod_1"]
    hands.assert_true_to_the_document()


def test_a_patched_module_tells_the_page_and_the_rest_stays(hands, session):
    hands.js("globalThis.told = []")
    hands.js("addEventListener('duplex:patched', e => told.push(e.target.id)) || 0")
    hands.js("(globalThis.kept = document.getElementById('mod_3'), 0)")
    set_setting(session.document, variant="var_1a", setting="headline", value="新")
    hands.breathe()
    assert hands.js("told") == ["mod_1"]
    assert hands.js("kept === document.getElementById('mod_3')")


def test_the_place_on_the_page_survives_an_edit(hands, session):
    hands.js("scrollTo({top: 300, behavior: 'instant'}) || 0")
    set_setting(session.document, variant="var_1a", setting="headline", value="新")
    hands.breathe()
    assert hands.snapshot()["scroll"][1] == 300


def test_a_hidden_module_shows_while_it_is_in_hand(hands, session):
    assert session.seen("mod_4") == HIDDEN
    assert hands.rect("#mod_4")[3] == 0
    session.look(modules=("mod_4",))
    hands.breathe()
    assert hands.rect("#mod_4")[3] > 50
    assert "hidden from this visitor" in hands.overlay(".label")[0]
    assert hands.overlay(".selection.ghosted")


def test_another_layout_comes_with_its_instant(hands, canvas, session, qtbot):
    with qtbot.waitSignal(canvas.painted, timeout=5000):
        session.look(instant=shops.at(11, 11))
    assert session.focus.layout == "lay_peak"
    assert hands.js("document.querySelector('main').dataset.layout") == "lay_peak"
    hands.assert_true_to_the_document()


def test_another_page_opens_and_an_empty_floor_invites(hands, canvas, session, qtbot):
    with qtbot.waitSignal(canvas.painted, timeout=5000):
        session.look(page="page_new")
    hands.breathe()
    assert "Nothing here yet" in hands.overlay(".empty")[0]


# ---- zoom ----


def test_zoom_by_number_and_to_fit(hands, canvas, qtbot):
    with qtbot.waitSignal(canvas.zoomed):
        canvas.set_zoom(0.5)
    assert hands.rect("#flr_1")[2] == pytest.approx(187.5, abs=1)
    with qtbot.waitSignal(canvas.zoomed):
        canvas.set_zoom(4.0)
    assert hands.rect("#flr_1")[2] == pytest.approx(1500, abs=1)
    with qtbot.waitSignal(canvas.zoomed):
        canvas.set_zoom("fit")
    right = hands.rect("#flr_2")
    assert right[0] + right[2] <= canvas.width()


def test_zoom_stops_at_ten_and_four_hundred_percent(hands, canvas, qtbot):
    for wanted, got in ((9.0, 4.0), (0.01, 0.1)):
        with qtbot.waitSignal(canvas.zoomed, check_params_cb=lambda zoom, got=got: zoom == got):
            canvas.set_zoom(wanted)


def test_ctrl_and_the_wheel_zoom_about_the_pointer(hands, canvas, qtbot):
    at = hands.middle("#mod_1")
    before = hands.rect("#mod_1")
    share = (at.y() - before[1]) / before[3]
    world = canvas.mapToGlobal(QPointF(at))
    wheel = QWheelEvent(
        QPointF(at), world, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    for _turn in range(20):
        QApplication.sendEvent(hands.target(), wheel)
        hands.breathe(200)
        if hands.rect("#mod_1")[2] > before[2]:
            break
    after = hands.rect("#mod_1")
    assert after[2] > before[2]
    assert after[1] + share * after[3] == pytest.approx(at.y(), abs=8)


# ---- safety ----


def test_nothing_outside_our_scheme_is_reached(hands, canvas):
    hands.js("(['https://example.com/a.png', 'http://127.0.0.1:9/b.png', 'file:///etc/hostname']"
             ".forEach(u => { const i = new Image(); i.src = u; }), 0)")  # fmt: skip
    hands.breathe(200)
    shown = hands.js("[...document.images].filter(i => i.naturalWidth > 0)"
                     ".every(i => i.currentSrc.startsWith('duplex://canvas/'))")  # fmt: skip
    assert shown
    assert all(not url.startswith("duplex") for url in canvas.browser.gate.blocked)


def test_the_scheme_answers_only_what_belongs_to_the_page(canvas):
    site = canvas.site
    assert site("index.html", "").media == "text/html"
    assert site("page.css", "").media == "text/css"
    assert site("runtime.js", "").body == b""
    for path in ("../pyproject.toml", "assets/../../secret", "other.html", "assets/0000.png"):
        assert site(path, "") is None


def test_messages_of_an_older_page_are_dropped(canvas, session):
    canvas.bridge.picked(canvas.bridge.generation - 1, "mod_1", "only")
    assert session.focus.modules == ()
    canvas.bridge.picked(canvas.bridge.generation, "mod_1", "only")
    assert session.focus.modules == ("mod_1",)


def test_edits_before_the_page_has_come_in_are_not_lost(hands, canvas, session, qtbot):
    canvas.open()
    set_setting(session.document, variant="var_1a", setting="headline", value="早")
    qtbot.wait(400)
    hands.assert_true_to_the_document()
    assert "早" in hands.snapshot()["body"]


@pytest.mark.skipif(os.name == "nt", reason="kills a process by its number")
def test_a_page_whose_process_dies_comes_back(hands, canvas, session, qtbot):
    set_setting(session.document, variant="var_1a", setting="headline", value="还在")
    hands.breathe()
    with qtbot.waitSignal(canvas.painted, timeout=15_000):
        os.kill(canvas.page().renderProcessPid(), signal.SIGKILL)
    assert "还在" in hands.snapshot()["body"]
    hands.assert_true_to_the_document()


def test_the_session_survives_the_loss_of_what_is_selected(hands, session):
    session.look(modules=("mod_1",), variant="var_1b")
    verbs.remove_modules(session.document, modules=("mod_1",))
    hands.selects()
    assert session.focus.variant is None
    assert not isinstance(session.document.find("var_1b"), Variant)
    hands.assert_true_to_the_document()
