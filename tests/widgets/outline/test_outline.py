"""The outline: what is where, picked, ordered and renamed by mouse and keys."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from designer.actions import modules as verbs
from designer.records import Floor, Layout, Module
from widgets.dragging import Dragged, mime_of
from widgets.look import theme
from widgets.look.thumbnails import Thumbnails
from widgets.outline.dropping import MODULES_MIME
from widgets.outline.facts import Note
from widgets.outline.view import Outline

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def outline(qapp, qtbot, session):
    theme.apply(qapp, mode="light")  # the studio's style brings manners that Qt's own lacks
    view = Outline(session, thumbnails=Thumbnails(session.project.assets))
    qtbot.addWidget(view)
    view.resize(280, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


def titles(outline, parent=None):
    model, parent = outline.tree, parent or QModelIndex()
    rows = range(model.rowCount(parent))
    return [model.data(model.index(row, 0, parent)) for row in rows]


def middle(outline, key) -> QPoint:
    return outline.visualRect(outline.tree.index_of(key)).center()


def click(qtbot, outline, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.waitUntil(lambda: outline.viewport().rect().contains(middle(outline, key)))
    assert outline.tree.node(outline.indexAt(middle(outline, key))).key == key
    qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, modifiers, middle(outline, key))


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


def drop(outline, keys, floor, row):
    data = QMimeData()
    data.setData(MODULES_MIME, msgspec.json.encode(keys))
    parent = outline.tree.index_of(floor)
    assert outline.tree.canDropMimeData(data, MOVE, row, 0, parent)
    outline.tree.dropMimeData(data, MOVE, row, 0, parent)


def test_it_shows_pages_then_floors_with_their_modules(outline):
    assert titles(outline) == ["Pages", "Floor 2 · Brand space", "Floor 1 · Shelf"]
    assert titles(outline, outline.tree.index_of("flr_2")) == ["品牌短片", "品牌故事"]
    assert len(titles(outline, outline.tree.index_of("flr_1"))) == 6


def node(outline, key):
    return outline.tree.find(key)


def test_a_row_tells_its_rules_and_what_is_hidden(outline):
    assert node(outline, "mod_1").rules == 1
    assert not outline.tree.facts.hidden(node(outline, "mod_1"))
    assert outline.tree.facts.hidden(node(outline, "mod_4"))


def test_the_eyes_of_a_persona_change_what_is_hidden(outline, session):
    session.look(persona="per_lin")
    assert not outline.tree.facts.hidden(node(outline, "mod_4"))


def test_a_click_selects_and_ctrl_adds(outline, session, qtbot):
    click(qtbot, outline, "mod_1")
    assert session.focus.modules == ("mod_1",)
    click(qtbot, outline, "mod_3", Qt.KeyboardModifier.ControlModifier)
    assert session.focus.modules == ("mod_1", "mod_3")


def test_it_follows_what_is_selected_elsewhere(outline, session):
    session.look(modules=("mod_film",))
    chosen = [outline.tree.node(index).key for index in outline.selectedIndexes()]
    assert chosen == ["mod_film"]


def test_arrow_keys_walk_down_the_modules(outline, session, qtbot):
    click(qtbot, outline, "mod_0")
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    assert session.focus.modules == ("mod_1",)


def test_a_section_folds_at_a_click(outline, qtbot):
    floor = outline.tree.index_of("flr_1")
    assert outline.isExpanded(floor)
    click(qtbot, outline, "flr_1")
    assert not outline.isExpanded(floor)


def test_a_row_that_has_just_come_takes_a_click_at_once(outline, session, qtbot):
    assert not outline.isAnimated()
    click(qtbot, outline, "pages")
    click(qtbot, outline, "lay_peak")
    assert session.focus.layout == "lay_peak"


def test_pages_and_layouts_are_gone_to(outline, session, qtbot):
    click(qtbot, outline, "pages")
    click(qtbot, outline, "lay_peak")
    assert session.focus.layout == "lay_peak"
    assert titles(outline, outline.tree.index_of("flr_p1")) == ["爆发海报"]
    click(qtbot, outline, "page_new")
    assert session.focus.page == "page_new"


def test_dropping_a_row_reorders_as_one_step(outline, session):
    drop(outline, ["mod_0"], "flr_1", 3)
    assert order(session)[:3] == ("mod_1", "mod_2", "mod_0")
    drop(outline, ["mod_5"], "flr_1", 0)
    assert order(session)[0] == "mod_5"
    session.undo()
    session.undo()
    assert order(session)[0] == "mod_0"


def test_several_rows_move_together_to_the_other_floor(outline, session):
    drop(outline, ["mod_1", "mod_2"], "flr_2", 1)
    assert order(session, "flr_2") == ("mod_film", "mod_1", "mod_2", "mod_story")
    session.undo()
    assert order(session, "flr_2") == ("mod_film", "mod_story")


def test_a_row_is_refused_where_its_kind_may_not_stand(outline, session, qtbot):
    with qtbot.waitSignal(session.said):
        drop(outline, ["mod_0"], "flr_2", 0)
    assert "mod_0" in order(session)


def test_a_kind_from_the_palette_may_be_dropped_between_rows(outline, session):
    data = mime_of(Dragged("title"))
    parent = outline.tree.index_of("flr_1")
    outline.tree.dropMimeData(data, Qt.DropAction.CopyAction, 1, 0, parent)
    made = order(session)[1]
    assert session.document.get(made, Module).kind == "title"
    assert session.focus.modules == (made,)


def test_f2_renames_in_place(outline, session, qtbot):
    click(qtbot, outline, "mod_2")
    qtbot.keyClick(outline, Qt.Key.Key_F2)
    editor = outline.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Fresh")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.document.get("mod_2", Module).name == "Fresh")


def test_a_layout_is_renamed_too(outline, session):
    index = outline.tree.index_of("lay_peak")
    assert outline.tree.setData(index, "双11 当天")
    assert session.document.get("lay_peak", Layout).name == "双11 当天"
    assert not outline.tree.setData(outline.tree.index_of("lay_peak"), "  ")


def test_enter_asks_the_inspector_for_what_is_in_hand(outline, session, qtbot):
    click(qtbot, outline, "mod_1")
    with qtbot.waitSignal(session.wanted) as asked:
        qtbot.keyClick(outline, Qt.Key.Key_Return)
    assert asked.args == ["var_1a", ""]


def test_removal_elsewhere_takes_the_row_away_and_keeps_folds(outline, session, qtbot):
    click(qtbot, outline, "flr_2")
    verbs.remove_modules(session.document, modules=("mod_2",))
    assert not outline.tree.index_of("mod_2").isValid()
    assert not outline.isExpanded(outline.tree.index_of("flr_2"))


def test_advice_is_told_on_its_row(outline):
    outline.set_notes({"mod_1": Note("warn", 2, "The button leads nowhere")})
    index = outline.tree.index_of("mod_1")
    tip = outline.tree.data(index, Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == ["1 rule", "The button leads nowhere"]
    plain = outline.grab().toImage()
    outline.set_notes({})
    assert outline.grab().toImage() != plain


def test_nothing_can_be_dragged_or_renamed_in_a_project_for_looking(outline, session, monkeypatch):
    monkeypatch.setattr(type(session.project), "read_only", "held by another")
    flags = outline.tree.flags(outline.tree.index_of("mod_1"))
    assert not flags & Qt.ItemFlag.ItemIsDragEnabled
    assert not flags & Qt.ItemFlag.ItemIsEditable
    assert flags & Qt.ItemFlag.ItemIsSelectable
