"""What a media file says of itself: its type by its first bytes, its size; and what we take."""

from __future__ import annotations

import io
import re
import warnings
from typing import NamedTuple

from designer.document.films import film
from designer.document.shapes import shape
from designer.errors import InvalidError
from designer.language import _

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "model/gltf-binary": "glb",
}
"""The media types a project takes, with their file ending."""

MEDIA = {ending: media for media, ending in ENDINGS.items()} | {"jpeg": "image/jpeg"}

MOST_BYTES = 100 * 1024 * 1024
MOST_PIXELS = 100_000_000
"""A picture of more is refused before it is unpacked: one pixel takes four bytes of memory."""

_HARMFUL = re.compile(
    rb"<\s*(script|foreignObject|iframe|embed|object|audio|video|!ENTITY|!DOCTYPE[^>]*\[)"
    rb"|\son[a-z]+\s*=|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|webp|gif);)"
    rb"|url\(\s*[\"']?\s*(?!#|data:image/)|@import|javascript:",
    re.IGNORECASE,
)
"""What can run, load or reach out in an SVG."""


_TURN = 0x0112
"""The EXIF tag that says how a picture is to be turned; from 5 on its sides change places."""


class Facts(NamedTuple):
    """Width and height in pixels; 0 where a file has none or does not tell."""

    width: int
    height: int


def inspected(data: bytes, media: str, *, name: str) -> Facts:
    """The size of a picture; raises InvalidError naming the file when it cannot be taken."""
    if media not in ENDINGS:
        text = _("“{name}” is {media}, which a page cannot hold; use {known}.",
                 name=name, media=media or "?", known=", ".join(ENDINGS.values()))  # fmt: skip
        raise InvalidError(text)
    if not data or len(data) > MOST_BYTES:
        text = _("“{name}” must have between 1 byte and {limit} MB.",
                 name=name, limit=MOST_BYTES // 1024**2)  # fmt: skip
        raise InvalidError(text)
    if told(data) != media:
        text = _("“{name}” is not what its ending says ({media}); save it again in that format.",
                 name=name, media=media)  # fmt: skip
        raise InvalidError(text)
    if media == "image/svg+xml":
        return _drawing(data, name)
    if media.startswith("video/"):
        return Facts(*film(data, media)[:2])
    if media.startswith("model/"):
        shape(data, name=name)
        return Facts(0, 0)
    return _picture(data, name)


def told(data: bytes) -> str:
    """The media type by the first bytes; empty when they tell none of ours."""
    head = data[:32]
    for media, mark in _MARKS:
        if head.startswith(mark):
            return media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/avif" if head[8:12] in (b"avif", b"avis") else "video/mp4"
    return "image/svg+xml" if re.search(rb"<svg[\s>]", data[:4096]) else ""


_MARKS = (
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/gif", b"GIF8"),
    ("video/webm", b"\x1aE\xdf\xa3"),
    ("model/gltf-binary", b"glTF"),
)


def _picture(data: bytes, name: str) -> Facts:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                if width * height <= MOST_PIXELS and picture.getexif().get(_TURN, 1) >= 5:
                    width, height = height, width  # lying on its side until it is shown
    except Image.DecompressionBombError as error:
        text = _("“{name}” has more pixels than a page can use.", name=name)
        raise InvalidError(text) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise InvalidError(_("“{name}” is damaged and cannot be shown.", name=name)) from error
    if width * height > MOST_PIXELS:
        text = _("“{name}” has {width} × {height} pixels, more than a page can use.",
                 name=name, width=width, height=height)  # fmt: skip
        raise InvalidError(text)
    return Facts(width, height)


_BOX = re.compile(
    rb"viewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+"
    rb"[\s,]+(\d{1,9}(?:\.\d*)?)[\s,]+(\d{1,9}(?:\.\d*)?)\s*[\"']"
)


def _drawing(data: bytes, name: str) -> Facts:
    found = _HARMFUL.search(data)
    if found:
        text = _("“{name}” holds “{part}”, which can run or load something; save it as a plain "
                 "drawing or as PNG.", name=name,
                 part=found[0].decode("utf-8", "replace").strip())  # fmt: skip
        raise InvalidError(text)
    box = _BOX.search(data)
    return Facts(round(float(box[1])), round(float(box[2]))) if box else Facts(0, 0)
