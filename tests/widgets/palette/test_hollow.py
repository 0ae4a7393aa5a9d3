"""A shelf with nothing on it says what to do, and lets it be done."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.starting import blank
from designer.storage.project import Project
from tests.widgets import shops
from widgets.look.controls import Button
from widgets.look.thumbnails import Thumbnails
from widgets.palette import assets
from widgets.palette.assets import AssetsPanel
from widgets.palette.products import ProductsPanel
from widgets.session import Session
from widgets.starters.gallery import Gallery

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def begun(library, tmp_path, flush):
    project = Project.create(tmp_path / "new.duplex", blank("New"), library=library)
    made = Session(project, library=library)
    yield made
    made.close()
    flush()


@pytest.fixture
def full(library, tmp_path, flush):
    made = Session(shops.project(tmp_path, library=library), library=library)
    yield made
    made.close()
    flush()


def panel(of, session, qtbot):
    made = of(session, thumbnails=Thumbnails(session.project.assets))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("of", "said"), [(AssetsPanel, "No pictures yet"), (ProductsPanel, "No products yet")]
)
def test_a_new_shop_is_told_what_belongs_here(qtbot, begun, of, said):
    made = panel(of, begun, qtbot)
    assert made.hollow.nothing.isVisible()
    assert made.hollow.nothing.title.text() == said
    assert not made.hollow.view.isVisible()
    QTest.keyClicks(made.search, "zzz")
    assert made.hollow.lost.isVisible()
    assert not made.hollow.nothing.isVisible()


@pytest.mark.parametrize("of", [AssetsPanel, ProductsPanel])
def test_what_there_is_is_shown_and_a_search_for_nothing_says_so(qtbot, full, of):
    made = panel(of, full, qtbot)
    assert made.hollow.view.isVisible()
    QTest.keyClicks(made.search, "zzz")
    assert made.hollow.lost.isVisible()
    made.search.clear()
    assert made.hollow.view.isVisible()
    assert not made.hollow.lost.isVisible()


def test_the_button_of_an_empty_picture_tab_asks_for_files(qtbot, begun, monkeypatch):
    asked = []
    ask = lambda *_all: asked.append(1) or ([], "")  # noqa: E731
    monkeypatch.setattr(assets, "QFileDialog", SimpleNamespace(getOpenFileNames=ask))
    made = panel(AssetsPanel, begun, qtbot)
    QTest.mouseClick(made.hollow.nothing.findChild(Button), LEFT)
    assert asked == [1]


def test_the_button_of_an_empty_product_tab_leads_to_a_starter_that_brings_some(
    qtbot, begun, monkeypatch
):
    monkeypatch.setattr(Gallery, "exec", Gallery.take)
    made = panel(ProductsPanel, begun, qtbot)
    QTest.mouseClick(made.hollow.nothing.findChild(Button), LEFT)
    assert made.hollow.view.isVisible()
    assert made.shelf.rowCount() > 4
    assert begun.modules()
