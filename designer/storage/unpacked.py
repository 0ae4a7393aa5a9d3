"""A project as a folder of reviewable text and asset files, and back: pack, unpack, read."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer.document.document import Document
from designer.document.invariants import problems
from designer.document.media import inspected
from designer.errors import InvalidError, NotFoundError, RefusedError, UnreadableError
from designer.kinds.problems import explain
from designer.language import _
from designer.records import RECORD_TYPES, AnyRecord, Asset, Shop, kind_of
from designer.storage.assets import AssetVault
from designer.storage.creating import write_new
from designer.storage.folder_assets import FolderAssets, files_of, hashed, read_bytes
from designer.storage.opening import looked_at, records_of

if TYPE_CHECKING:
    from designer.kinds.library import Library

FORMAT = "duplex-project"
VERSION = 2
MARK = "project.json"
_ROOMS = ("records", "assets", "tables")
_MOST_TEXT = 64 * 1024 * 1024
"""Bytes of one file of records."""


def unpack(path: Path, folder: Path) -> None:
    """Write a project file as a folder, new, empty or unpacked earlier (then it is replaced)."""
    if folder.exists() and not (folder / MARK).is_file() and _holds_anything(folder):
        text = _("“{folder}” holds other things; choose an empty folder.", folder=folder)
        raise RefusedError(text)
    file = looked_at(path)
    try:
        records = records_of(file)
        vault = AssetVault(file)
        assets = {name: _sha256(record) for name, record in files_of(records).items()}
        _write(folder, _texts(records), ((name, vault.get(sha)) for name, sha in assets.items()))
        _clear_others(folder, {*_texts(records), *assets})
    except OSError as error:
        text = _("“{folder}” cannot be written: {reason}.", folder=folder, reason=error.strerror)
        raise RefusedError(text) from error
    finally:
        file.close()


def pack(folder: Path, path: Path, *, library: Library) -> tuple[str, ...]:
    """Make a project file of a folder; returns what in it does not fit its kinds, a sentence each.

    Raises InvalidError naming the file and the place when the folder makes no whole project.
    """
    records, assets = read_folder(folder)
    write_new(path, records, assets=(assets.get(name) for name in assets.names()))
    return tuple(problems(Document(records), library=library))


def read_folder(folder: Path) -> tuple[tuple[AnyRecord, ...], FolderAssets]:
    """The records of an unpacked project, by id, and its asset files; hashes are filled in.

    Raises NotFoundError, UnreadableError or InvalidError with the file and the place.
    """
    _check_mark(folder)
    records: dict[str, AnyRecord] = {}
    for kind in RECORD_TYPES:
        for record in _read_kind(folder, kind):
            if record.id in records:
                text = _(
                    "records/{kind}.json: the id “{id}” stands twice.", kind=kind, id=record.id
                )
                raise InvalidError(text)
            records[record.id] = record
    if not isinstance(records.get("shop"), Shop):
        raise InvalidError(_("records/shop.json is missing, or its id is not “shop”."))
    files = _take_files(folder, records)
    whole = tuple(record for __, record in sorted(records.items()))
    problem = next(problems(Document(whole)), None)
    if problem is not None:
        raise InvalidError(f"{folder.name}: {problem}")
    return whole, FolderAssets(files)


# ---- reading ------------------------------------------------------------------------------------


def _check_mark(folder: Path) -> None:
    if not folder.is_dir():
        raise NotFoundError(_("There is no folder “{folder}”.", folder=folder))
    mark = _json(folder, MARK) if (folder / MARK).is_file() else None
    if not isinstance(mark, dict) or mark.get("format") != FORMAT:
        text = _("“{folder}” is not an unpacked Duplex project: it has no {file}.",
                 folder=folder, file=MARK)  # fmt: skip
        raise UnreadableError(text)
    if not isinstance(mark.get("version"), int) or mark["version"] > VERSION:
        text = _("“{folder}” was unpacked by a newer Duplex; update Duplex to read it.",
                 folder=folder)  # fmt: skip
        raise UnreadableError(text)


def _read_kind(folder: Path, kind: str) -> Iterator[AnyRecord]:
    name = f"records/{kind}.json"
    if not (folder / name).exists():
        return
    items = _json(folder, name)
    if not isinstance(items, list):
        raise InvalidError(_("{file}: needs a list of records.", file=name))
    for number, item in enumerate(items, 1):
        yield _record(item, kind, _place(name, number, item))


def _record(item: object, kind: str, place: str) -> AnyRecord:
    if isinstance(item, dict) and item.setdefault("record", kind) != kind:
        text = _("{place}: a record of the kind “{kind}” stands in the wrong file.",
                 place=place, kind=item["record"])  # fmt: skip
        raise InvalidError(text)
    try:
        record: AnyRecord = msgspec.convert(item, AnyRecord)
    except msgspec.ValidationError as error:
        at, sentence = explain(error)
        said = _("{place}, {at}: {problem}.") if at else _("{place}: {problem}.")
        raise InvalidError(said.format(place=place, at=at, problem=sentence)) from error
    return record


def _place(name: str, number: int, item: object) -> str:
    key = item.get("id") if isinstance(item, dict) else None
    return _("{file}, entry {number} (“{id}”)", file=name, number=number, id=key or "?")


def _json(folder: Path, name: str) -> object:
    path = _inside(folder, name)
    if path.is_file() and path.stat().st_size > _MOST_TEXT:
        limit = _MOST_TEXT // 1024**2
        raise InvalidError(_("{file} is larger than {limit} MB.", file=name, limit=limit))
    try:
        return msgspec.json.decode(read_bytes(path, name))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        text = _("{file} is not JSON in UTF-8: {reason}.", file=name, reason=error)
        raise InvalidError(text) from error


def _inside(folder: Path, name: str) -> Path:
    """The file, which a link must not lead out of the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InvalidError(_("{file} leads out of the project's folder.", file=name))
    return path


