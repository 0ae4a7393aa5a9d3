"""The window round the phone: its two strips, its menus, pictures, and what it remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from designer.phones import phones
from designer.records import Arm, Experiment
from tests.widgets import shops
from widgets.preview import menus
from widgets.preview.body import Body
from widgets.settings import Settings


def chosen(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isChecked()]


def action(menu: QMenu, start: str):
    return next(one for one in menu.actions() if one.text().startswith(start))


# ---- the phone in the window ----


@pytest.mark.parametrize("size", [(320, 480), (430, 900), (900, 1400)])
def test_the_phone_fits_into_any_window(fingers, size):
    preview = fingers.preview
    preview.resize(*size)
    glass, body = preview.phone.geometry(), preview.body.rect()
    fingers.waits(lambda: preview.body.rect().contains(preview.phone.geometry()))
    assert abs(glass.center().x() - body.center().x()) <= preview.width()
    fingers.until("innerWidth === 375")


def test_the_scale_is_said_when_it_is_not_its_own_size(fingers):
    preview = fingers.preview
    preview.resize(320, 480)
    fingers.waits(lambda: "%" in preview.deeds.phone.text())
    preview.resize(480, 1000)
    fingers.waits(lambda: preview.deeds.phone.text() == "375 × 812")
    assert preview.body.scale == 1


def test_every_phone_is_offered_and_the_one_in_use_is_marked(fingers):
    menu = menus.phone_menu("390x844", fingers.preview)
    assert len(menu.actions()) == len(phones())
    assert [text.split("   ")[0] for text in chosen(menu)] == ["390 × 844"]


def test_the_phone_is_remembered(fingers, tmp_path):
    kept = Settings(tmp_path / "studio.ini")
    fingers.session.settings = kept
    fingers.preview.show_phone("430x932")
    assert Settings(tmp_path / "studio.ini").kept("preview/phone") in {"430x932", ""}
    kept.save()
    assert Settings(tmp_path / "studio.ini").kept("preview/phone") == "430x932"
    fingers.session.settings = None


def test_a_phone_nobody_knows_is_the_base_screen():
    from designer.phones import phone

    assert phone("1x1").id == "375x667"


# ---- whose eyes, when, which arm ----


def test_the_menu_of_people_marks_who_looks(fingers):
    looking = fingers.preview.looking
    assert chosen(menus.people_menu(looking, fingers.preview)) == ["Unknown visitor"]
    action(menus.people_menu(looking, fingers.preview), "林小满").trigger()
    assert looking.persona().name == "林小满"
    assert fingers.preview.eyes.person.text() == "林小满"
    assert chosen(menus.people_menu(looking, fingers.preview)) == ["林小满"]


def test_a_phase_is_one_choice_away(fingers):
    menu = menus.time_menu(fingers.preview.looking, fingers.preview)
    action(menu, shops.PHASES[-1].name).trigger()
    assert fingers.preview.looking.focus.instant == shops.PHASES[-1].start
    assert not fingers.preview.looking.follows


def test_an_arm_may_be_looked_at(fingers):
    session = fingers.session
    arms = (Arm(id="arm_a", name="Plain", weight=0.5), Arm(id="arm_b", name="Loud", weight=0.5))
    trial = Experiment(id="exp_1", key="trial", name="Trial", arms=arms)
    with session.document.transaction("Add a test"):
        session.document.put(trial)
    looking = fingers.preview.looking
    fingers.preview.eyes.refresh()
    assert fingers.preview.eyes.arms.isVisible()
    menu = menus.arms_menu(looking, fingers.preview)
    action(menu.findChild(QMenu), "Loud").trigger()
    assert dict(looking.focus.arms) == {"exp_1": "arm_b"}
    assert fingers.preview.eyes.arms.isChecked()
    looking.force("exp_1", "")
    assert not looking.focus.arms
    session.undo()


def test_a_page_that_is_removed_while_it_is_shown_gives_way_to_the_one_before(fingers):
    from designer.actions.pages import add_page, remove_page

    session = fingers.session
    made = add_page(session.document, name="活动", type="custom")
    fingers.preview.looking.walk(made)
    assert fingers.preview.looking.page().id == made
    remove_page(session.document, page=made)
    assert fingers.preview.looking.page().id == "page_home"


# ---- deeds ----


def test_a_picture_of_the_glass_is_kept(fingers, tmp_path):
    file = tmp_path / "screen.png"
    fingers.preview.keep_picture(file)
    image = QImage(str(file))
    ratio = fingers.preview.devicePixelRatioF()
    assert image.width() == pytest.approx(fingers.preview.phone.width() * ratio, abs=1)
    assert "screen.png" in fingers.preview.toast.text()


def test_a_picture_that_cannot_be_written_is_said(fingers, tmp_path):
    fingers.preview.keep_picture(tmp_path / "nowhere" / "screen.png")
    assert "could not be written" in fingers.preview.toast.text()


def test_the_window_can_be_kept_on_top(fingers):
    preview = fingers.preview
    preview.deeds.pin.click()
    assert preview.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint
    preview.deeds.pin.click()
    assert not preview.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint


def test_f5_loads_the_page_again(fingers, qtbot):
    fingers.js("window.kept = 1")
    with qtbot.waitSignal(fingers.preview.phone.painted, timeout=15_000):
        qtbot.keyClick(fingers.preview, Qt.Key.Key_F5)
    fingers.until("document.querySelector('#mod_1') && !window.kept")


def test_every_button_says_what_it_does(fingers):
    from widgets.look.buttons import Pressable

    for one in fingers.preview.findChildren(Pressable):
        assert one.accessibleName() or one.text()
        assert one.toolTip()


def test_the_body_asks_for_the_room_of_its_phone(fingers):
    body: Body = fingers.preview.body
    assert body.sizeHint().width() > body.model.width
    assert body.sizeHint().height() > body.model.height
