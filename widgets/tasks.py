"""Work of more than a moment: on a thread of its own, with progress, cancel and an answer."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from designer.errors import CancelledError
from designer.language import _

T = TypeVar("T")


class Progress:
    """What the work calls as it goes on: `progress(share)` or `progress(share, "what now")`.

    It raises CancelledError once the user has asked to stop, so the work needs no other check.
    """

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, share: float, text: str = "") -> None:
        if self._stop.is_set():
            raise CancelledError(_("Stopped; nothing was kept."))
        self._tell(share, text)

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()


class Task(QObject, Generic[T]):
    """One piece of work; `finished` or `failed` comes once, on the thread that started it.

    It is kept while its work runs and goes when nobody holds it. With a parent that has gone
    meanwhile it tells nobody. The parent does not own it as Qt's parents do: one that Python frees
    would delete a task that the work still needs.
    """

    progressed = Signal(float, str)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(
        self, work: Callable[[Progress], T], *, label: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__()
        self.label = label
        self.running = False
        self._parent = None if parent is None else weakref.ref(parent)
        self._work = work
        self._progress: Progress | None = None

    def start(self) -> Task[T]:
        """Begin on a pooled thread."""
        self.running = True
        self._progress = _hub().run(self, self._work)
        return self

    def cancel(self) -> None:
        """Ask the work to stop; `failed` follows with a CancelledError unless it had ended."""
        if self._progress is not None:
            self._progress.stop()

    def is_wanted(self) -> bool:
        """Whether there is still somebody to tell."""
        if self._parent is None:
            return isValid(self)
        parent = self._parent()
        return isValid(self) and parent is not None and isValid(parent)

    def end(self, result: object, problem: Exception | None) -> None:
        """Tell how it ended; the hub calls this at home."""
        self.running = False
        if problem is None:
            self.finished.emit(result)
        else:
            self.failed.emit(problem)


class _Hub(QObject):
    """What workers talk to: it lives as long as the application, which no task needs to.

    A task may be deleted while its work still runs, and Qt forbids deleting an object that another
    thread is emitting from. While any work runs Python's garbage is collected on the main thread
    alone: collected by a worker, a forgotten widget would be destroyed there.
    """

    told = Signal(int, float, str)
    ended = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks: dict[int, Task[Any]] = {}
        self._count = 0
        self.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def run(self, task: Task[T], work: Callable[[Progress], T]) -> Progress:
        """Start the work of a task."""
        gc.disable()
        self._count += 1
        number = self._count
        self._tasks[number] = task
        progress = Progress(lambda share, text: self.told.emit(number, share, text))
        QThreadPool.globalInstance().start(_Run(work, progress, number, self))
        return progress

    def _tell(self, number: int, share: float, text: str) -> None:
        task = self._tasks.get(number)
        if task is not None and task.is_wanted():
            task.progressed.emit(share, text)

    def _end(self, number: int, result: object, problem: Exception | None) -> None:
        task = self._tasks.pop(number)
        if not self._tasks:
            gc.enable()
        if task.is_wanted():
            task.end(result, problem)


class _Run(QRunnable):
    """The work on its thread; it touches nothing of Qt but the hub."""

    def __init__(
        self, work: Callable[[Progress], object], progress: Progress, number: int, hub: _Hub
    ) -> None:
        super().__init__()
        self._work, self._progress, self._number, self._hub = work, progress, number, hub

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as problem:  # noqa: BLE001 - whatever it was, the asker hears of it
            self._hub.ended.emit(self._number, None, problem)
        else:
            self._hub.ended.emit(self._number, result, None)


def _hub() -> _Hub:
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(_Hub) or _Hub(app)
