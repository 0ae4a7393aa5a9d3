"""Zones on the clipboard: pixels kept, so that they can be pasted on another picture or project."""

from __future__ import annotations

from typing import cast

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from designer.kinds.geometry.box import Box
from designer.kinds.settings.hot_zones import Zone
from designer.records import Struct
from widgets.zones.subject import Subject

MIME = "application/x-duplex-zones+json"
MOST, LARGEST = 200, 1 << 20
"""How many zones, and how many bytes, are read from a clipboard."""


class Copied(Struct):
    """One zone with its place in pixels."""

    box: tuple[int, int, int, int]
    zone: Zone


class Copies(Struct):
    """What the clipboard holds; `variant` and `setting` tell the picture it came from."""

    zones: tuple[Copied, ...]
    variant: str = ""
    setting: str = ""


def copy(subject: Subject) -> bool:
    """Put the selected zones on the clipboard."""
    chosen = subject.chosen_zones()
    if not chosen:
        return False
    boxes = ((subject.picture.box(zone), zone) for zone in chosen)
    copied = tuple(Copied(box=(box.x, box.y, box.w, box.h), zone=zone) for box, zone in boxes)
    made = Copies(zones=copied, variant=subject.spot.variant, setting=subject.spot.setting)
    data = QMimeData()
    data.setData(MIME, msgspec.json.encode(made))
    data.setText("\n".join(_line(one) for one in copied))
    QGuiApplication.clipboard().setMimeData(data)
    return True


def held() -> Copies | None:
    """The zones on the clipboard, if there are any that can be read."""
    mime = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # empty: None
    data = bytes(mime.data(MIME).data()) if mime is not None else b""
    if not data or len(data) > LARGEST:
        return None
    try:
        found = msgspec.json.decode(data, type=Copies)
    except msgspec.MsgspecError:
        return None
    return found if 0 < len(found.zones) <= MOST else None


def paste(subject: Subject) -> bool:
    """Draw the clipboard's zones at the same pixels; beside themselves on their own picture."""
    found = held()
    if found is None:
        return False
    own = (found.variant, found.setting) == subject.spot
    taken = set(subject.picture.boxes.values())
    boxes = [Box(*one.box).inside(subject.picture.size) for one in found.zones]
    step = 0
    while own and any(box.moved(step, step) in taken for box in boxes):
        step += 16
    moved = [box.moved(step, step).inside(subject.picture.size) for box in boxes]
    subject.add(moved, like=[one.zone for one in found.zones])
    return True


def _line(copied: Copied) -> str:
    x, y, w, h = copied.box
    return f"{copied.zone.label}\t{x}, {y}, {w} × {h}".strip()
