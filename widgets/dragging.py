"""What is dragged to a page, from the palette, the outline or the desktop, and what a drop does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QMimeData

from widgets.palette.using import put_kind, put_part, put_template

if TYPE_CHECKING:
    from widgets.session import Session

KIND_MIME: Final = "application/x-duplex-kind"
MODULES_MIME: Final = "application/x-duplex-modules"
ASSET_MIME: Final = "application/x-duplex-asset"
PRODUCT_MIME: Final = "application/x-duplex-product"


class Dragged(msgspec.Struct, frozen=True):
    """What a palette drag carries: a kind, and one of its presets if one was chosen; or the id of a
    part, or the key of a template, with the kind of its first module and its name."""

    kind: str
    preset: int | None = None
    part: str = ""
    template: str = ""
    name: str = ""


class Rows(msgspec.Struct, frozen=True):
    """Records dragged by their ids: modules out of the outline, pictures, products."""

    mime: str
    ids: tuple[str, ...]


class Files(msgspec.Struct, frozen=True):
    """Files dragged from the desktop or a file manager."""

    paths: tuple[Path, ...]


Carried = Dragged | Rows | Files


def mime_of(dragged: Dragged) -> QMimeData:
    """The drag as MIME data."""
    data = QMimeData()
    data.setData(KIND_MIME, msgspec.json.encode(dragged))
    data.setText(dragged.kind)
    return data


def dragged_in(mime: QMimeData) -> Dragged | None:
    """The kind a drag carries, None when it carries none."""
    data = bytes(mime.data(KIND_MIME).data())
    try:
        return msgspec.json.decode(data, type=Dragged) if data else None
    except msgspec.MsgspecError:
        return None


def carried_in(mime: QMimeData) -> Carried | None:
    """What a drag carries, None when a page has no use for it."""
    found = dragged_in(mime)
    if found is not None:
        return found
    for name in (MODULES_MIME, ASSET_MIME, PRODUCT_MIME):
        ids = _ids(bytes(mime.data(name).data()))
        if ids:
            return Rows(name, ids)
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return Files(paths) if paths else None


def add_here(session: Session, dragged: Dragged, *, floor: str, index: int) -> None:
    """Put down what the palette let go of, and select it."""
    if dragged.part:
        put_part(session, dragged.part, floor=floor, index=index)
    elif dragged.template:
        put_template(session, dragged.template, floor=floor, index=index)
    else:
        put_kind(session, dragged.kind, dragged.preset, floor=floor, index=index)


def _ids(data: bytes) -> tuple[str, ...]:
    """Ids written as a JSON list, or one after another with commas."""
    if data.startswith(b"["):
        try:
            return tuple(msgspec.json.decode(data, type=list[str]))
        except msgspec.MsgspecError:
            return ()
    text = data.decode("utf-8", "replace")
    return tuple(filter(None, text.split(",")))
