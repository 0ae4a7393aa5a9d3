"""The palette: kinds to take onto the page, pictures to bring in, products to look up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.records import Asset, Floor, Module, Product
from widgets.dragging import Dragged, dragged_in, mime_of
from widgets.look.thumbnails import Thumbnails, shrunk
from widgets.palette.assets import ASSET_MIME, AssetsPanel
from widgets.palette.kinds import KindsPanel, where
from widgets.palette.products import PRODUCT_MIME, ProductsPanel, price

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kinds(qtbot, session):
    panel = KindsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(280, 800)
    panel.show()
    return panel


@pytest.fixture
def thumbnails(session):
    return Thumbnails(session.project.assets, session)


def card(panel, kind):
    return next(one for one in panel.cards if one.kind.id == kind)


def order(session, floor="flr_1"):
    return session.document.get(floor, Floor).modules


def test_every_kind_has_a_card_with_its_name(kinds, library):
    assert {one.kind.id for one in kinds.cards} == set(library.kinds)
    assert card(kinds, "poster").text() == library.kinds["poster"].name.en


def test_a_double_click_adds_after_the_selection(kinds, session, qtbot):
    session.look(modules=("mod_1",))
    qtbot.mouseDClick(card(kinds, "title"), LEFT)
    made = order(session)[2]
    assert session.document.get(made, Module).kind == "title"
    assert session.focus.modules == (made,)


def test_enter_adds_and_without_a_selection_it_goes_to_the_end(kinds, session, qtbot):
    qtbot.keyClick(card(kinds, "title"), Qt.Key.Key_Return)
    assert session.document.get(order(session)[-1], Module).kind == "title"


def test_a_kind_of_the_other_floor_goes_there(session, library):
    session.look(modules=("mod_film",))
    assert where(session, library.kinds["store_sign"]) == ("flr_1", 6)
    only_second = next((k for k in library.kinds.values() if tuple(k.floors) == (2,)), None)
    if only_second is not None:
        session.look(modules=("mod_1",))
        assert where(session, only_second) == ("flr_2", 2)


def test_a_kind_that_fits_nowhere_is_refused_in_words(kinds, session, library, qtbot):
    only_second = next((k for k in library.kinds.values() if tuple(k.floors) == (2,)), None)
    if only_second is None:
        pytest.skip("every kind may stand on floor 1")
    session.look(page="page_new")
    with qtbot.waitSignal(session.said) as heard:
        kinds.add(Dragged(only_second.id))
    assert heard.args == ["This module cannot stand on this page.", "problem"]


def test_search_finds_by_either_name_and_enter_adds_the_first(kinds, session, qtbot):
    kinds.search.setText("热区")
    assert [one.kind.id for one in kinds.cards] == ["hot_zones"]
    kinds.search.clear()
    qtbot.keyClicks(kinds.search, "title")
    qtbot.keyClick(kinds.search, Qt.Key.Key_Return)
    assert session.document.get(order(session)[-1], Module).kind == "title"
    kinds.search.setText("no such thing")
    assert kinds.cards == []


def test_a_drag_carries_kind_and_first_preset(kinds):
    dragged = card(kinds, "poster").dragged()
    assert dragged == Dragged("poster", 0)
    assert dragged_in(mime_of(dragged)) == dragged
    other = QMimeData()
    other.setData("application/x-duplex-kind", b"not json")
    assert dragged_in(other) is None


def test_what_is_dragged_hangs_beside_the_hand_so_that_the_mark_can_be_read(kinds, qtbot):
    kinds.show()
    one = card(kinds, "poster")
    picture = one.in_hand().toImage()
    assert picture.width() == 18 + one.width() // 2
    assert {picture.pixelColor(x, 17).alpha() for x in range(picture.width())} == {0}
    assert {picture.pixelColor(17, y).alpha() for y in range(picture.height())} == {0}
    middle = picture.pixelColor(picture.width() - 30, picture.height() - 21)
    assert 0 < middle.alpha() < 255


def test_a_preset_comes_filled_in(kinds, session):
    kinds.add(Dragged("poster", 1))
    made = session.document.get(order(session)[-1], Module)
    assert session.document.records[made.variants[0]].settings


# ---- pictures ----


def test_pictures_are_searched_by_name_and_tag(qtbot, session, thumbnails):
    panel = AssetsPanel(session, thumbnails=thumbnails)
    qtbot.addWidget(panel)
    assets = session.document.all(Asset)
    if not assets:
        pytest.skip("the sample's pictures are not here")
    assert panel.shelf.rowCount() == len(assets)
    panel.search.setText(assets[0].name)
    assert panel.shelf.record(panel.shelf.index(0)) == assets[0]
    mime = panel.shelf.mimeData([panel.shelf.index(0)])
    assert bytes(mime.data(ASSET_MIME).data()).decode() == assets[0].id


def test_files_dropped_on_the_grid_come_into_the_project(qtbot, session, thumbnails, tmp_path):
    panel = AssetsPanel(session, thumbnails=thumbnails)
    qtbot.addWidget(panel)
    before = len(session.document.all(Asset))
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(tmp_path / "red.png"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "red.png"))])
    copy, no_key = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    panel.show()
    QApplication.sendEvent(panel, QDragEnterEvent(QPoint(20, 20), copy, mime, LEFT, no_key))
    with qtbot.waitSignal(panel.bringing.brought, timeout=10_000):
        QApplication.sendEvent(panel, QDropEvent(QPointF(20, 20), copy, mime, LEFT, no_key))
    made = [one for one in session.document.all(Asset) if one.name == "red"]
    assert len(session.document.all(Asset)) == before + 1
    assert (made[0].width, made[0].height) == (40, 30)
    assert session.project.assets.has(made[0].sha256)


def test_a_file_that_is_no_picture_is_refused_in_words(qtbot, session, thumbnails, tmp_path):
    panel = AssetsPanel(session, thumbnails=thumbnails)
    qtbot.addWidget(panel)
    (tmp_path / "fake.png").write_bytes(b"not a picture")
    heard = []
    session.said.connect(lambda text, tone: heard.append((text, tone)))
    with qtbot.waitSignal(panel.bringing.brought, timeout=10_000):
        panel.bring([tmp_path / "fake.png", tmp_path / "gone.png"])
    assert [tone for __, tone in heard] == ["problem"]
    assert "“fake” is no file that a page can show" in heard[0][0]
    assert "1 more file could not be used." in heard[0][0]


def test_a_thumbnail_fills_its_frame_and_arrives_later(qtbot, session, thumbnails):
    assets = session.document.all(Asset)
    if not assets:
        pytest.skip("the sample's pictures are not here")
    size = QSize(30, 24)
    assert thumbnails.get(assets[0].sha256, size=size) is None
    qtbot.waitUntil(lambda: thumbnails.get(assets[0].sha256, size=size) is not None)
    picture = thumbnails.get(assets[0].sha256, size=size)
    assert (picture.width(), picture.height()) == (30, 24)
    assert thumbnails.get("0" * 64, size=size) is None


def test_a_tall_picture_is_cut_to_its_middle(tmp_path):
    tall = QImage(10, 100, QImage.Format.Format_RGB32)
    tall.fill(Qt.GlobalColor.blue)
    for y in range(40, 60):
        for x in range(10):
            tall.setPixelColor(x, y, Qt.GlobalColor.red)
    tall.save(str(tmp_path / "tall.png"))
    small = shrunk((tmp_path / "tall.png").read_bytes(), QSize(10, 10))
    assert small.size() == QSize(10, 10)
    assert small.pixelColor(5, 5) == Qt.GlobalColor.red


# ---- products ----


def test_products_are_listed_with_price_and_found_by_title(qtbot, session, thumbnails):
    panel = ProductsPanel(session, thumbnails=thumbnails)
    qtbot.addWidget(panel)
    panel.resize(280, 500)
    panel.show()
    assert panel.shelf.rowCount() == len(session.document.all(Product))
    QTest.keyClicks(panel.search, "prd_3")
    assert panel.shelf.rowCount() == 1
    assert panel.shelf.data(panel.shelf.index(0)) == "白毫银针"
    mime = panel.shelf.mimeData([panel.shelf.index(0)])
    assert bytes(mime.data(PRODUCT_MIME).data()) == b"prd_3"
    assert not panel.grab().isNull()


@pytest.mark.parametrize(
    ("fen", "said"), [(5900, "¥59"), (5990, "¥59.90"), (128_000, "¥1,280"), (10_000, "¥100")]
)
def test_prices_are_said_without_needless_zeros(fen, said):
    assert price(fen) == said
