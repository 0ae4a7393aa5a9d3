"""The document: a project's records in memory, changed only inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from designer.document.diff import Change, Diff
from designer.document.history import History
from designer.document.journal import Journal, MemoryJournal
from designer.errors import NotFoundError, RefusedError
from designer.language import _
from designer.records import AnyRecord, Record, Shop, kind_of

R = TypeVar("R", bound=Record)
Listener = Callable[[Diff], None]
Invariant = Callable[["Document", Diff], None]
"""Raises RefusedError when the document, with the diff applied, breaks what must always hold."""


class Document:
    """The records of one project by id; `transaction` is the only way to change them."""

    def __init__(
        self,
        records: Iterable[AnyRecord] = (),
        *,
        journal: Journal | None = None,
        invariants: Sequence[Invariant] = (),
        writable: bool = True,
    ) -> None:
        self._records: dict[str, AnyRecord] = {record.id: record for record in records}
        self._journal: Journal = journal if journal is not None else MemoryJournal()
        self._invariants = tuple(invariants)
        self._listeners: list[Listener] = []
        self._open: dict[str, AnyRecord | None] | None = None
        self._writable = writable
        self.history = History(self._journal)
        self.revision = 0

    # ---- reading ----

    def get(self, key: str, of: type[R]) -> R:
        """The record `key`, which must be of type `of`; raises NotFoundError."""
        record = self._records.get(key)
        if not isinstance(record, of):
            kind = kind_of(of)
            text = _("There is no {kind} “{id}” in this project.", kind=kind, id=key)
            raise NotFoundError(text)
        return record

    def find(self, key: str | None) -> AnyRecord | None:
        """The record `key`, or None."""
        return None if key is None else self._records.get(key)

    def all(self, of: type[R]) -> tuple[R, ...]:
        """Every record of a type, by id: the same order after undo and after reopening."""
        return tuple(r for __, r in sorted(self._records.items()) if isinstance(r, of))

    @property
    def records(self) -> Mapping[str, AnyRecord]:
        """All records by id; a view, not to be changed."""
        return self._records

    @property
    def shop(self) -> Shop:
        """The one shop."""
        return self.get("shop", Shop)

    # ---- writing ----

    @contextmanager
    def transaction(self, label: str, *, merge: str = "") -> Iterator[None]:
        """Collect edits into one diff that is checked, written and announced, or not at all.

        `merge` names a burst (a drag, typing in a field): its edits become one undo step.
        Inside another transaction the edits join the outer one.
        """
        if self._open is not None:
            yield
            return
        self._open = {}
        try:
            yield
            diff = self._collected(label)
            self._commit(diff, merge=merge)
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open = None
        self._announce(diff)

    def put(self, record: AnyRecord) -> None:
        """Add or replace a record."""
        self._remember(record.id)
        self._records[record.id] = record

    def remove(self, key: str) -> None:
        """Take a record out; raises NotFoundError."""
        self.get(key, Record)
        self._remember(key)
        del self._records[key]

    def apply(self, diff: Diff) -> None:
        """Carry out the changes of a diff inside a transaction."""
        for key, change in diff.changes.items():
            if change.after is not None:
                self.put(change.after)
            elif key in self._records:
                self.remove(key)

    def undo(self) -> Diff | None:
        """Take back the newest step; None when there is none."""
        return self._revert(self.history.undoable)

    def redo(self) -> Diff | None:
        """Bring back the step undone last; None when there is none."""
        return self._revert(self.history.redoable)

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

    def _collected(self, label: str) -> Diff:
        assert self._open is not None
        pairs = ((key, before, self._records.get(key)) for key, before in self._open.items())
        return Diff(label, {key: Change(old, new) for key, old, new in pairs if old != new})

    def _commit(self, diff: Diff, *, merge: str = "", reverts: int | None = None) -> None:
        if not diff.changes:
            return
        if not self._writable:
            raise RefusedError(_("This project is open for reading only, so nothing was changed."))
        for invariant in self._invariants:
            invariant(self, diff)
        seq = self.history.growing(merge)
        if seq is None:
            self.history.wrote(self._journal.append(diff, reverts=reverts), merge=merge)
        else:
            self._journal.extend(diff, seq=seq, whole=self._journal.read(seq).then(diff))

    def _roll_back(self) -> None:
        for key, before in (self._open or {}).items():
            if before is None:
                self._records.pop(key, None)
            else:
                self._records[key] = before

    def _revert(self, seq: int | None) -> Diff | None:
        if seq is None:
            return None
        diff = self._journal.read(seq).reversed()
        self._open = {}
        try:
            self.apply(diff)
            self._commit(diff, reverts=seq)
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open = None
        self._announce(diff)
        return diff

    def _announce(self, diff: Diff) -> None:
        if not diff.changes:
            return
        self.revision += 1
        failures: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(diff)
            except Exception as failure:  # noqa: BLE001  every listener hears of the edit
                failures.append(failure)
        if failures:
            raise ExceptionGroup("listeners failed after the edit was kept", failures)
