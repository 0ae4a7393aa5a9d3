"""Parts in the palette: made from the selection, put down linked, found, gone to, dissolved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from designer.actions.linking import copies_of, make_part, original_of, parts
from designer.records import Floor, Module
from widgets.dragging import Dragged, add_here, dragged_in, mime_of
from widgets.look.thumbnails import Thumbnails
from widgets.palette.panel import PalettePanel
from widgets.palette.parts import PartsPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot, session):
    made = PartsPanel(session, thumbnails=Thumbnails(session.project.assets, session))
    qtbot.addWidget(made)
    made.resize(280, 700)
    made.show()
    return made


def test_without_parts_it_says_what_to_do(panel):
    assert panel.tiles == []
    assert panel.make.isEnabled() is False


def test_the_selection_becomes_a_part_with_its_name(panel, session, qtbot):
    session.look(modules=("mod_1",))
    assert panel.make.isEnabled()
    qtbot.mouseClick(panel.make, LEFT)
    name = session.document.get("mod_1", Module).name
    assert [tile.text() for tile in panel.tiles] == [name]
    assert [part.id for part in parts(session.document)] == ["mod_1"]


def test_a_double_click_puts_a_linked_copy_after_the_selection(panel, session, qtbot):
    make_part(session.document, modules=["mod_1"])
    session.look(modules=("mod_2",))
    qtbot.mouseDClick(panel.tiles[0], LEFT)
    (made,) = session.focus.modules
    assert original_of(session.document, made) == "mod_1"
    floor = session.document.get("flr_1", Floor).modules
    assert floor.index(made) == floor.index("mod_2") + 1
    assert panel.tiles[0].accessibleDescription() == "1 linked copy"


def test_a_part_is_dragged_by_its_id_and_dropped_on_any_page(panel, session):
    make_part(session.document, modules=["mod_1"])
    dragged = panel.tiles[0].dragged()
    assert dragged.part == "mod_1"
    assert dragged_in(mime_of(dragged)) == dragged
    session.look(page="page_new")
    floor = session.layout().floors[0]
    add_here(session, dragged, floor=floor, index=0)
    assert copies_of(session.document, "mod_1") == session.focus.modules


def test_a_part_that_is_gone_says_so(session, qtbot):
    with qtbot.waitSignal(session.said) as heard:
        add_here(session, Dragged("poster", part="gone"), floor="flr_1", index=0)
    assert heard.args[1] == "problem"


def test_parts_are_found_by_name(panel, session):
    make_part(session.document, modules=["mod_1", "mod_2"])
    name = session.document.get("mod_2", Module).name
    panel.search.setText(name[:3])
    assert name in [tile.text() for tile in panel.tiles]
    panel.search.setText("no such part")
    assert panel.tiles == []


def test_the_menu_goes_to_the_original_and_dissolves(panel, session, qtbot):
    make_part(session.document, modules=["mod_1"])
    session.look(page="page_new")
    panel.tiles[0].menu_wanted.emit(QPoint(0, 0))
    menu = panel.findChild(QMenu)
    original, release = menu.actions()
    original.trigger()
    assert session.focus.modules == ("mod_1",)
    release.trigger()
    menu.close()
    assert parts(session.document) == ()
    assert panel.tiles == []


def test_the_palette_keeps_its_three_places(qtbot, session):
    made = PalettePanel(session, thumbnails=Thumbnails(session.project.assets, session))
    qtbot.addWidget(made)
    made.show()
    assert made.stack.currentWidget() is made.kinds
    assert made.show_place("parts") is made.parts
    assert made.switch.choice() == "parts"
    assert made.show_place("templates") is made.templates
    made.switch.chosen.emit("kinds")
    assert made.stack.currentWidget() is made.kinds
    assert made.search is made.kinds.search
    assert made.cards is made.kinds.cards
