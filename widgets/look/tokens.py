"""The studio's colours and sizes, once for light and once for dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """Colours as #rrggbb; text colours keep 4.5:1 against `panel` and `raised`."""

    name: str
    panel: str
    raised: str
    stage: str
    field: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_text: str
    accent_soft: str
    hover: str
    pressed: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    violet: str
    violet_soft: str
    shadow: str

    def colour(self, name: str) -> QColor:
        """The token `name` as a colour; a text that is no token is read as a colour itself."""
        return QColor(getattr(self, name, name))


LIGHT: Final = Tokens(
    name="light", panel="#ffffff", raised="#f6f7f9", stage="#f1f2f5", field="#ffffff",
    line="#e7e9ee", line_strong="#d3d7df", text="#15171c", muted="#646b78", faint="#a3a9b4",
    accent="#3b5bfd", on_accent="#ffffff", accent_text="#3452ea", accent_soft="#eef1ff",
    hover="#f3f4f7", pressed="#e8eaf0", good="#0b7a53", good_soft="#e4f5ed",
    warn="#a65300", warn_soft="#fff2df", danger="#c42b1f", danger_soft="#fdebe9",
    violet="#7a3fe0", violet_soft="#f3ecff", shadow="#1d2433",
)  # fmt: skip

DARK: Final = Tokens(
    name="dark", panel="#1b1c20", raised="#24262b", stage="#121316", field="#232529",
    line="#2d3036", line_strong="#40444d", text="#eceef2", muted="#a0a6b2", faint="#6a707c",
    accent="#4866f9", on_accent="#ffffff", accent_text="#9badff", accent_soft="#262c4a",
    hover="#26282d", pressed="#303339", good="#52cf9c", good_soft="#173328",
    warn="#f0ad55", warn_soft="#3a2c17", danger="#ff8b80", danger_soft="#401f1d",
    violet="#bd9bff", violet_soft="#302646", shadow="#000000",
)  # fmt: skip

ROW: Final = 34
"""Height of a list or form row, in pixels."""
PAD: Final = 14
"""Inner margin of a panel."""
RADIUS: Final = 8
"""Corner radius of a control."""
CARD_RADIUS: Final = 10
"""Corner radius of a card."""


def of(widget: QWidget) -> Tokens:
    """The tokens in force where `widget` stands, told by its palette."""
    return within(widget.palette())


def within(palette: QPalette) -> Tokens:
    """The tokens that go with a palette."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
