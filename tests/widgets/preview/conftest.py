"""One phone for all tests of the preview, and fingers for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as LateError

from designer import language
from designer.kinds.library import Library
from tests.conftest import _flush
from tests.widgets import shops
from widgets.canvas.scheme import Browser
from widgets.preview.window import Preview
from widgets.session import Session

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Fingers:
    """A mouse on the glass, and what the page says of itself."""

    def __init__(self, preview: Preview, qtbot: Any) -> None:
        self.preview, self.qtbot = preview, qtbot
        self.session = preview.session

    def js(self, code: str) -> Any:
        """What the page's own world answers."""
        heard: list[Any] = []
        self.preview.phone.page().runJavaScript(code, 0, heard.append)
        self.qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
        return heard[0]

    def until(self, code: str, *, patience: int = 15_000) -> None:
        """Wait until something is true of the page, however busy the machine is."""
        self.qtbot.waitUntil(self.is_true(code), timeout=patience)

    def waits(self, wanted: Callable[[], bool]) -> None:
        """Wait until something is true of the studio."""
        self.qtbot.waitUntil(wanted, timeout=15_000)

    def middle(self, selector: str) -> QPoint:
        """The middle of an element on the glass."""
        code = (
            "(r => (r.left + r.width / 2) + ',' + (r.top + r.height / 2))"
            f"(document.querySelector('{selector}').getBoundingClientRect())"
        )
        scale = self.preview.body.scale
        across, down = (float(one) * scale for one in self.js(code).split(","))
        return QPoint(round(across), round(down))

    def send(self, kind: QEvent.Type, at: QPoint) -> None:
        """One mouse event on the glass, as Qt delivers it."""
        glass = self.preview.phone.focusProxy()
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        world = glass.mapToGlobal(QPointF(at))
        event = QMouseEvent(kind, QPointF(at), world, button, buttons, NO_KEY)
        QApplication.sendEvent(glass, event)
        self.qtbot.wait(16)  # a hand does not jump: a frame lies between two places

    def drag(self, start: QPoint, end: QPoint, *, steps: int = 8) -> None:
        """Press, slide and let go."""
        self.send(QEvent.Type.MouseButtonPress, start)
        for step in range(1, steps + 1):
            self.send(QEvent.Type.MouseMove, start + (end - start) * step / steps)
        self.send(QEvent.Type.MouseButtonRelease, end)

    def tap(self, selector: str, *, until: Callable[[], bool]) -> None:
        """Tap an element until something comes of it: as on a phone, a tap on a page that still
        glides only stops it."""
        for __ in range(5):
            self._tap(selector)
            with contextlib.suppress(LateError):
                self.qtbot.waitUntil(until, timeout=4000)
                return
        raise AssertionError(f"nothing came of tapping {selector}")

    def is_true(self, code: str) -> Callable[[], bool]:
        """Whether something is true of the page, to be asked again and again."""
        return lambda: bool(self.js(f"Boolean({code})"))

    def _tap(self, selector: str) -> None:
        self.js(f"document.querySelector('{selector}').scrollIntoView({{block: 'center'}})")
        before = self.middle(selector)
        self.waits(lambda: before == self.middle(selector) or self._moved(before, selector))
        at = self.middle(selector)
        self.send(QEvent.Type.MouseButtonPress, at)
        self.send(QEvent.Type.MouseButtonRelease, at)

    def _moved(self, before: QPoint, selector: str) -> bool:
        before.setX(self.middle(selector).x())
        before.setY(self.middle(selector).y())
        return False


@pytest.fixture(scope="module")
def preview(qapp, profile, tmp_path_factory) -> Iterator[Preview]:
    """The small shop on a phone, amid the warm-up."""
    language.use("en")
    library = Library.load()
    project = shops.project(tmp_path_factory.mktemp("preview"), library=library)
    session = Session(project, library=library)
    session.look(instant=shops.at(11, 5, 20))
    browser = Browser(profile)
    made = Preview(session, browser=browser)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    browser.close()
    session.close()
    _flush()


@pytest.fixture
def fingers(preview, qtbot) -> Fingers:
    """The phone as it comes: on the home page, at the top, as the studio looks."""
    preview.session.look(page="page_home", persona=None, instant=shops.at(11, 5, 20), arms={})
    preview.looking.follow()
    while preview.looking.strayed:
        preview.looking.back()
    preview.show_phone("375x812")
    with qtbot.waitSignal(preview.phone.painted, timeout=15_000):
        preview.phone.reload_page()
    hands = Fingers(preview, qtbot)
    hands.until("document.readyState === 'complete'")
    return hands
