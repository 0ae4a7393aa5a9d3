"""The document: a project's records in memory, changed only inside a transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TypeVar, cast

from designer.document.diff import Change, Diff
from designer.document.history import History
from designer.document.journal import Journal, MemoryJournal
from designer.document.links import Links
from designer.document.nouns import noun
from designer.errors import NotFoundError, ReadOnlyError
from designer.language import _
from designer.records import AnyRecord, Record, Shop

R = TypeVar("R", bound=Record)
Listener = Callable[[Diff], None]
Invariant = Callable[["Document", Diff], None]
"""Raises RefusedError when the document, with the diff applied, breaks what must always hold."""


class Document:
    """The records of one project by id; `transaction` is the only way to change them.

    `revision` grows by one with every finished edit, so what is derived from the records can be
    kept for as long as it stands still. While an earlier state `comes_back` (undo, redo, a version)
    what is locked gives way to it.
    """

    def __init__(
        self,
        records: Iterable[AnyRecord] = (),
        *,
        journal: Journal | None = None,
        invariants: Sequence[Invariant] = (),
        read_only: str = "",
    ) -> None:
        self._records: dict[str, AnyRecord] = {record.id: record for record in records}
        self._journal: Journal = journal if journal is not None else MemoryJournal()
        self._invariants = tuple(invariants)
        self._listeners: list[Listener] = []
        self._unheard: deque[Diff] = deque()
        self._open: dict[str, AnyRecord | None] | None = None
        self._links: Links | None = None
        self._sorted: dict[type[Record], tuple[Record, ...]] = {}
        self.read_only = read_only
        self.comes_back = False
        self.history = History(self._journal)
        self.revision = 0

    # ---- reading ----

    def get(self, key: str, of: type[R]) -> R:
        """The record `key`, which must be of type `of`; raises NotFoundError."""
        record = self._records.get(key)
        if not isinstance(record, of):
            kind = noun(of)
            text = _("There is no {kind} “{id}” in this project.", kind=kind, id=key)
            raise NotFoundError(text)
        return record

    def find(self, key: str | None) -> AnyRecord | None:
        """The record `key`, or None."""
        return None if key is None else self._records.get(key)

    def all(self, of: type[R]) -> tuple[R, ...]:
        """Every record of a type, by id: the same order after undo and after reopening."""
        if of not in self._sorted:
            found = sorted((r for r in self._records.values() if isinstance(r, of)), key=_by_id)
            self._sorted[of] = tuple(found)
        return cast("tuple[R, ...]", self._sorted[of])

    @property
    def records(self) -> Mapping[str, AnyRecord]:
        """All records by id; a view that cannot be written to."""
        return MappingProxyType(self._records)

    def users(self, key: str) -> frozenset[str]:
        """The ids of the records that mention `key`: its parent, rules, settings, links."""
        if self._links is None:
            self._links = Links()
            for record in self._records.values():
                self._links.replace(None, record)
        return self._links.users(key)

    @property
    def shop(self) -> Shop:
        """The one shop."""
        return self.get("shop", Shop)

    # ---- writing ----

    @contextmanager
    def transaction(
        self, label: str, *, merge: str = "", comes_back: bool = False
    ) -> Iterator[None]:
        """Collect edits into one diff: checked, written and announced together, or not at all.

        `merge` names a burst (a drag, typing in one field): edits of one burst are one undo step.
        Inside another transaction the edits join the outer one; if they fail, only they are
        taken back.
        """
        outer, self._open = self._open, {}
        diff = Diff(label, {})
        try:
            yield
            if outer is None:
                diff = self._collected(label)
                self.comes_back = comes_back
                self._commit(diff, merge=merge)
            else:
                outer |= self._open | outer  # what stood before the outer transaction wins
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open, self.comes_back = outer, False
        if diff.changes:
            self._announce(diff)

    def put(self, record: AnyRecord) -> None:
        """Add or replace a record."""
        self._remember(record.id)
        self._set(record.id, record)

    def remove(self, key: str) -> None:
        """Take a record out; raises NotFoundError."""
        if key not in self._records:
            raise NotFoundError(_("There is nothing called “{id}” in this project.", id=key))
        self._remember(key)
        self._set(key, None)

    def apply(self, diff: Diff) -> None:
        """Carry out the changes of a diff inside a transaction."""
        for key, change in diff.changes.items():
            if change.after is not None:
                self.put(change.after)
            elif key in self._records:
                self.remove(key)

    def undo(self) -> Diff | None:
        """Take back the newest step; None when there is none."""
        return self._step(lambda: self.history.undoable)

    def redo(self) -> Diff | None:
        """Bring back the step undone last; None when there is none."""
        return self._step(lambda: self.history.redoable)

    def travel(self, away: int) -> Diff:
        """Redo (above 0) or undo (below 0) so many steps: each written, all announced as one."""
        if self._open is not None:
            raise RuntimeError("undo and redo are steps of their own")
        self._open, self.comes_back = {}, True
        try:
            reverts = [(seq, self._taken_back(seq)) for seq in self.history.way(away)]
            whole = self._collected("")
            for entry in self._journal.append_all(reverts, whole=whole) if reverts else ():
                self.history.wrote(entry)
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open, self.comes_back = None, False
        self._announce(whole)
        return whole

    # ---- listening ----

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every finished diff; the returned function stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # ---- inside ----

    def _remember(self, key: str) -> None:
        if self._open is None:
            raise RuntimeError("records change only inside a transaction")
        self._open.setdefault(key, self._records.get(key))

    def _set(self, key: str, record: AnyRecord | None) -> None:
        if self._links is not None:
            self._links.replace(self._records.get(key), record)
        if record is None:
            self._records.pop(key, None)
        else:
            self._records[key] = record
        self._sorted.clear()

    def _collected(self, label: str) -> Diff:
        assert self._open is not None
        pairs = ((key, before, self._records.get(key)) for key, before in self._open.items())
        return Diff(label, {key: Change(old, new) for key, old, new in pairs if old != new})

    def _commit(self, diff: Diff, *, merge: str = "", reverts: int | None = None) -> None:
        if not diff.changes and reverts is None:
            return
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        for invariant in self._invariants:
            invariant(self, diff)
        seq = self.history.growing(merge)
        if seq is None:
            self.history.wrote(self._journal.append(diff, reverts=reverts), merge=merge)
        else:
            whole = self._journal.read(seq).then(diff)
            self._journal.extend(diff, seq=seq, whole=whole)
            if not whole.changes:
                self.history.dropped()

    def _roll_back(self) -> None:
        for key, before in (self._open or {}).items():
            self._set(key, before)

    def _step(self, newest: Callable[[], int | None]) -> Diff | None:
        """Revert the newest edit that changes anything: a burst may have ended as it began."""
        while (seq := newest()) is not None:
            diff = self._revert(seq)
            if diff.changes:
                return diff
        return None

    def _revert(self, seq: int) -> Diff:
        if self._open is not None:
            raise RuntimeError("undo and redo are steps of their own")
        diff = self._journal.read(seq).reversed()
        self._open, self.comes_back = {}, True
        try:
            self.apply(diff)
            self._commit(diff, reverts=seq)
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open, self.comes_back = None, False
        self._announce(diff)
        return diff

    def _taken_back(self, seq: int) -> Diff:
        """Revert one edit in memory as one of several."""
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        diff = self._journal.read(seq).reversed()
        self.apply(diff)
        for invariant in self._invariants:
            invariant(self, diff)
        return diff

    def _announce(self, diff: Diff) -> None:
        """Tell every listener, each diff to all before the next, even if a listener edits."""
        self.revision += bool(diff.changes)
        self._unheard.append(diff)
        if len(self._unheard) > 1:
            return
        failures: list[Exception] = []
        try:
            while self._unheard:
                failures += self._told(self._unheard[0])
                self._unheard.popleft()
        finally:
            self._unheard.clear()
        if failures:
            raise ExceptionGroup("listeners failed after the edit was kept", failures)

    def _told(self, diff: Diff) -> list[Exception]:
        failures: list[Exception] = []
        for listener in tuple(self._listeners if diff.changes else ()):
            try:
                listener(diff)
            except Exception as failure:  # noqa: BLE001 - the edit is kept; every listener must hear of it
                failures.append(failure)
        return failures


def _by_id(record: Record) -> str:
    return record.id
