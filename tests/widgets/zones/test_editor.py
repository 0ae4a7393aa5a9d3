"""The hot-zone editor: bar, list, form, problems and mends, clipboard, and its window."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from designer.actions.zones import Spot
from designer.records import Product, Variant
from tests.widgets.zones.conftest import LEFT, SPOT, add_picture, fill
from widgets.zones import clip
from widgets.zones.deeds import DEEDS
from widgets.zones.editor import ZoneEditor
from widgets.zones.opening import Editors, editor_at, editor_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(hand, name: str) -> None:
    QTest.mouseClick(hand.editor.bar.buttons[name], LEFT)


def choose(hand, *keys: str) -> None:
    hand.subject.choose(list(keys))


# ---- the bar and its keys ----


def test_every_deed_has_keys_that_no_other_has() -> None:
    keys = [one for deed in DEEDS for one in deed.keys]
    assert len(set(keys)) == len(keys)
    assert len({deed.name for deed in DEEDS}) == len(DEEDS)


def test_what_cannot_be_done_now_cannot_be_pressed(hand) -> None:
    able = {name for name, one in hand.editor.bar.buttons.items() if one.isEnabled()}
    assert able == {"add", "problem", "mend", "undo", "redo", "out", "in", "fit"}
    choose(hand, "zon_a", "zon_b")
    assert hand.editor.bar.buttons["same"].isEnabled()
    assert not hand.editor.bar.buttons["across"].isEnabled()


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        ("Alt+A", [(100, 100), (100, 100), (100, 700)]),
        ("Alt+D", [(600, 100), (600, 100), (600, 700)]),
        ("Alt+W", [(100, 100), (600, 100), (100, 100)]),
        ("Alt+S", [(100, 700), (600, 700), (100, 700)]),
        ("Alt+H", [(350, 100), (350, 100), (350, 700)]),
        ("Alt+V", [(100, 400), (600, 400), (100, 400)]),
    ],
)
def test_zones_are_aligned_by_key_as_one_step(hand, keys, places) -> None:
    steps = hand.steps()
    hand.key("Ctrl+A")
    hand.key(keys)
    assert [box[:2] for box in hand.boxes().values()] == places
    assert hand.steps() == steps + 1
    hand.key("Ctrl+Z")
    assert hand.box("zon_b") == (600, 100, 300, 200)


def test_gaps_are_made_even(hand, session) -> None:
    fill(session, ("zon_a", 0, 0, 100, 50), ("zon_b", 150, 0, 100, 50), ("zon_c", 700, 0, 100, 50))
    hand.key("Ctrl+A")
    hand.key("Ctrl+Alt+H")
    assert [box[0] for box in hand.boxes().values()] == [0, 350, 700]


def test_zones_take_the_size_of_the_first_selected(hand, session) -> None:
    fill(session, ("zon_a", 0, 0, 100, 50), ("zon_b", 300, 0, 200, 90))
    choose(hand, "zon_b", "zon_a")
    hand.key("Ctrl+Alt+S")
    assert hand.box("zon_a") == (0, 0, 200, 90)


def test_a_zone_is_added_amid_the_view_and_copied(hand) -> None:
    hand.key("Ins")
    made = hand.new()
    assert min(hand.box(made)[2:]) >= hand.subject.least()
    hand.key("Ctrl+D")
    assert len(hand.boxes()) == 5
    press(hand, "remove")
    assert len(hand.boxes()) == 4


def test_a_deed_of_the_menu_is_the_bars(hand) -> None:
    choose(hand, "zon_a")
    hand.editor._menu(hand.at(200, 200))
    menu = next(one for one in hand.editor.findChildren(QWidget) if one.inherits("QMenu"))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:3] == ["Add a zone", "Duplicate", "Copy"]
    menu.close()


# ---- the list ----


def test_the_list_says_where_each_zone_leads(hand) -> None:
    row = hand.editor.list.row("zon_a")
    assert row.title() == "a"
    assert row.note().startswith("Open a product · ")
    assert row.accessibleName() == "1 a"


def test_a_row_selects_its_zone_and_ctrl_down_changes_the_order(hand) -> None:
    row = hand.editor.list.row("zon_a")
    QTest.mouseClick(row, LEFT)
    assert hand.subject.selected == ("zon_a",)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert list(hand.boxes()) == ["zon_b", "zon_a", "zon_c"]
    assert hand.editor.list.row("zon_a") is row


def test_a_row_locks_its_zone(hand) -> None:
    row = hand.editor.list.row("zon_b")
    row.lock.show()
    QTest.mouseClick(row.lock, LEFT)
    assert hand.subject.zone("zon_b").locked
    assert row.lock.accessibleName() == "Unlock"


# ---- the form ----


def test_a_place_is_typed_in_pixels_of_the_source(hand, session) -> None:
    choose(hand, "zon_a")
    detail = hand.editor.detail
    assert [detail.sides[side].value() for side in "xywh"] == [100, 100, 300, 200]
    detail.sides["x"].setFocus()
    detail.sides["x"].selectAll()
    QTest.keyClicks(detail.sides["x"], "444")
    QTest.keyClick(detail.sides["x"], Qt.Key.Key_Return)
    assert hand.box("zon_a") == (444, 100, 300, 200)
    kept = session.document.get("var_zones", Variant).settings["picture"]["zones"][0]
    assert kept["x"] == round(444 / 1200, 6)


def test_a_typed_size_that_does_not_fit_is_cut_at_the_border(hand) -> None:
    choose(hand, "zon_a")
    spin = hand.editor.detail.sides["w"]
    spin.setValue(5000)
    assert hand.box("zon_a") == (100, 100, 1100, 200)
    assert spin.value() == 1100


def test_a_double_click_names_a_zone(hand) -> None:
    at = hand.at(250, 200)
    QTest.mouseDClick(hand.board, LEFT, pos=at)
    assert hand.editor.detail.label.hasFocus()
    QTest.keyClicks(hand.editor.detail.label, "tin")
    assert hand.subject.zone("zon_a").label == "tin"
    hand.key("Esc")
    assert hand.board.hasFocus()


def test_one_action_is_given_to_several_zones(hand) -> None:
    steps = hand.steps()
    hand.key("Ctrl+A")
    detail = hand.editor.detail
    assert detail.title.text() == "3 zones selected"
    combo = detail.link.action
    combo.setCurrentIndex(combo.place_of("second_floor"))
    combo.activated.emit(combo.currentIndex())
    assert {zone.link.action for zone in hand.subject.zones} == {"second_floor"}
    assert hand.steps() == steps + 1


# ---- problems ----


def test_what_is_wrong_is_told_beside_the_zone_and_mended(hand, session) -> None:
    fill(session, ("zon_a", 100, 100, 300, 200), ("zon_b", 350, 150, 300, 200),
         ("zon_c", 900, 1300, 60, 60))  # fmt: skip
    choose(hand, "zon_b")
    (row,) = hand.editor.detail.problems.rows
    assert row.finding.rule == "zone.overlap"
    QTest.mouseClick(row.mend, LEFT)
    assert not hand.subject.problems()["zon_a"]
    assert not hand.subject.problems()["zon_b"]
    choose(hand, "zon_c")
    (row,) = hand.editor.detail.problems.rows
    assert "44 pt" in row.text.text()
    QTest.mouseClick(row.mend, LEFT)
    assert not hand.subject.problems()["zon_c"]


def test_all_places_are_mended_as_one_step(hand, session) -> None:
    fill(session, ("zon_a", 100, 100, 300, 200), ("zon_b", 350, 150, 300, 200),
         ("zon_c", 1100, 1300, 300, 60))  # fmt: skip
    session.document.history.seal()
    before, steps = dict(session.document.records), hand.steps()
    assert "3 with problems" in hand.editor.state.text()
    hand.key("Ctrl+Shift+M")
    assert "no problem" in hand.editor.state.text()
    assert hand.steps() == steps + 1
    hand.key("Ctrl+Z")
    assert dict(session.document.records) == before


def test_f8_goes_from_problem_to_problem(hand, session) -> None:
    fill(session, ("zon_a", 0, 0, 40, 40), ("zon_b", 300, 300, 300, 300), ("zon_c", 0, 900, 9, 9))
    seen = []
    for __ in range(3):
        hand.key("F8")
        seen.append(hand.subject.selected)
    assert seen == [("zon_a",), ("zon_c",), ("zon_a",)]


def test_a_target_that_is_renamed_is_read_at_once(hand, session) -> None:
    product = session.document.get("prd_0", Product)
    with session.document.transaction("rename"):
        session.document.put(msgspec.structs.replace(product, short="明前雾里青"))
    assert hand.editor.list.row("zon_a").note().endswith("明前雾里青")


# ---- the clipboard ----


def test_zones_keep_their_pixels_on_another_picture(hand, session, qtbot) -> None:
    choose(hand, "zon_b", "zon_c")
    hand.key("Ctrl+C")
    add_picture(session, "ast_tall", 1200, 6000)
    fill(session, asset="ast_tall")
    with session.document.transaction("elsewhere"):
        session.document.put(Variant(id="var_zones", name="x", settings={
            "picture": {"image": {"asset": "ast_tall"}, "zones": []}}))  # fmt: skip
    hand.key("Ctrl+V")
    assert list(hand.boxes().values()) == [(600, 100, 300, 200), (100, 700, 300, 200)]
    assert [zone.label for zone in hand.subject.zones] == ["b", "c"]


def test_pasted_on_their_own_picture_zones_stand_beside_themselves(hand) -> None:
    choose(hand, "zon_a")
    hand.key("Ctrl+C")
    hand.key("Ctrl+V")
    hand.key("Ctrl+V")
    places = sorted(box[:2] for key, box in hand.boxes().items() if key not in ("zon_b", "zon_c"))
    assert places == [(100, 100), (116, 116), (132, 132)]


def test_cut_takes_out_what_paste_brings_back(hand) -> None:
    choose(hand, "zon_a")
    hand.key("Ctrl+X")
    assert "zon_a" not in hand.boxes()
    hand.key("Ctrl+V")
    assert (100, 100, 300, 200) in hand.boxes().values()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1, 2]", b'{"zones": []}', b'{"zones": [{"box": [1], "zone": {}}]}',
             b"\xff\xfe", b'{"zones": [' + b"1," * 600_000 + b"1]}"],
)  # fmt: skip
def test_a_hostile_clipboard_draws_nothing(hand, data) -> None:
    mime = QMimeData()
    mime.setData(clip.MIME, data)
    QGuiApplication.clipboard().setMimeData(mime)
    hand.key("Ctrl+V")
    assert len(hand.boxes()) == 3
    assert clip.held() is None


def test_an_empty_clipboard_draws_nothing(hand, session, qtbot) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(session.said) as said:
        hand.key("Ctrl+V")
    assert said.args[0] == "There are no zones on the clipboard."
    assert len(hand.boxes()) == 3


# ---- the window ----


def test_the_editor_closes_with_what_it_shows(hand, session) -> None:
    from designer.actions.modules import remove_modules

    remove_modules(session.document, modules=("mod_zones",))
    hand.qtbot.waitUntil(lambda: not hand.editor.isVisible())


def test_esc_goes_back_step_by_step(hand) -> None:
    choose(hand, "zon_a")
    hand.editor.detail.label.setFocus()
    hand.key("Esc")
    assert hand.board.hasFocus()
    hand.key("Esc")
    assert hand.subject.selected == ()
    hand.key("Esc")
    assert not hand.editor.isVisible()


def test_another_picture_is_put_below_the_zones(hand, session) -> None:
    add_picture(session, "ast_other", 600, 700)
    hand.subject.show_picture("ast_other")
    assert hand.box("zon_a") == (50, 50, 150, 100)
    hand.qtbot.waitUntil(lambda: hand.board.source.loaded)


def test_without_zones_the_editor_says_what_to_do(hand, session) -> None:
    fill(session)
    assert hand.editor.empty.isVisible()
    assert not hand.editor.list.isVisible()
    hand.drag((300, 300), (400, 400), (600, 500))
    assert not hand.editor.empty.isVisible()


def test_controls_have_names(hand) -> None:
    choose(hand, "zon_a")
    kinds = ("QAbstractButton", "QLineEdit", "QComboBox", "QAbstractSpinBox")
    nameless = [
        one for one in hand.editor.findChildren(QWidget)
        if any(one.inherits(kind) for kind in kinds) and one.isVisible()
        and not one.accessibleName() and not one.parent().accessibleName()
    ]  # fmt: skip
    assert nameless == []


# ---- opening ----


def test_double_clicks_and_keys_find_the_setting_to_open(session) -> None:
    kinds = session.library.kinds
    assert editor_at(kinds["hot_zones"], "") == "picture"
    assert editor_at(kinds["hot_zones"], "picture.image") == "picture"
    assert editor_at(kinds["hot_zones"], "headline") == ""
    assert editor_at(kinds["cube"], "") == "cells"
    assert editor_at(kinds["poster"], "") == ""
    assert editor_of(session) == SPOT
    session.look(modules=("mod_hero",))
    assert editor_of(session) is None


def test_one_picture_has_one_editor(session, qtbot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    above.show()
    editors = Editors(session, above)
    session.editing.emit(*SPOT)
    (first,) = above.findChildren(ZoneEditor)
    assert editors.open(*SPOT) is first
    first.close()
    QApplication.sendPostedEvents(None, 52)  # deferred deletions
    second = editors.open(*SPOT)
    assert second is not first
    assert editors.open("var_hero", "headline") is None
    assert editors.open("var_gone", "picture") is None
    second.close()


def test_an_editor_of_a_read_only_project_only_shows(qapp, qtbot, flush) -> None:
    from tests.widgets.inspector import scene

    session = scene.session(read_only="Somebody else has it open.")
    session.look(modules=("mod_zones",))
    editor = ZoneEditor(session, Spot("var_zones", "picture"))
    qtbot.addWidget(editor)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    editor.show()
    assert "look only" in editor.state.text()
    assert not editor.actions_["add"].isEnabled()
    session.deleteLater()


def test_the_zone_of_a_link_is_what_the_file_keeps(hand, session) -> None:
    choose(hand, "zon_a")
    hand.subject.lead({"action": "coupon_claim", "target": "cpn_20"})
    kept = session.document.get("var_zones", Variant).settings["picture"]["zones"][0]["link"]
    assert kept == {"action": "coupon_claim", "target": "cpn_20"}
    assert msgspec.json.encode(kept)
