"""What a video says of itself: sides and length, read from its headers without decoding it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

DEEPEST = 8
MOST_BOXES = 4000
"""Boxes that are looked at; a file made to hold more says nothing of itself."""


class Film(NamedTuple):
    """Sides in pixels and length in seconds; 0 where the file does not tell. `codec` as it is
    written in the file, such as `avc1` or `V_VP9`."""

    width: int = 0
    height: int = 0
    seconds: float = 0.0
    codec: str = ""


def film(data: bytes, media: str) -> Film:
    """The facts of an mp4 or webm file; what is damaged is simply not told."""
    try:
        return _mp4(data) if media == "video/mp4" else _webm(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        return Film()


# ---- mp4: boxes of a length, a name and a body ----


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    count = 0
    while start + 8 <= end and count < MOST_BOXES:
        size, name = struct.unpack_from(">I4s", data, start)
        body = start + 8
        if size == 1:
            size = struct.unpack_from(">Q", data, body)[0]
            body += 8
        size = size or end - start
        if size < body - start or start + size > end:
            return
        yield name, body, start + size
        start += size
        count += 1


def _find(data: bytes, path: tuple[bytes, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    for name, body, stop in _boxes(data, start, end):
        if name == path[0]:
            if len(path) == 1:
                yield body, stop
            else:
                yield from _find(data, path[1:], body, stop)


def _mp4(data: bytes) -> Film:
    seconds = 0.0
    for at, __ in _find(data, (b"moov", b"mvhd"), 0, len(data)):
        long = data[at] == 1
        scale, length = struct.unpack_from(
            ">IQ" if long else ">II", data, at + (20 if long else 12)
        )
        seconds = length / scale if scale else 0.0
    for start, end in _find(data, (b"moov", b"trak"), 0, len(data)):
        sides = _track(data, start, end)
        if sides is not None:
            codecs = _find(data, (b"mdia", b"minf", b"stbl", b"stsd"), start, end)
            codec = next((data[at + 12 : at + 16].decode("latin-1") for at, __ in codecs), "")
            return Film(*sides, round(seconds, 2), codec)
    return Film(seconds=round(seconds, 2))


def _track(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """The sides of a track that has some, turned as its matrix says."""
    for at, __ in _find(data, (b"tkhd",), start, end):
        at += 52 if data[at] == 1 else 40
        a, b = struct.unpack_from(">ii", data, at)
        width, height = struct.unpack_from(">II", data, at + 36)
        if width and height:
            sides = (width >> 16, height >> 16)
            return sides if abs(a) >= abs(b) else (sides[1], sides[0])
    return None


# ---- webm: elements with numbers of varying length ----

_SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _LENGTH, _WIDTH, _HEIGHT, _CODEC = 0x2AD7B1, 0x4489, 0xB0, 0xBA, 0x86
_INSIDE = {_SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO}


def _number(data: bytes, at: int, *, keep: bool) -> tuple[int, int, bool]:
    """A number, where it ends, and whether it means “not known”."""
    first = data[at]
    length = 9 - first.bit_length()
    if not first or length > 8:
        raise ValueError("no number")
    raw = int.from_bytes(data[at : at + length], "big")
    mask = (1 << (7 * length)) - 1
    return (raw if keep else raw & mask), at + length, not keep and raw & mask == mask


def _elements(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[int, bytes]]:
    count = 0
    while start < end and count < MOST_BOXES:
        key, start, __ = _number(data, start, keep=True)
        size, start, unknown = _number(data, start, keep=False)
        stop = end if unknown else start + size
        if key in _INSIDE and depth < DEEPEST:
            yield from _elements(data, start, min(stop, end), depth + 1)
        elif size <= 64:
            yield key, data[start:stop]
        start = stop
        count += 1


def _webm(data: bytes) -> Film:
    found: dict[int, bytes] = {}
    try:
        for key, body in _elements(data, 0, len(data)):
            found.setdefault(key, body)
    except (IndexError, ValueError):
        pass  # the headers come first: what was read until here counts
    scale = int.from_bytes(found.get(_SCALE, b""), "big") or 1_000_000
    length = found.get(_LENGTH, b"")
    ticks = struct.unpack(">d" if len(length) == 8 else ">f", length)[0] if length else 0.0
    width, height = (int.from_bytes(found.get(key, b""), "big") for key in (_WIDTH, _HEIGHT))
    codec = found.get(_CODEC, b"").decode("latin-1")
    return Film(width, height, round(ticks * scale / 1e9, 2), codec)
