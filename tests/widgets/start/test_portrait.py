"""A project that was looked at for a while has its picture on the start screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from tests.widgets import shops
from widgets.session import Session
from widgets.start import portrait
from widgets.start.recent import Recents
from widgets.window import Window


@pytest.fixture
def recents(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Recents(tmp_path / "recent.json")


@pytest.fixture
def window(qtbot, library, tmp_path, flush):
    session = Session(shops.project(tmp_path, library=library), library=library)
    made = Window(session)
    yield made
    made.hide()
    made.deleteLater()
    session.close()
    session.deleteLater()
    flush()


def test_the_page_is_taken_a_moment_after_the_window_was_shown(
    qtbot, window, recents, tmp_path, monkeypatch
):
    monkeypatch.setattr(portrait, "FIRST", 1)
    file = tmp_path / "shop.duplex"
    kept = portrait.Portrait(window, recents, file=file)
    window.show()
    qtbot.waitUntil(lambda: len(recents.all()) == 1)
    (found,) = recents.all()
    assert (found.name, found.path) == ("山岚旗舰店", str(file))
    picture = QImage(str(found.picture))
    assert picture.width() == 480
    assert len({picture.pixel(x, y) for x in range(0, 480, 40) for y in range(0, 600, 40)}) > 8
    qtbot.waitUntil(lambda: not kept._photographer.busy)


def test_a_window_may_close_at_any_moment_while_its_page_is_taken(
    qtbot, library, recents, tmp_path, monkeypatch, flush
):
    monkeypatch.setattr(portrait, "FIRST", 1)
    (tmp_path / "one").mkdir()
    project = shops.project(tmp_path / "one", library=library)
    session = Session(project, library=library)
    window = Window(session)
    kept = portrait.Portrait(window, recents, file=tmp_path / "shop.duplex")
    window.show()
    qtbot.waitUntil(lambda: kept._photographer is not None)
    assert kept._photographer.busy  # its page is being rendered on another thread
    window.hide()
    session.close()
    task = kept._photographer._task
    qtbot.waitUntil(lambda: not task.running)
    qtbot.waitUntil(lambda: not kept._photographer.busy)
    kept.take()  # a timer that fires late finds nothing to do
    assert not kept._photographer.busy
    assert recents.all() == ()
    window.deleteLater()
    session.deleteLater()
    flush()
