"""One writer for a project: a lock file beside it, gone after close, harmless after a crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


class HeldError(Exception):
    """Another instance has the project open."""


class Lock:
    """The right to write a project; the operating system takes it back when the process dies."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(f".{path.name}.lock")
        self._lock: BaseFileLock | None = None

    def acquire(self) -> None:
        """Take it at once; raises HeldError, or OSError where no file can be made."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.path, blocking=False, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise HeldError(str(self.path)) from error
        self._lock = lock

    def release(self) -> None:
        """Give it back and take the lock file away.

        The file goes while it is still ours: whoever waits on it sees it gone and starts over.
        Windows, where an open file cannot be removed, takes it away itself.
        """
        if self._lock is None:
            return
        with suppress(OSError):
            self.path.unlink()
        self._lock.release()
        self._lock = None
