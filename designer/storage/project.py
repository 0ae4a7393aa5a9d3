"""One project on disk: open or create it, edit it through its document, keep versions, close it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.invariants import invariants
from designer.errors import NotFoundError, ReadOnlyError
from designer.language import _
from designer.records import AnyRecord
from designer.storage import tidying, versions
from designer.storage.assets import AssetVault
from designer.storage.creating import write_new
from designer.storage.database import File, Glance
from designer.storage.journal import FileJournal
from designer.storage.lock import Lock
from designer.storage.opening import reached, records_of
from designer.storage.tidying import Spare
from designer.storage.versions import Version

if TYPE_CHECKING:
    from designer.kinds.library import Library


class Project:
    """An open project: its document, its assets and its versions, in one file."""

    def __init__(self, path: Path, *, file: File, document: Document, lock: Lock) -> None:
        """Use `open` or `create`."""
        self.path = path
        self.document = document
        self.assets = AssetVault(file)
        self._file = file
        self._lock = lock

    @property
    def read_only(self) -> str:
        """Why the project can only be looked at; empty when it can be edited."""
        return self.document.read_only

    # ---- opening and closing ----

    @classmethod
    def create(
        cls,
        path: Path,
        records: Iterable[AnyRecord],
        *,
        library: Library,
        assets: Iterable[bytes] = (),
    ) -> Self:
        """Make a new project file from records and the bytes of their assets, and open it."""
        write_new(path, records, assets=assets)
        return cls.open(path, library=library)

    @classmethod
    def open(cls, path: Path, *, library: Library) -> Self:
        """Open a project to edit it, or to look at it when something stands in the way of that."""
        lock = Lock(path)
        file: File | None = None
        try:
            file, reason = reached(path, lock)
            document = Document(
                records_of(file),
                journal=FileJournal(file),
                invariants=invariants(library),
                read_only=reason,
            )
        except BaseException:
            if file is not None:
                file.close()
            lock.release()
            raise
        return cls(path, file=file, document=document, lock=lock)

    def close(self) -> None:
        """Let go of the project; one file is left."""
        self._file.close()
        self._lock.release()
        self.document.read_only = self.document.read_only or _("The project is closed.")
        self._file = Glance(self.path, read_only=self.document.read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    # ---- versions ----

    def versions(self) -> tuple[Version, ...]:
        """The named versions, oldest first."""
        return versions.versions(self._file)

    def version(self, name: str) -> Version:
        """A version by name; raises NotFoundError."""
        for found in self.versions():
            if found.name == name:
                return found
        raise NotFoundError(_("There is no version called “{name}”.", name=name))

    def name_version(self, name: str, note: str = "") -> Version:
        """Give the present state a name of its own."""
        self.document.history.seal()
        seq = self.document.history.newest
        return versions.name_version(self._file, name, seq=seq, note=note)

    def describe_version(self, version: Version, *, name: str, note: str) -> Version:
        """Give a version another name or note."""
        return versions.describe_version(self._file, version, name=name, note=note)

    def picture_version(self, name: str, picture: bytes) -> str:
        """Keep what the page looks like beside a version; returns the SHA-256 of the picture."""
        sha256 = self.assets.add(picture)
        versions.picture_version(self._file, name, sha256=sha256)
        return sha256

    def forget_version(self, version: Version) -> None:
        """Take a name away; what was done stays in the history."""
        versions.forget_version(self._file, version.name)

    def state_at(self, seq: int) -> tuple[AnyRecord, ...]:
        """The records after edit `seq`, by id; 0 is the project as it was created."""
        journal = self.document.history.journal
        return tuple(versions.state_at(self.document, journal, seq).values())

    def look(self, version: Version) -> Document:
        """The project as it was, to be looked at."""
        reason = _("This is the version “{name}”; restore it to edit it.", name=version.name)
        return Document(self.state_at(version.seq), read_only=reason)

    def changes_since(self, version: Version) -> Diff:
        """What has changed from the version to now."""
        then = {record.id: record for record in self.state_at(version.seq)}
        return versions.between(then, self.document.records, label=version.name)

    # ---- room ----

    def spare(self) -> Spare:
        """The bytes that neither the project, nor its history, nor a version's picture needs."""
        return tidying.spare(self._file, tuple(self.document.records.values()))

    def tidy(self) -> Spare:
        """Take those bytes out of the file; what can be undone to stays. Returns what went."""
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        return tidying.tidy(self._file, tuple(self.document.records.values()))

    # ---- going back ----

    def restore(self, version: Version) -> Diff:
        """Bring the version back as one more step, which undo takes back."""
        return self.restore_state(version.seq, label=_("Restore {name}", name=version.name))

    def restore_state(self, seq: int, *, label: str) -> Diff:
        """Bring back the state after edit `seq` as one more step."""
        then = {record.id: record for record in self.state_at(seq)}
        diff = versions.between(self.document.records, then, label=label)
        with self.document.transaction(label, comes_back=True):
            self.document.apply(diff)
        return diff
