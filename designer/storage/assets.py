"""The project's pictures, videos and models: an archive by SHA-256 that `sqlite3 -A` reads."""

from __future__ import annotations

import hashlib
import time
import zlib

from designer.errors import NotFoundError, UnreadableError
from designer.language import _
from designer.storage.database import File

MODE = 0o100644
"""An ordinary file, in the terms of the archive."""

LARGEST = 512 * 1024 * 1024
"""Bytes of one asset; more is refused before anything is unpacked."""

SAMPLE = 256 * 1024
"""Bytes looked at to tell whether a large asset can be made smaller."""


class AssetVault:
    """Bytes by SHA-256; adding the same bytes again changes nothing."""

    def __init__(self, file: File) -> None:
        self._file = file

    def has(self, sha256: str) -> bool:
        """Whether these bytes are here."""
        return bool(self._file.rows("SELECT 1 FROM sqlar WHERE name = ?", (sha256,)))

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError, or UnreadableError when they are not what they were."""
        rows = self._file.rows("SELECT sz, data FROM sqlar WHERE name = ?", (sha256,))
        if not rows:
            raise NotFoundError(_("The project holds no asset “{id}”.", id=sha256[:12]))
        data = unpacked(*rows[0])
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UnreadableError(_("The asset “{id}” is damaged.", id=sha256[:12]))
        return data

    def add(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256."""
        row = archived(data)
        if not self.has(row[0]):
            with self._file.writing():
                self._file.run("INSERT INTO sqlar VALUES (?, ?, ?, ?, ?)", row)
        return row[0]

    def names(self) -> tuple[str, ...]:
        """The SHA-256 of all that is kept, in order."""
        return tuple(name for (name,) in self._file.rows("SELECT name FROM sqlar ORDER BY name"))


def archived(data: bytes) -> tuple[str, int, int, int, bytes]:
    """The archive's row: name, mode, time, size, and the bytes, deflated where that saves room."""
    name = hashlib.sha256(data).hexdigest()
    small = zlib.compress(data, 6) if _shrinks(data) else data
    return name, MODE, int(time.time()), len(data), small if len(small) < len(data) else data


def _shrinks(data: bytes) -> bool:
    """Whether deflating is worth the time, told from pieces of the data: most pictures are packed
    already, and a hundred megabytes of them would take seconds for nothing."""
    if len(data) <= SAMPLE:
        return True
    step = len(data) // 8
    piece = b"".join(data[at : at + SAMPLE // 8] for at in range(0, len(data), step))
    return len(zlib.compress(piece, 1)) < len(piece) * 0.94


def unpacked(size: int, data: bytes) -> bytes:
    """The bytes of a row of the archive; raises UnreadableError."""
    if len(data) == size:
        return data
    if not 0 <= size <= LARGEST:
        raise UnreadableError(_("An asset of the project is larger than can be used."))
    try:
        return zlib.decompressobj().decompress(data, size + 1)
    except zlib.error as error:
        raise UnreadableError(_("An asset of the project is damaged.")) from error
