"""Zoom from 10 to 400 %: at the pointer within a pixel, to fit, to the selection, by every way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier
MARK = (
    "((x, y) => { const e = document.elementFromPoint(x, y); const r = e.getBoundingClientRect();"
    " globalThis.held = [e, (x - r.left) / r.width, (y - r.top) / r.height]; return 1; })"
)
WHERE = (
    "(([e, u, v]) => { const r = e.getBoundingClientRect();"
    " return [r.left + u * r.width, r.top + v * r.height]; })(held)"
)


def turn(eyes, at: QPoint, by: int) -> None:
    """One click of the wheel with Ctrl held."""
    world = eyes.canvas.mapToGlobal(QPointF(at))
    before = eyes.js("duplex.state.zoom")
    wheel = QWheelEvent(
        QPointF(at), world, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(eyes.target(), wheel)
    eyes.sees(f"duplex.state.zoom !== {before}")


def apart(eyes, at: QPoint) -> float:
    """How far from the pointer that lies which was under it."""
    x, y = eyes.js(WHERE)
    return max(abs(x - at.x()), abs(y - at.y()))


def middles(eyes, *selectors: str) -> list[QPoint]:
    return [eyes.middle(one) for one in selectors]


# ---- at the pointer ----


@pytest.mark.parametrize("selector", ["#mod_1 h2, #mod_1 h3", "#mod_0", "#mod_film", "#mod_3"])
@pytest.mark.parametrize("by", [120, -120])
def test_what_is_under_the_pointer_stays_there_within_a_pixel(eyes, selector, by):
    at = eyes.middle(selector)
    at.setY(min(at.y(), 700))
    eyes.js(f"{MARK}({at.x()}, {at.y()})")
    for __ in range(4):
        turn(eyes, at, by)
        assert apart(eyes, at) <= 1


def test_in_and_out_again_ends_where_it_began(eyes):
    at = eyes.middle("#mod_1")
    eyes.js(f"{MARK}({at.x()}, {at.y()})")
    for by in (120, 120, 120, -120, -120, -120):
        turn(eyes, at, by)
    assert apart(eyes, at) <= 1


@pytest.mark.parametrize("zoom", [0.1, 0.25, 0.5, 1.0, 2.0, 4.0])
def test_every_level_keeps_the_place_and_the_widths(eyes, zoom):
    at = eyes.middle("#mod_1")
    eyes.js(f"duplex.state.pointer = {{x: {at.x()}, y: {at.y()}}}")
    eyes.js(f"{MARK}({at.x()}, {at.y()})")
    eyes.zoom(zoom)
    assert apart(eyes, at) <= 1
    assert eyes.rect("#flr_1")[2] == pytest.approx(375 * zoom, abs=1)


def test_words_do_not_outgrow_the_page_when_it_is_small(eyes):
    eyes.zoom(1.0)
    tall = eyes.rect("#flr_1")[3]
    for zoom in (0.5, 0.25, 0.1):
        eyes.zoom(zoom)
        assert eyes.rect("#flr_1")[3] / zoom == pytest.approx(tall, rel=0.05)


def test_the_page_is_sharp_at_every_level(eyes):
    """The page is laid out at its zoom, never a stretched picture of another one."""
    for zoom in (0.5, 2.0, 4.0):
        eyes.zoom(zoom)
        assert eyes.js("visualViewport.scale") == 1
        assert (
            eyes.js("getComputedStyle(document.querySelector('main.floors')).transform") == "none"
        )
        size = eyes.js("parseFloat(getComputedStyle(document.querySelector('#mod_1')).fontSize)")
        assert size == pytest.approx(14, abs=0.5)


def test_a_long_page_is_scaled_while_the_hand_turns_and_laid_out_when_it_rests(eyes):
    at = eyes.middle("#mod_1")
    eyes.js(f"{MARK}({at.x()}, {at.y()})")
    before = eyes.js("duplex.state.zoom")
    eyes.js("(duplex.state.heavy = true)")
    for factor in (1.2, 1.1, 0.95):
        eyes.canvas.sight.pinch(factor, at.x(), at.y())
    eyes.sees(f"Math.abs(duplex.state.zoom - {before * 1.2 * 1.1 * 0.95}) < 1e-6")
    assert apart(eyes, at) <= 1
    eyes.sees("duplex.state.scaled === null")
    assert apart(eyes, at) <= 1
    main = "getComputedStyle(document.querySelector('main.floors'))"
    assert eyes.js(f"{main}.transform") == "none"
    assert eyes.js(f"Number({main}.zoom)") == pytest.approx(eyes.js("duplex.state.zoom"))
    assert eyes.rect("#flr_1")[2] == pytest.approx(375 * eyes.js("duplex.state.zoom"), abs=1)


def test_a_press_lays_a_scaled_page_out_at_once(eyes):
    at = eyes.middle("#mod_1")
    eyes.js("(duplex.state.heavy = true)")
    eyes.canvas.sight.pinch(1.3, at.x(), at.y())
    eyes.sees("duplex.state.scaled !== null || duplex.state.laid === duplex.state.zoom")
    eyes.press(at)
    eyes.sees("duplex.state.scaled === null")
    eyes.selects("mod_1")


def test_a_pinch_on_the_pad_zooms_at_its_place(eyes):
    at = eyes.middle("#mod_1")
    eyes.js(f"{MARK}({at.x()}, {at.y()})")
    before = eyes.js("duplex.state.zoom")
    target = eyes.target()
    world = target.mapToGlobal(QPointF(at))
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        QPointF(at), QPointF(at), world, 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(target, pinch)
    eyes.sees(f"Math.abs(duplex.state.zoom - {before * 1.25}) < 0.001")
    assert apart(eyes, at) <= 1
    assert pinch.type() == QEvent.Type.NativeGesture


def test_zoom_stops_at_its_ends(eyes):
    at = eyes.middle("#mod_1")
    eyes.zoom(4.0)
    eyes.canvas.set_zoom(9.0)
    eyes.canvas.set_zoom(0.01)
    eyes.sees("duplex.state.zoom === 0.1")
    turn(eyes, QPoint(at.x(), 100), 120)
    eyes.sees("duplex.state.zoom > 0.1")


# ---- to fit and to the selection ----


def test_fit_shows_both_floors_and_forgets_the_wider_margins(eyes):
    at = QPoint(40, 400)
    turn(eyes, eyes.middle("#mod_1"), 120)
    turn(eyes, at, -120)
    eyes.canvas.set_zoom("fit")
    eyes.sees("duplex.state.fitting && duplex.state.pads === null")
    left, right = eyes.rect("#flr_1"), eyes.rect("#flr_2")
    middle = (left[0] + right[0] + right[2]) / 2
    wide = eyes.js("document.documentElement.clientWidth")
    assert middle == pytest.approx(wide / 2, abs=1)
    assert eyes.js("document.documentElement.scrollWidth") <= wide


def test_the_selection_is_shown_as_large_as_it_can_be(eyes):
    eyes.session.look(modules=("mod_2",))
    eyes.sees("duplex.state.selected[0] === 'mod_2'")
    eyes.canvas.set_zoom("selection")
    eyes.sees("duplex.state.zoom > 1.5")
    left, top, width, height = eyes.rect("#mod_2")
    assert left >= 0
    assert left + width <= eyes.canvas.width()
    assert left + width / 2 == pytest.approx(
        eyes.js("document.documentElement.clientWidth") / 2, abs=2
    )
    assert 0 <= top <= 760 - height


def test_two_selected_modules_are_shown_together(eyes):
    eyes.session.look(modules=("mod_0", "mod_film"))
    eyes.sees("duplex.state.selected.length === 2")
    eyes.canvas.set_zoom("selection")
    eyes.sees("!duplex.state.fitting")
    for one in ("#mod_0", "#mod_film"):
        left, top, width, height = eyes.rect(one)
        assert left >= 0
        assert left + width <= eyes.canvas.width()
        assert top >= 0
        assert top + height <= eyes.canvas.height() + 1


def test_without_a_selection_the_floors_are_fitted(eyes):
    eyes.zoom(2.0)
    eyes.canvas.set_zoom("selection")
    eyes.sees("duplex.state.fitting")


def test_what_fits_goes_on_fitting_when_the_window_changes(eyes):
    before = eyes.js("duplex.state.zoom")
    eyes.stage.resize(760, 760)
    eyes.sees(f"duplex.state.zoom < {before}")
    eyes.stage.resize(960, 760)
    eyes.sees(f"Math.abs(duplex.state.zoom - {before}) < 1e-6")


def test_the_studio_hears_every_change_of_zoom(eyes):
    heard = []
    eyes.canvas.zoomed.connect(heard.append)
    eyes.stage.resize(700, 760)
    eyes.until(lambda: bool(heard) and heard[-1] < 1.0)
    eyes.look(arrangement="stacked")
    eyes.until(lambda: heard[-1] == 1.0)
    eyes.canvas.zoomed.disconnect(heard.append)
    eyes.stage.resize(960, 760)
    eyes.sees("innerWidth === 960")


# ---- coming back ----


def test_every_layout_is_found_as_it_was_left(eyes):
    eyes.zoom(1.5)
    eyes.js("scrollTo({top: 260, behavior: 'instant'}) || 0")
    place = eyes.rect("#mod_1")
    eyes.until(lambda: _rests(eyes, "lay_daily", place[1]))
    with eyes.qtbot.waitSignal(eyes.canvas.painted, timeout=15_000):
        eyes.session.look(layout="lay_peak")
    eyes.sees("document.querySelector('main').dataset.layout === 'lay_peak'")
    eyes.zoom(0.5)
    eyes.until(lambda: eyes.canvas.sight.place("lay_peak") is not None)
    with eyes.qtbot.waitSignal(eyes.canvas.painted, timeout=15_000):
        eyes.session.look(layout="lay_daily")
    eyes.sees("document.readyState === 'complete' && duplex.state.zoom === 1.5")
    eyes.until(lambda: eyes.rect("#mod_1")[:2] == pytest.approx(place[:2], abs=1))


def _rests(eyes, layout: str, top: float) -> bool:
    place = eyes.canvas.sight.place(layout)
    return place is not None and place.zoom == 1.5 and place.y < 0
