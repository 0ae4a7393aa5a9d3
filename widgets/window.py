"""The studio's window: top bar, the workspace in hand, and the calendar along the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QCursor, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from designer.document.diff import Diff
from designer.records import Shop
from widgets.calendar.bar import CalendarBar
from widgets.design.advice import Advice
from widgets.design.advice_sheet import AdviceSheet
from widgets.design.banner import Banner
from widgets.design.workspace import LEFT, RIGHT, DesignWorkspace
from widgets.look.controls import Hairline, Toast
from widgets.look.states import TONES
from widgets.menus import Menus
from widgets.outline.facts import noted
from widgets.rooms import make
from widgets.session import Focus, Session, Workspace
from widgets.tasks import Task
from widgets.topbar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.launcher.view import Launcher

QUIET = 1500
"""Milliseconds after the first paint when nobody is likely to do anything yet."""
WITH_CALENDAR: tuple[Workspace, ...] = ("design", "personas")


class Window(QMainWindow):
    """One project in one window; it places things and has no logic of its own."""

    closed = Signal()
    shown = Signal()

    def __init__(
        self,
        session: Session,
        *,
        file_actions: Sequence[QAction] = (),
        preferences: Callable[[QWidget], Sequence[QMenu]] = lambda __: (),
    ) -> None:
        super().__init__()
        self.session = session
        self._file_actions, self._preferences = tuple(file_actions), preferences
        self._made: dict[str, QWidget] = {}
        self._begun = False
        self._launcher: Launcher | None = None
        self.topbar = TopBar(session)
        self.stack = QStackedWidget()
        self.calendar = CalendarBar(session, left=LEFT, right=RIGHT)
        self.advice = Advice(session, self)
        self._lay_out()
        self.toast = Toast(self)
        self.menus = Menus(self)
        self._connect()
        self._visit(session.focus.workspace)
        self.resize(QSize(1440, 900))
        self.setMinimumSize(1024, 640)

    # ---- rooms ----

    def room(self, workspace: Workspace) -> QWidget:
        """The widget of a workspace, made at the first visit."""
        if workspace not in self._made:
            self._made[workspace] = make(workspace, self.session)
            self.stack.addWidget(self._made[workspace])
        return self._made[workspace]

    def design(self) -> DesignWorkspace:
        """The design workspace, brought to the front."""
        self.session.look(workspace="design")
        room = self.room("design")
        assert isinstance(room, DesignWorkspace)
        return room

    def launcher(self) -> Launcher:
        """Any command, place or thing by its name; made at the first need."""
        from widgets.launcher.view import Launcher

        if self._launcher is None:
            self._launcher = Launcher(self)
        return self._launcher

    def present_key(self, own: str) -> str:
        """The key in force of the command whose own key this is."""
        return self.menus.present_key(own)

    def file_actions(self) -> tuple[QAction, ...]:
        """Opening, closing and quitting: what the application offers above the project."""
        return self._file_actions

    def preference_menus(self, parent: QWidget) -> Sequence[QMenu]:
        """Language and appearance."""
        return self._preferences(parent)

    # ---- inside ----

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(Hairline())
        if self.session.project.read_only:
            column.addWidget(Banner(self.session.project.read_only))
        column.addWidget(self.stack, 1)
        column.addWidget(self.calendar)
        self.setCentralWidget(whole)
        self._retitle()

    def _connect(self) -> None:
        session = self.session
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.said.connect(self._said)
        self.topbar.menu_wanted.connect(lambda at: self.menus.main(self).popup(at))
        self.topbar.advice_wanted.connect(self._show_advice)
        self.topbar.export_wanted.connect(lambda: session.look(workspace="handover"))
        self.advice.found.connect(self._advised)

    def _selected(self, focus: Focus) -> None:
        self._visit(focus.workspace)

    def _visit(self, workspace: Workspace) -> None:
        room = self.room(workspace)
        if self.stack.currentWidget() is not room:
            self.stack.setCurrentWidget(room)
        self.calendar.setVisible(workspace in WITH_CALENDAR)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Shop):
            self._retitle()

    def _said(self, text: str, tone: str) -> None:
        self.toast.say(text, tone=next(one for one in TONES if one == tone))

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.session.document.shop.name} - Duplex")

    def _advised(self) -> None:
        shown = [one for one in self.advice.findings if one.severity != "info"]
        self.topbar.set_advice(len(shown))
        design = self._made.get("design")
        if isinstance(design, DesignWorkspace):
            design.side.outline.set_notes(noted(self.advice.findings))

    def _show_advice(self) -> None:
        button = self.topbar.advice
        sheet = AdviceSheet(self.session, self.advice.findings, parent=self)
        corner = button.mapToGlobal(QPoint(button.width() - sheet.width(), button.height() + 6))
        sheet.move(corner)
        sheet.show()

    def _open_context_menu(self, at: QPoint) -> None:
        del at
        self.menus.context(QCursor.pos())

    def _begin(self) -> None:
        """What waits for the first paint: the page, the population, the advice."""
        design = self._made.get("design")
        if isinstance(design, DesignWorkspace):
            design.menu_at(self._open_context_menu)
            design.begin()
            design.canvas.setFocus()
        self._add_population()
        self.advice.look()
        self.shown.emit()
        QTimer.singleShot(QUIET, self, self._read_ahead)

    def _read_ahead(self) -> None:
        """Once all is on screen: have the launcher ready, whose names are read off the thread."""
        from widgets.launcher.entries import read_names

        task = Task(lambda _progress: read_names(), parent=self)
        task.finished.connect(lambda _none: self.launcher().prepare())
        task.start()

    def _add_population(self) -> None:
        from widgets.figures import PopulationCard

        self.calendar.add_right(PopulationCard(self.session))

    # ---- Qt ----

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self._begin)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
