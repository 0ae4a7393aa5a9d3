"""What a 3D model says of itself, and why one cannot be taken: read within limits, not drawn."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from designer.errors import InvalidError
from designer.language import _

MOST_JSON = 16 * 1024 * 1024
MOST_PARTS = 100_000


class Shape(NamedTuple):
    """How much there is to draw, and the box it fills in metres."""

    triangles: int = 0
    meshes: int = 0
    materials: int = 0
    textures: int = 0
    animations: int = 0
    size: tuple[float, float, float] = (0.0, 0.0, 0.0)


def shape(data: bytes, *, name: str) -> Shape:
    """The facts of a GLB file; raises InvalidError for what is none, or reaches outside itself."""
    scene = _scene(data, name)
    try:
        return _told(scene, name)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(name) from error


def _scene(data: bytes, name: str) -> Mapping[str, Any]:
    try:
        magic, version, total = struct.unpack_from("<4sII", data, 0)
        size, kind = struct.unpack_from("<I4s", data, 12)
    except struct.error as error:
        raise _damaged(name) from error
    if magic != b"glTF" or kind != b"JSON" or total > len(data) or size > MOST_JSON:
        raise _damaged(name)
    if version != 2:
        text = _("“{name}” is glTF {version}; save it as glTF 2.", name=name, version=version)
        raise InvalidError(text)
    try:
        scene = msgspec.json.decode(data[20 : 20 + size])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(name) from error
    if not isinstance(scene, dict):
        raise _damaged(name)
    return scene


def _told(scene: Mapping[str, Any], name: str) -> Shape:
    for part in (*scene.get("buffers", ()), *scene.get("images", ())):
        if "uri" in part and not str(part["uri"]).startswith("data:"):
            text = _("“{name}” names the file “{file}” beside it; save it as one GLB with "
                     "everything inside.", name=name, file=str(part["uri"])[:60])  # fmt: skip
            raise InvalidError(text)
    accessors, meshes = scene.get("accessors", ()), scene.get("meshes", ())
    pieces = [piece for mesh in meshes for piece in mesh.get("primitives", ())]
    if len(pieces) > MOST_PARTS:
        raise _damaged(name)
    low, high = [float("inf")] * 3, [float("-inf")] * 3
    triangles = 0
    for piece in pieces:
        place = accessors[piece["attributes"]["POSITION"]]
        count = accessors[piece["indices"]]["count"] if "indices" in piece else place["count"]
        triangles += _triangles(int(count), piece.get("mode", 4))
        low = [min(a, float(b)) for a, b in zip(low, place.get("min", low), strict=True)]
        high = [max(a, float(b)) for a, b in zip(high, place.get("max", high), strict=True)]
    sides = [max(0.0, b - a) if b >= a else 0.0 for a, b in zip(low, high, strict=True)]
    return Shape(
        triangles=triangles, meshes=len(meshes), materials=len(scene.get("materials", ())),
        textures=len(scene.get("textures", ())), animations=len(scene.get("animations", ())),
        size=(sides[0], sides[1], sides[2]),
    )  # fmt: skip


def _triangles(count: int, mode: int) -> int:
    """Lists of triangles count by threes, strips and fans share edges, the rest draws none."""
    return count // 3 if mode == 4 else max(0, count - 2) if mode in (5, 6) else 0


def _damaged(name: str) -> InvalidError:
    return InvalidError(_("“{name}” is damaged and cannot be shown.", name=name))
