"""Things from outside on the canvas: files, pictures, products and rows of the outline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from designer.actions import modules as verbs
from designer.actions.variants import set_setting
from designer.records import Asset, Floor, Module, Variant
from widgets.clipboard import files
from widgets.dragging import ASSET_MIME, MODULES_MIME, PRODUCT_MIME, Dragged, mime_of

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def heard(session):
    said = []
    session.said.connect(lambda text, tone: said.append((tone, text)))
    return said


@pytest.fixture
def small(hands, canvas):
    """The whole page in the window."""
    canvas.set_zoom(0.35)
    hands.until(lambda: hands.snapshot()["zoom"] == 0.35)


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


def settings(session, module):
    found = session.document.get(module, Module)
    return session.document.get(found.variants[0], Variant).settings


def picture(folder, name, *, size=(60, 90)):
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(QColor("#2f6f4f"))
    path = folder / name
    assert made.save(str(path), "PNG")  # whatever its ending says
    return path


def of_files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def of_rows(mime, *ids):
    data = QMimeData()
    data.setData(mime, ",".join(ids).encode())
    return data


def hover(canvas, data, at):
    enter = QDragEnterEvent(QPoint(20, 60), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(canvas, enter)
    QApplication.sendEvent(canvas, QDragMoveEvent(at, COPY, data, LEFT, PLAIN))
    return enter.isAccepted()


def drop(canvas, data, at):
    QApplication.sendEvent(canvas, QDropEvent(QPointF(at), COPY, data, LEFT, PLAIN))


def top_of(hands, selector):
    left, top, width, _height = hands.rect(selector)
    return QPoint(round(left + width / 2), round(top + 4))


# ---- files from the desktop ----


def test_files_become_posters_where_the_mark_says_as_one_step(
    hands, canvas, session, small, tmp_path
):
    data = of_files(picture(tmp_path, "春.png"), picture(tmp_path, "夏.png", size=(90, 60)))
    at = top_of(hands, "#mod_2")
    assert hover(canvas, data, at)
    hands.says(".mark", "Floor 1 · Shelf · place 3 · 2 pictures")
    drop(canvas, data, at)
    hands.until(lambda: len(order(session)) == 8)
    made = order(session)[2:4]
    assert session.focus.modules == made
    assert [session.document.get(key, Module).name for key in made] == ["春", "夏"]
    assert [settings(session, key)["height"] for key in made] == [1120, 500]
    assert all(settings(session, key)["headline"] == "" for key in made)
    hands.assert_true_to_the_document()
    session.undo()
    assert len(order(session)) == 6
    assert session.document.history.undoable is None


def test_a_file_dropped_on_a_picture_takes_its_place(hands, canvas, session, small, tmp_path):
    before = settings(session, "mod_1")["image"]
    data, at = of_files(picture(tmp_path, "新.png")), hands.middle("#mod_1")
    hover(canvas, data, at)
    hands.says(".mark.onto", "Replace the picture of “主视觉海报”")
    frame = hands.js(
        "(r => [r.left, r.top])(duplex.root.querySelector('.mark').getBoundingClientRect())"
    )
    assert frame == pytest.approx(hands.rect("#mod_1 img")[:2], abs=1)
    drop(canvas, data, at)
    hands.until(lambda: settings(session, "mod_1")["image"]["asset"] != before["asset"])
    assert settings(session, "mod_1")["image"]["alt"] == before["alt"]
    assert len(order(session)) == 6
    hands.says(".mark")
    hands.assert_true_to_the_document()
    session.undo()
    assert settings(session, "mod_1")["image"] == before


def test_at_the_edge_of_a_picture_it_stands_beside_it(hands, canvas, session, small, tmp_path):
    data, at = of_files(picture(tmp_path, "新.png")), top_of(hands, "#mod_1")
    hover(canvas, data, at)
    hands.says(".mark", "Floor 1 · Shelf · place 2 · 新")


def test_an_empty_picture_is_filled(hands, canvas, session, small, tmp_path):
    empty = {"asset": None, "alt": "", "focus": [0.5, 0.5]}
    set_setting(session.document, variant="var_1a", setting="image", value=empty)
    hands.until(lambda: not hands.js("document.querySelectorAll('#mod_1 img').length"))
    data, at = of_files(picture(tmp_path, "新.png")), hands.middle("#mod_1")
    hover(canvas, data, at)
    hands.says(".mark.onto", "Replace the picture of “主视觉海报”")
    drop(canvas, data, at)
    hands.until(lambda: settings(session, "mod_1")["image"]["asset"])


def test_the_picture_of_a_locked_module_is_left_alone(hands, canvas, session, small, tmp_path):
    verbs.set_locked(session.document, modules=("mod_1",), locked=True)
    hover(canvas, of_files(picture(tmp_path, "新.png")), hands.middle("#mod_1"))
    hands.until(lambda: any("place" in one for one in hands.overlay(".mark")))


def test_what_is_no_picture_is_told_and_the_rest_comes(
    hands, canvas, session, small, tmp_path, heard
):
    words = tmp_path / "价目.docx"
    words.write_bytes(b"PK words")
    data, at = of_files(words, picture(tmp_path, "好.jpg")), top_of(hands, "#mod_2")
    hover(canvas, data, at)
    hands.until(lambda: bool(hands.overlay(".mark")))
    drop(canvas, data, at)
    hands.until(lambda: len(order(session)) == 7)
    hands.until(lambda: bool(heard))
    said = (
        "“价目.docx” is no picture that a page can show; bring JPG, PNG, WebP, AVIF, GIF or SVG."
    )
    assert heard[-1] == ("problem", said)


def test_a_file_that_is_too_large_or_gone_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    found = files.reading([picture(tmp_path, "大.png"), tmp_path / "无.png"], lambda __: None)
    assert found.pictures == ()
    assert "“大.png” weighs 0 MB; at most 0 MB can be used here." in found.problems
    assert found.problems[1].startswith("“无.png” cannot be read")


def test_a_damaged_picture_is_told(tmp_path):
    path = tmp_path / "坏.png"
    path.write_bytes(picture(tmp_path, "好.png").read_bytes()[:20])
    assert "“坏.png” is damaged" in files.reading([path], lambda __: None).problems[0]


# ---- out of the palette ----


def test_a_picture_of_the_project_becomes_a_poster(hands, canvas, session, small):
    key = session.document.all(Asset)[2].id
    data, at = of_rows(ASSET_MIME, key), top_of(hands, "#mod_2")
    hover(canvas, data, at)
    hands.until(lambda: any("place 3" in one for one in hands.overlay(".mark")))
    drop(canvas, data, at)
    hands.until(lambda: len(order(session)) == 7)
    assert settings(session, order(session)[2])["image"]["asset"] == key


def test_products_are_added_to_the_shelf_below_them(hands, canvas, session, small):
    data, at = of_rows(PRODUCT_MIME, "prd_0"), hands.middle("#mod_3")
    hover(canvas, data, at)
    hands.says(".mark.onto", "Add to “双列货架”")
    drop(canvas, data, at)
    hands.until(lambda: settings(session, "mod_3")["products"]["mode"] == "manual")
    value = settings(session, "mod_3")["products"]
    assert value["items"] == ["prd_5", "prd_4", "prd_3", "prd_2", "prd_0"]  # what it showed, and it
    hands.assert_true_to_the_document()


def test_products_elsewhere_make_a_shelf(hands, canvas, session, small, heard):
    data, at = of_rows(PRODUCT_MIME, "prd_0", "prd_1"), top_of(hands, "#mod_2")
    hover(canvas, data, at)
    hands.says(".mark", "Floor 1 · Shelf · place 3 · 2 products")
    drop(canvas, data, at)
    hands.until(lambda: len(order(session)) == 7)
    made = order(session)[2]
    assert settings(session, made)["products"]["items"] == ["prd_0", "prd_1"]
    hands.until(lambda: hands.rect(f"#{made}")[3] > 0)
    drop_twice = hands.middle(f"#{made}")
    again = of_rows(PRODUCT_MIME, "prd_1")
    hover(canvas, again, drop_twice)
    hands.until(lambda: bool(hands.overlay(".mark.onto")))
    drop(canvas, again, drop_twice)
    hands.until(lambda: bool(heard))
    assert heard[-1][1] == "“桂花乌龙” is on this shelf already."


def test_rows_of_the_outline_move_their_modules(hands, canvas, session, small):
    data = QMimeData()
    data.setData(MODULES_MIME, b'["mod_5", "mod_2"]')
    at = top_of(hands, "#mod_1")
    hover(canvas, data, at)
    hands.says(".mark", "Floor 1 · Shelf · place 2 · 2 modules")
    drop(canvas, data, at)
    hands.until(lambda: order(session)[:4] == ("mod_0", "mod_2", "mod_5", "mod_1"))


# ---- what may not be ----


def test_one_too_many_of_a_kind_is_said_before_it_lands(hands, canvas, session, small):
    data, at = mime_of(Dragged("store_sign")), top_of(hands, "#mod_2")
    hover(canvas, data, at)
    hands.says(".mark.refused", "“Floor 1 · Shelf” holds at most 1 × Store sign")
    drop(canvas, data, at)
    hands.says(".mark")
    assert len(order(session)) == 6


@pytest.mark.parametrize(
    "data", [(ASSET_MIME, "gone"), (PRODUCT_MIME, "gone"), (MODULES_MIME, "mod_sale")]
)
def test_what_is_not_of_this_page_is_not_taken(canvas, data):
    assert not hover(canvas, of_rows(*data), QPoint(200, 200))


def test_a_floor_that_is_empty_opens_as_a_whole(hands, canvas, session):
    with hands.qtbot.waitSignal(canvas.painted, timeout=30_000):
        session.look(page="page_new")
    data, at = mime_of(Dragged("poster", 0)), hands.middle("#flr_n1")
    hover(canvas, data, at)
    hands.says(".mark.whole", "Floor 1 · Shelf · place 1 · Poster")
    drop(canvas, data, at)
    hands.until(lambda: len(order(session, "flr_n1")) == 1)
    hands.assert_true_to_the_document()
