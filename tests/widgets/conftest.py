"""The library, a project, a session and a canvas for the studio's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from designer.kinds.library import Library
from tests.widgets import shops
from tests.widgets.studio import Hands
from widgets.session import Session


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture
def session(qapp, tmp_path, library) -> Iterator[Session]:
    """The small shop, open for editing, seen by a visitor nobody knows amid the warm-up."""
    made = Session(shops.project(tmp_path, library=library), library=library)
    made.look(instant=shops.at(11, 5, 20))
    yield made
    made.close()


@pytest.fixture
def canvas(qtbot, session, profile, flush):
    """The canvas with the page painted."""
    from widgets.canvas.scheme import Browser
    from widgets.canvas.view import CanvasView

    browser = Browser(profile)
    view = CanvasView(session, browser=browser)
    view.resize(960, 760)
    view.show()
    view.activateWindow()
    view.setFocus()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.open()
    yield view
    view.hide()
    browser.close()
    view.deleteLater()
    flush()


@pytest.fixture
def hands(canvas, qtbot) -> Hands:
    return Hands(canvas, qtbot)
