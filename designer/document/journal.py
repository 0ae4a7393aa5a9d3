"""Where edits are written down, in order and for ever; the project file implements this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from designer.document.diff import Diff


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One written edit: its number, time and name, and the edit it takes back (undo, redo)."""

    seq: int
    at: datetime
    label: str
    reverts: int | None = None


class Journal(Protocol):
    """An append-only log of diffs; a call is durable when it returns, or raises."""

    def append(self, diff: Diff, *, reverts: int | None = None) -> Entry:
        """Write one edit."""

    def append_all(self, reverts: Sequence[tuple[int, Diff]], *, whole: Diff) -> Sequence[Entry]:
        """Write several edits that take others back, all or none; together they are `whole`."""

    def extend(self, diff: Diff, *, seq: int, whole: Diff) -> None:
        """Fold `diff` into the newest edit `seq`, whose diff becomes `whole`.

        An edit that changes nothing any more is taken out.
        """

    def read(self, seq: int) -> Diff:
        """The diff of one edit."""

    def entries(self) -> Sequence[Entry]:
        """All edits, oldest first."""


class MemoryJournal:
    """A journal that lives as long as the process: for scripts, previews and tests."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._diffs: list[Diff] = []

    def append(self, diff: Diff, *, reverts: int | None = None) -> Entry:
        """Write one edit."""
        seq, now = len(self._entries) + 1, datetime.now(UTC)
        entry = Entry(seq=seq, at=now, label=diff.label, reverts=reverts)
        self._entries.append(entry)
        self._diffs.append(diff)
        return entry

    def append_all(self, reverts: Sequence[tuple[int, Diff]], *, whole: Diff) -> Sequence[Entry]:
        """Write several edits that take others back."""
        del whole
        return [self.append(diff, reverts=seq) for seq, diff in reverts]

    def extend(self, diff: Diff, *, seq: int, whole: Diff) -> None:
        """Fold `diff` into the newest edit."""
        del diff
        self._diffs[seq - 1] = whole
        if not whole.changes:
            self._entries.pop()
            self._diffs.pop()

    def read(self, seq: int) -> Diff:
        """The diff of one edit."""
        return self._diffs[seq - 1]

    def entries(self) -> Sequence[Entry]:
        """All edits, oldest first."""
        return tuple(self._entries)
