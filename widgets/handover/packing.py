"""Makes a package in the background from a copy of the project, and says what went wrong."""

from __future__ import annotations

import errno
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from designer.document.document import Document
from designer.errors import DesignerError
from designer.language import _
from widgets.tasks import Progress

if TYPE_CHECKING:
    from designer.export.manifest import Manifest
    from designer.export.verify import Report
    from designer.kinds.library import Library
    from widgets.session import Assets, Session

_LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, kw_only=True)
class Order:
    """Everything an export reads; nothing of it changes while the user goes on."""

    document: Document
    assets: Assets
    library: Library
    at: datetime | None

    @classmethod
    def of(cls, session: Session, *, at: datetime | None) -> Order:
        """The project as it stands now; `at` is the instant of the plain pages."""
        copy = Document(tuple(session.document.records.values()))
        return cls(document=copy, assets=session.project.assets, library=session.library, at=at)


@dataclass
class Package:
    """An export that was made, and what checking it found, if it was checked."""

    path: Path
    manifest: Manifest
    digest: str
    """SHA-256 of manifest.json, which names every other file with its own."""
    made: datetime
    report: Report | None = field(default=None)

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(file.size for file in self.manifest.files.values())

    @property
    def index(self) -> Path | None:
        """The page that opens from disk; None for a zip."""
        first = self.manifest.pages[0].file if self.manifest.pages else ""
        return self.path / first if first and self.path.is_dir() else None


def packed(order: Order, target: Path, progress: Progress) -> Package:
    """Write the package; raises DesignerError with a sentence for the user, and leaves nothing."""
    from designer.export.manifest import encode
    from designer.export.package import export_package

    def told(done: int, steps: int, what: str) -> None:
        progress(done / max(1, steps), what)

    try:
        manifest = export_package(
            order.document, order.assets, target, library=order.library, at=order.at, progress=told
        )
    except OSError as problem:
        raise DesignerError(refusal(problem, target)) from problem
    digest = hashlib.sha256(encode(manifest)).hexdigest()
    return Package(target, manifest, digest, datetime.now().astimezone())


def refusal(problem: OSError, target: Path) -> str:
    """Why a package could not be written, and what to do."""
    if problem.errno in _FULL:
        return _("“{path}” is on a disk that is full. Nothing was left there; make room or choose "
                 "another place.", path=target)  # fmt: skip
    if problem.errno in _LOCKED:
        return _("“{folder}” cannot be written to; choose another folder.", folder=target.parent)
    reason = problem.strerror or str(problem)
    return _("The package could not be written to “{path}”: {reason}. Nothing was left there.",
             path=target, reason=reason)  # fmt: skip


def first_target(shop: str) -> Path:
    """Where a package goes unless the user says otherwise."""
    place = QStandardPaths.StandardLocation.DownloadLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", shop).strip(" .-") or "duplex"
    return folder / f"{name}-{_('package')}.zip"


def suffixed(target: Path, *, form: str) -> Path:
    """The same place as a zip or as a folder."""
    bare = target.with_suffix("") if target.suffix.lower() == ".zip" else target
    return bare.with_name(bare.name + ".zip") if form == "zip" else bare


def problem_with(text: str) -> str:
    """Why a typed place cannot take a package, before anything is made; empty when it can."""
    if not text.strip():
        return _("Say where the package should go.")
    target = Path(text.strip()).expanduser()
    if not target.is_absolute():
        return _("“{path}” is not a full path; choose the place with the button.", path=target)
    if target.suffix.lower() == ".zip" and target.is_dir():
        return _("“{path}” is a folder; choose another name for the zip.", path=target)
    above = next((folder for folder in target.parents if folder.exists()), None)
    if above is not None and not above.is_dir():
        return _("“{path}” is a file, so nothing can be put below it.", path=above)
    return ""
