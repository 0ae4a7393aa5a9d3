"""Hands on many modules: by keys, by mouse, over the clipboard, from one shop to another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from designer.actions.shop import set_shop
from designer.document.invariants import problems
from designer.document.queries import is_hidden
from designer.records import Asset, Floor, Module, Product, Variant
from designer.storage.project import Project
from tests.widgets import shops


@pytest.fixture
def clipboard(qapp):
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


def order(person, floor="flr_1"):
    return person.session.document.get(floor, Floor).modules


def kinds(person, modules):
    return [person.session.document.get(key, Module).kind for key in modules]


def quiet(person):
    """Wait until the picture for the clipboard is taken."""
    person.until(lambda: not person.hands.canvas.board.photo.busy)


def test_keys_do_to_all_that_is_selected_what_they_do_to_one(visit, small_shop, clipboard):
    person = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_1", "mod_3"))
    start = person.records()
    person.key("Ctrl+Shift+H")
    assert all(is_hidden(person.session.document, key) for key in ("mod_1", "mod_3"))
    person.key("Ctrl+Shift+H")
    person.key("Ctrl+Shift+L")
    assert all(person.session.document.get(key, Module).locked for key in ("mod_1", "mod_3"))
    person.key("Ctrl+Up")
    assert order(person)[1] == "mod_1"  # locked: it is said, and nothing moves
    person.key("Ctrl+Shift+L")
    person.key("Ctrl+Down")
    assert order(person)[:5] == ("mod_0", "mod_2", "mod_1", "mod_3", "mod_4")
    person.key("Ctrl+Shift+M")
    assert order(person, "flr_2")[-2:] == ("mod_1", "mod_3")
    assert person.session.focus.modules == ("mod_1", "mod_3")
    person.key("Ctrl+D")
    assert len(order(person, "flr_2")) == 6
    person.key("Del")
    assert order(person, "flr_2")[-2:] == ("mod_1", "mod_3")
    person.key("Ctrl+Shift+A")
    assert "mod_0" in person.session.focus.modules
    person.sees_the_document()
    assert person.undo_all() == 8
    assert person.records() == start
    person.sees_the_document()


def test_copy_cut_and_paste_by_keys_and_text_stays_text(visit, small_shop, clipboard):
    person = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_1", "mod_2"))
    start = person.records()
    person.key("Ctrl+C")
    person.key("Ctrl+V")
    made = person.session.focus.modules
    assert order(person)[3:5] == made
    assert kinds(person, made) == ["poster", "title"]
    person.key("Ctrl+X")
    assert len(order(person)) == 6
    person.session.look(page="page_new")
    person.until(lambda: person.session.focus.page == "page_new")
    person.key("Ctrl+V")
    assert kinds(person, order(person, "flr_n1")) == ["poster", "title"]
    person.until(lambda: person.page_says("秋茶上新"))
    quiet(person)
    search = person.window.design().side.structure.search
    line = search if isinstance(search, QLineEdit) else search.findChild(QLineEdit)
    line.setFocus()
    person.write("poster")
    person.key("Ctrl+A")
    person.key("Ctrl+X")
    assert clipboard.text() == "poster"
    assert len(order(person, "flr_n1")) == 2
    person.turn_to_it()
    assert person.undo_all() == 3
    assert person.records() == start


def test_modules_and_their_pictures_go_from_one_project_file_to_another(
    visit, flagship, small_shop, clipboard, library
):
    tea = visit(flagship, instant=shops.at(11, 5, 20))
    chosen = [
        module.id for module in tea.session.document.all(Module)
        if module.id in tea.session.modules() and module.kind in ("carousel", "product_grid")
    ]  # fmt: skip
    tea.session.look(modules=tuple(chosen))
    names = [tea.session.document.get(key, Module).name for key in tea.session.focus.modules]
    tea.key("Ctrl+C")
    quiet(tea)
    tea.close()
    other = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_0",))
    set_shop(other.session.document, shop=_named(other.session.document.shop))
    other.session.document.history.seal()
    before = other.records()
    other.key("Ctrl+V")
    made = other.session.focus.modules
    found = {other.session.document.get(key, Module).name for key in made}
    assert found <= {*names, *(f"{name} 2" for name in names)}
    assert len(made) == len(chosen)
    assets = [other.session.document.get(key, Asset) for key in other.records() if
              isinstance(other.session.document.find(key), Asset)]  # fmt: skip
    assert all(other.session.project.assets.has(one.sha256) for one in assets)
    assert len(other.session.document.all(Product)) > 6
    assert list(problems(other.session.document, library=library)) == []
    other.sees_the_document()
    other.key("Ctrl+Z")
    assert other.records() == before
    other.key("Ctrl+Shift+Z")
    kept = other.records()
    other.close()
    with Project.open(other.file, library=library) as again:
        assert dict(again.document.records) == kept


def test_a_window_may_close_while_the_picture_is_taken(visit, small_shop, clipboard):
    person = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_1",))
    person.key("Ctrl+C")
    assert person.hands.canvas.board.photo.busy
    person.close()
    assert clipboard.text() == "主视觉海报"
    again = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_1",))
    again.key("Ctrl+C")
    again.until(lambda: again.hands.canvas.board.photo._view is not None)
    again.close()
    last = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_0",))
    last.key("Ctrl+V")
    assert kinds(last, order(last)[1:2]) == ["poster"]
    last.sees_the_document()


def _named(shop):
    import msgspec

    return msgspec.structs.replace(shop, name="另一家店")


def test_settings_alone_go_onto_others(visit, small_shop, clipboard):
    person = visit(small_shop, instant=shops.at(11, 5, 20), modules=("mod_1",))
    person.key("Ctrl+Alt+C")
    person.session.look(modules=("mod_4", "mod_2"))
    person.key("Ctrl+Alt+V")
    document = person.session.document
    assert document.get("var_4a", Variant).settings["headline"] == "秋茶上新"
    assert document.get("var_2a", Variant).settings["headline"] == "秋茶上新"
    assert len(order(person)) == 6
    assert person.undo_all() == 1
    person.sees_the_document()


def test_files_from_the_desktop_land_on_the_page(visit, small_shop, tmp_path_factory):
    person = visit(small_shop, instant=shops.at(11, 5, 20))
    picture = QImage(75, 50, QImage.Format.Format_RGB32)
    picture.fill(QColor("#885522"))
    path = tmp_path_factory.mktemp("desk") / "海报.png"
    assert picture.save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    canvas, action = person.hands.canvas, Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    person.until(lambda: person.hands.rect("#mod_0")[3] > 0)
    left, top, width, __ = person.hands.rect("#mod_1")
    at = QPoint(round(left + width / 2), round(top + 4))
    enter = QDragEnterEvent(QPoint(20, 60), action, data, button, keys)
    QApplication.sendEvent(canvas, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(canvas, QDragMoveEvent(at, action, data, button, keys))
    person.hands.says(".mark", "Floor 1 · Shelf · place 2 · 海报")
    QApplication.sendEvent(canvas, QDropEvent(QPointF(at), action, data, button, keys))
    person.until(lambda: len(order(person)) == 7)
    made = order(person)[1]
    person.until(lambda: person.hands.js(
        f"document.querySelector('#{made} img')?.naturalWidth ?? 0") == 75)  # fmt: skip
    person.sees_the_document()
    person.key("Ctrl+Z")
    assert len(order(person)) == 6
    person.sees_the_document()
