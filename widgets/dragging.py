"""Kinds on their way from the palette to the page: what a drag carries and what a drop does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QMimeData

from designer.actions.modules import add_module

if TYPE_CHECKING:
    from widgets.session import Session

KIND_MIME: Final = "application/x-duplex-kind"


class Dragged(msgspec.Struct, frozen=True):
    """What a palette drag carries: a kind, and one of its presets if one was chosen."""

    kind: str
    preset: int | None = None


def mime_of(dragged: Dragged) -> QMimeData:
    """The drag as MIME data."""
    data = QMimeData()
    data.setData(KIND_MIME, msgspec.json.encode(dragged))
    data.setText(dragged.kind)
    return data


def dragged_in(mime: QMimeData) -> Dragged | None:
    """What a drag carries, None when it is not ours."""
    data = bytes(mime.data(KIND_MIME).data())
    try:
        return msgspec.json.decode(data, type=Dragged) if data else None
    except msgspec.MsgspecError:
        return None


def add_here(session: Session, dragged: Dragged, *, floor: str, index: int) -> None:
    """Add a module of the dragged kind and select it."""
    made = session.attempt(
        lambda: add_module(
            session.document,
            kind=dragged.kind,
            floor=floor,
            index=index,
            library=session.library,
            preset=dragged.preset,
        )
    )
    if made is not None:
        session.look(modules=(made,))
