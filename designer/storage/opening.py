"""From a path to records: take the lock, bring old formats up, or say why one may only look."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from designer.errors import DesignerError, ReadOnlyError, RefusedError, UnreadableError
from designer.language import _
from designer.records import AnyRecord, Shop
from designer.storage.database import Database, File, Glance
from designer.storage.lock import HeldError, Lock
from designer.storage.migrations import VERSION, migrate
from designer.storage.reading import read_known, read_records
from designer.storage.schema import TABLES, version_of


def reached(path: Path, lock: Lock) -> tuple[File, str]:
    """The project's file, and why it can only be looked at (empty: it can be edited)."""
    version = version_of(path)
    reason = _hindrance(path, version, lock)
    if reason:
        return _glance(path, version, reason), reason
    try:
        if version < VERSION:
            migrate(path)
        return _writable(path), ""
    except (RefusedError, ReadOnlyError) as error:  # a full disk, a drive that is locked
        lock.release()
        return _glance(path, version, str(error)), str(error)


def looked_at(path: Path) -> File:
    """The project's file to read from, whoever has it open."""
    reason = _("This is only a look at “{file}”.", file=path.name)
    return _glance(path, version_of(path), reason)


def records_of(file: File) -> tuple[AnyRecord, ...]:
    """The records; raises UnreadableError when they make no project."""
    newer = int(file.rows("PRAGMA user_version")[0][0]) > VERSION
    records = tuple(read_known(file) if newer else read_records(file))
    if not any(isinstance(record, Shop) for record in records):
        text = _("“{file}” is damaged: it has no shop.", file=file.path.name)
        raise UnreadableError(text)
    return records


def _hindrance(path: Path, version: int, lock: Lock) -> str:
    """Why nothing may be written; when there is no reason the lock is ours."""
    if version > VERSION:
        return _("“{file}” was made by a newer Duplex, so it can only be looked at here; "
                 "update Duplex to edit it.", file=path.name)  # fmt: skip
    if not os.access(path, os.W_OK):
        return _("“{file}” is write-protected, so it can only be looked at.", file=path.name)
    try:
        lock.acquire()
    except HeldError:
        return _("“{file}” is already open in another Duplex, so it can only be looked at here; "
                 "close it there to edit it.", file=path.name)  # fmt: skip
    except OSError as error:
        return _("The folder of “{file}” cannot be written to ({reason}), so the project can only "
                 "be looked at.", file=path.name, reason=error.strerror)  # fmt: skip
    return ""


def _writable(path: Path) -> Database:
    database = Database(path)
    try:
        _check_tables(database)
        database.keep_journal()
    except DesignerError:
        database.let_go()
        raise
    return database


def _glance(path: Path, version: int, reason: str) -> Glance:
    if version >= VERSION:
        glance = Glance(path, read_only=reason)
    else:
        scratch = tempfile.TemporaryDirectory(prefix="duplex-")
        copy = Path(scratch.name) / path.name
        migrate(path, into=copy)
        glance = Glance(copy, read_only=reason, scratch=scratch)
    _check_tables(glance)
    return glance


def _check_tables(file: File) -> None:
    """Refuse what only looks like a project: missing tables, and triggers that would run."""
    rows = file.rows("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger')")
    tables = {name for type, name in rows if type == "table"}
    if not tables >= TABLES or any(type == "trigger" for type, __ in rows):
        text = _("“{file}” is not a whole Duplex project: its tables are not ours.",
                 file=file.path.name)  # fmt: skip
        raise UnreadableError(text)
