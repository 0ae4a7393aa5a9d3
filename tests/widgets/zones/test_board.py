"""Zones under the hand: drawn, selected, moved, stretched, copied, caught, nudged and given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.records import Floor, Guide
from tests.widgets.zones.conftest import LEFT, add_picture, fill

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LOOSE = CTRL
"""Held while dragging, nothing snaps."""


# ---- drawing ----


def test_a_drag_on_the_bare_picture_draws_a_zone_as_one_step(hand) -> None:
    steps = hand.steps()
    hand.drag((500, 500), (600, 580), (740, 640), held=LOOSE)
    assert hand.box(hand.new()) == (500, 500, 240, 140)
    assert hand.subject.selected == (hand.new(),)
    assert hand.steps() == steps + 1
    hand.key("Ctrl+Z")
    assert len(hand.boxes()) == 3


def test_drawn_to_the_left_and_up_it_is_the_same_zone(hand) -> None:
    hand.drag((740, 640), (600, 580), (500, 500), held=LOOSE)
    assert hand.box(hand.new()) == (500, 500, 240, 140)


def test_with_shift_a_zone_is_drawn_square(hand) -> None:
    QTest.mousePress(hand.board, LEFT, Qt.KeyboardModifier.NoModifier, hand.at(500, 450))
    hand.move(hand.at(640, 520), SHIFT)
    QTest.mouseRelease(hand.board, LEFT, SHIFT, hand.at(640, 520))
    x, y, w, h = hand.box(hand.new())
    assert (x, y) == (500, 450)
    assert abs(w - h) <= 14


def test_drawn_beyond_the_border_it_ends_at_the_border(hand) -> None:
    hand.drag((1000, 1200), (1100, 1300), (1300, 1500), held=LOOSE)
    assert hand.box(hand.new()) == (1000, 1200, 200, 200)


def test_a_click_draws_nothing(hand) -> None:
    steps = hand.steps()
    hand.click(500, 500)
    assert hand.steps() == steps


# ---- selecting ----


def test_a_click_selects_and_one_beside_lets_go(hand) -> None:
    hand.click(250, 200)
    assert hand.subject.selected == ("zon_a",)
    hand.click(500, 500)
    assert hand.subject.selected == ()


def test_shift_and_ctrl_select_several(hand) -> None:
    hand.click(250, 200)
    hand.click(700, 200, SHIFT)
    hand.click(250, 800, CTRL)
    assert hand.subject.selected == ("zon_a", "zon_b", "zon_c")
    hand.click(700, 200, SHIFT)
    assert hand.subject.selected == ("zon_a", "zon_c")


def test_a_net_catches_what_it_touches(hand) -> None:
    hand.drag((50, 50), (420, 150), (950, 250), held=SHIFT)
    assert hand.subject.selected == ("zon_a", "zon_b")
    assert len(hand.boxes()) == 3


def test_all_are_selected_and_let_go_of_by_key(hand) -> None:
    hand.key("Ctrl+A")
    assert hand.subject.selected == ("zon_a", "zon_b", "zon_c")
    hand.key("Esc")
    assert hand.subject.selected == ()
    assert hand.editor.isVisible()


def test_tab_goes_through_the_zones_and_then_on(hand) -> None:
    seen = []
    for __ in range(3):
        hand.key("Tab")
        seen.append(hand.subject.selected)
    assert seen == [("zon_a",), ("zon_b",), ("zon_c",)]
    assert hand.board.hasFocus()
    hand.key("Tab")
    hand.qtbot.waitUntil(lambda: not hand.board.hasFocus())


# ---- moving ----


@pytest.mark.parametrize("by", [(90, 40), (-60, 300), (333, 111)])
def test_a_zone_follows_the_hand_and_undo_brings_it_back(hand, by) -> None:
    steps = hand.steps()
    hand.click(250, 200)
    QTest.mousePress(hand.board, LEFT, pos=hand.at(250, 200))
    for share in (0.3, 0.7, 1.0):
        hand.move(hand.at(250 + by[0] * share, 200 + by[1] * share), CTRL)
    QTest.mouseRelease(hand.board, LEFT, pos=hand.at(250 + by[0], 200 + by[1]))
    x, y, w, h = hand.box("zon_a")
    assert (w, h) == (300, 200)
    assert abs(x - 100 - by[0]) <= 2
    assert abs(y - 100 - by[1]) <= 2
    assert hand.steps() == steps + 1
    hand.key("Ctrl+Z")
    assert hand.box("zon_a") == (100, 100, 300, 200)
    hand.key("Ctrl+Shift+Z")
    assert hand.box("zon_a") == (x, y, 300, 200)


def test_several_zones_move_together_and_stop_at_the_border(hand) -> None:
    hand.key("Ctrl+A")
    hand.drag((250, 200), (200, 150), (20, 10))
    assert hand.box("zon_a")[:2] == (0, 0)
    assert hand.box("zon_b")[:2] == (500, 0)
    assert hand.box("zon_c")[:2] == (0, 600)


def test_shift_keeps_a_move_to_one_axis(hand) -> None:
    hand.click(250, 200)
    QTest.mousePress(hand.board, LEFT, pos=hand.at(250, 200))
    hand.move(hand.at(420, 230), SHIFT)
    QTest.mouseRelease(hand.board, LEFT, SHIFT, hand.at(420, 230))
    assert hand.box("zon_a")[1] == 100
    assert hand.box("zon_a")[0] > 200


def test_alt_drags_a_copy_with_its_name_and_target_as_one_step(hand) -> None:
    steps = hand.steps()
    hand.click(250, 200)
    hand.drag((250, 200), (300, 420), (310, 450), held=ALT)
    made = hand.subject.zone(hand.new())
    assert hand.box("zon_a") == (100, 100, 300, 200)
    assert (made.label, made.link.target) == ("a", "prd_0")
    assert hand.subject.selected == (made.id,)
    assert hand.steps() == steps + 1


def test_esc_gives_a_drag_up_and_leaves_no_step(hand) -> None:
    hand.click(250, 200)
    before = dict(hand.document.records)
    hand.drag((250, 200), (400, 500), (500, 600), let_go=False)
    assert hand.box("zon_a") != (100, 100, 300, 200)
    hand.key("Esc")
    assert dict(hand.document.records) == before
    assert hand.subject.selected == ("zon_a",)
    QTest.mouseRelease(hand.board, LEFT, pos=hand.at(500, 600))
    assert dict(hand.document.records) == before


def test_esc_gives_a_copy_up_too(hand) -> None:
    hand.click(250, 200)
    hand.drag((250, 200), (300, 420), (310, 450), held=ALT, let_go=False)
    assert len(hand.boxes()) == 4
    hand.key("Esc")
    assert len(hand.boxes()) == 3
    assert hand.subject.selected == ("zon_a",)


def test_a_locked_zone_stays_and_shows_no_handles(hand) -> None:
    hand.click(250, 200)
    hand.key("Ctrl+Shift+L")
    hand.drag((250, 200), (400, 500), (500, 600))
    hand.drag((398, 298), (440, 340), (460, 360))
    hand.key("Right")
    assert hand.box("zon_a") == (100, 100, 300, 200)
    hand.key("Ctrl+Shift+L")
    hand.key("Right")
    assert hand.box("zon_a") == (101, 100, 300, 200)


# ---- snapping ----


def test_a_moved_zone_snaps_to_its_neighbour_and_says_so(hand) -> None:
    hand.click(250, 800)
    QTest.mousePress(hand.board, LEFT, pos=hand.at(250, 800))
    hand.move(hand.at(760, 680))
    assert hand.box("zon_c")[0] == 600
    assert any(line.axis == "x" and line.at in (600, 750, 900) for line in hand.board.lines)
    hand.move(hand.at(760, 680), CTRL)
    assert abs(hand.box("zon_c")[0] - 610) <= 2
    assert hand.board.lines == ()
    QTest.mouseRelease(hand.board, LEFT, pos=hand.at(760, 680))
    assert hand.board.lines == ()


def test_a_guide_of_the_floor_draws_zones(hand, session) -> None:
    floor = session.document.get("flr_1", Floor)
    with session.document.transaction("guide"):
        session.document.put(Floor(id=floor.id, level=1, modules=floor.modules,
                                   guides=(Guide(axis="x", at=300),)))  # fmt: skip
    at = round((300 - 24) * 1200 / 702)
    assert hand.subject.upright() == (at,)
    hand.click(250, 800)
    hand.drag((250, 800), (300, 900), (250 + at - 100 + 6, 950))
    assert hand.box("zon_c")[0] == at


# ---- stretching ----


def test_a_corner_is_dragged(hand) -> None:
    steps = hand.steps()
    hand.click(250, 200)
    QTest.mousePress(hand.board, LEFT, pos=hand.at(400, 300))
    hand.move(hand.at(450, 340), CTRL)
    hand.move(hand.at(460, 360), CTRL)
    QTest.mouseRelease(hand.board, LEFT, pos=hand.at(460, 360))
    assert hand.box("zon_a") == (100, 100, 360, 260)
    assert hand.steps() == steps + 1


def test_an_edge_moves_alone_and_turns_over_past_the_other(hand) -> None:
    hand.click(250, 200)
    QTest.mousePress(hand.board, LEFT, pos=hand.at(400, 200))
    hand.move(hand.at(300, 220), CTRL)
    hand.move(hand.at(40, 220), CTRL)
    QTest.mouseRelease(hand.board, LEFT, pos=hand.at(40, 220))
    assert hand.box("zon_a") == (40, 100, 60, 200)


def test_a_stretch_beyond_the_picture_ends_at_its_border(hand) -> None:
    hand.click(250, 200)
    hand.drag((100, 100), (60, 60), (-80, -60), held=CTRL)
    assert hand.box("zon_a") == (0, 0, 400, 300)


# ---- keys ----


def test_arrows_nudge_by_one_pixel_with_shift_by_ten_and_with_ctrl_stretch(hand) -> None:
    hand.click(250, 200)
    hand.key("Right")
    hand.key("Down")
    assert hand.box("zon_a") == (101, 101, 300, 200)
    hand.key("Shift+Left")
    assert hand.box("zon_a") == (91, 101, 300, 200)
    hand.key("Ctrl+Right")
    hand.key("Ctrl+Shift+Down")
    assert hand.box("zon_a") == (91, 101, 301, 210)


def test_nudges_in_a_row_are_one_step(hand) -> None:
    hand.click(250, 200)
    steps = hand.steps()
    for __ in range(5):
        hand.key("Right")
    assert hand.steps() == steps + 1
    hand.key("Ctrl+Z")
    assert hand.box("zon_a") == (100, 100, 300, 200)


def test_nudges_of_another_zone_are_another_step(hand) -> None:
    hand.click(250, 200)
    hand.key("Right")
    steps = hand.steps()
    hand.click(700, 200)
    hand.key("Right")
    assert hand.steps() == steps + 1


def test_a_nudge_at_the_border_stops_there(hand) -> None:
    hand.click(250, 200)
    for __ in range(12):
        hand.key("Shift+Up")
    assert hand.box("zon_a") == (100, 0, 300, 200)


def test_delete_takes_the_selected_zones_out(hand) -> None:
    hand.click(250, 200)
    hand.click(700, 200, SHIFT)
    hand.key("Del")
    assert set(hand.boxes()) == {"zon_c"}
    hand.key("Ctrl+Z")
    assert len(hand.boxes()) == 3


# ---- seeing ----


def test_the_wheel_zooms_at_the_pointer_and_pushes_without_ctrl(hand) -> None:
    place = hand.at(700, 300)
    before = hand.board.lens.to_picture(place.toPointF())
    zoom = hand.board.lens.zoom
    hand.wheel(240, place, CTRL)
    assert hand.board.lens.zoom > zoom * 1.2
    after = hand.board.lens.to_picture(place.toPointF())
    assert after == pytest.approx(before, abs=1.5)
    top = hand.board.lens.top
    hand.wheel(-120, place)
    assert hand.board.lens.top < top


def test_space_and_drag_push_the_picture_along(hand) -> None:
    hand.board.set_zoom(2.0)
    left, top = hand.board.lens.left, hand.board.lens.top
    QTest.keyPress(hand.board, Qt.Key.Key_Space)
    start = hand.board.rect().center()
    QTest.mousePress(hand.board, LEFT, pos=start)
    hand.move(start - QPoint(60, 40))
    QTest.mouseRelease(hand.board, LEFT, pos=start - QPoint(60, 40))
    QTest.keyRelease(hand.board, Qt.Key.Key_Space)
    assert (hand.board.lens.left, hand.board.lens.top) == (left - 60, top - 40)
    assert len(hand.boxes()) == 3


def test_zoom_goes_to_single_pixels_and_to_the_whole_picture(hand) -> None:
    hand.click(250, 200)
    hand.key("Shift+2")
    assert hand.board.lens.zoom > 1
    for __ in range(20):
        hand.key("Ctrl+=")
    assert hand.board.lens.zoom == 16
    hand.board.grab()  # with the pixel grid
    hand.key("Ctrl+0")
    assert hand.board.lens.zoom == 1
    hand.key("Shift+1")
    view = hand.board.lens.rect(hand.subject.picture.boxes["zon_c"])
    assert hand.board.rect().toRectF().contains(view)


def test_a_nudged_zone_is_brought_into_view(hand) -> None:
    hand.click(250, 800)
    hand.board.set_zoom(4.0, hand.at(1100, 100).toPointF())
    hand.key("Right")
    view = hand.board.rect_of("zon_c")
    assert view.intersects(hand.board.rect().toRectF())


def test_a_very_tall_picture_is_drawn_on_from_top_to_bottom(hand, session) -> None:
    add_picture(session, "ast_tall", 1200, 6000)
    fill(session, ("zon_low", 0, 5800, 1200, 200), asset="ast_tall")
    assert hand.subject.picture.size == (1200, 6000)
    hand.board.fit_width()
    hand.board.reveal("zon_low")
    assert hand.board.rect().toRectF().intersects(hand.board.rect_of("zon_low"))
    hand.qtbot.waitUntil(lambda: hand.board.source.loaded)
    assert not hand.board.grab().isNull()


def test_a_drag_at_the_edge_brings_more_of_the_picture(hand, session) -> None:
    add_picture(session, "ast_tall", 1200, 6000)
    fill(session, ("zon_a", 100, 100, 300, 200), asset="ast_tall")
    hand.board.fit_width()
    top = hand.board.lens.top
    QTest.mousePress(hand.board, LEFT, pos=hand.at(250, 200))
    edge = QPoint(hand.at(250, 0).x(), hand.board.height() - 2)
    hand.move(edge)
    hand.move(edge)
    hand.qtbot.waitUntil(lambda: hand.board.lens.top < top - 200)
    QTest.mouseRelease(hand.board, LEFT, pos=edge)
    assert hand.box("zon_a")[1] > 900


def test_nothing_can_be_changed_in_a_locked_module(hand, session) -> None:
    import msgspec

    from designer.records import Module

    module = session.document.get("mod_zones", Module)
    with session.document.transaction("lock"):
        session.document.put(msgspec.structs.replace(module, locked=True))
    hand.drag((250, 200), (300, 300), (320, 330))
    hand.drag((500, 500), (600, 580), (740, 640))
    hand.key("Del")
    assert hand.box("zon_a") == (100, 100, 300, 200)
    assert len(hand.boxes()) == 3
    assert not hand.editor.bar.buttons["add"].isEnabled()


def test_of_a_cropped_picture_the_part_is_shown(hand, session) -> None:
    from designer.actions.variants import set_setting

    crop = [0.5, 0.0, 0.5, 0.5]
    set_setting(session.document, variant="var_zones", setting="picture.image.crop", value=crop,
                library=session.library)  # fmt: skip
    assert hand.subject.picture.size == (600, 700)
    source = hand.board.source
    hand.qtbot.waitUntil(lambda: source.loaded and source._image.width() == 600)
    assert source._image.height() == 700
