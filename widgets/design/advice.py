"""What is worth mending on the project, found off the main thread a moment after each edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from designer.document.diff import Diff
from designer.document.document import Document
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.lint.finding import Finding
    from widgets.session import Session

PAUSE = 400
"""Milliseconds of quiet after an edit before the project is looked through."""


class Advice(QObject):
    """The findings of the project as it stood a moment ago; `found` tells of new ones."""

    found = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.findings: Sequence[Finding] = ()
        self._task: Task[tuple[Finding, ...]] | None = None
        self._again = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        session.changed.connect(self._changed)

    def look(self) -> None:
        """Look through a copy of the records now, or right after the look that is under way."""
        if self._task is not None:
            self._again = True
            return
        copy = Document(tuple(self.session.document.records.values()))
        library = self.session.library

        def search(_progress: Progress) -> tuple[Finding, ...]:
            from designer.lint.findings import findings

            return findings(copy, library=library)

        self._task = Task(search, parent=self)
        self._task.finished.connect(self._found)
        self._task.failed.connect(lambda __: self._found(()))
        self._task.start()

    def by_record(self) -> Mapping[str, str]:
        """The first finding of each record, the gravest first, in a few words."""
        grave = {"error": 0, "warn": 1, "info": 2}
        first: dict[str, str] = {}
        for finding in sorted(self.findings, key=lambda one: grave[one.severity]):
            if finding.severity != "info":
                first.setdefault(finding.record, finding.message)
        return first

    def _changed(self, _diff: Diff) -> None:
        self._pause.start()

    def _found(self, findings: Sequence[Finding]) -> None:
        self._task = None
        self.findings = findings
        self.found.emit()
        if self._again:
            self._again = False
            self.look()
