"""Gives the present state a name, with a picture of its home page that comes a moment later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from designer.language import _
from widgets.session import Session
from widgets.shooting import Photographer, packed
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.storage.project import Project
    from designer.storage.versions import Version


class Keeper(QObject):
    """Names versions of one session's project."""

    changed = Signal()
    """A version came, got its picture, its name or its note, or went."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._photographer: Photographer | None = None

    @classmethod
    def of(cls, session: Session) -> Keeper:
        """The one keeper of a session; whatever names versions shares it."""
        return session.findChild(cls) or cls(session)

    def project(self) -> Project | None:
        """The project file; a project that is only in memory keeps no versions."""
        from designer.storage.project import Project

        project = self._session.project
        return project if isinstance(project, Project) else None

    def keep(self, name: str, note: str = "", *, host: QWidget) -> bool:
        """Name the present state; the picture, taken behind the host, follows later.

        Returns whether there is such a version now.
        """
        session = self._session
        made = session.attempt(lambda: session.project.name_version(name, note))
        if made is None:
            return False
        session.said.emit(_("Kept as “{name}”.", name=name), "done")
        self.changed.emit()
        if self.project() is not None:
            self._picture(name, host.window())
        return True

    def describe(self, version: Version, *, name: str, note: str) -> None:
        """Give a version another name or note."""
        project = self.project()
        if project is not None:
            attempt = self._session.attempt
            attempt(lambda: project.describe_version(version, name=name, note=note))
            self.changed.emit()

    def forget(self, version: Version) -> None:
        """Take a version's name away."""
        project = self.project()
        if project is not None:
            self._session.attempt(lambda: project.forget_version(version))
            self.changed.emit()

    def restore(self, version: Version) -> None:
        """Bring a version back whole."""
        project = self.project()
        if project is not None:
            diff = self._session.attempt(lambda: project.restore(version))
            if diff is not None:
                said = _("“{name}” is back. Undo takes you to where you were.", name=version.name)
                self._session.said.emit(said, "done")

    # ---- the picture ----

    def _picture(self, name: str, host: QWidget) -> None:
        session = self._session
        if self._photographer is None or not isValid(self._photographer):
            self._photographer = Photographer(
                session.browser(), session.project.assets, library=session.library,
                parent=host,
            )  # fmt: skip
        decision = session.shown()
        self._photographer.take(session.document, decision, lambda one: self._taken(name, one))

    def _taken(self, name: str, picture: QImage) -> None:
        project = self.project()
        if project is None:
            return

        def store(_progress: Progress) -> str:
            return project.picture_version(name, packed(picture))

        task = Task(store, parent=self)
        task.finished.connect(self._stored)
        task.start()

    def _stored(self, _sha256: str) -> None:
        self.changed.emit()
