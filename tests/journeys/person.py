"""A person at the running studio: one window on one file, real hands, and what they can see."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from designer.kinds.library import Library
from designer.records import AnyRecord
from designer.storage.project import Project
from tests.widgets.studio import Hands
from widgets.dragging import Dragged, mime_of
from widgets.rules.panel import RulesPanel
from widgets.session import Session, Workspace
from widgets.window import Window

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction
WAIT = 30_000
"""Milliseconds that anything may take on a machine that is busy with other things."""


class Person:
    """Opens a project, works in it with mouse and keyboard, closes it, and opens it again."""

    def __init__(
        self, file: Path, *, library: Library, qtbot: Any, flush: Callable[[], None]
    ) -> None:
        self.file, self.library, self.qtbot, self._flush = file, library, qtbot, flush
        self.session: Session
        self.window: Window
        self.hands: Hands

    # ---- coming and going ----

    def open(self, **focus: object) -> Person:
        """Open the file in a window and wait until the page is painted."""
        self.session = Session(Project.open(self.file, library=self.library), library=self.library)
        self.session.look(**focus)
        self.window = Window(self.session)
        canvas = self.window.design().canvas
        with self.qtbot.waitSignal(canvas.painted, timeout=WAIT):
            self.window.show()
        self.hands = Hands(canvas, self.qtbot)
        return self.turn_to_it()

    def turn_to_it(self) -> Person:
        """Bring the window to the front and put the keyboard on the page."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.hands.canvas.setFocus()
        return self

    def close(self) -> None:
        """Close the window, and the file with it."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        self.session.deleteLater()
        self._flush()
        del self.window, self.session

    def leave(self) -> None:
        """Close what is still open."""
        if hasattr(self, "window"):
            self.close()

    # ---- hands ----

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press a widget in its middle, or at a place of it."""
        self.seen(widget)
        QTest.mouseClick(widget, LEFT, NO_KEY, at or widget.rect().center())
        self.breathe()

    def key(self, keys: str) -> None:
        """Press a key with its modifiers wherever the keyboard is now."""
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self.keyboard(), combination.key(), combination.keyboardModifiers())
        self.breathe()

    def write(self, text: str) -> None:
        """Put a text in place of what the focused line holds, Chinese by an input method."""
        self.key("Ctrl+A")
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.keyboard(), letter)
                continue
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(self.keyboard(), event)
        self.breathe()

    def choose(self, text: str) -> None:
        """Choose an entry of the menu that is open, by its words."""
        menu = self.menu()
        action = next(one for one in menu.actions() if one.text().startswith(text))
        QTest.mouseClick(menu, LEFT, NO_KEY, menu.actionGeometry(action).center())
        self.breathe()

    def drop(self, kind: str, onto: QPoint, *, preset: int | None = 0) -> None:
        """Drag a kind out of the palette, over the canvas, and let go."""
        canvas, mime = self.hands.canvas, mime_of(Dragged(kind, preset))
        for event in (QDragEnterEvent(QPoint(20, 60), COPY, mime, LEFT, NO_KEY),
                      QDragMoveEvent(onto, COPY, mime, LEFT, NO_KEY)):  # fmt: skip
            QApplication.sendEvent(canvas, event)
        self.until(lambda: bool(self.hands.overlay(".mark")))
        QApplication.sendEvent(canvas, QDropEvent(QPointF(onto), COPY, mime, LEFT, NO_KEY))

    # ---- eyes ----

    def keyboard(self) -> QWidget:
        """What has the keyboard."""
        self._popup = popup = QApplication.activePopupWidget()  # kept: its children go with it
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.window

    def menu(self) -> QMenu:
        """The menu that is open."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def page_says(self, text: str) -> bool:
        """Whether a text stands on the page; nothing does while another page is coming in."""
        return bool(self.hands.js(f"document.body?.innerText.includes({json.dumps(text)}) ?? 0"))

    def seen(self, widget: QWidget) -> None:
        """Wait until a widget can be seen."""
        self.until(widget.isVisible)

    def room(self, workspace: Workspace) -> Any:
        """A workspace, gone to by its button in the top bar."""
        self.click(self.window.topbar.workspaces.button(workspace))
        room = self.window.room(workspace)
        self.seen(room)
        return room

    def audience(self) -> RulesPanel:
        """The panel of who sees what, gone to by its tab."""
        panels = self.window.design().panels
        self.click(panels.tabs.button("rules"))
        panel = panels.stack.currentWidget()
        assert isinstance(panel, RulesPanel)
        return panel

    def until(self, wanted: Callable[[], object]) -> None:
        """Wait for something to become true, however busy the machine is."""
        self.qtbot.waitUntil(lambda: bool(wanted()), timeout=WAIT)

    def breathe(self, milliseconds: int = 30) -> None:
        """Let page and studio answer each other."""
        self.qtbot.wait(milliseconds)

    # ---- the document ----

    def records(self) -> Mapping[str, AnyRecord]:
        """The records as they are now."""
        return dict(self.session.document.records)

    def undo_all(self) -> int:
        """Press undo until there is nothing to undo; how often that was."""
        times = 0
        while self.session.document.history.undoable is not None:
            self.key("Ctrl+Z")
            times += 1
        return times

    def redo_all(self) -> int:
        """Press redo until there is nothing to redo; how often that was."""
        times = 0
        while self.session.document.history.redoable is not None:
            self.key("Ctrl+Shift+Z")
            times += 1
        return times

    def sees_the_document(self) -> None:
        """What the canvas shows, once it has caught up, is the document, byte for byte."""
        canvas = self.hands.canvas
        self.until(lambda: not canvas._pending)
        ready = "document.readyState === 'complete' && typeof duplex === 'object'"
        which = "new URLSearchParams(location.search).get('g')"
        self.until(
            lambda: self.hands.js(f"{ready} && {which} === '{canvas.bridge.generation}'")
        )
        self.hands.assert_true_to_the_document()
