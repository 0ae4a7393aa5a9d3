"""A new project file: made aside, filled in one go, and put in place when it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from designer.errors import DesignerError, RefusedError
from designer.language import _
from designer.records import AnyRecord, kind_of, to_json
from designer.storage.assets import archived
from designer.storage.database import in_words
from designer.storage.migrations import create


def write_new(path: Path, records: Iterable[AnyRecord], *, assets: Iterable[bytes] = ()) -> None:
    """Write a project of these records and assets to a path where there is no file yet."""
    if path.exists():
        raise RefusedError(_("There already is a “{path}”; choose another name.", path=path))
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        create(aside)
        _fill(aside, records, assets)
        aside.rename(path)
    except BaseException as error:
        with suppress(OSError):
            aside.unlink()
        if isinstance(error, sqlite3.Error | OSError):
            raise _in_words(error, path) from error
        raise


def _fill(path: Path, records: Iterable[AnyRecord], assets: Iterable[bytes]) -> None:
    rows = ((r.id, kind_of(type(r)), to_json(r).decode()) for r in records)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO record (id, kind, state) VALUES (?, ?, ?)", rows)
        connection.executemany(
            "INSERT OR IGNORE INTO sqlar (name, mode, mtime, sz, data) VALUES (?, ?, ?, ?, ?)",
            (archived(data) for data in assets),
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute("INSERT INTO meta (key, value) VALUES ('created', ?)", (now,))


def _in_words(error: sqlite3.Error | OSError, path: Path) -> DesignerError:
    if isinstance(error, sqlite3.Error):
        return in_words(error, path)
    text = _("“{path}” cannot be written: {reason}.", path=path, reason=error.strerror or error)
    return RefusedError(text)
