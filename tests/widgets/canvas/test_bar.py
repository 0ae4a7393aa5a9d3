"""The bar above the canvas and the rulers beside it: calm, in step, at home in a small window."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from designer import language
from designer.actions.pages import add_layout
from designer.phones import phones
from widgets.canvas import view_menu
from widgets.canvas.bar import CanvasBar
from widgets.canvas.rulers import ROOM, step_for
from widgets.canvas.viewing import AIDS, ARRANGEMENTS

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bar(eyes):
    made = CanvasBar(eyes.session, viewing=eyes.viewing, parent=eyes.stage)
    made.resize(840, 44)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def chosen(menu: QMenu) -> list[str]:
    return [one.text().split("\t")[0] for one in menu.actions() if one.isChecked()]


def act(menu: QMenu, start: str) -> None:
    next(one for one in menu.actions() if one.text().startswith(start)).trigger()


def visible(bar: CanvasBar) -> list[QWidget]:
    found = bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [one for one in found if one.isVisible()]


def stands(bar: CanvasBar, width: int) -> bool:
    """Whether everything shown lies within the width and side by side."""
    edges = sorted((one.geometry().left(), one.geometry().right()) for one in visible(bar))
    apart = all(left[1] < right[0] for left, right in itertools.pairwise(edges))
    return apart and edges[0][0] >= 0 and edges[-1][1] < width


# ---- the bar ----


def test_the_phone_in_use_is_written_on_the_bar(eyes, bar):
    eyes.look(phone="412x915")
    assert bar.phone.text() == "412 × 915"
    assert chosen(view_menu.phone_menu(eyes.viewing, bar))[0].startswith("412 × 915")


def test_a_phone_is_taken_from_the_menu(eyes, bar):
    menu = view_menu.phone_menu(eyes.viewing, bar)
    assert len([one for one in menu.actions() if one.isCheckable()]) == len(phones())
    act(menu, "360 × 800")
    eyes.sees("duplex.state.view.width === 360")


@pytest.mark.parametrize("key", ARRANGEMENTS)
def test_the_floors_are_arranged_by_a_press(eyes, bar, qtbot, key):
    qtbot.mouseClick(bar.arrangements[key], LEFT)
    assert eyes.viewing.view.arrangement == key
    assert [name for name, one in bar.arrangements.items() if one.isChecked()] == [key]
    qtbot.mouseClick(bar.arrangements[key], LEFT)
    assert bar.arrangements[key].isChecked()
    eyes.sees(f"duplex.state.view.arrangement === '{key}'")


@pytest.mark.parametrize("aid", AIDS)
def test_every_aid_is_switched_in_the_menu(eyes, bar, aid):
    before = getattr(eyes.viewing.view, aid)
    text = language._(view_menu.AIDED[aid])
    assert (text in chosen(view_menu.aids_menu(eyes.viewing, bar))) is before
    act(view_menu.aids_menu(eyes.viewing, bar), text)
    assert getattr(eyes.viewing.view, aid) is not before
    eyes.sees(f"duplex.state.view.{aid} === {str(not before).lower()}")


def test_the_menus_say_the_keys_that_are_in_force(eyes, bar):
    class Keyed(QObject):
        actions = {"view.rulers": QAction("Rulers"), "zoom.fit": QAction("Fit")}  # noqa: RUF012

    Keyed.actions["view.rulers"].setShortcut("Alt+R")
    bar.window().menus = Keyed()
    texts = [one.text() for one in view_menu.aids_menu(eyes.viewing, bar).actions()]
    del bar.window().menus
    assert "Rulers\tAlt+R" in texts
    assert "Guides" in texts


def test_sizes_are_offered_and_the_one_in_force_is_marked(eyes, bar):
    menu, asked = view_menu.zoom_levels(bar, zoom=1.0)
    assert chosen(menu) == ["100%"]
    assert "fit" in asked.values()
    assert "selection" in asked.values()


@pytest.mark.parametrize("width", [360, 416, 480, 600, 700, 840])
@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_the_bar_fits_into_every_width(eyes, qtbot, width, tongue):
    language.use(tongue)
    made = CanvasBar(eyes.session, viewing=eyes.viewing, parent=eyes.stage)
    made.set_zoom(4.0)
    made.resize(width, 44)
    made.show()
    assert made.width() == width
    qtbot.waitUntil(lambda: stands(made, width), timeout=5000)
    shown = visible(made)
    assert made.phone in shown
    assert made.aids in shown
    made.hide()
    made.deleteLater()


def test_a_long_name_of_a_persona_leaves_room(eyes, bar):
    from designer.records import Persona

    document = eyes.session.document
    lin = document.get("per_lin", Persona)
    import msgspec

    with document.transaction("Rename"):
        document.put(msgspec.structs.replace(lin, name="一位名字特别特别特别特别长的消费者" * 3))
    eyes.session.look(persona="per_lin")
    bar.resize(700, 44)
    assert bar.layout().minimumSize().width() <= 700
    assert "…" in bar.eyes.text()
    assert "消费者" in bar.eyes.accessibleName()


def test_what_gave_way_is_still_said_to_those_who_cannot_see(eyes, bar):
    bar.resize(416, 44)
    assert bar.eyes.text() == ""
    assert bar.eyes.accessibleName() == "Seen by unknown visitor"


# ---- rulers ----


@pytest.mark.parametrize("unit", [0.05, 0.1, 0.2, 0.5, 1.0, 2.0])
def test_figures_have_room_at_every_scale(unit):
    step = step_for(unit)
    assert step * unit >= ROOM
    assert step * unit < ROOM * 2.6 or step == 1


def test_rulers_come_and_go(eyes):
    assert not eyes.stage.across.isVisible()
    eyes.look(rulers=True)
    assert eyes.stage.across.isVisible()
    assert eyes.stage.down.isVisible()
    eyes.sees(f"innerWidth === {960 - eyes.stage.down.width()}")


@pytest.mark.parametrize("zoom", [0.25, 0.75, 1.0, 4.0])
def test_rulers_measure_from_the_corner_of_the_floor_in_hand(eyes, zoom):
    eyes.look(rulers=True)
    eyes.zoom(zoom)
    across, down = eyes.stage.across, eyes.stage.down
    left, top, width, height = eyes.rect("#flr_1")
    eyes.until(lambda: abs(across.value_at(left)) < 0.1 / zoom)
    assert across.value_at(left + width) == pytest.approx(750, abs=1)
    assert down.value_at(top) == pytest.approx(0, abs=0.1 / zoom)
    assert down.value_at(top + height) == pytest.approx(height / width * 750, abs=1)


def test_rulers_follow_the_scroll(eyes):
    eyes.look(rulers=True)
    eyes.js("scrollTo({top: 200, behavior: 'instant'}) || 0")
    top = eyes.rect("#flr_1")[1]
    eyes.until(lambda: abs(eyes.stage.down.place_of(0) - top) < 0.5)


def test_rulers_go_over_to_the_floor_of_the_selection(eyes):
    eyes.look(rulers=True)
    eyes.session.look(modules=("mod_film",))
    eyes.until(lambda: eyes.canvas.sight.lie.chosen is not None)
    assert eyes.canvas.sight.lie.floor == "flr_2"
    eyes.sees(f"innerWidth === {960 - eyes.stage.down.width()}")

    def agrees() -> bool:
        left, top, width, height = eyes.rect("#mod_film")
        return eyes.canvas.sight.lie.chosen == pytest.approx(
            (left, top, left + width, top + height), abs=0.5
        )

    eyes.until(agrees)
    left = eyes.rect("#mod_film")[0]
    assert eyes.stage.across.value_at(left) == pytest.approx(0, abs=0.5)


def test_the_pointer_is_marked_on_both_rulers(eyes):
    eyes.look(rulers=True)
    at = QPointF(321, 123)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, eyes.target().mapToGlobal(at), NO_BUTTON, NO_BUTTON, NO_KEY
    )
    QApplication.sendEvent(eyes.target(), event)
    assert (eyes.stage.across._pointer, eyes.stage.down._pointer) == (321, 123)
    QApplication.sendEvent(eyes.target(), QEvent(QEvent.Type.Leave))
    assert eyes.stage.across._pointer is None


def test_rulers_are_painted_in_every_state(eyes):
    eyes.look(rulers=True)
    eyes.session.look(modules=("mod_1",))
    eyes.until(lambda: eyes.canvas.sight.lie.chosen is not None)
    eyes.stage.across.set_pointer(200)
    for ruler in (eyes.stage.across, eyes.stage.down):
        picture = ruler.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
        assert len(seen) > 3


def test_a_layout_without_floors_in_view_draws_no_figures(eyes):
    made = add_layout(eyes.session.document, page="page_home", name="Empty")
    eyes.look(rulers=True)
    with eyes.qtbot.waitSignal(eyes.canvas.painted, timeout=15_000):
        eyes.session.look(layout=made)
    floors = eyes.session.layout().floors
    eyes.until(lambda: eyes.canvas.sight.lie.floor in floors)
