"""Finds assets that look the same, aside: each picture is looked at once and remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from designer.document.pictures import Looks, groups, looks
from designer.errors import DesignerError
from designer.records import Asset
from widgets.session import Session
from widgets.tasks import Progress, Task


class Alike(QObject):
    """The groups of assets that look the same; `found` tells when they are known anew."""

    found = Signal()
    progressed = Signal(float)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looks: dict[str, Looks | None] = {}
        self._task: Task[dict[str, Looks | None]] | None = None
        self.groups: tuple[tuple[str, ...], ...] = ()

    @property
    def running(self) -> bool:
        """Whether pictures are being looked at."""
        return self._task is not None

    def look(self) -> None:
        """Look at the pictures not seen yet, then gather those that look the same."""
        if self._task is not None:
            return
        wanted = {
            one.sha256: one.name
            for one in self._session.document.all(Asset)
            if one.media.startswith("image/") and one.media != "image/svg+xml"
        }
        new = {sha256: name for sha256, name in wanted.items() if sha256 not in self._looks}
        vault = self._session.project.assets

        def work(progress: Progress) -> dict[str, Looks | None]:
            made: dict[str, Looks | None] = {}
            for number, (sha256, name) in enumerate(new.items()):
                progress(number / len(new))
                try:
                    made[sha256] = looks(vault.get(sha256), name=name)
                except DesignerError:
                    made[sha256] = None  # damaged: it looks like nothing
            return made

        self._task = Task(work, parent=self)
        self._task.progressed.connect(lambda share, __: self.progressed.emit(share))
        self._task.finished.connect(self._arrived)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _arrived(self, made: dict[str, Looks | None]) -> None:
        self._task = None
        self._looks |= made
        known: dict[str, Looks] = {}
        every = self._session.document.all(Asset)
        for one in every:
            seen = self._looks.get(one.sha256)
            if seen is not None:
                known[one.id] = seen
        same = exact([one for one in every if one.id not in known])
        self.groups = (*same, *groups(known))
        self.found.emit()

    def _failed(self, _problem: Exception) -> None:
        self._task = None
        self.found.emit()


def exact(assets: Sequence[Asset]) -> tuple[tuple[str, ...], ...]:
    """Films, models and drawings that are the same byte for byte."""
    found: dict[str, list[str]] = {}
    for one in assets:
        found.setdefault(one.sha256, []).append(one.id)
    return tuple(tuple(keys) for keys in found.values() if len(keys) > 1)
