"""Undo and redo as positions in the journal: every step, also an undo, is one more written edit."""

from __future__ import annotations

from designer.document.journal import Entry, Journal


class History:
    """Which edits can be taken back and which brought back, read from the journal alone."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._labels: dict[int, str] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        self._merge = ""
        for entry in journal.entries():
            self.wrote(entry)

    def wrote(self, entry: Entry, *, merge: str = "") -> None:
        """Take note of a written edit; `merge` names the burst it may grow with."""
        self._labels[entry.seq] = entry.label
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
        return self._labels[seq]

    @property
    def done(self) -> tuple[int, ...]:
        """The edits in force, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[int, ...]:
        """The undo steps that can be brought back, newest last."""
        return tuple(self._undone)
