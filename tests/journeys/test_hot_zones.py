"""A designer cuts a picture into hot zones and builds a cube, all in the running program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions.zones import Spot, picture_at
from designer.document.queries import floors_of
from designer.kinds.geometry.box import Box
from designer.records import Module
from tests.widgets.studio import LEFT, NO_BUTTON, NO_KEY
from widgets.zones.cube_editor import CubeEditor
from widgets.zones.editor import ZoneEditor

TABLE = Spot("var_d_table_table", "picture")
"""The tea table of the flagship store: seven zones on a picture of 1200 × 1400 pixels."""


def drag(widget, *path: QPoint, held=NO_KEY) -> None:
    """Press, move along and let go."""
    QTest.mousePress(widget, LEFT, held, path[0])
    for place in path[1:]:
        world = widget.mapToGlobal(QPointF(place))
        QApplication.sendEvent(widget, QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), world, NO_BUTTON, LEFT, held
        ))  # fmt: skip
    QTest.mouseRelease(widget, LEFT, held, path[-1])


@pytest.fixture
def designer(visit, flagship):
    """Somebody at the flagship store's home with the tea table selected."""
    person = visit(flagship)
    person.session.look(modules=("mod_d_table",))
    return person


def zones(person) -> dict[str, tuple[int, ...]]:
    picture = picture_at(person.session.document, TABLE, library=person.library)
    return {key: tuple(box) for key, box in picture.boxes.items()}


def editor_of(person, of: type[ZoneEditor | CubeEditor]):
    """The editor that has opened, with the keyboard in it."""
    person.until(lambda: person.window.findChildren(of))
    (editor,) = person.window.findChildren(of)
    person.seen(editor)
    editor.activateWindow()
    person.until(editor.isActiveWindow)
    return editor


def test_a_zone_is_drawn_led_and_taken_back_while_the_page_follows(designer) -> None:
    person, before = designer, designer.records()
    person.key("Ctrl+Return")
    editor = editor_of(person, ZoneEditor)
    board = editor.board
    person.until(board.hasFocus)
    view = board.lens.to_view
    drag(board, view(80, 80).toPoint(), view(240, 200).toPoint(), view(380, 300).toPoint())
    person.until(lambda: len(zones(person)) == 8)
    made = editor.subject.selected[-1]
    assert [one.rule for one in editor.subject.problems()[made]] == ["zone.target", "zone.label"]

    link = editor.detail.link  # add to cart, the dearest tea of those below 100
    link.action.setFocus()
    link.action.setCurrentIndex(link.action.place_of("add_to_cart"))
    link.action.activated.emit(link.action.currentIndex())
    person.until(link.products.isVisible)
    link.products.high.setValue(100)
    QTest.keyClick(link.products.search, Qt.Key.Key_Return)
    person.until(lambda: editor.subject.zone(made).link.target.startswith("prd_"))
    editor.detail.label.setFocus()
    QTest.keyClicks(editor.detail.label, "Morning light")
    assert editor.subject.problems()[made] == ()

    page = "document.querySelector('#mod_d_table .zone-8')?.dataset.tmall ?? ''"
    person.until(lambda: person.hands.js(page).startswith("add|prd_"))
    person.sees_the_document()
    editor.activateWindow()
    person.until(editor.isActiveWindow)
    board.setFocus()
    person.until(board.hasFocus)
    for __ in range(3):  # drawn, led, named
        assert person.records() != before
        person.key("Ctrl+Z")
    assert person.records() == before
    person.sees_the_document()
    editor.close()


def test_zones_are_aligned_spaced_and_mended_and_all_of_it_survives_closing(designer) -> None:
    person = designer
    person.hands.until(lambda: bool(person.hands.overlay(".zones .zone")))
    person.key("Ctrl+Return")
    editor = editor_of(person, ZoneEditor)
    person.until(editor.board.hasFocus)
    keys = list(zones(person))
    editor.subject.choose(keys[3:6])
    for combination in ("Alt+S", "Ctrl+Alt+H"):
        person.key(combination)
    bottoms = {box[1] + box[3] for key, box in zones(person).items() if key in keys[3:6]}
    assert len(bottoms) == 1
    person.key("Ctrl+Shift+L")
    kept = zones(person)
    editor.close()
    person.close()
    person.open()
    assert zones(person) == kept
    picture = picture_at(person.session.document, TABLE, library=person.library)
    assert [zone.locked for zone in picture.value.zones] == [False] * 3 + [True] * 3 + [False]


def test_a_cube_is_dropped_merged_and_seen_on_the_page(designer) -> None:
    person, before = designer, designer.records()
    floor = floors_of(person.session.document, person.session.focus.layout)[0]
    from designer.actions.modules import add_module

    made = add_module(person.session.document, kind="cube", floor=floor.id, index=1,
                      library=person.library, preset=5)  # fmt: skip
    person.session.document.history.seal()
    person.session.look(modules=(made,))
    person.until(lambda: person.hands.js(f"document.querySelectorAll('#{made} .cell').length") == 4)
    person.key("Ctrl+Return")
    editor = editor_of(person, CubeEditor)
    board = editor.desk.board
    person.until(board.hasFocus)
    cell = lambda x, y: board.rect_of(Box(x, y, 1, 1)).center().toPoint()  # noqa: E731
    drag(board, cell(0, 0), cell(1, 0))
    person.until(lambda: person.hands.js(f"document.querySelectorAll('#{made} .cell').length") == 3)
    wide = f"getComputedStyle(document.querySelector('#{made} .cell-1')).gridColumnEnd"
    assert person.hands.js(wide) == "span 2"
    person.sees_the_document()
    editor.close()
    person.turn_to_it()
    while person.session.document.history.undoable is not None:
        person.session.undo()
    assert person.records() == before
    assert not isinstance(person.session.document.find(made), Module)
