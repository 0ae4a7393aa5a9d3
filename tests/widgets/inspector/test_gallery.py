"""The picker: words, folders, dropping and pasting; large files are read beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from designer.actions.assets import add_assets, move_assets, taken
from designer.errors import ReadOnlyError
from designer.records import Asset
from tests.media_files import noise, picture
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.inspector import bringing
from widgets.inspector.gallery import Gallery
from widgets.session import Session

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session(qapp, tmp_path, flush):
    made = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    files = {"cup": picture(90, 60), "bowl": picture(60, 90), "pot": picture(70, 70)}
    vault = made.project.assets
    keys = add_assets(
        made.document, assets=[taken(data, name=n, vault=vault) for n, data in files.items()]
    )
    move_assets(made.document, assets=keys[:2], folder="tea/cups")
    yield made
    made.close()
    made.deleteLater()
    flush()


@pytest.fixture
def gallery(session, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(300, 40)
    owner.show()
    made = Gallery(session, owner)
    made.open_with(owner, current="")
    yield made
    owner.close()


def shown(gallery) -> list[str]:
    model = gallery.grid.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_folder_narrows_and_words_look_into_descriptions_too(gallery) -> None:
    gallery.folder.setCurrentIndex(gallery.folder.place_of("tea"))
    assert shown(gallery) == ["bowl", "cup"]
    QTest.keyClicks(gallery.search, "cu")
    assert shown(gallery) == ["bowl", "cup"]  # both are in “cups”
    QTest.keyClicks(gallery.search, "p b")
    assert shown(gallery) == ["bowl"]
    QTest.keyClicks(gallery.search, "zzz")
    assert gallery.nothing.text() == "Nothing matches."


def test_a_file_is_dropped_on_it(gallery, qtbot, tmp_path) -> None:
    (tmp_path / "new.avif").write_bytes(picture(media="AVIF"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "new.avif"))])
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(gallery, QDragEnterEvent(QPoint(40, 40), action, mime, LEFT, NO_KEY))
    with qtbot.waitSignal(gallery.brought) as heard:
        QApplication.sendEvent(gallery, QDropEvent(QPointF(40, 40), action, mime, LEFT, NO_KEY))
    assert heard.args[0].name == "new.avif"
    assert not gallery.isVisible()


def test_a_picture_is_pasted_into_it(gallery, qtbot) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(gallery.brought) as heard:
        QTest.keyClick(gallery.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert heard.args[0].suffix == ".png"


def test_a_large_file_is_read_aside_and_comes_in_all_the_same(session, tmp_path, monkeypatch):
    monkeypatch.setattr(bringing, "SMALL", 1000)
    file = tmp_path / "noise.png"
    file.write_bytes(noise(300, 200))
    made = bringing.bring(session, file, media="image/")
    assert session.document.get(made, Asset).width == 300


def test_what_cannot_be_brought_is_said(session, qtbot, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bringing, "SMALL", 10)
    (tmp_path / "torn.png").write_bytes(picture()[:80])
    (tmp_path / "film.webm").write_bytes(b"")
    for name, said in (("torn.png", "damaged"), ("film.webm", "cannot be used here"),
                       ("gone.png", "cannot be read")):  # fmt: skip
        with qtbot.waitSignal(session.said) as heard:
            assert bringing.bring(session, tmp_path / name, media="image/") is None
        assert said in heard.args[0]
        assert heard.args[1] == "problem"


def test_a_project_to_look_at_takes_no_bytes(session, tmp_path) -> None:
    session.document.read_only = "only a look"
    (tmp_path / "new.png").write_bytes(picture(33, 33))
    before = session.project.assets.names()
    with pytest.raises(ReadOnlyError, match="only a look"):
        bringing._bring(session, tmp_path / "new.png", "image/")
    assert session.project.assets.names() == before
