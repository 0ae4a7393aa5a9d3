"""A library on the small shop with a film, a model and pictures of its own."""

from __future__ import annotations

import pytest

from designer.actions.assets import add_assets, taken
from tests.media_files import glb, noise, picture, webm
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.assets.library import Library
from widgets.session import Session


@pytest.fixture
def session(qapp, tmp_path, flush):
    made = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    vault = made.project.assets
    files = {
        "tea-1": picture(400, 300), "tea-2": picture(200, 150, media="JPEG"),
        "noise": noise(1200, 900), "model": glb(), "film": webm(seconds=3),
    }  # fmt: skip
    add_assets(
        made.document,
        assets=[taken(data, name=name, vault=vault) for name, data in files.items()],
    )
    yield made
    made.close()
    made.deleteLater()
    flush()


@pytest.fixture
def library(session, qtbot, flush):
    made = Library(session)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not (made.bringing.running or made.deeds.running), timeout=15_000)
    made.close()
    flush()
