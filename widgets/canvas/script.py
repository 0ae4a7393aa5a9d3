"""Puts the overlay's script together: Qt's channel, the sheets, then our own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QFile, QIODevice

FOLDER: Final = Path(__file__).resolve().parent / "overlay"
PARTS: Final = ("scene", "frames", "zoom", "patch", "drag", "hands", "main")


@cache
def overlay() -> str:
    """The whole script, as one function of its own."""
    sheets = {name: _read(f"{name}.css") for name in ("stage", "overlay")}
    parts = "\n".join(_read(f"{name}.js") for name in PARTS)
    channel = _channel()
    given = msgspec.json.encode(sheets).decode()
    return f'(() => {{\n"use strict";\n{channel}\nconst SHEETS = {given};\n{parts}\n}})();'


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _channel() -> str:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    return bytes(file.readAll().data()).decode()
