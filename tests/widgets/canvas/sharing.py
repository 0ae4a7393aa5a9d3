"""One canvas for all tests of a file: each begins on the small shop as it was, loaded anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QPoint

from designer.kinds.library import Library
from tests.widgets import shops
from tests.widgets.studio import PATIENCE, Hands
from widgets.session import Session

__all__ = ["canvas", "hands", "place", "session"]


STAGE = QPoint(8, 500)


class Place(NamedTuple):
    """A session and its canvas."""

    session: Session
    canvas: Any


@pytest.fixture(scope="module")
def place(qapp, profile, tmp_path_factory) -> Iterator[Place]:
    """The small shop on a canvas of its own."""
    from widgets.canvas.scheme import Browser
    from widgets.canvas.view import CanvasView

    library = Library.load()
    folder = tmp_path_factory.mktemp("shared")
    session = Session(shops.project(folder, library=library), library=library)
    browser = Browser(profile)
    view = CanvasView(session, browser=browser)
    view.resize(960, 760)
    view.show()
    yield Place(session, view)
    view.hide()
    browser.close()
    session.close()
    view.deleteLater()


@pytest.fixture
def session(place) -> Session:
    """The session with every edit of the test before taken back."""
    document = place.session.document
    document.history.seal()
    while document.undo():
        pass
    place.session.look(page="page_home", modules=(), variant=None, persona=None,
                       instant=shops.at(11, 5, 20))  # fmt: skip
    return place.session


@pytest.fixture
def canvas(place, session, qtbot) -> Any:
    """The canvas with the page painted afresh."""
    view = place.canvas
    view.show()
    view.activateWindow()
    view.setFocus()
    with qtbot.waitSignal(view.painted, timeout=PATIENCE, check_params_cb=_is_whole):
        view.open()
    return view


@pytest.fixture
def hands(canvas, qtbot) -> Hands:
    made = Hands(canvas, qtbot)
    made.press(STAGE)  # so that a quick double-click is no fourth click of the test before
    made.selects()
    made.js("scrollTo({left: 0, top: 0, behavior: 'instant'}) || 0")  # a layout keeps its place
    made.until(lambda: made.snapshot()["scroll"][1] == 0)
    return made


def _is_whole(serial: int) -> bool:
    return serial == 0


class Waiter:
    """The part of qtbot that hands need, for what outlives one test."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def waitUntil(self, wanted: Callable[[], bool], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        """Let the program go on until something is true."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop

        clock = QDeadlineTimer(timeout)
        while not wanted():
            assert not clock.hasExpired()
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
