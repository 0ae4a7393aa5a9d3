"""What the clipboard holds for the library: files, or a picture that becomes one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from designer.language import _


def pasted() -> list[Path]:
    """The files of the clipboard, or its picture as a file of this session."""
    clipboard = QGuiApplication.clipboard()
    mime = clipboard.mimeData()
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files or not mime.hasImage():
        return files
    folder = Path(tempfile.mkdtemp(prefix="duplex-"))
    file = folder / (_("Pasted picture") + ".png")
    return [file] if clipboard.image().save(str(file)) else []
