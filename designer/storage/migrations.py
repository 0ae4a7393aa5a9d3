"""Named steps that bring a project file to today's format: on a copy, checked, then swapped in."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from designer.errors import UnreadableError
from designer.language import _
from designer.records import from_json
from designer.storage.schema import APPLICATION_ID, create_tables, create_views, version_of

if TYPE_CHECKING:
    from sqlite_utils import Database


class Migration(NamedTuple):
    """One step; what it is called, and what it does to the tables (inside a transaction)."""

    name: str
    apply: Callable[[Database], None]


def keep_records(_db: Database) -> None:
    """Nothing to change: records only gained fields that have a default."""


MIGRATIONS: tuple[Migration, ...] = (
    Migration("first tables", create_tables),
    Migration("bases, locks, guides, folders, type scale", keep_records),
)
"""All steps, oldest first; a file's format is how many it has seen. Old ones are never edited."""

VERSION = len(MIGRATIONS)
"""Today's format (`user_version`)."""


def create(path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make an empty project file of today's format at a path where there is none."""
    _apply(path, migrations, since=0)


def migrate(
    path: Path, *, migrations: Sequence[Migration] = MIGRATIONS, into: Path | None = None
) -> None:
    """Bring an older file to today's format, in place or `into` another path; all of it or nothing.

    The caller holds the project's lock. Raises UnreadableError, and the original is as it was.
    """
    copy = path.with_name(f".{path.name}.migrating") if into is None else into
    try:
        _copy(path, copy)
        _apply(copy, migrations, since=version_of(path))
        _check(copy)
        _sync(copy)
        if into is None:
            _swap(copy, path)
    except (sqlite3.Error, msgspec.MsgspecError, OSError, StepError) as error:
        _clear(copy)
        text = _("“{file}” could not be brought to today's format ({reason}) and is as it was.",
                 file=path.name, reason=error)  # fmt: skip
        raise UnreadableError(text) from error


class StepError(Exception):
    """A step did not pass; its name is the text."""


def _apply(path: Path, migrations: Sequence[Migration], *, since: int) -> None:
    from sqlite_utils import Database

    connection = sqlite3.connect(path)
    try:
        db = Database(connection)
        for migration in migrations[since:]:
            try:
                with db.atomic():
                    migration.apply(db)
            except Exception as error:
                raise StepError(f"“{migration.name}”: {error}") from error
        create_views(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.commit()
    finally:
        connection.close()


def _copy(path: Path, copy: Path) -> None:
    """Copy one consistent state, what a crash left in the write-ahead file included."""
    _clear(copy)
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        for (state,) in connection.execute("SELECT state FROM record"):
            from_json(state)
    finally:
        connection.close()


def _swap(copy: Path, path: Path) -> None:
    """Put the copy in the original's place; first the original takes in its write-ahead file."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
    shutil.copymode(path, copy)
    copy.replace(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _clear(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()
