"""One SQLite connection to a project: pragmas, transactions, and every failure as a sentence."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.parse import quote

from designer.errors import DesignerError, ReadOnlyError, RefusedError, UnreadableError
from designer.language import _, mark

PATIENCE = 5.0
"""Seconds to wait for another program (a backup, a SQLite browser) that holds the file."""


class File(Protocol):
    """What the rooms of a project need of its file."""

    path: Path

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement inside `writing`."""

    def writing(self) -> AbstractContextManager[None]:
        """All statements inside together, durable when it ends, or none of them."""

    def close(self) -> None:
        """Let go of the file and leave one plain file behind."""


class Database:
    """A connection that any thread may use; a transaction keeps the others out until it ends."""

    def __init__(self, path: Path, *, mode: str = "rw") -> None:
        """`mode`: `rw`, `ro` (looks on while another writes) or `immutable` (nobody writes)."""
        self.path = path
        self._busy = threading.RLock()
        how = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
        with self._said():
            self._connection = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?{how}",
                uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False,
            )  # fmt: skip
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute("PRAGMA cell_size_check = ON")

    def keep_journal(self) -> None:
        """Write ahead while open; a commit is on disk when it returns, even if power fails."""
        with self._said():
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._busy, self._said():
            return self._connection.execute(query, values).fetchall()

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""
        with self._busy, self._said():
            self._connection.execute(statement, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All statements inside together, durable when it ends, or none of them."""
        with self._busy:
            try:
                self.run("BEGIN IMMEDIATE")
                yield
                self.run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Fold the write-ahead file in, unless somebody looks on, and let go."""
        with self._busy, closing(self._connection), suppress(sqlite3.Error):
            self._connection.execute("PRAGMA busy_timeout = 200")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode = DELETE")

    def let_go(self) -> None:
        """Close without touching the file."""
        self._connection.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error


class Glance:
    """A file that is opened for each look and let go at once, so that nobody is hindered."""

    def __init__(
        self, path: Path, *, read_only: str, scratch: TemporaryDirectory[str] | None = None
    ) -> None:
        """`scratch` holds `path` when that is a copy to be thrown away on close."""
        self.path = path
        self._reason = read_only
        self._scratch = scratch

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        try:
            return _looked(Database(self.path, mode="ro"), query, values)
        except UnreadableError:  # no room for the companions of a write-ahead file
            return _looked(Database(self.path, mode="immutable"), query, values)

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Refuse."""
        del statement, values
        raise ReadOnlyError(self._reason)

    def writing(self) -> AbstractContextManager[None]:
        """Refuse."""
        raise ReadOnlyError(self._reason)

    def close(self) -> None:
        """Throw the copy away, if it is one; nothing else is held."""
        if self._scratch is not None:
            self._scratch.cleanup()


def _looked(database: Database, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    try:
        return database.rows(query, values)
    finally:
        database.let_go()


def in_words(error: sqlite3.Error, path: Path) -> DesignerError:
    """The sentence for what SQLite met."""
    name = getattr(error, "sqlite_errorname", "")
    for prefix, (kind, text) in _SENTENCES.items():
        if name.startswith(prefix):
            return kind(_(text, file=path.name))
    text = _("“{file}” could not be used: {reason}.", file=path.name, reason=error)
    return RefusedError(text)


def _sentences() -> dict[str, tuple[type[DesignerError], str]]:
    full = mark("The disk is full, so “{file}” was left as it was; free some space and try again.")
    damaged = mark("“{file}” is damaged and cannot be read; open a copy or a version you kept.")
    held = mark("Another program is holding “{file}”; close it there and try again.")
    shut = mark("“{file}” cannot be opened; check that the disk is there and you may use it.")
    return {
        "SQLITE_FULL": (RefusedError, full),
        "SQLITE_IOERR": (
            RefusedError,
            mark("The disk did not take the change to “{file}”, so nothing was changed."),
        ),
        "SQLITE_READONLY": (
            ReadOnlyError,
            mark("“{file}” cannot be written to, so nothing was changed."),
        ),
        "SQLITE_BUSY": (RefusedError, held),
        "SQLITE_LOCKED": (RefusedError, held),
        "SQLITE_CORRUPT": (UnreadableError, damaged),
        "SQLITE_NOTADB": (UnreadableError, damaged),
        "SQLITE_CANTOPEN": (UnreadableError, shut),
    }


_SENTENCES = _sentences()
