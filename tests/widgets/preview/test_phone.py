"""The phone under fingers: it scrolls on, is pulled down, swiped and tapped, and keeps up."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as LateError

from designer.actions.assets import add_asset
from designer.actions.modules import add_module, remove_modules
from designer.actions.variants import set_setting
from designer.phones import phones
from designer.records import Module
from tests.widgets import shops

ROOT = Path(__file__).resolve().parents[3]
SECOND = "document.documentElement.classList.contains('second')"


def filled(fingers, kind: str, floor: str = "flr_1", **settings) -> str:
    """Another module at the top of a floor, with some of its settings filled in."""
    session = fingers.session
    made = add_module(session.document, kind=kind, floor=floor, index=0, library=session.library)
    variant = session.document.get(made, Module).default
    for name, value in settings.items():
        set_setting(session.document, variant=variant, setting=name, value=value)
    fingers.until(f"document.getElementById('{made}')")
    return made


@pytest.fixture
def film(fingers):
    """A function that puts a film on the shelf and takes it off again."""
    made = []

    def put(data: bytes, media: str) -> str:
        session = fingers.session
        asset = add_asset(
            session.document, project_assets=session.project.assets, data=data, name="film",
            media=media,
        )  # fmt: skip
        value = {"asset": asset, "poster": None}
        made.append(filled(fingers, "brand_video", video=value))
        return made[0]

    yield put
    remove_modules(fingers.session.document, modules=tuple(made))


# ---- a phone of any size ----


@pytest.mark.parametrize("model", [one.id for one in phones()])
def test_the_page_is_as_wide_as_the_phone_however_large_it_is_drawn(fingers, model):
    fingers.preview.show_phone(model)
    width, height = model.split("x")
    fingers.until(f"innerWidth === {width}")
    fingers.until(f"Math.abs(innerHeight - {height}) <= 2")
    assert fingers.preview.deeds.phone.text().startswith(f"{width} × {height}")


def test_the_scripts_of_the_page_are_alive(fingers):
    fingers.until("document.documentElement.classList.contains('live')")


# ---- fingers ----


def test_a_drag_scrolls_and_the_page_glides_on(fingers):
    fingers.js("addEventListener('touchend', () => { window.left = scrollY })")
    for __ in range(5):  # a hand that is held up does not throw
        fingers.js("window.left = 1e9; scrollTo(0, 0)")
        fingers.drag(QPoint(150, 420), QPoint(150, 220), steps=5)
        with contextlib.suppress(LateError):
            fingers.until("scrollY > window.left + 20", patience=3000)
            break
    assert fingers.js("scrollY > window.left + 20")


def test_a_slow_drag_moves_the_page_by_the_way_of_the_finger(fingers):
    scale = fingers.preview.body.scale
    fingers.drag(QPoint(150, 400), QPoint(150, 300), steps=25)
    fingers.until("scrollY > 0")
    assert fingers.js("scrollY") <= 100 / scale * 3


def test_the_second_floor_is_pulled_down_and_left_again(fingers):
    fingers.drag(QPoint(150, 120), QPoint(150, 420), steps=10)
    fingers.until(SECOND)
    fingers.until("document.querySelector('.floor-2').getBoundingClientRect().top === 0")
    fingers.tap(".back", until=fingers.is_true(f"!{SECOND}"))


def test_a_short_pull_lets_the_second_floor_go_back_up(fingers):
    fingers.drag(QPoint(150, 120), QPoint(150, 160), steps=8)
    fingers.until("!document.documentElement.classList.contains('dragging')")
    assert not fingers.js(SECOND)


def test_a_carousel_is_swiped_and_stops_at_the_next_picture(fingers):
    made = filled(fingers, "carousel")
    track = f"document.querySelector('#{made} [data-track]')"
    at = fingers.middle(f"#{made} [data-track]")
    fingers.drag(at + QPoint(90, 0), at - QPoint(90, 0), steps=6)
    fingers.until(f"Math.abs({track}.scrollLeft - {track}.clientWidth) < 2")
    marked = f"[...document.querySelectorAll('#{made} [data-dot]')]"
    fingers.until(f"{marked}.findIndex(d => d.getAttribute('aria-current') === 'true') === 1")
    remove_modules(fingers.session.document, modules=(made,))


def test_the_page_hears_touches_and_no_hovering(fingers):
    names = "['touchstart', 'touchend', 'mouseover', 'click']"
    listen = "addEventListener(n, e => heard.push(e.type + e.isTrusted), true)"
    fingers.js(f"window.heard = []; for (const n of {names}) {listen}")
    fingers.tap("#mod_1", until=fingers.is_true("heard.includes('clicktrue')"))
    assert fingers.js("heard.slice(0, 2).join()") == "touchstarttrue,touchendtrue"
    heard = fingers.js("heard.length")
    fingers.send(QEvent.Type.MouseMove, QPoint(60, 300))
    fingers.send(QEvent.Type.MouseMove, QPoint(160, 500))
    assert fingers.js("heard.length") == heard


# ---- from page to page ----


def test_a_tap_follows_a_link_to_another_page_and_back_returns(fingers):
    preview = fingers.preview
    link = {"action": "page", "target": "page_new"}
    made = filled(fingers, "poster", headline="看新品", button="去看", link=link)
    tapped = f"#{made} [data-action=page]"
    fingers.tap(tapped, until=lambda: preview.looking.page().id == "page_new")
    fingers.until("document.querySelector('main')?.dataset.page === 'page_new'")
    assert "新品" in preview.windowTitle()
    assert fingers.session.focus.page == "page_home"
    preview.deeds.back.click()
    fingers.until("document.querySelector('main')?.dataset.page === 'page_home'")
    assert not preview.deeds.back.isEnabled()
    remove_modules(fingers.session.document, modules=(made,))


def test_an_address_outside_is_named_and_not_opened(fingers):
    link = {"action": "url", "target": "https://example.com/sale"}
    made = filled(fingers, "poster", headline="外链", button="去看", link=link)
    note = fingers.preview.toast
    fingers.tap(f"#{made} [data-action=url]", until=lambda: "example.com/sale" in note.text())
    assert fingers.preview.phone.url().host() == "preview"
    assert fingers.preview.phone.browser.gate.blocked == []
    remove_modules(fingers.session.document, modules=(made,))


# ---- films ----


def test_a_webm_plays_on_a_tap(fingers, film):
    data = (ROOT / "projects/shanlan/assets/video-cold-brew.webm").read_bytes()
    made = film(data, "video/webm")
    playing = fingers.is_true(f"document.querySelector('#{made} video').currentTime > 0")
    fingers.tap(f"#{made} [data-play]", until=playing)


def test_a_film_without_decoder_says_why_it_stands_still(fingers, film):
    made = film(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200), "video/mp4")
    note = fingers.preview.toast
    fingers.tap(f"#{made} [data-play]", until=lambda: "MP4" in note.text())
    assert fingers.preview.toast.isVisible()
    assert "Phones play it" in fingers.preview.toast.text()


# ---- keeping up ----


def test_an_edit_comes_as_a_patch_and_the_page_stays_where_it_is(fingers):
    fingers.js("window.kept = 1; scrollTo(0, 240)")
    fingers.js("addEventListener('duplex:patched', e => { window.patched = e.target.id })")
    set_setting(fingers.session.document, variant="var_1a", setting="headline", value="轻如风")
    fingers.until("document.querySelector('#mod_1').textContent.includes('轻如风')")
    assert fingers.js("[window.kept, window.patched].join()") == "1,mod_1"
    assert fingers.js("scrollY") == pytest.approx(240, abs=2)


def test_a_module_that_is_removed_leaves_the_phone_too(fingers):
    made = filled(fingers, "title")
    remove_modules(fingers.session.document, modules=(made,))
    fingers.until(f"!document.getElementById('{made}')")


def test_what_is_in_hand_does_not_change_what_is_seen(fingers):
    fingers.session.look(modules=("mod_4",))
    fingers.until("document.querySelector('#mod_4').hidden")


def test_a_phone_whose_process_dies_comes_back(fingers, qtbot):
    if os.name == "nt":
        pytest.skip("kills a process by its number")
    with qtbot.waitSignal(fingers.preview.phone.painted, timeout=20_000):
        os.kill(fingers.preview.phone.page().renderProcessPid(), signal.SIGKILL)
    fingers.until("document.querySelector('#mod_1')")


# ---- who looks, and when ----


def test_it_looks_as_the_studio_does(fingers):
    fingers.session.look(persona="per_lin")
    fingers.until("document.querySelector('#mod_1').textContent.includes('轻得像风')")
    assert "林小满" in fingers.preview.windowTitle()
    assert fingers.preview.eyes.follow.isChecked()


def test_it_may_look_through_other_eyes_than_the_studio(fingers):
    looking = fingers.preview.looking
    looking.choose(persona="per_lin")
    fingers.until("document.querySelector('#mod_1').textContent.includes('轻得像风')")
    assert fingers.session.focus.persona is None
    assert not fingers.preview.eyes.follow.isChecked()
    fingers.session.look(persona="per_zhou")
    QApplication.processEvents()
    assert looking.persona().id == "per_lin"
    fingers.preview.eyes.follow.click()
    assert looking.persona().id == "per_zhou"
    assert fingers.preview.eyes.follow.isChecked()


def test_another_time_brings_its_layout_and_its_clock(fingers):
    fingers.preview.looking.at(shops.at(11, 11))
    fingers.until("document.querySelector('main')?.dataset.layout === 'lay_peak'")
    seconds = shops.at(11, 11).timestamp()
    now = "(Date.now() + window.duplex.offset) / 1000"
    fingers.until(f"Math.abs({now} - {seconds}) < 60")
    assert fingers.session.focus.layout == "lay_daily"
