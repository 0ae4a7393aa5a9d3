"""The asset files of an unpacked project: their names, and their bytes by SHA-256."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from designer.document.media import ENDINGS
from designer.errors import InvalidError, NotFoundError, ReadOnlyError
from designer.language import _
from designer.records import AnyRecord, Asset, Imported, Population
from designer.storage.assets import LARGEST

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,120}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderAssets:
    """The bytes of an unpacked project by SHA-256; nothing can be added."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)

    def has(self, sha256: str) -> bool:
        """Whether these bytes are here."""
        return sha256 in self._files

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError."""
        path = self._files.get(sha256)
        if path is None:
            raise NotFoundError(_("The project holds no asset “{id}”.", id=sha256[:12]))
        return read_bytes(path, path.name)

    def add(self, data: bytes) -> str:
        """Refuse."""
        del data
        raise ReadOnlyError(_("An unpacked project can only be looked at; pack it to edit it."))

    def names(self) -> tuple[str, ...]:
        """The SHA-256 of all that is here, in order."""
        return tuple(sorted(self._files))


def asset_file(asset: Asset) -> str:
    """Where an asset's bytes stand: `ast_kv_autumn` of image/webp at `assets/kv-autumn.webp`."""
    stem = asset.id.removeprefix("ast_").replace("_", "-")
    if not _SAFE.fullmatch(stem):
        text = _("The asset id “{id}” cannot be a file name; use letters, digits and _.",
                 id=asset.id)  # fmt: skip
        raise InvalidError(text)
    return f"assets/{stem}.{ENDINGS.get(asset.media, 'bin')}"


def table_file(population: Population) -> str | None:
    """Where an imported table stands, None for a recipe."""
    if not isinstance(population.source, Imported):
        return None
    if not _SHA256.fullmatch(population.source.sha256):
        text = _("The table of “{name}” has no SHA-256.", name=population.name)
        raise InvalidError(text)
    return f"tables/{population.source.sha256}.parquet"


def files_of(records: Iterable[AnyRecord]) -> dict[str, AnyRecord]:
    """The file beside the records that each asset and imported table needs; raises on a clash."""
    found: dict[str, AnyRecord] = {}
    for record in records:
        name = asset_file(record) if isinstance(record, Asset) else None
        name = table_file(record) if isinstance(record, Population) else name
        if name is None:
            continue
        other = found.setdefault(name, record)
        if other.id != record.id and isinstance(record, Asset):
            text = _("“{one}” and “{two}” would both be the file {name}; rename one.",
                     one=other.id, two=record.id, name=name)  # fmt: skip
            raise InvalidError(text)
    return found


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file that is a plain file of a size we take; `name` is for the sentence."""
    try:
        if not path.is_file():
            raise InvalidError(_("{file} is missing; put it there, or take its record out.",
                                 file=name))  # fmt: skip
        if path.stat().st_size > LARGEST:
            text = _("{file} is larger than {limit} MB.", file=name, limit=LARGEST // 1024**2)
            raise InvalidError(text)
        return path.read_bytes()
    except OSError as error:
        text = _("{file} cannot be read: {reason}.", file=name, reason=error.strerror)
        raise InvalidError(text) from error


def hashed(data: bytes) -> str:
    """The SHA-256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
