"""Media files: told by their bytes, measured, and refused when they could run or are too large."""

from __future__ import annotations

import pytest

from designer.document.media import ENDINGS, MEDIA, inspected, told
from designer.errors import InvalidError
from tests.designer import small_shop

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48">%s</svg>'


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (small_shop.PICTURE, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"GIF89a" + bytes(20), "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x20ftypisom" + bytes(20), "video/mp4"),
        (b"\0\0\0\x20ftypavif" + bytes(20), "image/avif"),
        (b"\x1aE\xdf\xa3" + bytes(20), "video/webm"),
        (b"glTF\2\0\0\0", "model/gltf-binary"),
        (b'<?xml version="1.0"?>\n<!-- by hand -->\n<svg viewBox="0 0 1 1"/>', "image/svg+xml"),
        (b"<html><body>hello", ""),
        (b"", ""),
    ],
)
def test_a_file_is_told_by_its_first_bytes(data, media):
    assert told(data) == media


def test_every_type_has_an_ending_and_back():
    assert {MEDIA[ending] for ending in ENDINGS.values()} == set(ENDINGS)
    assert MEDIA["jpeg"] == "image/jpeg"


def test_a_picture_and_a_drawing_are_measured():
    assert inspected(small_shop.png(width=30, height=20), "image/png", name="x") == (30, 20)
    assert inspected(DRAWING % b"<path d='M0 0'/>", "image/svg+xml", name="x") == (64, 48)
    assert inspected(b"<svg><g/></svg>", "image/svg+xml", name="x") == (0, 0)
    assert inspected(b"\x1aE\xdf\xa3....", "video/webm", name="x") == (0, 0)


@pytest.mark.parametrize(
    "part",
    [
        b"<script>alert(1)</script>",
        b"<SCRIPT/>",
        b'<rect onload="alert(1)"/>',
        b'<image href="https://example.com/x.png"/>',
        b'<a xlink:href="javascript:alert(1)">x</a>',
        b"<style>@import 'x.css'</style>",
        b"<rect style='fill:url(http://example.com/x)'/>",
        b"<foreignObject><p/></foreignObject>",
    ],
)
def test_a_drawing_that_can_run_or_reach_out_is_refused(part):
    with pytest.raises(InvalidError, match=r"“x\.svg” holds"):
        inspected(DRAWING % part, "image/svg+xml", name="x.svg")


def test_a_drawing_may_use_its_own_parts():
    inside = b'<use href="#leaf"/><rect fill="url(#shade)"/><image href="data:image/png;base64,"/>'
    assert inspected(DRAWING % inside, "image/svg+xml", name="x") == (64, 48)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    head = bytearray(small_shop.png())
    import struct
    import zlib

    head[16:24] = struct.pack(">II", 60_000, 60_000)
    head[29:33] = struct.pack(">I", zlib.crc32(bytes(head[12:29])))
    with pytest.raises(InvalidError, match=r"“big\.png”"):
        inspected(bytes(head), "image/png", name="big.png")


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (b"0 0 64 48", (64, 48)),
        (b"-10,-5 64.4,48.6", (64, 49)),
        (b"0 0 1.2.3 4", (0, 0)),
        (b"0 0 . 4", (0, 0)),
        (b"0 0 " + b"9" * 400 + b" 4", (0, 0)),
        (b"", (0, 0)),
        (b"0 0 64", (0, 0)),
    ],
    ids=["plain", "commas", "two points", "only a point", "endless", "empty", "too few"],
)
def test_a_drawing_of_odd_measures_is_taken_without_a_size(box, size):
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + box + b'"></svg>'
    assert inspected(data, "image/svg+xml", name="x.svg") == size
