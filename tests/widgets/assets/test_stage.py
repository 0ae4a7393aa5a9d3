"""Films, panoramas and models are shown in a page of their own; a frame becomes a picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from designer.actions.assets import add_assets, taken
from designer.records import Asset
from tests.media_files import FILM, glb, mp4, picture
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.assets.stage import Stage
from widgets.session import Session


@pytest.fixture
def session(qapp, tmp_path, flush):
    made = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    yield made
    made.close()
    made.deleteLater()
    flush()


@pytest.fixture
def stage(session, flush):
    made = Stage(session)
    made.resize(280, 190)
    made.show()
    yield made
    made.hide()
    session.browser().discard(made.page())
    made.deleteLater()
    flush()


def add(session, data: bytes, name: str) -> Asset:
    one = taken(data, name=name, vault=session.project.assets)
    (key,) = add_assets(session.document, assets=[one])
    return session.document.get(key, Asset)


def state(stage, qtbot, asset: Asset) -> str:
    """How the page says it shows an asset."""
    with qtbot.waitSignal(stage.told, timeout=20_000) as heard:
        stage.show_asset(asset)
    return heard.args[0]


def test_without_drawing_a_panorama_is_flat_and_a_model_is_words(stage, session, qtbot) -> None:
    """Where there is a drawing context both are drawn; each machine has one or has none."""
    wide = add(session, picture(200, 100, media="JPEG"), "wide")
    model = add(session, glb(), "model")
    assert {state(stage, qtbot, wide), state(stage, qtbot, model)} in ({"flat"}, {"drawn"})


def test_a_film_that_cannot_be_decoded_says_so(stage, session, qtbot) -> None:
    assert state(stage, qtbot, add(session, mp4(), "short")) == "failed"
    heard: list[str] = []
    code = "document.querySelector('.said')?.textContent ?? ''"
    stage.page().runJavaScript(code, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=8000)
    assert "plays no H.264" in heard[0]


def test_the_page_reaches_nothing_outside(stage, session, qtbot) -> None:
    state(stage, qtbot, add(session, mp4(), "short"))
    heard: list[str] = []
    code = ("fetch('https://example.com/').then(() => 'reached', () => 'blocked')"
            ".then((it) => window.it = it); 0")  # fmt: skip
    stage.page().runJavaScript(code)

    def asked() -> bool:
        stage.page().runJavaScript("window.it ?? ''", heard.append)
        return any(heard)

    qtbot.waitUntil(asked, timeout=8000)
    assert next(filter(None, heard)) == "blocked"
    assert stage._answer("../../records.py", "") is None
    assert stage._answer("file/" + "0" * 64, "") is None


def test_a_moment_of_a_film_is_taken_as_a_picture(stage, session, qtbot) -> None:
    assert state(stage, qtbot, add(session, FILM, "test")) == "film"
    colours = []
    for seconds in (0.2, 1.6):
        with qtbot.waitSignal(stage.grabbed, timeout=20_000) as heard:
            stage.take_frame(seconds)
        frame = taken(heard.args[0], name="frame", vault=session.project.assets)
        assert (frame.media, frame.width, frame.height) == ("image/jpeg", 64, 36)
        colours.append(Image.open(io.BytesIO(heard.args[0])).convert("RGB").getpixel((30, 18)))
    first, later = colours
    assert first[0] > 150 > first[2]
    assert later[2] > 150 > later[0]
