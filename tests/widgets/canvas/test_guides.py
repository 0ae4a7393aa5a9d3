"""Guides on the page: out of a ruler, moved, nudged, carried, removed; one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions import guides
from designer.records import Floor, Guide

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def send(widget, kind, at, buttons=LEFT):
    """A mouse event at a place of the widget, even outside it as while a button is held."""
    button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, QPointF(at), widget.mapToGlobal(QPointF(at)), button, buttons, NO_KEY)
    QApplication.sendEvent(widget, event)


def pulled(eyes, ruler, onto: QPoint, *, drop=True) -> None:
    """Draw a guide out of a ruler onto a place of the canvas."""
    start = QPoint(ruler.width() // 2, ruler.height() // 2)
    send(ruler, QEvent.Type.MouseButtonPress, start)
    target = ruler.mapFromGlobal(eyes.canvas.mapToGlobal(onto))
    send(ruler, QEvent.Type.MouseMove, (start + target) / 2)
    send(ruler, QEvent.Type.MouseMove, target)
    if drop:
        send(ruler, QEvent.Type.MouseButtonRelease, target, NO_BUTTON)


def on(eyes, floor="flr_1") -> tuple[Guide, ...]:
    return eyes.session.document.get(floor, Floor).guides


def line(eyes, index=0, floor="flr_1") -> str:
    return f'.guide[data-floor="{floor}"][data-index="{index}"]'


def shown(eyes, count: int) -> None:
    eyes.sees(f"duplex.root.querySelectorAll('.guide').length === {count}")


def laid(eyes, axis="y", at=300, floor="flr_1") -> None:
    guides.add_guide(eyes.session.document, floor=floor, axis=axis, at=at)
    shown(eyes, len(on(eyes, "flr_1")) + len(on(eyes, "flr_2")))


def grab(eyes, selector: str) -> QPoint:
    """A place of a guide at which nothing else lies."""
    left, top, width, height = eyes.drawn(selector)
    upright = height > width
    x, y = (left + width / 2, top + 8) if upright else (left + 6, top + height / 2)
    return QPoint(round(x - 0.5), round(y - 0.5))


def drag(eyes, start: QPoint, end: QPoint) -> None:
    send(eyes.target(), QEvent.Type.MouseButtonPress, start)
    for step in range(1, 5):
        send(eyes.target(), QEvent.Type.MouseMove, start + (end - start) * step / 4)
    send(eyes.target(), QEvent.Type.MouseButtonRelease, end, NO_BUTTON)


@pytest.fixture
def ruled(eyes):
    """The stage with its rulers and a page that does not snap: far from any edge."""
    eyes.look(rulers=True)
    eyes.until(lambda: eyes.canvas.sight.lie.floor != "")
    return eyes


# ---- out of a ruler ----


def test_a_level_guide_comes_out_of_the_upper_ruler(ruled):
    eyes = ruled
    left, top, width, __ = eyes.rect("#flr_1")
    pulled(eyes, eyes.stage.across, QPoint(round(left + width / 2), round(top + 111)))
    eyes.until(lambda: len(on(eyes)) == 1)
    unit = width / 750
    assert on(eyes)[0].axis == "y"
    assert on(eyes)[0].at == pytest.approx(111 / unit, abs=2 / unit)
    shown(eyes, 1)
    eyes.assert_true_to_the_document()


def test_an_upright_guide_comes_out_of_the_left_ruler_onto_the_second_floor(ruled):
    eyes = ruled
    left, top, *__ = eyes.rect("#flr_2")
    pulled(eyes, eyes.stage.down, QPoint(round(left + 77), round(top + 200)))
    eyes.until(lambda: len(on(eyes, "flr_2")) == 1)
    assert on(eyes, "flr_2")[0].axis == "x"
    assert on(eyes) == ()


def test_a_guide_says_where_it_is_while_it_is_drawn(ruled):
    eyes = ruled
    left, top, *__ = eyes.rect("#flr_1")
    pulled(eyes, eyes.stage.across, QPoint(round(left + 40), round(top + 111)), drop=False)
    eyes.sees("duplex.root.querySelector('.guide.chosen b')")
    QTest.keyClick(eyes.stage.across, Qt.Key.Key_Escape)
    shown(eyes, 0)
    assert on(eyes) == ()


def test_a_guide_let_go_on_the_ruler_is_none(ruled):
    eyes = ruled
    pulled(eyes, eyes.stage.across, QPoint(300, -10))
    shown(eyes, 0)
    assert eyes.session.document.history.undoable is None


def test_a_guide_takes_the_edge_of_a_module(ruled):
    eyes = ruled
    left, top, width, height = eyes.rect("#mod_0")
    foot = top + height
    pulled(eyes, eyes.stage.across, QPoint(round(left + 50), round(foot + 3)))
    eyes.until(lambda: len(on(eyes)) == 1)
    assert on(eyes)[0].at == round(height / (width / 750))


def test_guides_are_shown_when_one_is_drawn(ruled):
    eyes = ruled
    eyes.look(guides=False)
    left, top, *__ = eyes.rect("#flr_1")
    pulled(eyes, eyes.stage.across, QPoint(round(left + 40), round(top + 111)))
    eyes.until(lambda: eyes.viewing.view.guides and len(on(eyes)) == 1)


def test_nothing_comes_out_of_the_rulers_of_a_project_for_looking_only(ruled, monkeypatch):
    eyes = ruled
    monkeypatch.setattr(type(eyes.session.project), "read_only", "held by another")
    left, top, *__ = eyes.rect("#flr_1")
    pulled(eyes, eyes.stage.across, QPoint(round(left + 40), round(top + 111)))
    eyes.breathe()
    assert on(eyes) == ()


# ---- in hand ----


def test_a_drag_moves_a_guide_as_one_step(eyes):
    laid(eyes)
    steps = len(eyes.session.document.history.done)
    start = grab(eyes, line(eyes))
    drag(eyes, start, start + QPoint(0, 90))
    eyes.until(lambda: on(eyes)[0].at != 300)
    assert len(eyes.session.document.history.done) == steps + 1
    eyes.session.undo()
    assert on(eyes)[0].at == 300


def test_two_drags_are_two_steps(eyes):
    laid(eyes)
    steps = len(eyes.session.document.history.done)
    for count in (1, 2):
        before = on(eyes)[0].at
        eyes.sees(f"duplex.state.floors[0].guides[0][1] === {before}")
        start = grab(eyes, line(eyes))
        drag(eyes, start, start + QPoint(0, 67))
        eyes.until(lambda before=before: on(eyes)[0].at != before)
        assert len(eyes.session.document.history.done) == steps + count


def test_a_guide_picked_up_moves_no_module(eyes):
    laid(eyes, "x", 375)
    order = eyes.session.document.get("flr_1", Floor).modules
    start = grab(eyes, line(eyes))
    drag(eyes, start, start + QPoint(60, 0))
    eyes.until(lambda: on(eyes)[0].at != 375)
    assert eyes.session.document.get("flr_1", Floor).modules == order
    assert eyes.session.focus.modules == ()


def test_an_upright_guide_is_carried_to_the_other_floor(eyes):
    laid(eyes, "x", 375)
    start = grab(eyes, line(eyes))
    drag(eyes, start, QPoint(eyes.middle("#flr_2").x() + 31, start.y()))
    eyes.until(lambda: len(on(eyes, "flr_2")) == 1)
    assert on(eyes) == ()


def test_a_guide_dragged_out_of_the_page_is_removed(eyes):
    laid(eyes)
    start = grab(eyes, line(eyes))
    drag(eyes, start, QPoint(start.x(), -12))
    eyes.until(lambda: on(eyes) == ())
    eyes.session.undo()
    shown(eyes, 1)


def test_keys_nudge_and_remove_the_chosen_guide(eyes):
    laid(eyes)
    at = grab(eyes, line(eyes))
    eyes.press(at)
    eyes.sees("duplex.root.querySelector('.guide.chosen')")
    eyes.key(Qt.Key.Key_Down)
    eyes.until(lambda: on(eyes)[0].at == 301)
    eyes.sees("duplex.state.floors[0].guides[0][1] === 301")
    eyes.key(Qt.Key.Key_Up, SHIFT)
    eyes.until(lambda: on(eyes)[0].at == 291)
    eyes.key(Qt.Key.Key_Delete)
    eyes.until(lambda: on(eyes) == ())


def test_escape_lets_a_guide_go(eyes):
    laid(eyes)
    eyes.press(grab(eyes, line(eyes)))
    eyes.sees("duplex.root.querySelector('.guide.chosen')")
    eyes.key(Qt.Key.Key_Escape)
    eyes.sees("!duplex.root.querySelector('.guide.chosen')")
    assert len(on(eyes)) == 1


def test_delete_without_a_chosen_guide_is_not_for_guides(eyes):
    laid(eyes)
    eyes.key(Qt.Key.Key_Delete)
    eyes.breathe()
    assert len(on(eyes)) == 1


def test_hidden_guides_cannot_be_grasped(eyes):
    laid(eyes)
    at = grab(eyes, line(eyes))
    eyes.look(guides=False)
    shown(eyes, 0)
    drag(eyes, at, at + QPoint(0, 80))
    eyes.breathe()
    assert on(eyes)[0].at == 300


# ---- where they are ----


@pytest.mark.parametrize("zoom", [0.25, 1.0, 3.0])
def test_a_guide_lies_on_its_pixel_at_every_zoom(eyes, zoom):
    laid(eyes, "y", 440)
    eyes.zoom(zoom)
    top, unit = eyes.rect("#flr_1")[1], eyes.rect("#flr_1")[2] / 750
    drawn = eyes.drawn(f"{line(eyes)} i")
    assert drawn[1] == pytest.approx(top + 440 * unit, abs=1)
    assert drawn[3] == 1


def test_others_may_ask_for_the_lines_to_snap_to(eyes):
    laid(eyes, "y", 440)
    laid(eyes, "x", 24)
    floor = "document.getElementById('flr_1')"
    code = f"duplex.guideLines({floor})"
    top, left = eyes.rect("#flr_1")[1], eyes.rect("#flr_1")[0]
    unit = eyes.rect("#flr_1")[2] / 750
    scroll = eyes.js("[scrollX, scrollY]")
    told = eyes.js(code)
    assert told["y"] == pytest.approx([top + scroll[1] + 440 * unit], abs=1)
    assert told["x"] == pytest.approx([left + scroll[0] + 24 * unit], abs=1)


def test_guides_are_laid_along_the_edges_of_the_selection(eyes):
    eyes.session.look(modules=("mod_1",))
    eyes.until(lambda: eyes.canvas.sight.lie.chosen is not None)
    eyes.canvas.sight.lay_around()
    eyes.until(lambda: len(on(eyes)) == 4)
    left, top, width, height = eyes.rect("#mod_1")
    home, unit = eyes.rect("#flr_1"), eyes.rect("#flr_1")[2] / 750
    lines = guides.guide_lines(eyes.session.document, floor="flr_1")
    assert lines["x"] == pytest.approx(
        ((left - home[0]) / unit, (left + width - home[0]) / unit), abs=1
    )
    assert lines["y"] == pytest.approx(
        ((top - home[1]) / unit, (top + height - home[1]) / unit), abs=1
    )
    eyes.session.undo()
    assert on(eyes) == ()
