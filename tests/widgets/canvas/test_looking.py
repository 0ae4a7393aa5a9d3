"""Ways to look: phones, arrangements of the floors, the pull-down, and the aids."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as LateError

from designer.actions.modules import remove_modules
from designer.lint.rules import limits
from designer.phones import phones
from designer.records import Floor
from widgets.canvas.viewing import View, Viewing
from widgets.settings import Settings

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHOWN = "duplex.state.shown"


def mouse(eyes, kind, at, buttons=LEFT):
    button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
    world = eyes.target().mapToGlobal(QPointF(at))
    event = QMouseEvent(kind, QPointF(at), world, button, buttons, NO_KEY)
    QApplication.sendEvent(eyes.target(), event)


def middle_of(eyes, selector):
    left, top, width, height = eyes.drawn(selector)
    return QPoint(round(left + width / 2), round(top + height / 2))


# ---- phones ----


@pytest.mark.parametrize("phone", [one.id for one in phones()])
def test_the_page_is_laid_out_at_the_width_of_the_phone(eyes, phone):
    width, height = map(int, phone.split("x"))
    eyes.look(phone=phone)
    zoom = eyes.js("duplex.state.zoom")
    assert eyes.rect("#flr_1")[2] == pytest.approx(width * zoom, abs=1)
    eyes.says(".fold", f"First screen {height} pt")
    line = eyes.drawn(".fold")[1] - eyes.rect("#flr_1")[1]
    assert line == pytest.approx(height * zoom, abs=1)


def test_a_wider_phone_really_reflows(eyes):
    eyes.zoom(1.0)
    size = "parseFloat(getComputedStyle(document.querySelector('#mod_1')).fontSize)"
    narrow = eyes.js(size)
    eyes.look(phone="430x932")
    assert eyes.js(size) == pytest.approx(narrow * 430 / 375, rel=0.01)


def test_the_page_stays_true_to_the_document_in_every_view(eyes):
    for change in (
        {"phone": "412x915"}, {"arrangement": "stacked"}, {"arrangement": "pull"},
        {"outline": True}, {"safe": True}, {"rulers": True},
    ):  # fmt: skip
        eyes.look(**change)
        eyes.assert_true_to_the_document()


def test_the_phones_go_round(eyes):
    first = eyes.viewing.view.phone
    for __ in phones():
        eyes.viewing.next_phone()
    assert eyes.viewing.view.phone == first


# ---- arrangements ----


def test_stacked_floors_stand_one_below_the_other(eyes):
    eyes.look(arrangement="stacked")
    first, second = eyes.rect("#flr_1"), eyes.rect("#flr_2")
    assert second[0] == first[0]
    assert second[1] > first[1] + first[3]


def test_only_one_floor_is_shown_with_the_pull_down(eyes):
    eyes.look(arrangement="pull")
    assert eyes.rect("#flr_2")[3] == 0
    eyes.says(".pull", "Pull down for the second floor")


def test_the_handle_pulls_the_second_floor_down_and_back(eyes):
    eyes.look(arrangement="pull")
    at = middle_of(eyes, ".pull.down")
    mouse(eyes, QEvent.Type.MouseButtonPress, at)
    for down in (40, 120, 200):
        mouse(eyes, QEvent.Type.MouseMove, at + QPoint(0, down))
        eyes.breathe(20)
    eyes.sees("document.querySelector('#flr_2').getClientRects().length > 0")
    mouse(eyes, QEvent.Type.MouseButtonRelease, at + QPoint(0, 200), NO_BUTTON)
    eyes.sees(f"{SHOWN} === 2 && !duplex.state.pulling")
    assert eyes.rect("#flr_1")[3] == 0
    eyes.says(".pull", "Back to the shelf")
    back = middle_of(eyes, ".pull.up span")
    mouse(eyes, QEvent.Type.MouseButtonPress, back)
    mouse(eyes, QEvent.Type.MouseButtonRelease, back, NO_BUTTON)
    eyes.sees(f"{SHOWN} === 1 && !duplex.state.pulling")
    eyes.assert_true_to_the_document()


def test_a_short_pull_goes_back_up(eyes):
    eyes.look(arrangement="pull")
    at = middle_of(eyes, ".pull.down")
    mouse(eyes, QEvent.Type.MouseButtonPress, at)
    mouse(eyes, QEvent.Type.MouseMove, at + QPoint(0, 30))
    eyes.sees("duplex.state.pulling")
    mouse(eyes, QEvent.Type.MouseButtonRelease, at + QPoint(0, 30), NO_BUTTON)
    eyes.sees(f"!duplex.state.pulling && {SHOWN} === 1")
    assert eyes.rect("#flr_2")[3] == 0


def test_the_wheel_pulls_it_down_too(eyes):
    eyes.look(arrangement="pull")
    pulled = f"{SHOWN} === 2 || Boolean(duplex.state.pulling)"
    for __ in range(12):  # Chromium holds on to the page before until the wheel rests
        for __ in range(4):
            turn_up(eyes, QPointF(480, 300))
        with contextlib.suppress(LateError):
            eyes.qtbot.waitUntil(lambda: bool(eyes.js(pulled)), timeout=1500)
            break
    eyes.sees(f"{SHOWN} === 2")


def turn_up(eyes, at: QPointF) -> None:
    """One turn of the wheel away from the hand."""
    wheel = QWheelEvent(
        at, eyes.canvas.mapToGlobal(at), QPoint(), QPoint(0, 240), NO_BUTTON, NO_KEY,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(eyes.target(), wheel)


def test_what_is_selected_elsewhere_brings_its_floor(eyes):
    eyes.look(arrangement="pull")
    eyes.session.look(modules=("mod_film",))
    eyes.sees(f"{SHOWN} === 2")
    eyes.until(lambda: len(eyes.overlay(".selection")) == 1)
    eyes.session.look(modules=("mod_2",))
    eyes.sees(f"{SHOWN} === 1")


def test_an_arrow_crosses_to_the_other_floor(eyes):
    eyes.look(arrangement="pull")
    eyes.session.look(modules=("mod_1",))
    eyes.sees("duplex.state.selected[0] === 'mod_1'")
    eyes.key(Qt.Key.Key_Right)
    eyes.selects("mod_film")
    eyes.sees(f"{SHOWN} === 2")


def test_a_module_is_carried_to_the_other_floor_over_the_handle(eyes):
    eyes.look(arrangement="pull")
    start = eyes.middle("#mod_1")
    handle = middle_of(eyes, ".pull.down")
    mouse(eyes, QEvent.Type.MouseButtonPress, start)
    for at in (start + QPoint(0, -20), handle + QPoint(0, 2), handle):
        mouse(eyes, QEvent.Type.MouseMove, at)
        eyes.breathe(30)
    eyes.sees(f"{SHOWN} === 2")
    onto = eyes.middle("#mod_film")
    mouse(eyes, QEvent.Type.MouseMove, QPoint(onto.x(), 160))
    eyes.sees("duplex.root.querySelector('.mark')?.textContent.includes('Floor 2')")
    mouse(eyes, QEvent.Type.MouseButtonRelease, QPoint(onto.x(), 160), NO_BUTTON)
    eyes.until(lambda: "mod_1" in eyes.session.document.get("flr_2", Floor).modules)


def test_a_page_of_one_floor_has_no_handle(eyes):
    eyes.look(arrangement="pull")
    with eyes.qtbot.waitSignal(eyes.canvas.painted, timeout=15_000):
        eyes.session.look(layout="lay_peak")
    eyes.sees("duplex.state.floors.length === 1")
    assert eyes.overlay(".pull") == []
    assert eyes.rect("#flr_p1")[3] > 0


# ---- aids ----


def test_the_first_screen_line_can_be_put_away(eyes):
    assert eyes.overlay(".fold")
    eyes.look(fold=False)
    eyes.says(".fold")


def test_safe_areas_say_where_the_app_draws(eyes):
    eyes.look(safe=True)
    eyes.says(
        ".band", "Status and search bar", "Name and follow row",
        "Dark gradient of the app: no logo, no words",
    )  # fmt: skip
    unit = eyes.rect("#flr_1")[2] / 750
    bands = [
        tuple(one)
        for one in eyes.js(
            "[...duplex.root.querySelectorAll('.band')].map(b => b.getBoundingClientRect())"
            ".map(r => [r.left, r.top, r.width, r.height])"
        )
    ]
    known = limits()
    heights = [known[f"safe.{one}"].value for one in ("sign_top", "sign_bottom", "second_top")]
    assert [band[3] / unit for band in bands] == pytest.approx(heights, abs=2)
    sign, second = eyes.rect("#mod_0"), eyes.rect("#flr_2")
    assert bands[0][1] == pytest.approx(eyes.rect("#flr_1")[1], abs=1)
    assert bands[1][1] + bands[1][3] == pytest.approx(sign[1] + sign[3], abs=1)
    assert bands[2][:3] == pytest.approx(second[:3], abs=1)


def test_numbers_of_safe_areas_say_where_they_come_from():
    for name in ("sign_top", "sign_bottom", "second_top"):
        found = limits()[f"safe.{name}"]
        assert found.value > 0
        assert len(found.source) > 20
        assert found.confidence in {"high", "medium", "low"}


def test_a_page_without_sign_has_no_foot_of_it(eyes):
    eyes.look(safe=True)
    remove_modules(eyes.session.document, modules=("mod_0",))
    eyes.until(lambda: "Name and follow row" not in eyes.overlay(".band"))


def test_outlines_name_every_module_and_hide_the_pictures(eyes):
    eyes.look(outline=True)
    shown = eyes.js("[...document.querySelectorAll('section[data-module]')]"
                    ".filter(e => e.getClientRects().length).length")  # fmt: skip
    eyes.until(lambda: len(eyes.overlay(".wire")) == shown)
    assert any("Store sign" in one for one in eyes.overlay(".wire"))
    style = "getComputedStyle(document.querySelector('#mod_0 img'))"
    assert eyes.js(f"{style}.objectPosition").startswith("-10000px")
    assert eyes.js(f"{style}.outlineStyle") == "solid"
    assert eyes.js("getComputedStyle(document.querySelector('#mod_1')).backgroundImage") == "none"
    eyes.look(outline=False)
    assert eyes.js(f"{style}.objectPosition") != "-10000px 0px"
    eyes.says(".wire")


def test_outlines_are_there_from_the_first_paint(eyes):
    eyes.look(outline=True)
    with eyes.qtbot.waitSignal(eyes.canvas.painted, timeout=15_000):
        eyes.canvas.open()
    eyes.sees("getComputedStyle(document.querySelector('#mod_0 img')).outlineStyle === 'solid'")
    eyes.assert_true_to_the_document()


# ---- what is remembered ----


def test_the_view_is_kept_for_the_next_time(tmp_path):
    settings = Settings(tmp_path / "studio.ini")
    viewing = Viewing(settings)
    viewing.set(phone="390x844", arrangement="pull", rulers=True)
    settings.save()
    assert Viewing(Settings(tmp_path / "studio.ini")).view == viewing.view


@pytest.mark.parametrize("kept", ["", "{", '{"phone": 3}', '{"arrangement": "round"}', "[]"])
def test_a_kept_view_that_cannot_be_read_counts_as_none(tmp_path, kept):
    settings = Settings(tmp_path / "studio.ini")
    settings.keep("view/canvas", kept)
    assert Viewing(settings).view == View()


def test_a_kept_phone_that_is_gone_gives_the_base_screen(tmp_path):
    settings = Settings(tmp_path / "studio.ini")
    settings.keep("view/canvas", '{"phone": "1x1"}')
    assert Viewing(settings).view == View()
