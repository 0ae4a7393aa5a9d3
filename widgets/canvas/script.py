"""Puts the overlay's script together: Qt's channel, the sheets, then our own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QFile, QIODevice

FOLDER: Final = Path(__file__).resolve().parent / "overlay"
PARTS: Final = (
    "scene", "badges", "frames", "view", "aids", "guides", "measure", "zoom", "patch", "drag",
    "marquee", "marks", "rich", "text", "snap", "zones", "hands", "main",
)  # fmt: skip
SHEETS: Final = ("stage", "overlay", "sight", "wire", "writing", "hands", "zones")

ICONS: Final = Path(__file__).resolve().parents[2] / "assets" / "icons"
TOOLS: Final = {
    "bold": "bold", "italic": "italic", "underline": "underline", "colour": "baseline",
    "list": "list", "link": "link", "done": "check", "unlink": "unlink", "none": "ban",
    "lock": "lock", "hidden": "eye-off", "warn": "triangle-alert", "plus": "plus",
    "large": "maximize",
}  # fmt: skip
"""The icons of the toolbar of a rich text, and the signs on modules."""


@cache
def early() -> str:
    """What runs before the page is parsed."""
    return _function(_sheets(), _read("early.js"))


@cache
def overlay() -> str:
    """What runs when the page is there."""
    return _function(channel(), _sheets(), _icons(), *(_read(f"{name}.js") for name in PARTS))


def _function(*parts: str) -> str:
    inside = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{inside}\n}})();'


def _sheets() -> str:
    sheets = {name: _read(f"{name}.css") for name in SHEETS}
    return f"const SHEETS = {msgspec.json.encode(sheets).decode()};"


def _icons() -> str:
    icons = {name: (ICONS / f"{file}.svg").read_text("utf-8") for name, file in TOOLS.items()}
    return f"const ICONS = {msgspec.json.encode(icons).decode()};"


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def channel() -> str:
    """Qt's own end of a web channel, for a page."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    return bytes(file.readAll().data()).decode()
