"""Undo and redo as positions in the journal: every step, also an undo, is one more written edit."""

from __future__ import annotations

from datetime import datetime

from designer.document.journal import Entry, Journal


class History:
    """Which edits can be taken back and which brought back, read from the journal alone."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._read()

    def _read(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        self._merge = ""
        for entry in self.journal.entries():
            self.wrote(entry)

    def wrote(self, entry: Entry, *, merge: str = "") -> None:
        """Take note of a written edit; `merge` names the burst it may grow with."""
        self._entries[entry.seq] = entry
        self._merge = merge
        if entry.reverts is None:
            self._done.append(entry.seq)
            self._undone.clear()
        elif self._done and self._done[-1] == entry.reverts:
            self._done.pop()
            self._undone.append(entry.seq)
        else:
            self._undone.pop()
            self._done.append(entry.seq)

    def growing(self, merge: str) -> int | None:
        """The newest edit when it belongs to the burst `merge` and may still grow."""
        if merge and merge == self._merge and self._done and not self._undone:
            return self._done[-1]
        return None

    def dropped(self) -> None:
        """The newest edit ended as it began and the journal has taken it out: as if never made."""
        self._read()

    def seal(self) -> None:
        """End a burst: the next edit is a step of its own."""
        self._merge = ""

    @property
    def undoable(self) -> int | None:
        """The edit that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> int | None:
        """The undo that redo takes back."""
        return self._undone[-1] if self._undone else None

    def label(self, seq: int) -> str:
        """What edit `seq` is called."""
        return self._entries[seq].label

    def at(self, seq: int) -> datetime:
        """When edit `seq` was written."""
        return self._entries[seq].at

    @property
    def newest(self) -> int:
        """The edit written last, undo steps included; 0 when nothing was done yet."""
        return next(reversed(self._entries), 0)

    def way(self, away: int) -> tuple[int, ...]:
        """The edits to revert, in order, to redo (above 0) or undo (below) so many steps."""
        steps = self._undone if away > 0 else self._done
        return tuple(reversed(steps))[: abs(away)]

    @property
    def done(self) -> tuple[int, ...]:
        """The edits in force, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[int, ...]:
        """The undo steps that can be brought back, newest last."""
        return tuple(self._undone)
