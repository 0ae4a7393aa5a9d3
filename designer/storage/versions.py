"""Named versions: give the present a name and a picture, look at a past state, bring it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.journal import Journal
from designer.errors import InvalidError, NotFoundError
from designer.language import _
from designer.records import AnyRecord
from designer.storage.database import File

PICTURE = "picture-of-version:"
"""What the keys in `meta` begin with that name a version's picture among the assets."""


class Version(NamedTuple):
    """A named state of the project: the one after edit `seq` (0: as it was created).

    `picture` is the SHA-256 of what its page looked like, empty when none was taken.
    """

    name: str
    at: datetime
    seq: int
    note: str
    picture: str = ""


def versions(file: File) -> tuple[Version, ...]:
    """The named versions, oldest first."""
    rows = file.rows(
        "SELECT name, at, seq, note, coalesce(m.value, '') FROM version "
        "LEFT JOIN meta m ON m.key = ? || name ORDER BY at, version.rowid",
        (PICTURE,),
    )
    return tuple(Version(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in rows)


def name_version(file: File, name: str, *, seq: int, note: str) -> Version:
    """Give the state after edit `seq` a name that no other has."""
    made = Version(_free(file, name), datetime.now(UTC), seq, note)
    with file.writing():
        file.run(
            "INSERT INTO version (name, at, seq, note) VALUES (?, ?, ?, ?)",
            (made.name, made.at.isoformat(), made.seq, made.note),
        )
    return made


def describe_version(file: File, version: Version, *, name: str, note: str) -> Version:
    """Call a version otherwise, or note something else beside it; its picture stays."""
    made = version._replace(
        name=version.name if name.strip() == version.name else _free(file, name), note=note.strip()
    )
    with file.writing():
        file.run(
            "UPDATE version SET name = ?, note = ? WHERE name = ?",
            (made.name, made.note, version.name),
        )
        keys = (PICTURE + made.name, PICTURE + version.name)
        file.run("UPDATE meta SET key = ? WHERE key = ?", keys)
    return made


def picture_version(file: File, name: str, *, sha256: str) -> None:
    """Keep what a version looks like, by the SHA-256 of a picture among the assets."""
    if not any(found.name == name for found in versions(file)):
        raise NotFoundError(_("There is no version called “{name}”.", name=name))
    with file.writing():
        file.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (PICTURE + name, sha256))


def forget_version(file: File, name: str) -> None:
    """Take a name and its picture away; what was done stays in the history."""
    with file.writing():
        file.run("DELETE FROM version WHERE name = ?", (name,))
        file.run("DELETE FROM meta WHERE key = ?", (PICTURE + name,))


def pictures(file: File) -> frozenset[str]:
    """The SHA-256 of all pictures of versions."""
    return frozenset(found.picture for found in versions(file) if found.picture)


def _free(file: File, name: str) -> str:
    """The name without blanks around it; raises InvalidError when it is empty or taken."""
    wanted = name.strip()
    if not wanted:
        raise InvalidError(_("A version needs a name."))
    if any(found.name == wanted for found in versions(file)):
        text = _("There already is a version “{name}”; choose another name.", name=wanted)
        raise InvalidError(text)
    return wanted


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
