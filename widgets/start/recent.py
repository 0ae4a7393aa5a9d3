"""The projects worked on last: where each is, what it is called, when, and a picture of it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from platformdirs import user_cache_path, user_data_path
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MOST = 24
"""How many projects are remembered."""
PICTURE = 480, 720
"""The most a picture of a project is wide and high, in pixels."""


class Recent(msgspec.Struct, frozen=True):
    """A project that was open: its file, the shop's name, and when it was left or opened last."""

    path: str
    name: str
    at: datetime

    @property
    def file(self) -> Path:
        """The project's file."""
        return Path(self.path)

    @property
    def picture(self) -> Path:
        """Where its picture is, if one was taken."""
        called = sha256(self.path.encode()).hexdigest()[:24]
        return user_cache_path("duplex", appauthor=False) / "projects" / f"{called}.jpg"


class Recents:
    """A small file of recent projects, the newest first; a file that is no such list counts as
    none."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or user_data_path("duplex", appauthor=False) / "recent.json"

    def all(self) -> tuple[Recent, ...]:
        """Every project remembered, also those whose file is gone."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=tuple[Recent, ...])
        except (OSError, msgspec.MsgspecError):
            return ()

    def remember(self, file: Path, *, name: str, picture: QImage | None = None) -> None:
        """Put a project first, with a picture of its page when there is one."""
        newest = Recent(path=str(file.resolve()), name=name, at=datetime.now(UTC))
        rest = (one for one in self.all() if one.path != newest.path)
        self._write((newest, *rest)[:MOST])
        if picture is not None and not picture.isNull():
            newest.picture.parent.mkdir(parents=True, exist_ok=True)
            _scaled(picture).save(str(newest.picture), quality=84)

    def forget(self, recent: Recent) -> None:
        """Take a project off the list; its file stays."""
        self._write(tuple(one for one in self.all() if one.path != recent.path))
        recent.picture.unlink(missing_ok=True)

    def _write(self, recents: tuple[Recent, ...]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(recents)))
        fresh.replace(self._file)


def _scaled(picture: QImage) -> QImage:
    wide, high = PICTURE
    fitted = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    return fitted.copy(0, 0, wide, min(high, fitted.height()))
