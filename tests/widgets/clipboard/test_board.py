"""Copy, cut and paste: modules, settings and pictures, in one project and from one to another."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from designer.actions import modules as verbs
from designer.actions.shop import set_shop
from designer.actions.variants import set_setting
from designer.document.invariants import problems
from designer.records import Asset, Floor, Module, Product, Variant
from tests.widgets import shops
from widgets.clipboard import board as boards
from widgets.clipboard import parcel
from widgets.clipboard.board import Board, png_of
from widgets.clipboard.parcel import MODULES, SETTINGS, unpacked
from widgets.session import Session

WAIT = 60_000


@pytest.fixture
def clipboard(qapp):
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def board(canvas, clipboard, qtbot):
    yield canvas.board
    qtbot.waitUntil(lambda: not canvas.board.photo.busy, timeout=WAIT)


@pytest.fixture
def heard(session):
    """The sentences for the user, with their tones."""
    said = []
    session.said.connect(lambda text, tone: said.append((tone, text)))
    return said


@pytest.fixture
def elsewhere(canvas, board, tmp_path, library, qtbot):
    """Another project of another shop in another window: its session and its board."""
    other = Session(shops.project(tmp_path / "b", library=library), library=library)
    set_shop(other.document, shop=_named(other.document.shop, "另一家店"))
    host = QWidget()
    qtbot.addWidget(host)
    yield other, Board(other, browser=canvas.browser, parent=host)
    other.close()


@pytest.fixture(autouse=True)
def _room(tmp_path):
    (tmp_path / "b").mkdir()


def _named(shop, name):
    import msgspec

    return msgspec.structs.replace(shop, name=name)


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


def shown(session, module):
    found = session.document.get(module, Module)
    return session.document.get(found.variants[0], Variant).settings


def put(clipboard, **data):
    mime = QMimeData()
    for name, value in data.items():
        mime.setData({"modules": MODULES, "settings": SETTINGS}[name], value)
    clipboard.setMimeData(mime)


# ---- modules ----


def test_copied_modules_are_pasted_after_the_selection_as_one_step(board, session):
    session.look(modules=("mod_3", "mod_1"))
    assert board.copy()
    session.look(modules=("mod_0",))
    board.paste()
    made = order(session)[1:3]
    assert session.focus.modules == made
    kinds = [session.document.get(key, Module).kind for key in made]
    assert kinds == ["poster", "product_grid"]
    session.undo()
    assert len(order(session)) == 6


def test_the_clipboard_holds_json_names_and_soon_a_picture(board, session, clipboard, qtbot):
    session.look(modules=("mod_1", "mod_2"))
    board.copy()
    data = clipboard.mimeData()
    assert data.text() == "主视觉海报\n新品首发"
    assert unpacked(bytes(data.data(MODULES).data())).fragment.names == ("主视觉海报", "新品首发")
    qtbot.waitUntil(lambda: clipboard.mimeData().hasImage(), timeout=WAIT)
    data = clipboard.mimeData()
    picture = QImage(data.imageData())
    assert picture.width() == 750
    assert picture.height() > 300
    assert QImage.fromData(data.data("image/png")).size() == picture.size()
    assert data.hasFormat(MODULES)  # still modules to us
    colours = {picture.pixelColor(x, 40).name() for x in range(0, 750, 50)}
    assert len(colours) > 2  # the poster is drawn, not an empty page


def test_cut_takes_them_off_and_paste_in_place_brings_them_back(board, session, heard):
    session.look(modules=("mod_1", "mod_film"))
    board.cut()
    assert "mod_1" not in order(session)
    assert order(session, "flr_2") == ("mod_story",)
    assert session.focus.modules
    session.look(modules=("mod_5",))
    board.paste_in_place()
    first, film = order(session)[1], order(session, "flr_2")[0]
    assert session.focus.modules == (first, film)
    assert session.document.get(film, Module).kind == "brand_video"
    assert list(problems(session.document, library=session.library)) == []


def test_a_locked_module_is_copied_but_not_cut(board, session, heard):
    verbs.set_locked(session.document, modules=("mod_1",), locked=True)
    session.look(modules=("mod_1",))
    board.cut()
    assert heard[-1] == ("problem", "“主视觉海报” is locked; unlock it first.")
    assert "mod_1" in order(session)
    board.paste()
    assert not session.document.get(order(session)[2], Module).locked


def test_with_nothing_in_hand_nothing_is_copied(board, session, clipboard, heard):
    session.look(modules=())
    assert not board.copy()
    board.copy_settings()
    board.paste_settings()
    board.paste()
    assert [text for __, text in heard] == [
        "Select the modules to copy first.",
        "Select one module to copy its settings.",
        "Copy the settings of a module, then select the modules to paste them onto.",
        "There is nothing here that a page could show.",
    ]


def test_without_a_selection_it_goes_to_the_end_of_the_first_floor(board, session):
    session.look(modules=("mod_2",))
    board.copy()
    session.look(modules=())
    board.paste()
    assert session.focus.modules == order(session)[-1:]


def test_another_project_gets_all_that_is_needed(board, session, elsewhere):
    other, their_board = elsewhere
    with other.document.transaction("empty"):
        for key in ("mod_3", "mod_5"):
            verbs.remove_modules(other.document, modules=(key,))
        for product in other.document.all(Product):
            other.document.remove(product.id)
    session.look(modules=("mod_3", "mod_1"))
    value = {"mode": "manual", "items": ["prd_1", "prd_4"]}
    set_setting(session.document, variant="var_3a", setting="products", value=value)
    board.copy()
    other.look(modules=("mod_0",))
    their_board.paste()
    poster, grid = order(other)[1:3]
    assert shown(other, grid)["products"]["items"] == ["prd_1", "prd_4"]
    assert [one.id for one in other.document.all(Product)] == ["prd_1", "prd_4"]
    asset = other.document.get(shown(other, poster)["image"]["asset"], Asset)
    assert other.project.assets.has(asset.sha256)
    assert list(problems(other.document, library=other.library)) == []
    other.undo()
    assert other.document.all(Product) == ()


def test_pictures_that_are_too_heavy_stay_behind_and_it_is_said(board, session, monkeypatch, heard):
    monkeypatch.setattr(parcel, "MOST_PICTURES", 10)
    session.look(modules=("mod_1",))
    board.copy()
    assert "1 picture is too heavy to go along into another project." in heard[-1][1]
    board.paste()  # here it is there anyway
    made = session.focus.modules[0]
    assert shown(session, made)["image"]["asset"]


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\xff\x00", b"[]", b'{"fragment": {"format": "duplex-modules"}}', b"[" * 50_000],
)
def test_garbled_clipboard_is_one_sentence_and_changes_nothing(
    board, session, clipboard, heard, data
):
    before = dict(session.document.records)
    put(clipboard, modules=data)
    board.paste()
    if data:
        assert heard[-1][0] == "problem"
        assert "damaged or was not made by Duplex" in heard[-1][1]
    assert dict(session.document.records) == before
    assert session.document.history.undoable is None


def test_a_picture_swapped_on_the_way_is_refused(board, session, elsewhere, clipboard):
    other, their_board = elsewhere
    with other.document.transaction("bare"):
        keys = [key for key in (*order(other), *order(other, "flr_2")) if key != "mod_2"]
        verbs.remove_modules(other.document, modules=keys)
    session.look(modules=("mod_1",))
    sha = session.document.get(shown(session, "mod_1")["image"]["asset"], Asset).sha256
    raw = _strange(session)
    set_setting(session.document, variant="var_1a", setting="image", value={
        "asset": raw.id, "alt": "", "focus": [0.5, 0.5]})  # fmt: skip
    board.copy()
    data = json.loads(bytes(clipboard.mimeData().data(MODULES).data()))
    assert sha != raw.sha256
    data["files"][raw.sha256] = "aGVsbG8="
    put(clipboard, modules=json.dumps(data).encode())
    said = []
    other.said.connect(lambda text, tone: said.append((tone, text)))
    before = dict(other.document.records)
    their_board.paste()
    assert said == [("problem", "The picture “奇怪” was damaged on its way.")]
    assert dict(other.document.records) == before


def _strange(session):
    """A picture that the other project does not have."""
    from designer.actions.assets import add_asset

    key = add_asset(
        session.document, project_assets=session.project.assets, data=_png("#123456", 9),
        name="奇怪", media="image/png",
    )  # fmt: skip
    return session.document.get(key, Asset)


# ---- settings ----


def test_settings_go_onto_all_that_is_selected(board, session, heard):
    set_setting(session.document, variant="var_1a", setting="height", value=900)
    session.look(modules=("mod_1",))
    board.copy_settings()
    session.look(modules=("mod_4", "mod_2"))
    board.paste_settings()
    assert session.document.get("var_4a", Variant).settings["height"] == 900
    assert session.document.get("var_4a", Variant).settings["headline"] == "秋茶上新"
    title = session.document.get("var_2a", Variant).settings
    assert title["headline"] == "秋茶上新"
    assert "image" not in title
    assert session.document.history.label(session.document.history.undoable) == (
        "Paste settings onto 2 modules"
    )
    session.undo()
    assert session.document.get("var_4a", Variant).settings["headline"] == "冷泡一夏"
    assert session.document.get("mod_4", Module).rules


def test_plain_paste_of_settings_is_paste_of_settings(board, session):
    session.look(modules=("mod_1",))
    board.copy_settings()
    session.look(modules=("mod_4",), variant="var_4b")
    board.paste()
    assert session.document.get("var_4b", Variant).settings["headline"] == "秋茶上新"
    assert len(order(session)) == 6


def test_garbled_settings_are_one_sentence(board, session, clipboard, heard):
    put(clipboard, settings=b"{...")
    session.look(modules=("mod_1",))
    board.paste_settings()
    assert "These settings cannot be used" in heard[-1][1]
    assert session.document.history.undoable is None


# ---- pictures ----


def _png(colour, width=40, height=20):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return png_of(picture)


def paste_picture(board, clipboard, colour="#c0ffee"):
    clipboard.setImage(QImage.fromData(_png(colour)))
    board.paste()


def test_a_pasted_picture_becomes_a_poster_of_its_shape(board, session, clipboard, qtbot):
    session.look(modules=("mod_1",))
    paste_picture(board, clipboard)
    qtbot.waitUntil(lambda: len(order(session)) == 7, timeout=WAIT)
    made = order(session)[2]
    assert session.focus.modules == (made,)
    assert shown(session, made)["height"] == 380  # 750 wide, half as high, to the next ten
    assert session.document.get(made, Module).name == "Pasted picture"
    session.undo()
    assert len(order(session)) == 6


def test_a_pasted_picture_fills_the_one_empty_picture_in_hand(board, session, clipboard, qtbot):
    empty = {"asset": None, "alt": "", "focus": [0.5, 0.5]}
    set_setting(session.document, variant="var_1a", setting="image", value=empty)
    session.look(modules=("mod_1",))
    paste_picture(board, clipboard)
    qtbot.waitUntil(lambda: bool(shown(session, "mod_1")["image"]["asset"]), timeout=WAIT)
    assert len(order(session)) == 6


def test_a_pasted_picture_replaces_the_one_that_was_asked_for(board, session, clipboard, qtbot):
    session.look(modules=("mod_1",))
    before = shown(session, "mod_1")["image"]["asset"]
    session.wanted.emit("var_1a", "image")
    paste_picture(board, clipboard, "#badcab")
    qtbot.waitUntil(lambda: shown(session, "mod_1")["image"]["asset"] != before, timeout=WAIT)
    assert shown(session, "mod_1")["image"]["alt"] == "山岚"
    assert len(order(session)) == 6


def test_pasted_files_are_brought_in(board, session, clipboard, qtbot, tmp_path):
    for name, colour in (("a.png", "#111111"), ("b.png", "#222222")):
        (tmp_path / name).write_bytes(_png(colour))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "b.png")])
    clipboard.setMimeData(mime)
    session.look(modules=("mod_0",))
    board.paste()
    qtbot.waitUntil(lambda: len(order(session)) == 8, timeout=WAIT)
    assert [session.document.get(key, Module).name for key in order(session)[1:3]] == ["a", "b"]
    session.undo()
    assert len(order(session)) == 6


def test_png_is_png():
    assert boards.png_of(QImage.fromData(_png("#ffffff"))).startswith(b"\x89PNG")
