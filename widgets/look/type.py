"""Type: Inter with the system's Chinese face behind it, in few sizes and weights."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

FONTS: Final = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILIES: Final = (
    "Inter", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
    "Microsoft YaHei UI", "Microsoft YaHei", "sans-serif",
)  # fmt: skip

BODY: Final = 13
CAPTION: Final = 12
SMALL: Final = 11
TITLE: Final = 15
HEADING: Final = 20

REGULAR: Final = QFont.Weight.Normal
MEDIUM: Final = QFont.Weight.Medium
BOLD: Final = QFont.Weight.DemiBold


def load() -> None:
    """Make Inter known to the application from our own files."""
    for file in sorted(FONTS.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = BODY, *, weight: QFont.Weight = REGULAR) -> QFont:
    """The interface face at a size in pixels, figures of one width."""
    made = QFont(FAMILIES[0])
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
