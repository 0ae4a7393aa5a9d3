"""A cube under the hand: cells merged, split, bordered, swapped, walked, arranged and filled."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import fits
from tests.widgets.zones.conftest import add_picture, png
from widgets.dragging import ASSET_MIME
from widgets.inspector.panel import InspectorPanel
from widgets.zones.cube_editor import CubeEditor
from widgets.zones.opening import Editors

LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """A hand that thinks in places of the grid."""

    def __init__(self, editor: CubeEditor) -> None:
        self.editor = editor  # kept: nobody else does
        self.desk = desk = editor.desk
        self.board, self.subject = desk.board, desk.subject
        self.document = desk.subject.session.document

    def at(self, x: int, y: int) -> QPoint:
        return self.board.rect_of(Box(x, y, 1, 1)).center().toPoint()

    def drag(self, *path: QPoint, held: Any = NONE, let_go: bool = True) -> None:
        QTest.mousePress(self.board, LEFT, held, path[0])
        for place in path[1:]:
            world = self.board.mapToGlobal(QPointF(place))
            event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), world,
                                Qt.MouseButton.NoButton, LEFT, held)  # fmt: skip
            QApplication.sendEvent(self.board, event)
        if let_go:
            QTest.mouseRelease(self.board, LEFT, held, path[-1])

    def key(self, keys: str) -> None:
        one = QKeySequence(keys)[0]
        QTest.keyClick(self.board, one.key(), one.keyboardModifiers())

    def boxes(self) -> list[tuple[int, ...]]:
        return [tuple(cell.box) for cell in self.subject.cells]

    def steps(self) -> int:
        return len(self.document.history.done)


@pytest.fixture
def hand(session, cube, qtbot) -> Hand:
    kind = session.library.get("cube")
    editor = CubeEditor(session, cube, kind)
    qtbot.addWidget(editor)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    made = Hand(editor)
    made.board.setFocus()
    qtbot.waitUntil(made.board.hasFocus)
    return made


def test_cells_that_are_dragged_over_are_merged_in_one_step(hand) -> None:
    steps = hand.steps()
    hand.drag(hand.at(0, 0), hand.at(1, 0))
    assert hand.boxes() == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    assert hand.subject.held().box == Box(0, 0, 2, 1)
    assert hand.steps() == steps + 1


def test_esc_amid_a_drag_merges_nothing(hand) -> None:
    steps = hand.steps()
    hand.drag(hand.at(0, 0), hand.at(1, 1), let_go=False)
    assert hand.subject.area == Box(0, 0, 2, 2)
    hand.key("Esc")
    QTest.mouseRelease(hand.board, LEFT, NONE, hand.at(1, 1))
    assert hand.steps() == steps
    assert len(hand.boxes()) == 4


def test_a_click_selects_and_the_sign_splits(hand) -> None:
    hand.drag(hand.at(0, 0), hand.at(0, 1))
    cell = hand.subject.at(0, 0)
    from widgets.zones.cube_drawing import splitter

    sign = splitter(hand.board.rect_of(cell.box), cell).center().toPoint()
    QTest.mouseClick(hand.board, LEFT, NONE, sign)
    assert len(hand.boxes()) == 4
    QTest.mouseClick(hand.board, LEFT, NONE, hand.at(1, 1))
    assert hand.subject.held().box == Box(1, 1, 1, 1)


def test_a_border_is_dragged_as_one_step(hand) -> None:
    hand.desk.templates._chose("1+3")
    steps = hand.steps()
    edge = hand.board.rect_of(Box(0, 0, 2, 2))
    start = QPoint(round(edge.right() + 2), round(edge.center().y()))
    hand.drag(start, start + QPoint(20, 0), hand.at(0, 0) + QPoint(60, 0))
    assert hand.boxes()[0][2] == 1
    assert fits([Box(*box) for box in hand.boxes()], (4, 2))
    assert hand.steps() == steps + 1


def test_alt_drag_swaps_two_cells(hand) -> None:
    one, other = hand.subject.at(0, 0).id, hand.subject.at(1, 1).id
    hand.drag(hand.at(0, 0), hand.at(1, 1), held=Qt.KeyboardModifier.AltModifier)
    assert hand.subject.at(0, 0).id == other
    assert hand.subject.at(1, 1).id == one


def test_the_whole_cube_is_worked_by_keys(hand) -> None:
    hand.key("Right")
    assert hand.subject.held().box == Box(1, 0, 1, 1)
    hand.key("Shift+Down")
    assert hand.subject.area == Box(1, 0, 1, 2)
    hand.key("Return")
    assert (1, 0, 1, 2) in hand.boxes()
    hand.key("Left")
    hand.key("Right")
    hand.key("Ctrl+Shift+G")
    assert len(hand.boxes()) == 4
    hand.key("Del")
    assert len(hand.boxes()) == 3
    hand.key("Shift+Left")
    hand.key("Ctrl+G")
    assert (0, 0, 2, 1) in hand.boxes()


def test_an_empty_place_is_clicked_into_a_cell(hand) -> None:
    hand.key("Right")
    hand.key("Del")
    assert len(hand.boxes()) == 3
    hand.drag(hand.at(1, 0), hand.at(1, 0) + QPoint(3, 3))
    assert len(hand.boxes()) == 4


def test_arrangements_and_counts_shape_the_grid(hand) -> None:
    hand.desk.templates._chose("1+4")
    assert (hand.desk.columns.value(), hand.desk.rows.value()) == (4, 2)
    assert [name for name, one in hand.desk.templates.buttons.items() if one._current] == ["1+4"]
    hand.desk.rows.setValue(3)
    assert hand.subject.cube.rows == 3
    assert len(hand.boxes()) == 9


def test_a_picture_dropped_on_a_cell_fills_it(hand, session, tmp_path) -> None:
    add_picture(session, "ast_new", 300, 200)
    asset = QMimeData()
    asset.setData(ASSET_MIME, b"ast_new")
    drop(hand, asset, hand.at(1, 0))
    assert hand.subject.at(1, 0).image.asset == "ast_new"
    files = QMimeData()
    paths = [tmp_path / f"{n}.png" for n in range(2)]
    for path in paths:
        path.write_bytes(png(40, 30))
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop(hand, files, hand.at(0, 1))
    assert hand.subject.at(0, 1).image.asset
    assert hand.subject.at(1, 1).image.asset


def drop(hand: Hand, mime: QMimeData, at: QPoint) -> None:
    enter = QDragEnterEvent(at, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(hand.board, enter)
    assert enter.isAccepted()
    dropped = QDropEvent(QPointF(at), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(hand.board, dropped)
    assert dropped.isAccepted()


def test_the_form_names_links_and_says_what_is_missing(hand) -> None:
    QTest.mouseClick(hand.board, LEFT, NONE, hand.at(0, 0))
    form = hand.desk.form
    form.label.setFocus()
    QTest.keyClicks(form.label, "New in")
    form.link.made.emit({"action": "second_floor", "target": ""})
    cell = hand.subject.at(0, 0)
    assert (cell.label, cell.link.action) == ("New in", "second_floor")
    assert "4 cells have no picture yet" in [row.text.text() for row in form.problems.rows]


def test_undo_in_the_window_is_the_documents(hand, qtbot) -> None:
    hand.drag(hand.at(0, 0), hand.at(1, 1))
    assert len(hand.boxes()) == 1
    hand.key("Ctrl+Z")
    qtbot.waitUntil(lambda: len(hand.boxes()) == 4)


def test_the_inspector_shows_the_same_cube_and_opens_it_large(session, cube, qtbot) -> None:
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(328, 900)
    panel.show()
    field = panel.form.rows["cells"].field
    assert len(field.desk.subject.cells) == 4
    above = panel.window()
    editors = Editors(session, above)
    QTest.mouseClick(field.large, LEFT)
    (editor,) = above.findChildren(CubeEditor)
    editor.desk.subject.merge()
    editor.desk.subject.take(Box(0, 0, 2, 1))
    editor.desk.subject.merge()
    assert len(field.desk.subject.cells) == 3
    assert editors.open(*cube) is editor
    editor.close()


def test_a_read_only_cube_only_shows(hand, session) -> None:
    import msgspec

    module = hand.subject.module
    with session.document.transaction("lock"):
        session.document.put(msgspec.structs.replace(module, locked=True))
    hand.drag(hand.at(0, 0), hand.at(1, 1))
    hand.key("Del")
    assert len(hand.boxes()) == 4
    assert not hand.desk.templates.isEnabled()


def test_a_cell_is_drawn_with_the_part_and_the_focus_of_its_picture(hand, session) -> None:
    from PySide6.QtGui import QColor

    add_picture(session, "ast_bands", 400, 800)
    key = hand.subject.at(0, 0).id
    below = {"asset": "ast_bands", "alt": "x", "crop": [0.0, 0.75, 1.0, 0.25]}
    for image, colour in (
        ({"asset": "ast_bands", "alt": "x", "focus": [0.5, 0.0]}, "#d9c7a3"),
        ({"asset": "ast_bands", "alt": "x", "focus": [0.5, 1.0]}, "#c98f6b"),
        (below, "#c98f6b"),
    ):
        hand.subject.fill(key, image=image)
        at = hand.board.rect_of(Box(0, 0, 1, 1))
        shown = hand.board.grab().toImage().pixelColor(int(at.left()) + 8, int(at.top()) + 60)
        wanted = QColor(colour)
        assert abs(shown.red() - wanted.red()) < 12
        assert abs(shown.blue() - wanted.blue()) < 12
