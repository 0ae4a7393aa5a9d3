"""Presets in the palette: every one with a picture, unfolded by click or key, put on the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from designer.actions.modules import said
from designer.records import Floor, Module, Variant
from widgets.dragging import Dragged
from widgets.palette.kinds import KindsPanel
from widgets.palette.tiles import Files, preset_picture

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kinds(qtbot, session):
    panel = KindsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(280, 900)
    panel.show()
    return panel


def card(panel, kind):
    return next(one for one in panel.cards if one.kind.id == kind)


def test_thirty_presets_and_more_each_have_a_name_and_a_picture(library):
    presets = [(k, n) for k in library.kinds.values() for n in range(len(k.presets))]
    assert len(presets) >= 30
    for kind, number in presets:
        picture = QImage(preset_picture(kind.id, number))
        assert (picture.width(), picture.height()) == (256, 192), (kind.id, number)
        label = kind.presets[number].name
        assert label.zh.strip()
        assert label.en.strip()
        assert label.en.isascii() or "’" in label.en or "×" in label.en


def test_no_two_presets_of_a_kind_look_or_are_called_alike(library):
    for kind in library.kinds.values():
        names = [one.name.zh for one in kind.presets]
        assert len(set(names)) == len(names)
        shown = {Files().get(preset_picture(kind.id, n)) for n in range(len(names))}
        assert len(shown) == len(names)


def test_no_picture_is_left_of_a_preset_that_is_gone(library):
    from widgets.palette.tiles import PICTURES

    known = {f"{k.id}-{n}" for k in library.kinds.values() for n in range(len(k.presets))}
    assert {file.stem for file in PICTURES.glob("*.webp")} == known


def test_a_click_unfolds_the_presets_and_another_puts_them_away(kinds, qtbot, library):
    assert kinds.presets("member_card") == []
    qtbot.mouseClick(card(kinds, "member_card"), LEFT)
    shown = [one.text() for one in kinds.presets("member_card")]
    assert shown == [said(one.name) for one in library.kinds["member_card"].presets]
    qtbot.mouseClick(card(kinds, "member_card"), LEFT)
    assert kinds.presets("member_card") == []


def test_space_unfolds_and_enter_on_a_preset_adds_it(kinds, session, qtbot):
    qtbot.keyClick(card(kinds, "poster"), Qt.Key.Key_Space)
    third = kinds.presets("poster")[2]
    qtbot.keyClick(third, Qt.Key.Key_Return)
    made = session.focus.modules[0]
    found = session.document.get(made, Module)
    assert found.kind == "poster"
    preset = session.library.kinds["poster"].presets[2].settings
    assert session.document.get(found.default, Variant).settings == preset


def test_a_preset_is_dragged_as_itself(kinds, qtbot):
    qtbot.mouseClick(card(kinds, "title"), LEFT)
    assert [one.dragged() for one in kinds.presets("title")][1] == Dragged("title", 1)


def test_a_preset_is_found_by_its_own_name(kinds):
    kinds.search.setText("黑金会员")
    assert [one.kind.id for one in kinds.cards] == ["member_card"]
    assert "Black-gold member" in [one.text() for one in kinds.presets("member_card")]


def test_pictures_come_without_holding_anybody_up(kinds, qtbot):
    first = card(kinds, "poster")
    qtbot.waitUntil(lambda: first._pixmap() is not None, timeout=30_000)
    assert first._pixmap().width() >= first.width() - 1


def test_a_preset_is_added_after_the_selection(kinds, session, qtbot):
    session.look(modules=("mod_1",))
    qtbot.mouseClick(card(kinds, "title"), LEFT)
    qtbot.mouseDClick(kinds.presets("title")[3], LEFT)
    floor = session.document.get("flr_1", Floor).modules
    assert floor[floor.index("mod_1") + 1] == session.focus.modules[0]
