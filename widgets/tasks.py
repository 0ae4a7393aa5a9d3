"""Work of more than a moment: on a thread of its own, with progress, cancel and an answer."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
    SignalInstance,
)

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


class _Sweeper(QObject):
    """Keeps Python's garbage collection on the main thread while work runs on others.

    Python collects on whatever thread happens to allocate; a forgotten widget would then be
    destroyed there, and Qt would crash.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running = 0
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """One more piece of work runs."""
        self._running += 1
        gc.disable()

    def _end(self) -> None:
        self._running -= 1
        if self._running == 0:
            gc.enable()


def _sweeper() -> _Sweeper:
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(_Sweeper) or _Sweeper(app)


class _Outcome(QObject):
    """Brings the end of the work home to the thread of the one who asked."""

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)


class Task(QObject, Generic[T]):
    """One piece of work; `finished` or `failed` comes once, on the thread that started it."""

    progressed = Signal(float, str)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(
        self, work: Callable[[Progress], T], *, label: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.running = False
        self._work = work
        self._outcome = _Outcome(self)
        self._outcome.progressed.connect(self.progressed)
        self._outcome.done.connect(self._done)
        self._outcome.failed.connect(self._failed)
        self._progress = Progress(self._outcome.progressed.emit)

    def start(self) -> Task[T]:
        """Begin on a pooled thread."""
        self.running = True
        sweeper = _sweeper()
        sweeper.begin()
        run = _Run(self._work, self._progress, self._outcome, sweeper)
        QThreadPool.globalInstance().start(run)
        return self

    def cancel(self) -> None:
        """Ask the work to stop; `failed` follows with a CancelledError unless it had ended."""
        self._progress.stop()

    def _done(self, result: object) -> None:
        self.running = False
        self.finished.emit(result)

    def _failed(self, problem: object) -> None:
        self.running = False
        self.failed.emit(problem)


class _Run(QRunnable, Generic[T]):
    def __init__(
        self,
        work: Callable[[Progress], T],
        progress: Progress,
        outcome: _Outcome,
        sweeper: _Sweeper,
    ) -> None:
        super().__init__()
        self._work, self._progress, self._outcome = work, progress, outcome
        self._sweeper = sweeper

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as problem:  # noqa: BLE001 - whatever it was, the asker hears of it
            self._say(self._outcome.failed, problem)
        else:
            self._say(self._outcome.done, result)
        finally:
            self._sweeper.ended.emit()

    @staticmethod
    def _say(signal: SignalInstance, value: object) -> None:
        """Tell the asker, unless it has been closed meanwhile."""
        try:
            signal.emit(value)
        except RuntimeError:
            return
