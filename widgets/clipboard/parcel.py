"""Modules as clipboard data: one JSON value with their pictures inside, plain names beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from designer.document.fragment import MOST_TEXT, Fragment, damaged, sound
from designer.errors import DesignerError

if TYPE_CHECKING:
    from widgets.session import Session

MODULES: Final = "application/x-duplex-modules+json"
SETTINGS: Final = "application/x-duplex-settings+json"
MOST_PICTURES: Final = 64 * 1024 * 1024
"""Bytes of pictures that travel along; what is beyond stays behind."""


class Parcel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fragment and the bytes of its pictures by SHA-256."""

    fragment: Fragment
    files: Mapping[str, bytes] = {}


def packed(session: Session, fragment: Fragment) -> tuple[bytes, int]:
    """The fragment with its pictures as JSON, and how many pictures were too heavy to go along."""
    files: dict[str, bytes] = {}
    room, heavy = MOST_PICTURES, 0
    for asset in sorted(fragment.assets, key=lambda one: one.size):
        if asset.size > room:
            heavy += 1
        elif asset.sha256 not in files and (data := _bytes(session, asset.sha256)) is not None:
            files[asset.sha256] = data
            room -= len(data)
    return msgspec.json.encode(Parcel(fragment, files)), heavy


def unpacked(data: bytes) -> Parcel:
    """The parcel in foreign data; raises InvalidError with one sentence."""
    if len(data) > 2 * (MOST_TEXT + MOST_PICTURES):
        raise damaged()
    try:
        parcel = msgspec.json.decode(data, type=Parcel)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise damaged() from error
    sound(parcel.fragment)
    return parcel


def _bytes(session: Session, sha256: str) -> bytes | None:
    try:
        return session.project.assets.get(sha256)
    except DesignerError:
        return None
