"""Small files of every type that a project takes, made by the tests themselves."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from functools import cache

from PIL import Image, ImageDraw


def picture(
    width: int = 80, height: int = 60, *, media: str = "PNG", colour: str = "#b45309",
    mode: str = "RGB", turn: int = 0, **options: object,
) -> bytes:  # fmt: skip
    """A picture with a disc on it; `turn` is its EXIF orientation."""
    made = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(made)
    draw.ellipse((width * 0.1, height * 0.1, width * 0.6, height * 0.8), fill="#fdf6e3")
    draw.rectangle((width * 0.7, 0, width, height * 0.4), fill="#1f4a40")
    exif = Image.Exif()
    if turn:
        exif[0x0112] = turn
    out = io.BytesIO()
    made.convert(mode).save(out, media, **({"exif": exif} if turn else {}), **options)
    return out.getvalue()


@cache
def noise(width: int, height: int, *, media: str = "PNG") -> bytes:
    """A picture that cannot be packed well."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(out, media)
    return out.getvalue()


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A few bytes that call themselves a very large picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(900))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))
        for tag, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def wide(width: int, height: int) -> bytes:
    """A picture of very many pixels, one bit each."""
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def moving(frames: int = 3) -> bytes:
    """A GIF that moves."""
    pictures = [Image.new("RGB", (40, 30), (80 * n, 60, 20)) for n in range(frames)]
    out = io.BytesIO()
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=80)
    return out.getvalue()


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of an mp4 file."""
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def mp4(
    width: int = 720, height: int = 1280, *, seconds: float = 12.5, turned: bool = False
) -> bytes:
    """The headers of an H.264 film without a picture in it."""
    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, round(seconds * 1000)), bytes(80))
    one = 0x10000
    matrix = (
        (0, one, 0, -one, 0, 0, 0, 0, 1 << 30) if turned else (one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    )
    tkhd = box(b"tkhd", bytes(40), struct.pack(">9i", *matrix),
               struct.pack(">II", width << 16, height << 16))  # fmt: skip
    stsd = box(b"stsd", struct.pack(">II", 0, 1), struct.pack(">I4s", 16, b"avc1"), bytes(8))
    trak = box(b"trak", tkhd, box(b"mdia", box(b"minf", box(b"stbl", stsd))))
    sound = box(b"trak", box(b"tkhd", bytes(40), struct.pack(">9i", *matrix), bytes(8)))
    moov = box(b"moov", mvhd, sound, trak)
    return box(b"ftyp", b"isom", bytes(4), b"isomavc1") + box(b"mdat", bytes(64)) + moov


def element(key: str, body: bytes) -> bytes:
    """An element of a webm file."""
    return bytes.fromhex(key) + struct.pack(">Q", len(body) | 1 << 56) + body


def webm(width: int = 320, height: int = 180, *, seconds: float = 2.0) -> bytes:
    """The headers of a VP9 film without a picture in it."""
    info = element("1549a966", element("2ad7b1", (1_000_000).to_bytes(3, "big"))
                   + element("4489", struct.pack(">d", seconds * 1000)))  # fmt: skip
    video = element("e0", element("b0", width.to_bytes(2, "big"))
                    + element("ba", height.to_bytes(2, "big")))  # fmt: skip
    tracks = element("1654ae6b", element("ae", element("86", b"V_VP9") + video))
    return element("1a45dfa3", b"") + element("18538067", info + tracks)


def glb(scene: dict | None = None, *, body: bytes | None = None) -> bytes:
    """A model of one triangle, or whatever scene is given."""
    points = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, 2, 0)
    whole = {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}], "buffers": [{"byteLength": len(points)}],
        "bufferViews": [{"buffer": 0, "byteLength": len(points)}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                       "min": [0, 0, 0], "max": [1, 2, 0]}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
    } | (scene or {})  # fmt: skip
    text = json.dumps(whole).encode() if body is None else body
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(points), b"BIN\0") + points
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


FILM = base64.b64decode("""
GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAJREU2bdLpNu4tTq4QVSalmU6yBoU27i1Or
hBZUrmtTrIHGTbuMU6uEElTDZ1OsggEMTbuMU6uEHFO7a1OsggI77AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrX
sYMPQkBNgIRMYXZmV0GETGF2ZkSJiECfQAAAAAAAFlSua8GuAQAAAAAAADjXgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCG
hVZfVlA5g4EBI+ODhA7msoDgibCBQLqBJJqBAhJUw2fVc3PSY8CLY8WIAAAAAAAAAAFnyJxFo4dFTkNPREVSRIePTGF2YyBs
aWJ2cHgtdnA5Z8iiRaOIRFVSQVRJT05Eh5QwMDowMDowMi4wMDAwMDAwMDAAAB9DtnVAz+eBAKOqgQAAgIJJg0IAA/ACNgA4
JBwZTgAAMGAAABO/+mAAAR///Qpf////iSQAo5OBAPoAhgBAkhwAXgAAAyAAAFRwo5OBAfQAhgBAkhwAXQAAAyAAAFRwo5OB
Au4AhgBAkhwAXgAAAyAAAFRwo6CBA+gAhgBAkhwAW8AAA2AAAAEz/1rQACP//9+x/+BAAKOTgQTiAIYAQJIcAF4AAAMgAABU
cKOTgQXcAIYAQJIcAF0AAAMgAABUcKOTgQbWAIYAQJIcAF4AAAMgAABUcBxTu2uRu4+zgQC3iveBAfGCAWbwgQM=
""")
"""Two seconds of VP9, 64 × 36 pixels: one second red, one second blue."""
