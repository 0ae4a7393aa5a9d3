"""What a package would hold now and what is worth mending: looked at while the room is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from designer.errors import CancelledError, DesignerError
from widgets.handover.packing import Order
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from datetime import datetime

    from designer.export.manifest import Manifest
    from designer.lint.finding import Finding
    from widgets.session import Session

PAUSE = 500
"""Milliseconds of quiet after an edit before everything is weighed again."""


@dataclass(frozen=True)
class Seen:
    """A package that was made in memory and let go, and the findings of the same records."""

    manifest: Manifest
    findings: Sequence[Finding]


class Survey(QObject):
    """Weighs the package again after edits, one run at a time, only while somebody looks."""

    updated = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at: datetime | None = None
        self._done_for: object = None
        self._task: Task[Seen] | None = None
        self.seen: Seen | None = None
        self.problem = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether a look is under way or about to start."""
        return self._task is not None or self._pause.isActive()

    def look(self, *, at: datetime | None) -> None:
        """See to it that the survey is of the document as it is now."""
        self._at = at
        if self._key() != self._done_for:
            if self._task is not None:
                self._task.cancel()
            self._pause.start(0 if self.seen is None else PAUSE)

    def _key(self) -> object:
        return self._session.document.revision, self._at

    def _start(self) -> None:
        if self._task is not None:
            return
        order, key = Order.of(self._session, at=self._at), self._key()
        self._task = Task(lambda progress: surveyed(order, progress), parent=self)
        self._task.finished.connect(lambda seen: self._ended(seen, key))
        self._task.failed.connect(lambda problem: self._failed(problem, key))
        self._task.start()

    def _ended(self, seen: Seen, key: object) -> None:
        self.seen, self.problem = seen, ""
        self._next(key)

    def _failed(self, problem: Exception, key: object) -> None:
        if not isinstance(problem, CancelledError):
            self.seen = None
            self.problem = str(problem) if isinstance(problem, DesignerError) else repr(problem)
        self._next(None if isinstance(problem, CancelledError) else key)

    def _next(self, key: object) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task, self._done_for = None, key
        if self._key() != key:
            self._pause.start()
        self.updated.emit()


def surveyed(order: Order, progress: Progress) -> Seen:
    """Make the package in memory, keep its list alone, and look for what is worth mending."""
    from designer.export.package import build
    from designer.lint.findings import findings

    def told(done: int, steps: int, what: str) -> None:
        progress(0.8 * done / max(1, steps), what)

    __, manifest = build(
        order.document, order.assets, library=order.library, at=order.at, progress=told
    )
    progress(0.8)
    return Seen(manifest, findings(order.document, library=order.library))
