"""One stage for all tests of a file about looking: the canvas between its rulers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from designer import language
from designer.kinds.library import Library
from tests.conftest import _flush
from tests.widgets import shops
from tests.widgets.studio import Hands
from widgets.canvas.scheme import Browser
from widgets.canvas.stage import Stage
from widgets.canvas.view import CanvasView
from widgets.canvas.viewing import View
from widgets.session import Session

PATIENCE = 30_000


class Eyes(Hands):
    """Hands that also know the stage, and wait for what crosses the page."""

    def __init__(self, stage: Stage, qtbot) -> None:
        super().__init__(stage.canvas, qtbot)
        self.stage = stage
        self.session = stage.canvas.session
        self.viewing = stage.canvas.viewing

    def sees(self, code: str) -> None:
        """Wait until something is true of the page or of what is drawn over it."""
        self.qtbot.waitUntil(lambda: bool(self.js(f"Boolean({code})")), timeout=PATIENCE)

    def look(self, **changes: object) -> None:
        """Look otherwise, and wait until the page does."""
        self.viewing.set(**changes)
        told = " && ".join(
            f"duplex.state.view.{name} === {str(value).lower()}"
            if isinstance(value, bool)
            else f"duplex.state.view.{name} === '{value}'"
            for name, value in changes.items()
            if name != "phone"
        )
        if "phone" in changes:
            width = changes["phone"].split("x")[0]
            told = " && ".join(filter(None, (told, f"duplex.state.view.width === {width}")))
        self.sees(told)

    def zoom(self, zoom: float) -> None:
        """Show the page at a zoom, and wait until it is."""
        self.canvas.set_zoom(zoom)
        self.sees(f"Math.abs(duplex.state.zoom - {zoom}) < 1e-6")

    def drawn(self, selector: str) -> tuple[float, float, float, float]:
        """Left, top, width and height of the first such thing of the overlay, in the view."""
        code = f"duplex.root.querySelector('{selector}').getBoundingClientRect()"
        return tuple(self.js(f"(r => [r.left, r.top, r.width, r.height])({code})"))


@pytest.fixture(scope="module")
def whole_stage(qapp, profile, tmp_path_factory) -> Iterator[Stage]:
    """The small shop's home page amid the warm-up, on a stage of 960 × 760."""
    language.use("en")
    library = Library.load()
    project = shops.project(tmp_path_factory.mktemp("stage"), library=library)
    session = Session(project, library=library)
    session.look(instant=shops.at(11, 5, 20))
    browser = Browser(profile)
    stage = Stage(CanvasView(session, browser=browser))
    stage.resize(960, 760)
    stage.show()
    stage.activateWindow()
    yield stage
    stage.hide()
    browser.close()
    stage.deleteLater()
    session.close()
    _flush()


@pytest.fixture
def eyes(whole_stage, qtbot) -> Iterator[Eyes]:
    """The stage as it comes: side by side, fitted, nothing selected, nothing edited."""
    canvas = whole_stage.canvas
    canvas.viewing.set(**{name: getattr(View(), name) for name in View.__struct_fields__})
    canvas.session.look(page="page_home", layout="lay_daily", modules=(), persona=None)
    canvas.set_zoom("fit")
    canvas.bridge.begin()  # the page before has nothing more to say
    canvas.sight._places.clear()
    with qtbot.waitSignal(canvas.painted, timeout=PATIENCE):
        canvas.open()
    canvas.setFocus()
    made = Eyes(whole_stage, qtbot)
    made.sees("document.readyState === 'complete' && duplex.state.floors.length === 2")
    yield made
    while canvas.session.document.history.undoable is not None:
        canvas.session.undo()
