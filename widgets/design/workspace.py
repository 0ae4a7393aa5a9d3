"""The design workspace: outline and palette, the canvas, and the panels of the selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from designer.language import _
from widgets.canvas.bar import CanvasBar
from widgets.canvas.stage import Stage
from widgets.canvas.view import CanvasView
from widgets.design.side import SidePanel
from widgets.look import tokens
from widgets.look.controls import Tabs
from widgets.session import Session
from widgets.starters.invitation import Invitation
from widgets.starters.version_line import VersionLine
from widgets.zones.opening import Editors

if TYPE_CHECKING:
    from widgets.preview.window import Preview

LEFT = 280
RIGHT = 328


class DesignWorkspace(QWidget):
    """The page is the hero: quiet panels at its sides."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._preview: Preview | None = None
        self.side = SidePanel(session)
        self.canvas = CanvasView(session, browser=session.browser())
        self.stage = Stage(self.canvas)
        self.bar = CanvasBar(session, viewing=self.canvas.viewing)
        self.panels = Panels(session)
        self.canvas.zoomed.connect(self.bar.set_zoom)
        self.bar.zoom_wanted.connect(self.canvas.set_zoom)
        self.bar.preview_wanted.connect(self.open_preview)
        self.editors = Editors(session, self)
        self.splitter = _Columns(self.side, self._middle(), self.panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def begin(self) -> None:
        """Load the page and fill the panels, once the window can be seen."""
        self.canvas.open()
        self.panels.show_tab(self.panels.tabs.choice())

    def open_preview(self) -> Preview:
        """The page on a phone of its own, alive: one window, brought to the front again."""
        from widgets.preview.window import Preview

        if self._preview is None or not isValid(self._preview):
            self._preview = Preview(self.session, browser=self.session.browser(), parent=self)
        self._preview.show()
        self._preview.raise_()
        self._preview.activateWindow()
        return self._preview

    def menu_at(self, asked: Callable[[QPoint], None]) -> None:
        """Let somebody open the context menu when the canvas asks for it."""
        self.canvas.menu_wanted.connect(asked)
        self.side.outline.menu_wanted.connect(asked)

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(VersionLine(self.session))
        column.addWidget(Invitation(self.session))
        column.addWidget(self.stage, 1)
        return middle


class Panels(QWidget):
    """The right side: content, who sees what, style and history, each made when first seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAutoFillBackground(True)
        self.setMinimumWidth(280)
        self.tabs = Tabs(
            [
                ("content", _("Content")),
                ("rules", _("Audience")),
                ("style", _("Style")),
                ("history", _("History")),
            ]
        )
        self.tabs.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        session.wanted.connect(self._wanted)

    def show_tab(self, key: str) -> QWidget:
        """Show a tab, made now if it was not seen before."""
        if key not in self._made:
            self._made[key] = self._make(key)
            self.stack.addWidget(self._made[key])
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def _wanted(self, _record: str, path: str) -> None:
        """A setting is wanted: bring the tab that holds it to the front."""
        self.show_tab(self._section(path))

    def _section(self, path: str) -> str:
        module = self.session.module()
        kind = self.session.library.get(module.kind) if module else None
        names = [one.id for one in kind.in_section("style")] if kind and path else []
        return "style" if path.split(".", maxsplit=1)[0] in names else "content"

    def _make(self, key: str) -> QWidget:
        if key == "rules":
            from widgets.rules.panel import RulesPanel

            return RulesPanel(self.session)
        if key == "history":
            from widgets.history.panel import HistoryPanel

            return HistoryPanel(self.session)
        from widgets.inspector.panel import InspectorPanel

        return InspectorPanel(self.session, section="style" if key == "style" else "content")


class _Handle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.of(self).colour("line"))
        painter.end()


class _Columns(QSplitter):
    """Three columns of which the middle takes what is left."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        left.setMinimumWidth(232)
        middle.setMinimumWidth(360)
        for widget in (left, middle, right):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes([LEFT, 840, RIGHT])

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
