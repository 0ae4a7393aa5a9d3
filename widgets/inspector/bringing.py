"""Bring a file from outside into the project's assets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from designer.errors import UnreadableError
from designer.language import _

if TYPE_CHECKING:
    from widgets.session import Session

FILES = {
    "image/": (".png", ".jpg", ".jpeg", ".webp", ".gif"),
    "video/": (".mp4", ".webm"),
    "model/": (".glb",),
}
"""By media type: the endings that can be brought."""

MEDIA = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
    ".gif": "image/gif", ".mp4": "video/mp4", ".webm": "video/webm", ".glb": "model/gltf-binary",
}  # fmt: skip
LARGEST = {"image/": 20, "video/": 200, "model/": 60}
"""Megabytes that a file of each type may weigh."""


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
    from designer.actions.assets import add_asset

    ending = file.suffix.lower()
    if ending not in FILES[media]:
        known = ", ".join(FILES[media])
        raise UnreadableError(
            _("“{name}” cannot be used here; bring one of {known}.", name=file.name, known=known)
        )
    data = _read(file, limit=LARGEST[media] << 20)
    return add_asset(
        session.document,
        project_assets=session.project.assets,
        data=data,
        name=file.stem,
        media=MEDIA[ending],
    )


def _read(file: Path, *, limit: int) -> bytes:
    try:
        size = file.stat().st_size
        if size > limit:
            text = _("“{name}” weighs {size} MB; at most {limit} MB can be used here.",
                     name=file.name, size=round(size / (1 << 20)), limit=limit >> 20)  # fmt: skip
            raise UnreadableError(text)
        return file.read_bytes()
    except OSError as problem:
        said = problem.strerror or str(problem)
        text = _("“{name}” cannot be read: {problem}.", name=file.name, problem=said)
        raise UnreadableError(text) from problem
