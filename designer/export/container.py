"""Read a package that came from anywhere: a folder or a zip, measured and checked before a byte of
it is used."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Self

from designer.errors import UnreadableError
from designer.language import _

MAX_FILES = 20_000
MAX_BYTES = 2 * 1024**3
MAX_ONE = 512 * 1024**2
MAX_RATIO = 200
MAX_NAME = 240
_SMALL = 1024**2


class Container:
    """The files of a package by name; each is read when asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self.names: tuple[str, ...]
        if path.is_dir():
            self.names = tuple(sorted(_folder_names(path)))
        elif path.is_file():
            self._zip = _opened(path)
            self.names = tuple(sorted(_zip_names(self._zip)))
        else:
            raise UnreadableError(_("There is no package at “{path}”.", path=path))
        _refuse_names(self.names)

    def read(self, name: str) -> bytes:
        """The bytes of one file; raises UnreadableError when they cannot be had."""
        try:
            if self._zip is None:
                return (self.path / name).read_bytes()
            return _unpacked(self._zip, name)
        except (
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableError(
                _("“{name}” cannot be read: {reason}.", name=name, reason=error)
            ) from error

    def close(self) -> None:
        """Let the file go."""
        if self._zip is not None:
            self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableError(
            _(
                "“{path}” is not a zip file that can be read: {reason}.",
                path=path.name,
                reason=error,
            )
        ) from error


def _zip_names(archive: zipfile.ZipFile) -> Iterator[str]:
    entries = archive.infolist()
    _refuse_sizes(entry.file_size for entry in entries)
    for entry in entries:
        mode = entry.external_attr >> 16
        if entry.flag_bits & 0x1:
            raise UnreadableError(_("“{name}” is encrypted.", name=_shown(entry.filename)))
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise UnreadableError(
                _("“{name}” is a link or a device, not a file.", name=_shown(entry.filename))
            )
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableError(
                _("“{name}” unpacks to far more than it holds.", name=_shown(entry.filename))
            )
        if not entry.is_dir():
            yield entry.orig_filename if "\0" in entry.orig_filename else entry.filename


def _folder_names(folder: Path) -> Iterator[str]:
    found = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    for path in found:
        if path.is_symlink() or not path.is_file():
            raise UnreadableError(_("“{name}” is a link or a device, not a file.", name=path.name))
    _refuse_sizes(path.stat().st_size for path in found)
    return (path.relative_to(folder).as_posix() for path in found)


def _refuse_sizes(sizes: Iterable[int]) -> None:
    total = 0
    for number, size in enumerate(sizes, 1):
        total += size
        if number > MAX_FILES or size > MAX_ONE or total > MAX_BYTES:
            raise UnreadableError(
                _(
                    "The package holds more than {files} files or {size} GB.",
                    files=MAX_FILES,
                    size=MAX_BYTES // 1024**3,
                )
            )


def _refuse_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not _harmless(name):
            raise UnreadableError(
                _("“{name}” is not a name a package may hold.", name=_shown(name))
            )
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise UnreadableError(_("“{name}” occurs twice.", name=_shown(name)))
        seen.add(folded)


def _harmless(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = all(part not in ("..", ".", "/") and part == part.strip() for part in parts)
    hidden = any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") for letter in name)
    return (
        bool(parts)
        and plain
        and not hidden
        and len(name) <= MAX_NAME
        and not any(c in name for c in '\\:*?"<>|')
    )


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes; the size the directory claims is a cap, not a promise."""
    entry = archive.getinfo(name)
    with archive.open(entry) as source:
        data = source.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise zipfile.BadZipFile(_("its size is not what the package says"))
    return data


def _shown(name: str) -> str:
    return name.encode("unicode_escape").decode()[:80]
