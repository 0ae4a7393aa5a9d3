"""Bring a file from outside into the project's assets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from designer.errors import ReadOnlyError, UnreadableError
from designer.language import _
from designer.records import Asset
from widgets.assets.bringing import read
from widgets.tasks import Task

if TYPE_CHECKING:
    from widgets.session import Session

FILES = {
    "image/": (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg"),
    "video/": (".mp4", ".webm"),
    "model/": (".glb",),
}
"""By media type: the endings that can be brought."""

SMALL = 2 * 1024 * 1024
"""Bytes that are read and looked at in a blink; more is done beside the window."""


def local_files(data: QMimeData, endings: Sequence[str]) -> list[Path]:
    """The files on this machine that are dragged, as far as they have one of the endings."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in endings]


def asked(parent: QWidget, *, media: str) -> Path | None:
    """The file the user picks in the system's dialog."""
    pattern = " ".join(f"*{ending}" for ending in FILES[media])
    title = _("Import a file")
    name, __ = QFileDialog.getOpenFileName(parent, title, "", f"{title} ({pattern})")
    return Path(name) if name else None


def bring(session: Session, file: Path, *, media: str) -> str | None:
    """Add a file to the project and return the asset's id; a refusal is said to the user."""
    return session.attempt(lambda: _bring(session, file, media))


def _bring(session: Session, file: Path, media: str) -> str:
    from designer.actions.assets import add_assets, taken

    ending = file.suffix.lower()
    if ending not in FILES[media]:
        known = ", ".join(FILES[media])
        raise UnreadableError(
            _("“{name}” cannot be used here; bring one of {known}.", name=file.name, known=known)
        )
    if session.project.read_only:
        raise ReadOnlyError(session.project.read_only)
    vault = session.project.assets

    def work(_progress: object = None) -> Asset:
        return taken(read(file), name=file.stem, vault=vault)

    large = file.is_file() and file.stat().st_size > SMALL
    asset = _aside(work) if large else work()
    return add_assets(session.document, assets=[asset])[0]


def _aside(work: Callable[[object], Asset]) -> Asset:
    """Do the work on another thread while the window goes on painting; keys and clicks wait."""
    task, loop = Task(work), QEventLoop()
    answers: list[object] = []
    for signal in (task.finished, task.failed):
        signal.connect(answers.append)
        signal.connect(loop.quit)
    task.start()
    if not answers:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    found = answers[0]
    if isinstance(found, Exception):
        raise found
    assert isinstance(found, Asset)
    return found