def _take_files(folder: Path, records: dict[str, AnyRecord]) -> dict[str, Path]:
    """Check the files beside the records, fill sizes and hashes in; the paths by SHA-256."""
    found: dict[str, Path] = {}
    for name, record in files_of(tuple(records.values())).items():
        path = _inside(folder, name)
        data = read_bytes(path, name)
        sha256 = hashed(data)
        if _sha256(record) not in ("", sha256):
            text = _("{file} is not the file its record was made for: the SHA-256 differs. Put the "
                     "right file there, or empty “sha256” in the record “{id}”.",
                     file=name, id=record.id)  # fmt: skip
            raise InvalidError(text)
        if isinstance(record, Asset):
            records[record.id] = _measured(record, data, sha256, name=name)
        found[sha256] = path
    return found


def _measured(asset: Asset, data: bytes, sha256: str, *, name: str) -> Asset:
    facts = inspected(data, asset.media, name=name)
    if not asset.sha256 or not asset.width:
        asset = msgspec.structs.replace(asset, width=facts.width, height=facts.height)
    return msgspec.structs.replace(asset, sha256=sha256, size=len(data))


def _sha256(record: AnyRecord) -> str:
    holder = record if isinstance(record, Asset) else getattr(record, "source", None)
    return str(getattr(holder, "sha256", ""))


# ---- writing ------------------------------------------------------------------------------------


def _texts(records: Iterable[AnyRecord]) -> dict[str, bytes]:
    """The text files of a project, by name."""
    kinds: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        kinds[kind_of(type(record))].append(record)
    texts = {MARK: _text({"format": FORMAT, "version": VERSION})}
    for kind, found in sorted(kinds.items()):
        texts[f"records/{kind}.json"] = _text(sorted(found, key=lambda record: record.id))
    return texts


def _text(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _write(folder: Path, texts: dict[str, bytes], assets: Iterable[tuple[str, bytes]]) -> None:
    for name, data in itertools.chain(texts.items(), assets):
        _put(folder / name, data)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or not path.is_file() or path.read_bytes() != data:
        path.unlink(missing_ok=True)
        path.write_bytes(data)


def _clear_others(folder: Path, names: set[str]) -> None:
    """Take away what an earlier unpacking left in our own rooms."""
    for room in _ROOMS:
        for path in (folder / room).glob("*"):
            if f"{room}/{path.name}" not in names and path.is_file():
                path.unlink()
        with suppress(OSError):
            (folder / room).rmdir()


def _holds_anything(folder: Path) -> bool:
    return not folder.is_dir() or any(folder.iterdir())
