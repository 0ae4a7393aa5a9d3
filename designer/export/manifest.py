"""The package's own list: what it was made from, its pages, its slots, and every file with its
SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from designer.records import Struct

FORMAT = 1
GENERATOR = "Duplex 0.1.0"


class FileEntry(Struct):
    """One file: SHA-256 in hex, size in bytes."""

    sha256: str
    size: int


class PageEntry(Struct):
    """One page with its file and its layouts."""

    id: str
    name: str
    file: str
    layouts: tuple[str, ...]


class SlotEntry(Struct):
    """What decides: a page (its choices are layouts) or a module (its choices are variants)."""

    id: str
    name: str
    type: str
    page: str
    choices: tuple[str, ...]


class PlainEntry(Struct):
    """A page without decisions: as one persona sees it, or one arm of an experiment."""

    id: str
    name: str
    file: str


class ExperimentEntry(Struct):
    """An experiment with a plain page for each arm."""

    id: str
    key: str
    name: str
    arms: tuple[PlainEntry, ...]


class Manifest(Struct):
    """`manifest.json`. `at` is the instant of the plain pages; `missing` names assets whose files
    are lost."""

    format: int
    generator: str
    shop: str
    at: datetime
    pages: tuple[PageEntry, ...]
    slots: tuple[SlotEntry, ...]
    personas: tuple[PlainEntry, ...]
    experiments: tuple[ExperimentEntry, ...]
    missing: tuple[str, ...]
    files: Mapping[str, FileEntry]


def encode(manifest: Manifest) -> bytes:
    """The manifest as readable JSON, the same bytes for the same manifest."""
    text = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(text, indent=2) + b"\n"


def decode(data: bytes) -> Manifest:
    """The manifest in `data`; raises `msgspec.DecodeError` or `msgspec.ValidationError`."""
    return msgspec.json.decode(data, type=Manifest)
