"""The history: every step of the project to travel to, and the versions that have a name."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _, plural
from widgets.history.steps import StepsView, moment_words, steps_of, travel
from widgets.look import icons, tokens
from widgets.look.buttons import Button, IconButton, with_shortcut
from widgets.look.controls import Elided, Hairline, Text
from widgets.look.paint import fill, painting
from widgets.parts.line import Line
from widgets.parts.popup import Popup
from widgets.session import Session

if TYPE_CHECKING:
    from designer.storage.project import Project
    from designer.storage.versions import Version


class HistoryPanel(QWidget):
    """Named versions above, all steps below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAutoFillBackground(True)
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self.refresh)
        self.keep = Button(_("Name this version"), tone="quiet", icon="bookmark-plus", height=26)
        self.keep.setToolTip(with_shortcut(_("Keep the present state under a name"), "Ctrl+S"))
        self.keep.clicked.connect(self._ask)
        self.asking = NameAsk(self)
        self.asking.named.connect(self._keep)
        self.versions = QVBoxLayout()
        self.versions.setSpacing(2)
        self.none = Text(_("No version has a name yet. Each step is kept all the same."), "caption")
        self.none.setWordWrap(True)
        self.count = Elided("", "caption")
        self.steps = StepsView(zone=session.document.shop.time_zone)
        self.steps.wanted.connect(lambda away: travel(session, away))
        self._lay_out()
        session.changed.connect(self._later)
        session.said.connect(self._later)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Elided(_("Versions"), "caption"), 1)
        head.addWidget(self.keep)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 10, tokens.PAD, 12)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(self.none)
        top.addLayout(self.versions)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.PAD, 12, tokens.PAD, 6)
        below.addWidget(Elided(_("Steps"), "caption"), 1)
        below.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline())
        column.addLayout(below)
        column.addWidget(self.steps, 1)

    # ---- when ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _later(self) -> None:
        if self.isVisible():
            self._soon.start()

    # ---- what ----

    def refresh(self) -> None:
        """Show the steps and versions as they are now."""
        steps = steps_of(self._session.document)
        self.steps.show_steps(steps)
        done = len(self._session.document.history.done)
        self.count.setText(plural("{count} step", "{count} steps", count=done))
        self._show_versions()

    def _show_versions(self) -> None:
        while (item := self.versions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        project = self._project()
        found = project.versions() if project is not None else ()
        for version in reversed(found):
            row = VersionRow(version, zone=self._session.document.shop.time_zone)
            row.restored.connect(lambda version=version: self._restore(version))
            row.forgotten.connect(lambda version=version: self._forget(version))
            row.restore.setEnabled(not self._session.project.read_only)
            self.versions.addWidget(row)
        self.none.setVisible(not found)
        self.keep.setVisible(project is not None)

    def _project(self) -> Project | None:
        """The project file; a project that is only in memory keeps no versions."""
        from designer.storage.project import Project

        project = self._session.project
        return project if isinstance(project, Project) else None

    # ---- deeds ----

    def _ask(self) -> None:
        self.asking.ask(self.keep)

    def _keep(self, name: str) -> None:
        project = self._project()
        if project is not None:
            made = self._session.attempt(lambda: project.name_version(name))
            if made is not None:
                self._session.said.emit(_("Kept as “{name}”.", name=made.name), "done")
            self.refresh()

    def _restore(self, version: Version) -> None:
        project = self._project()
        if project is not None:
            diff = self._session.attempt(lambda: project.restore(version))
            if diff is not None:
                said = _("“{name}” is back. Undo takes you to where you were.", name=version.name)
                self._session.said.emit(said, "done")

    def _forget(self, version: Version) -> None:
        project = self._project()
        if project is not None:
            self._session.attempt(lambda: project.forget_version(version))
            self.refresh()


class VersionRow(QWidget):
    """A version: its name, when, and the way back to it."""

    restored = Signal()
    forgotten = Signal()

    def __init__(self, version: Version, *, zone: str) -> None:
        super().__init__()
        self._hovered = False
        self.setFixedHeight(42)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(version.name)
        when = moment_words(version.at, zone=zone, now=datetime.now(ZoneInfo("UTC")))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(version.name, "body"))
        words.addWidget(Elided(" · ".join(filter(None, (when, version.note))), "small"))
        self.restore = Button(_("Restore"), tone="quiet", height=26)
        self.restore.setToolTip(_("Bring this version back; undo takes it away again"))
        self.restore.clicked.connect(self.restored)
        self.forget = IconButton("x", _("Forget the name; the steps stay"), size=26)
        self.forget.clicked.connect(self.forgotten)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 3, 0, 3)
        row.setSpacing(2)
        row.addLayout(words, 1)
        row.addWidget(self.restore)
        row.addWidget(self.forget)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            if self._hovered:
                fill(painter, QRectF(self.rect()), look.colour("hover"), radius=7)
            at = QRectF(2, 0, 22, self.height())
            icons.paint(painter, "bookmark", at=at, colour=look.colour("accent_text"), size=15)


class NameAsk(Popup):
    """Asks for the name of a version."""

    named = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.line = Line(placeholder=_("Such as “Before the warm-up”"))
        self.line.setAccessibleName(_("Name of the version"))
        self.line.returnPressed.connect(self._done)
        self.done = Button(_("Keep"), tone="primary")
        self.line.textChanged.connect(self._typed)
        self.done.clicked.connect(self._done)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.body.addWidget(self.line)
        self.body.addLayout(foot)

    def ask(self, anchor: QWidget) -> None:
        """Ask under a control."""
        self.line.clear()
        self.done.setEnabled(False)
        self.open_at(anchor, width=280)
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        self.done.setEnabled(bool(text.strip()))

    def _done(self) -> None:
        name = self.line.text().strip()
        if name:
            self.close()
            self.named.emit(name)
