"""The journal in the project file: an edit's record rows and its diff, written together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from designer.document import diff as diffs
from designer.document.diff import Diff
from designer.document.journal import Entry
from designer.errors import InvalidError, UnreadableError
from designer.language import _
from designer.records import kind_of, to_json
from designer.storage.database import File

_PUT = (
    "INSERT INTO record (id, kind, state) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state"
)


class FileJournal:
    """Every call is one SQLite transaction: durable when it returns, or nothing has changed."""

    def __init__(self, database: File) -> None:
        self._database = database
        self._newest = int(database.rows("SELECT coalesce(max(seq), 0) FROM edit")[0][0])

    def append(self, diff: Diff, *, reverts: int | None = None) -> Entry:
        """Write one edit."""
        entry = Entry(seq=self._newest + 1, at=datetime.now(UTC), label=diff.label, reverts=reverts)
        text = _encoded(diff)
        with self._database.writing():
            self._write(diff)
            self._insert(entry, text)
        self._newest = entry.seq
        return entry

    def append_all(self, reverts: Sequence[tuple[int, Diff]], *, whole: Diff) -> Sequence[Entry]:
        """Write several edits that take others back, all or none; together they are `whole`."""
        now = datetime.now(UTC)
        entries = [
            Entry(seq=self._newest + place, at=now, label=diff.label, reverts=seq)
            for place, (seq, diff) in enumerate(reverts, 1)
        ]
        texts = [_encoded(diff) for __, diff in reverts]
        with self._database.writing():
            self._write(whole)
            for entry, text in zip(entries, texts, strict=True):
                self._insert(entry, text)
        self._newest += len(entries)
        return entries

    def extend(self, diff: Diff, *, seq: int, whole: Diff) -> None:
        """Fold `diff` into the newest edit `seq`, whose diff becomes `whole`.

        An edit that changes nothing any more is taken out.
        """
        text = _encoded(whole)
        with self._database.writing():
            self._write(diff)
            if whole.changes:
                self._database.run("UPDATE edit SET diff = ? WHERE seq = ?", (text, seq))
            else:
                self._database.run("DELETE FROM edit WHERE seq = ?", (seq,))
        if not whole.changes:
            self._newest = seq - 1

    def read(self, seq: int) -> Diff:
        """The diff of one edit."""
        rows = self._database.rows("SELECT diff FROM edit WHERE seq = ?", (seq,))
        try:
            return diffs.decode(rows[0][0])
        except (IndexError, msgspec.MsgspecError) as error:
            text = _("Step {seq} of the history of “{file}” is damaged.",
                     seq=seq, file=self._database.path.name)  # fmt: skip
            raise UnreadableError(text) from error

    def entries(self) -> Sequence[Entry]:
        """All edits, oldest first."""
        rows = self._database.rows("SELECT seq, at, label, reverts FROM edit ORDER BY seq")
        return [
            Entry(seq=seq, at=datetime.fromisoformat(at), label=label, reverts=reverts)
            for seq, at, label, reverts in rows
        ]

    def _insert(self, entry: Entry, text: str) -> None:
        self._database.run(
            "INSERT INTO edit (seq, at, label, diff, reverts) VALUES (?, ?, ?, ?, ?)",
            (entry.seq, entry.at.isoformat(), entry.label, text, entry.reverts),
        )

    def _write(self, diff: Diff) -> None:
        for key, change in diff.changes.items():
            if change.after is None:
                self._database.run("DELETE FROM record WHERE id = ?", (key,))
            else:
                state = to_json(change.after).decode()
                self._database.run(_PUT, (key, kind_of(change.after), state))


def _encoded(diff: Diff) -> str:
    """The diff as JSON text; raises InvalidError for what no file can hold."""
    try:
        return diffs.encode(diff).decode()
    except (ValueError, OverflowError, TypeError, msgspec.MsgspecError) as error:
        text = _("This cannot be kept in a project: {reason}.", reason=error)
        raise InvalidError(text) from error
