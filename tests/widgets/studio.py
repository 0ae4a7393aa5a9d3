"""What the studio's tests share: a session on the small shop, and hands for its canvas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.render.page import render_page
from widgets.canvas.view import WORLD, CanvasView

LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
NO_KEY = Qt.KeyboardModifier.NoModifier
PATIENCE = 30_000
"""Milliseconds that anything may take on a machine that is busy with other things."""


class Hands:
    """Real mouse and key events on the canvas, and what the page says of itself."""

    def __init__(self, canvas: CanvasView, qtbot: Any) -> None:
        self.canvas, self.qtbot = canvas, qtbot

    def js(self, code: str) -> Any:
        """What a line of JavaScript in the overlay's world answers, through JSON."""
        heard: list[Any] = []
        self.canvas.page().runJavaScript(f"JSON.stringify({code})", WORLD.value, heard.append)
        self.qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE)
        return json.loads(heard[0]) if heard[0] else None

    def snapshot(self) -> dict[str, Any]:
        """Body, rules, zoom and selection as they stand on the page."""
        return json.loads(self.js("duplex.snapshot()"))

    def rect(self, selector: str) -> tuple[float, float, float, float]:
        """Left, top, width and height of an element in the view."""
        code = (
            f"(r => [r.left, r.top, r.width, r.height])({_one(selector)}.getBoundingClientRect())"
        )
        return tuple(self.js(code))

    def middle(self, selector: str) -> QPoint:
        """The middle of an element in the view."""
        left, top, width, height = self.rect(selector)
        return QPoint(round(left + width / 2), round(top + height / 2))

    def overlay(self, selector: str) -> list[str]:
        """The texts of the overlay's elements."""
        return self.js(f"[...duplex.root.querySelectorAll('{selector}')].map(e => e.textContent)")

    def press(self, at: QPoint, *, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press and let go."""
        QTest.mouseClick(self.target(), LEFT, modifiers, at)
        self.breathe()

    def double(self, at: QPoint) -> None:
        """A double-click as Chromium wants it: every press with its release."""
        kinds = QEvent.Type
        press, release, double = (
            kinds.MouseButtonPress, kinds.MouseButtonRelease, kinds.MouseButtonDblClick,
        )  # fmt: skip
        for kind in (press, release, double, release):
            buttons = NO_BUTTON if kind == release else LEFT
            place = QPointF(at)
            world = self.target().mapToGlobal(place)
            event = QMouseEvent(kind, place, world, LEFT, buttons, NO_KEY)
            QApplication.sendEvent(self.target(), event)
        self.breathe()

    def drag(self, start: QPoint, *path: QPoint, look: Callable[[], object] | None = None) -> None:
        """Press, move along, look at what is said before letting go, and let go."""
        QTest.mousePress(self.target(), LEFT, NO_KEY, start)
        self.breathe(30)
        for at in path:
            event = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(at), self.target().mapToGlobal(QPointF(at)),
                NO_BUTTON, LEFT, NO_KEY,
            )  # fmt: skip
            QApplication.sendEvent(self.target(), event)
            self.breathe(30)
        if look is not None:
            look()
        QTest.mouseRelease(self.target(), LEFT, NO_KEY, path[-1])
        self.breathe()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key on the page."""
        QTest.keyClick(self.target(), key, modifiers)
        self.breathe()

    def until(self, wanted: Callable[[], bool]) -> None:
        """Wait for something to become true, however busy the machine is."""
        self.qtbot.waitUntil(wanted, timeout=PATIENCE)

    def says(self, selector: str, *texts: str) -> None:
        """Wait until the overlay's elements say just this."""
        self.until(lambda: self.overlay(selector) == list(texts))

    def selects(self, *modules: str) -> None:
        """Wait until these modules, in this order, are selected."""
        self.until(lambda: self.canvas.session.focus.modules == modules)

    def target(self) -> Any:
        """What takes the page's events."""
        return self.canvas.focusProxy()

    def breathe(self, milliseconds: int = 60) -> None:
        """Let the page and the studio answer each other."""
        self.qtbot.wait(milliseconds)

    def assert_true_to_the_document(self) -> None:
        """The patched page equals a fresh render, byte for byte, markup and rules."""
        session = self.canvas.session
        self.breathe()
        fresh = render_page(session.document, session.decision(), library=session.library)
        body = self.js(f"duplex.fresh({json.dumps(fresh.html)})")
        self.until(lambda: self.snapshot()["body"] == body)  # a patch may still be on its way
        shown = self.snapshot()
        assert shown["body"] == body
        for module, css in shown["css"].items():
            assert css == fresh.sheets.get(module, "")
            assert f"#{module}[" not in shown["linked"]


def _one(selector: str) -> str:
    return f"document.querySelector('{selector}')"
