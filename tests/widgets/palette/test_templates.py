"""Templates in the palette: saved with a picture, found, used, renamed, brought in, handed out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox

from designer.records import Floor, Module
from designer.templates import ENDING, Templates
from widgets.dragging import Dragged, add_here
from widgets.palette.saving import SaveDialog, Wanted
from widgets.palette.templates import TemplatesPanel

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("designer.templates._own_folder", lambda: tmp_path / "templates")


@pytest.fixture
def panel(qtbot, session, monkeypatch):
    monkeypatch.setattr("widgets.palette.saving.Keeper._photograph", lambda *__: None)
    made = TemplatesPanel(session)
    qtbot.addWidget(made)
    made.resize(280, 700)
    made.show()
    return made


def kept(panel, session, *modules, **more):
    session.look(modules=modules or ("mod_1", "mod_2"))
    wanted = {"name": "Pair", "trade": "tea", "occasion": "daily", "whole": False, **more}
    made = panel.keeper.keep(Wanted(**wanted), done=panel.refresh)
    panel.refresh()
    return made


def chosen(panel, number, text):
    """Choose an entry of the menu of a tile."""
    panel.tiles[number].menu_wanted.emit(QPoint(0, 0))
    menu = panel.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_a_selection_is_asked_for_and_saved(panel, session, qtbot):
    session.look(modules=("mod_1", "mod_2"))
    dialog = SaveDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.name.text() == session.document.get("mod_1", Module).name
    dialog.name.setText("  ")
    assert not dialog.keep.isEnabled()
    dialog.name.setText("Tea pair")
    dialog.trade.setCurrentIndex(dialog.trade.findData("tea"))
    assert dialog.wanted() == Wanted("Tea pair", "tea", "", whole=False)
    with qtbot.waitSignal(session.said) as heard:
        panel.keep(dialog)
    assert heard.args == ["Saved template “Tea pair”.", "done"]
    assert [tile.text() for tile in panel.tiles] == ["Tea pair"]


def test_without_a_selection_the_whole_layout_is_meant(session, qtbot):
    dialog = SaveDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.wanted().whole
    assert dialog.name.text() == session.layout().name


def test_a_double_click_puts_the_modules_on_the_page(panel, session, qtbot):
    kept(panel, session)
    before = len(session.document.get("flr_1", Floor).modules)
    session.look(modules=("mod_2",))
    qtbot.mouseDClick(panel.tiles[0], LEFT)
    assert len(session.document.get("flr_1", Floor).modules) == before + 2
    assert len(session.focus.modules) == 2


def test_a_dropped_template_lands_where_it_was_let_go(panel, session):
    kept(panel, session)
    add_here(session, panel.tiles[0].dragged(), floor="flr_1", index=0)
    assert session.document.get("flr_1", Floor).modules[:2] == session.focus.modules


def test_a_whole_layout_becomes_a_layout_of_the_page_in_focus(panel, session, qtbot):
    kept(panel, session, whole=True, name="Everyday")
    qtbot.mouseDClick(panel.tiles[0], LEFT)
    assert session.layout().name == "Everyday"
    assert session.page().layouts[-1] == session.focus.layout
    chosen(panel, 0, "New layout from it")
    assert session.layout().name == "Everyday 2"


def test_templates_are_found_by_their_words_and_purpose(panel, session):
    kept(panel, session, name="Spring", trade="fashion")
    kept(panel, session, name="Autumn", trade="home")
    panel.search.setText("fashion")
    assert [tile.text() for tile in panel.tiles] == ["Spring"]
    panel.search.setText("autu")
    assert [tile.text() for tile in panel.tiles] == ["Autumn"]
    panel.search.setText("nothing like it")
    assert panel.tiles == []


def test_a_template_is_renamed_and_deleted(panel, session, monkeypatch):
    kept(panel, session)
    monkeypatch.setattr(QInputDialog, "getText", lambda *__, **___: ("Better", True))
    chosen(panel, 0, "Rename…")
    assert [tile.text() for tile in panel.tiles] == ["Better"]
    monkeypatch.setattr(QMessageBox, "question", lambda *__: QMessageBox.StandardButton.No)
    chosen(panel, 0, "Delete template")
    assert len(panel.tiles) == 1
    monkeypatch.setattr(QMessageBox, "question", lambda *__: QMessageBox.StandardButton.Yes)
    chosen(panel, 0, "Delete template")
    assert panel.tiles == []


def test_a_template_is_handed_out_and_brought_in_again(panel, session, monkeypatch, tmp_path):
    made = kept(panel, session)
    out = tmp_path / f"out{ENDING}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *__: (str(out), ""))
    chosen(panel, 0, "Save a copy…")
    Templates().remove(made)
    panel.refresh()
    assert panel.tiles == []
    panel.bring_in([out])
    assert [tile.text() for tile in panel.tiles] == ["Pair"]


def test_a_file_that_is_no_template_is_refused_in_words(panel, session, tmp_path, qtbot):
    bad = tmp_path / f"bad{ENDING}"
    bad.write_bytes(b"no zip")
    with qtbot.waitSignal(session.said) as heard:
        panel.bring_in([bad])
    assert "cannot be used as a template" in heard.args[0]
    assert panel.tiles == []


def test_a_template_that_is_gone_says_so(session, qtbot):
    with qtbot.waitSignal(session.said) as heard:
        add_here(session, Dragged("poster", template="gone"), floor="flr_1", index=0)
    assert heard.args == ["This template is no longer there.", "problem"]


def test_a_picture_is_kept_with_it_and_shown(panel, session, qtbot, tmp_path):
    from widgets.clipboard.board import png_of

    made = kept(panel, session)
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    panel.shelf.depict(made, png_of(picture))
    panel.refresh()
    tile = panel.tiles[0]
    qtbot.waitUntil(lambda: tile._pixmap() is not None, timeout=PATIENCE)
    shown = tile._pixmap().toImage().pixelColor(5, 5)
    assert shown.red() > 200
    assert shown.green() < 60
