"""Named versions: give the present a name, look at a past state, compare it, bring it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.journal import Journal
from designer.errors import InvalidError
from designer.language import _
from designer.records import AnyRecord
from designer.storage.database import File


class Version(NamedTuple):
    """A named state of the project: the one after edit `seq` (0: as it was created)."""

    name: str
    at: datetime
    seq: int
    note: str


def versions(file: File) -> tuple[Version, ...]:
    """The named versions, oldest first."""
    rows = file.rows("SELECT name, at, seq, note FROM version ORDER BY at, rowid")
    return tuple(
        Version(name, datetime.fromisoformat(at), seq, note) for name, at, seq, note in rows
    )


def name_version(file: File, name: str, *, seq: int, note: str) -> Version:
    """Give the state after edit `seq` a name that no other has."""
    made = Version(name.strip(), datetime.now(UTC), seq, note)
    if not made.name:
        raise InvalidError(_("A version needs a name."))
    if any(found.name == made.name for found in versions(file)):
        text = _("There already is a version “{name}”; choose another name.", name=made.name)
        raise InvalidError(text)
    with file.writing():
        file.run(
            "INSERT INTO version (name, at, seq, note) VALUES (?, ?, ?, ?)",
            (made.name, made.at.isoformat(), made.seq, made.note),
        )
    return made


def forget_version(file: File, name: str) -> None:
    """Take a name away; what was done stays in the history."""
    with file.writing():
        file.run("DELETE FROM version WHERE name = ?", (name,))


def state_at(document: Document, journal: Journal, seq: int) -> dict[str, AnyRecord]:
    """The records after edit `seq`: the present, with every later edit taken back."""
    records = dict(document.records)
    for entry in reversed(journal.entries()):
        if entry.seq <= seq:
            break
        for key, change in journal.read(entry.seq).changes.items():
            if change.before is None:
                records.pop(key, None)
            else:
                records[key] = change.before
    return dict(sorted(records.items()))


def between(before: Mapping[str, AnyRecord], after: Mapping[str, AnyRecord], *, label: str) -> Diff:
    """The diff that leads from one state to another."""
    keys = sorted(before.keys() | after.keys())
    changes = {key: Change(before.get(key), after.get(key)) for key in keys}
    return Diff(label, {key: c for key, c in changes.items() if c.before != c.after})
